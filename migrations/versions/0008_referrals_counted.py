"""Referrals, counted and never filed; whose focal points a pathway is shared with."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("host_team_id", sa.Integer(), nullable=False),
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=True),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=20), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_referral_some")),
        sa.CheckConstraint(
            "sender_id <> receiver_id", name=op.f("ck_referral_two_bodies")
        ),
        sa.ForeignKeyConstraint(
            ["host_team_id"], ["team.id"], name=op.f("fk_referral_host_team_id")
        ),
        sa.ForeignKeyConstraint(
            ["receiver_id"],
            ["organisation.id"],
            name=op.f("fk_referral_receiver_id"),
        ),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["organisation.id"], name=op.f("fk_referral_sender_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("uid", name=op.f("uq_referral_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_referral_host_team_id_quarter"),
            ["host_team_id", "quarter"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_referral_receiver_id"), ["receiver_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_sender_id"), ["sender_id"], unique=False
        )

    with op.batch_alter_table("pathway", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("countries", sa.Text(), server_default="[]", nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table("pathway", schema=None) as batch_op:
        batch_op.drop_column("countries")

    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_sender_id"))
        batch_op.drop_index(batch_op.f("ix_referral_receiver_id"))
        batch_op.drop_index(batch_op.f("ix_referral_host_team_id_quarter"))

    op.drop_table("referral")
