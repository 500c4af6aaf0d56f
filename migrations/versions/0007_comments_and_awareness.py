"""What is said of a step while a version is in work, and who has read a version."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "step_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("step_key", sa.String(length=40), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_step_comment_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["person.id"], name=op.f("fk_step_comment_settled_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["pathway_version.id"],
            name=op.f("fk_step_comment_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_comment")),
        sa.UniqueConstraint("uid", name=op.f("uq_step_comment_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("step_comment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_step_comment_version_id"), ["version_id"], unique=False
        )

    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_acknowledgement_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["pathway_version.id"],
            name=op.f("fk_acknowledgement_version_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgement")),
        sa.UniqueConstraint(
            "version_id",
            "person_id",
            name=op.f("uq_acknowledgement_version_id_person_id"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("acknowledgement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_acknowledgement_person_id"), ["person_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("acknowledgement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_acknowledgement_person_id"))
    op.drop_table("acknowledgement")

    with op.batch_alter_table("step_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_step_comment_version_id"))
    op.drop_table("step_comment")
