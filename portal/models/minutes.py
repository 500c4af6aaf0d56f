"""Minutes in two layers, in tables apart; decisions, and the actions they lead to."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.models.columns import (
    CONFIDENTIAL,
    INTERNAL,
    Instant,
    Key,
    Uid,
    key,
    uid_column,
    words,
)
from portal.models.meetings import AgendaItem, Meeting
from portal.models.people import Person
from portal.models.plans import Activity
from portal.models.teams import Seat, Team


class PublicMinutes(Base):
    """What of a point of the agenda may leave the team, once approved."""

    __tablename__ = "public_minutes"

    id: Key = key()
    agenda_item_id: Mapped[int] = mapped_column(
        ForeignKey("agenda_item.id"), unique=True, info=INTERNAL
    )
    text: Mapped[Any] = words()
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    changed_at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    row_version: Mapped[int] = mapped_column(default=1, info=INTERNAL)

    __mapper_args__ = {"version_id_col": row_version}


class InternalMinutes(Base):
    """What stays in the team, sealed with a key that lies outside the database."""

    __tablename__ = "internal_minutes"

    id: Key = key()
    agenda_item_id: Mapped[int] = mapped_column(
        ForeignKey("agenda_item.id"), unique=True, info=INTERNAL
    )
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=CONFIDENTIAL)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    changed_at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    row_version: Mapped[int] = mapped_column(default=1, info=INTERNAL)

    __mapper_args__ = {"version_id_col": row_version}


class MinutesMove(Base):
    """Who moved the minutes of a meeting from which state to which, and when."""

    __tablename__ = "minutes_move"

    id: Key = key()
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id"), index=True, info=INTERNAL
    )
    move: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    state: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    person: Mapped[Person] = relationship(lazy="raise")


class Decision(Base):
    """A numbered decision of a team, with the quorum at that moment."""

    __tablename__ = "decision"

    id: Key = key()
    uid: Uid = uid_column()
    host_team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), info=INTERNAL)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id"), index=True, info=INTERNAL
    )
    agenda_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_item.id"), info=INTERNAL
    )
    year: Mapped[int] = mapped_column(info=INTERNAL)
    number: Mapped[int] = mapped_column(info=INTERNAL)
    decided_on: Mapped[date] = mapped_column(info=INTERNAL)
    text: Mapped[Any] = words()
    method: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    votes_for: Mapped[int | None] = mapped_column(info=INTERNAL)
    votes_against: Mapped[int | None] = mapped_column(info=INTERNAL)
    abstained: Mapped[int | None] = mapped_column(info=INTERNAL)
    dissent: Mapped[Any] = words(nullable=True)
    seats_there: Mapped[int] = mapped_column(info=INTERNAL)
    seats: Mapped[int] = mapped_column(info=INTERNAL)
    seats_needed: Mapped[int] = mapped_column(info=INTERNAL)
    publication: Mapped[str] = mapped_column(
        String(20), default="internal", info=INTERNAL
    )
    proposed_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), info=INTERNAL
    )
    row_version: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    meeting: Mapped[Meeting] = relationship(lazy="raise")
    agenda_item: Mapped[AgendaItem | None] = relationship(lazy="raise")
    host_team: Mapped[Team] = relationship(lazy="raise")

    @property
    def is_public(self) -> bool:
        return self.publication == "public"

    @property
    def partner_team_ids(self) -> tuple[int, ...]:
        return self.meeting.partner_team_ids

    @property
    def host_approvers(self) -> int:
        return self.meeting.host_approvers

    __mapper_args__ = {"version_id_col": row_version}
    __table_args__ = (
        UniqueConstraint("host_team_id", "year", "number"),
        {"sqlite_autoincrement": True},
    )


class Action(Base):
    """What a seat is to do, until when; it stands on every agenda until it is done."""

    __tablename__ = "action"

    id: Key = key()
    uid: Uid = uid_column()
    host_team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id"), index=True, info=INTERNAL
    )
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id"), index=True, info=INTERNAL
    )
    decision_id: Mapped[int | None] = mapped_column(
        ForeignKey("decision.id"), info=INTERNAL
    )
    activity_id: Mapped[int | None] = mapped_column(
        ForeignKey("activity.id"), info=INTERNAL
    )
    seat_id: Mapped[int] = mapped_column(
        ForeignKey("seat.id"), index=True, info=INTERNAL
    )
    text: Mapped[Any] = words()
    starts_on: Mapped[date] = mapped_column(info=INTERNAL)
    due_on: Mapped[date | None] = mapped_column(info=INTERNAL)
    done_on: Mapped[date | None] = mapped_column(info=INTERNAL)
    done_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), info=INTERNAL
    )
    row_version: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    meeting: Mapped[Meeting] = relationship(lazy="raise")
    decision: Mapped[Decision | None] = relationship(lazy="raise")
    activity: Mapped[Activity | None] = relationship(lazy="raise")
    seat: Mapped[Seat] = relationship(lazy="raise")

    @property
    def partner_team_ids(self) -> tuple[int, ...]:
        return self.meeting.partner_team_ids

    __mapper_args__ = {"version_id_col": row_version}
