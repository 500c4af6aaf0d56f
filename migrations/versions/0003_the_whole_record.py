"""The whole record of a service; suggestions, gaps looked at, the office's terms."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_term_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("kind", "code", name=op.f("uq_term_kind_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_term_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "gap_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("host_team_id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=30), nullable=False),
        sa.Column("group", sa.String(length=30), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("need", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("publication", sa.String(length=20), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["host_team_id"], ["team.id"], name=op.f("fk_gap_confirmation_host_team_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_gap_confirmation_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["organisation.id"], name=op.f("fk_gap_confirmation_owner_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["person.id"],
            name=op.f("fk_gap_confirmation_proposed_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_confirmation")),
        sa.UniqueConstraint("uid", name=op.f("uq_gap_confirmation_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("gap_confirmation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_gap_confirmation_host_team_id"),
            ["host_team_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_gap_confirmation_municipality_id"),
            ["municipality_id"],
            unique=False,
        )

    op.create_table(
        "service_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_service_place_municipality_id"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_place_service_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_place")),
        sa.UniqueConstraint("uid", name=op.f("uq_service_place_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("service_place", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_service_place_service_id"), ["service_id"], unique=False
        )

    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_version", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("taken", sa.Text(), server_default="[]", nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_suggestion_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_suggestion_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_suggestion_service_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("uid", name=op.f("uq_suggestion_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_suggestion_service_id"), ["service_id"], unique=False
        )

    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("licence_state", sa.String(length=20), nullable=True)
        )
        batch_op.add_column(sa.Column("licensed_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("model", sa.String(length=30), nullable=True))
        batch_op.add_column(
            sa.Column("phases", sa.Text(), server_default="[]", nullable=False)
        )
        batch_op.add_column(
            sa.Column("status_needed", sa.Text(), server_default="[]", nullable=False)
        )
        batch_op.add_column(sa.Column("age_from", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("age_to", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("residence", sa.Text(), server_default="[]", nullable=False)
        )
        batch_op.add_column(
            sa.Column("dependants", sa.String(length=20), nullable=True)
        )
        batch_op.add_column(
            sa.Column("accompaniment", sa.String(length=20), nullable=True)
        )
        batch_op.add_column(sa.Column("exclusions", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("documents", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("entitled", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("existing", sa.String(length=10), nullable=True))
        batch_op.add_column(
            sa.Column("accessible", sa.String(length=10), nullable=True)
        )
        batch_op.add_column(sa.Column("barrier", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("legal_basis", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("legal_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("legal_until", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("spoken", sa.Text(), server_default="[]", nullable=False)
        )
        batch_op.add_column(
            sa.Column("interpretation", sa.String(length=20), nullable=True)
        )
        batch_op.add_column(
            sa.Column("accessibility", sa.Text(), server_default="[]", nullable=False)
        )
        batch_op.add_column(sa.Column("schedule", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("areas", sa.Text(), server_default="[]", nullable=False)
        )
        batch_op.add_column(
            sa.Column(
                "nationwide", sa.Boolean(), server_default=sa.false(), nullable=False
            )
        )
        batch_op.add_column(sa.Column("capacity", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("capacity_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("funding", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("funded_until", sa.Date(), nullable=True))

    # The licence column held the state; it is the number now.
    op.execute("UPDATE service SET licence_state = licence, licence = NULL")


def downgrade() -> None:
    op.execute("UPDATE service SET licence = licence_state")
    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.drop_column("funded_until")
        batch_op.drop_column("funding")
        batch_op.drop_column("capacity_on")
        batch_op.drop_column("capacity")
        batch_op.drop_column("nationwide")
        batch_op.drop_column("areas")
        batch_op.drop_column("schedule")
        batch_op.drop_column("accessibility")
        batch_op.drop_column("interpretation")
        batch_op.drop_column("spoken")
        batch_op.drop_column("legal_until")
        batch_op.drop_column("legal_from")
        batch_op.drop_column("legal_basis")
        batch_op.drop_column("barrier")
        batch_op.drop_column("accessible")
        batch_op.drop_column("existing")
        batch_op.drop_column("entitled")
        batch_op.drop_column("documents")
        batch_op.drop_column("exclusions")
        batch_op.drop_column("accompaniment")
        batch_op.drop_column("dependants")
        batch_op.drop_column("residence")
        batch_op.drop_column("age_to")
        batch_op.drop_column("age_from")
        batch_op.drop_column("status_needed")
        batch_op.drop_column("phases")
        batch_op.drop_column("model")
        batch_op.drop_column("licensed_until")
        batch_op.drop_column("licence_state")

    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestion_service_id"))

    op.drop_table("suggestion")
    with op.batch_alter_table("service_place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_place_service_id"))

    op.drop_table("service_place")
    with op.batch_alter_table("gap_confirmation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gap_confirmation_municipality_id"))
        batch_op.drop_index(batch_op.f("ix_gap_confirmation_host_team_id"))

    op.drop_table("gap_confirmation")
    op.drop_table("term")
