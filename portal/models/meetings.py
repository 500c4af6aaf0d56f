"""Meetings, what seats answered, who was there, and the agenda."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Time,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from portal.db import Base
from portal.models.columns import (
    INTERNAL,
    Instant,
    Key,
    Uid,
    key,
    uid_column,
    words,
)
from portal.models.people import Person
from portal.models.teams import Seat, Team


class Meeting(Base):
    """A meeting of a team, in the wall time of its zone; perhaps with partner teams."""

    __tablename__ = "meeting"

    id: Key = key()
    uid: Uid = uid_column()
    host_team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), info=INTERNAL)
    kind: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    title: Mapped[Any] = words(nullable=True)
    day: Mapped[date] = mapped_column(info=INTERNAL)
    starts_at: Mapped[time] = mapped_column(Time, info=INTERNAL)
    ends_at: Mapped[time | None] = mapped_column(Time, info=INTERNAL)
    zone: Mapped[str] = mapped_column(
        String(40), default="Europe/Belgrade", info=INTERNAL
    )
    place: Mapped[Any] = words(nullable=True)
    link: Mapped[str | None] = mapped_column(String(300), info=INTERNAL)
    state: Mapped[str] = mapped_column(String(20), default="planned", info=INTERNAL)
    cancel_reason: Mapped[Any] = words(nullable=True)
    # Counts how often it was moved: an answer holds for the schedule it was given to.
    schedule: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    minutes_state: Mapped[str] = mapped_column(
        String(20), default="draft", info=INTERNAL
    )
    circulated_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), info=INTERNAL
    )
    recorded_at: Mapped[datetime | None] = mapped_column(Instant, info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    row_version: Mapped[int] = mapped_column(default=1, info=INTERNAL)

    host_approvers: Mapped[int] = query_expression()
    host_team: Mapped[Team] = relationship(lazy="raise")
    partners: Mapped[list["MeetingPartner"]] = relationship(
        lazy="raise", cascade="all, delete-orphan"
    )
    answers: Mapped[list["MeetingAnswer"]] = relationship(lazy="raise")
    attendances: Mapped[list["Attendance"]] = relationship(
        lazy="raise", order_by="Attendance.id", cascade="all, delete-orphan"
    )
    agenda: Mapped[list["AgendaItem"]] = relationship(
        back_populates="meeting", lazy="raise", order_by="AgendaItem.position"
    )

    @property
    def partner_team_ids(self) -> tuple[int, ...]:
        return tuple(row.team_id for row in self.partners)

    __mapper_args__ = {"version_id_col": row_version}
    __table_args__ = (
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="in_order"),
        Index(None, "host_team_id", "day"),
        {"sqlite_autoincrement": True},
    )


class MeetingPartner(Base):
    """Another team that takes part in a joint meeting."""

    __tablename__ = "meeting_partner"

    id: Key = key()
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id"), index=True, info=INTERNAL
    )
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), info=INTERNAL)

    __table_args__ = (
        UniqueConstraint("meeting_id", "team_id"),
        {"sqlite_autoincrement": True},
    )


class MeetingAnswer(Base):
    """What a seat answered to the invitation, for the schedule of that moment."""

    __tablename__ = "meeting_answer"

    id: Key = key()
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id"), index=True, info=INTERNAL
    )
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), info=INTERNAL)
    answer: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    substitute: Mapped[str | None] = mapped_column(String(120), info=INTERNAL)
    schedule: Mapped[int] = mapped_column(info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)

    __table_args__ = (
        UniqueConstraint("meeting_id", "seat_id"),
        {"sqlite_autoincrement": True},
    )


class Attendance(Base):
    """Whether a seat was there, through whom and how; or a guest, who has no seat."""

    __tablename__ = "attendance"

    id: Key = key()
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id"), index=True, info=INTERNAL
    )
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id"), info=INTERNAL)
    status: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    mode: Mapped[str] = mapped_column(String(20), default="in_person", info=INTERNAL)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), info=INTERNAL
    )
    substitute: Mapped[str | None] = mapped_column(String(120), info=INTERNAL)
    guest_name: Mapped[str | None] = mapped_column(String(120), info=INTERNAL)
    guest_body: Mapped[str | None] = mapped_column(String(200), info=INTERNAL)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    seat: Mapped[Seat | None] = relationship(lazy="raise")
    person: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[person_id])

    __table_args__ = (
        UniqueConstraint("meeting_id", "seat_id"),
        CheckConstraint(
            "(seat_id IS NULL) <> (guest_name IS NULL)", name="seat_or_guest"
        ),
        Index(
            "ix_attendance_one_seat_for_a_person",
            "meeting_id",
            "person_id",
            unique=True,
            sqlite_where=text("person_id IS NOT NULL"),
            postgresql_where=text("person_id IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )


class AgendaItem(Base):
    """A point of the agenda; one that stayed open is carried to the next meeting."""

    __tablename__ = "agenda_item"

    id: Key = key()
    uid: Uid = uid_column()
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id"), index=True, info=INTERNAL
    )
    position: Mapped[int] = mapped_column(info=INTERNAL)
    title: Mapped[Any] = words()
    outcome: Mapped[str] = mapped_column(String(20), default="open", info=INTERNAL)
    carried_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_item.id"), info=INTERNAL
    )
    row_version: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    meeting: Mapped[Meeting] = relationship(back_populates="agenda", lazy="raise")

    __mapper_args__ = {"version_id_col": row_version}
