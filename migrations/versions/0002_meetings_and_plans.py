"""Meetings, minutes, plans and progress reports."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reporting_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("locks_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "starts_on <= ends_on AND opens_on <= due_on AND due_on <= locks_on",
            name=op.f("ck_reporting_period_in_order"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reporting_period")),
        sa.UniqueConstraint("ends_on", name=op.f("uq_reporting_period_ends_on")),
        sa.UniqueConstraint("starts_on", name=op.f("uq_reporting_period_starts_on")),
        sa.UniqueConstraint("uid", name=op.f("uq_reporting_period_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("host_team_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=True),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("link", sa.String(length=300), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("cancel_reason", sa.Text(), nullable=True),
        sa.Column("schedule", sa.Integer(), nullable=False),
        sa.Column("minutes_state", sa.String(length=20), nullable=False),
        sa.Column("circulated_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ends_at IS NULL OR ends_at > starts_at", name=op.f("ck_meeting_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["circulated_by_id"],
            ["person.id"],
            name=op.f("fk_meeting_circulated_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["host_team_id"], ["team.id"], name=op.f("fk_meeting_host_team_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("uid", name=op.f("uq_meeting_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_host_team_id_day"),
            ["host_team_id", "day"],
            unique=False,
        )

    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("carried_from_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["carried_from_id"],
            ["agenda_item.id"],
            name=op.f("fk_agenda_item_carried_from_id"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("uid", name=op.f("uq_agenda_item_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agenda_item_meeting_id"), ["meeting_id"], unique=False
        )

    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("substitute", sa.String(length=120), nullable=True),
        sa.Column("guest_name", sa.String(length=120), nullable=True),
        sa.Column("guest_body", sa.String(length=200), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(seat_id IS NULL) <> (guest_name IS NULL)",
            name=op.f("ck_attendance_seat_or_guest"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["person.id"], name=op.f("fk_attendance_entered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_attendance_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seat.id"], name=op.f("fk_attendance_seat_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "meeting_id", "seat_id", name=op.f("uq_attendance_meeting_id_seat_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attendance_meeting_id"), ["meeting_id"], unique=False
        )
        batch_op.create_index(
            "ix_attendance_one_seat_for_a_person",
            ["meeting_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        )

    op.create_table(
        "meeting_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("substitute", sa.String(length=120), nullable=True),
        sa.Column("schedule", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_answer_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_meeting_answer_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seat.id"], name=op.f("fk_meeting_answer_seat_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_answer")),
        sa.UniqueConstraint(
            "meeting_id", "seat_id", name=op.f("uq_meeting_answer_meeting_id_seat_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meeting_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_answer_meeting_id"), ["meeting_id"], unique=False
        )

    op.create_table(
        "meeting_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_partner_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name=op.f("fk_meeting_partner_team_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_partner")),
        sa.UniqueConstraint(
            "meeting_id", "team_id", name=op.f("uq_meeting_partner_meeting_id_team_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("meeting_partner", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_partner_meeting_id"), ["meeting_id"], unique=False
        )

    op.create_table(
        "minutes_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_move_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_minutes_move_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_move")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("minutes_move", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_minutes_move_meeting_id"), ["meeting_id"], unique=False
        )

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("host_team_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("dissent", sa.Text(), nullable=True),
        sa.Column("seats_there", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("seats_needed", sa.Integer(), nullable=False),
        sa.Column("publication", sa.String(length=20), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name=op.f("fk_decision_agenda_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["host_team_id"], ["team.id"], name=op.f("fk_decision_host_team_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_decision_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_decision_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint(
            "host_team_id",
            "year",
            "number",
            name=op.f("uq_decision_host_team_id_year_number"),
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_decision_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_decision_meeting_id"), ["meeting_id"], unique=False
        )

    op.create_table(
        "internal_minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name=op.f("fk_internal_minutes_agenda_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["person.id"],
            name=op.f("fk_internal_minutes_changed_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_internal_minutes")),
        sa.UniqueConstraint(
            "agenda_item_id", name=op.f("uq_internal_minutes_agenda_item_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["objective_id"], ["objective.id"], name=op.f("fk_measure_objective_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint(
            "objective_id", "number", name=op.f("uq_measure_objective_id_number")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_measure_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_measure_objective_id"), ["objective_id"], unique=False
        )

    op.create_table(
        "public_minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.id"],
            name=op.f("fk_public_minutes_agenda_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"],
            ["person.id"],
            name=op.f("fk_public_minutes_changed_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_minutes")),
        sa.UniqueConstraint(
            "agenda_item_id", name=op.f("uq_public_minutes_agenda_item_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("beneficiaries", sa.Text(), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("precondition", sa.Text(), nullable=True),
        sa.Column("serves_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_activity_measure_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_activity_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["serves_id"], ["measure.id"], name=op.f("fk_activity_serves_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("uid", name=op.f("uq_activity_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_measure_id"), ["measure_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_activity_plan_id"), ["plan_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_activity_serves_id"), ["serves_id"], unique=False
        )

    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("host_team_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_action_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_action_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["person.id"], name=op.f("fk_action_done_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["host_team_id"], ["team.id"], name=op.f("fk_action_host_team_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_action_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seat.id"], name=op.f("fk_action_seat_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("uid", name=op.f("uq_action_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_action_host_team_id"), ["host_team_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_action_meeting_id"), ["meeting_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_action_seat_id"), ["seat_id"], unique=False
        )

    op.create_table(
        "activity_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_body_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_activity_body_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_body")),
        sa.UniqueConstraint(
            "activity_id",
            "organisation_id",
            name=op.f("uq_activity_body_activity_id_organisation_id"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("activity_body", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_body_activity_id"), ["activity_id"], unique=False
        )

    op.create_table(
        "progress_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("share", sa.Integer(), nullable=True),
        sa.Column("cause", sa.String(length=30), nullable=True),
        sa.Column("cause_words", sa.Text(), nullable=True),
        sa.Column("effect", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("return_reason", sa.Text(), nullable=True),
        sa.Column("unchanged", sa.Boolean(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "share BETWEEN 0 AND 100", name=op.f("ck_progress_report_share_of_hundred")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name=op.f("fk_progress_report_activity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["period_id"],
            ["reporting_period.id"],
            name=op.f("fk_progress_report_period_id"),
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"],
            ["person.id"],
            name=op.f("fk_progress_report_submitted_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_report")),
        sa.UniqueConstraint(
            "activity_id",
            "period_id",
            name=op.f("uq_progress_report_activity_id_period_id"),
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_progress_report_uid")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_progress_report_activity_id"), ["activity_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_progress_report_period_id"), ["period_id"], unique=False
        )

    op.create_table(
        "report_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_report_move_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["progress_report.id"], name=op.f("fk_report_move_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_move")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("report_move", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_report_move_report_id"), ["report_id"], unique=False
        )

    with op.batch_alter_table("objective", schema=None) as batch_op:
        batch_op.add_column(sa.Column("uid", sa.Uuid(), nullable=True))
        batch_op.alter_column("key", existing_type=sa.VARCHAR(length=80), nullable=True)
        batch_op.alter_column(
            "source", existing_type=sa.VARCHAR(length=300), nullable=True
        )
        batch_op.create_index(
            batch_op.f("ix_objective_plan_id"), ["plan_id"], unique=False
        )

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("uid", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("host_team_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("serves_id", sa.Integer(), nullable=True))
        batch_op.alter_column("key", existing_type=sa.VARCHAR(length=80), nullable=True)
        batch_op.alter_column(
            "source", existing_type=sa.VARCHAR(length=300), nullable=True
        )
        batch_op.create_index(
            batch_op.f("ix_plan_host_team_id"), ["host_team_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_plan_serves_id"), "plan", ["serves_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_plan_host_team_id"), "team", ["host_team_id"], ["id"]
        )

    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lat", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("lon", sa.Float(), nullable=True))

    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "quorum_percent", sa.Integer(), server_default="50", nullable=False
            )
        )
        batch_op.add_column(sa.Column("rhythm_months", sa.Integer(), nullable=True))

    for table in ("objective", "plan"):
        _give_uids(table)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("uid", existing_type=sa.Uuid(), nullable=False)
            batch_op.create_unique_constraint(batch_op.f(f"uq_{table}_uid"), ["uid"])
    op.execute(
        "UPDATE plan SET host_team_id = (SELECT id FROM team WHERE kind = 'office')"
    )


def _give_uids(name: str) -> None:
    table = sa.table(name, sa.column("id", sa.Integer()), sa.column("uid", sa.Uuid()))
    for (row,) in op.get_bind().execute(sa.select(table.c.id)).all():
        op.execute(table.update().where(table.c.id == row).values(uid=uuid.uuid4()))


def downgrade() -> None:
    with op.batch_alter_table("team", schema=None) as batch_op:
        batch_op.drop_column("rhythm_months")
        batch_op.drop_column("quorum_percent")

    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.drop_column("lon")
        batch_op.drop_column("lat")

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_plan_host_team_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_plan_serves_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_plan_uid"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_plan_host_team_id"))
        batch_op.alter_column(
            "source", existing_type=sa.VARCHAR(length=300), nullable=False
        )
        batch_op.alter_column(
            "key", existing_type=sa.VARCHAR(length=80), nullable=False
        )
        batch_op.drop_column("serves_id")
        batch_op.drop_column("host_team_id")
        batch_op.drop_column("uid")

    with op.batch_alter_table("objective", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_objective_uid"), type_="unique")
        batch_op.drop_index(batch_op.f("ix_objective_plan_id"))
        batch_op.alter_column(
            "source", existing_type=sa.VARCHAR(length=300), nullable=False
        )
        batch_op.alter_column(
            "key", existing_type=sa.VARCHAR(length=80), nullable=False
        )
        batch_op.drop_column("uid")

    with op.batch_alter_table("report_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_move_report_id"))

    op.drop_table("report_move")
    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_progress_report_period_id"))
        batch_op.drop_index(batch_op.f("ix_progress_report_activity_id"))

    op.drop_table("progress_report")
    with op.batch_alter_table("activity_body", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_body_activity_id"))

    op.drop_table("activity_body")
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_seat_id"))
        batch_op.drop_index(batch_op.f("ix_action_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_action_host_team_id"))

    op.drop_table("action")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_serves_id"))
        batch_op.drop_index(batch_op.f("ix_activity_plan_id"))
        batch_op.drop_index(batch_op.f("ix_activity_measure_id"))

    op.drop_table("activity")
    op.drop_table("public_minutes")
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_objective_id"))

    op.drop_table("measure")
    op.drop_table("internal_minutes")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_meeting_id"))

    op.drop_table("decision")
    with op.batch_alter_table("minutes_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_minutes_move_meeting_id"))

    op.drop_table("minutes_move")
    with op.batch_alter_table("meeting_partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_partner_meeting_id"))

    op.drop_table("meeting_partner")
    with op.batch_alter_table("meeting_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_answer_meeting_id"))

    op.drop_table("meeting_answer")
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_attendance_one_seat_for_a_person",
            sqlite_where=sa.text("person_id IS NOT NULL"),
            postgresql_where=sa.text("person_id IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_attendance_meeting_id"))

    op.drop_table("attendance")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_item_meeting_id"))

    op.drop_table("agenda_item")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_host_team_id_day"))

    op.drop_table("meeting")
    op.drop_table("reporting_period")
