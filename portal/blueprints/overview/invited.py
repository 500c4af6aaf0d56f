"""A person's own meetings: the next one, and the last that nobody has marked yet."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from portal.db import db
from portal.domain.meetings import MeetingState, check_in_opens
from portal.domain.people import Actor, Role
from portal.models import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingAnswer,
    MeetingPartner,
    Seat,
    Team,
)
from portal.time import day_of
from portal.visible import (
    held_on,
)

# For so many days after a meeting the home page still asks who was there.
ASKED_FOR = timedelta(days=14)
AT_MOST = 20


@dataclass(frozen=True)
class Invited:
    """A meeting with what the own seat said and whether it was there."""

    uid: UUID
    kind: str
    title: dict[str, str] | None
    day: date
    starts_at: time
    ends_at: time | None
    zone: str
    place: dict[str, str] | None
    link: str | None
    state: str
    team: dict[str, str]
    seat: UUID
    answer: str | None
    substitute: str | None
    status: str | None
    points: int
    carried: int

    @property
    def is_planned(self) -> bool:
        return self.state == MeetingState.PLANNED

    def asks(self, at: datetime) -> bool:
        """Whether the person may say now: I was there."""
        opened = check_in_opens(self.day, self.starts_at, self.zone) <= at
        return opened and self.status is None


@dataclass(frozen=True)
class Own:
    """The next meeting, and the one of which nobody knows yet whether I was there."""

    next: Invited | None = None
    unmarked: Invited | None = None


def own_meetings(actor: Actor, at: datetime) -> Own:
    """From the meetings around the day, oldest first; observers are not asked."""
    seats = [s.seat_id for s in actor.seats if s.role != Role.OBSERVER]
    today = day_of(at)
    rows = db.session.execute(_around(seats, today))
    found = [Invited(**row._mapping) for row in rows]
    unmarked = [m for m in found if m.day <= today and m.asks(at)]
    marked = {m.uid for m in found if m.status is not None}
    coming = [m for m in found if m.day >= today and m.is_planned]
    coming = [m for m in coming if m.uid not in marked]
    last = unmarked[-1] if unmarked and unmarked[-1].uid not in marked else None
    then = next((m for m in coming if not last or m.uid != last.uid), None)
    return Own(next=then, unmarked=last)


def _around(seats: list[int], day: date) -> Select[Any]:
    partner = select(MeetingPartner.team_id).where(
        MeetingPartner.meeting_id == Meeting.id
    )
    invited = or_(Seat.team_id == Meeting.host_team_id, Seat.team_id.in_(partner))
    answered = and_(
        MeetingAnswer.meeting_id == Meeting.id,
        MeetingAnswer.seat_id == Seat.id,
        MeetingAnswer.schedule == Meeting.schedule,
    )
    there = and_(Attendance.meeting_id == Meeting.id, Attendance.seat_id == Seat.id)
    return (
        select(*_columns())
        .join(Meeting.host_team)
        .join(Seat, invited)
        .outerjoin(MeetingAnswer, answered)
        .outerjoin(Attendance, there)
        .where(
            Seat.id.in_(seats),
            # Seat and day are both columns here; held_on takes either.
            held_on(Seat, Meeting.day),
            Meeting.state != MeetingState.CANCELLED,
            Meeting.day >= day - ASKED_FOR,
        )
        .order_by(Meeting.day, Meeting.starts_at, Meeting.id, Seat.id)
        .limit(AT_MOST)
    )


def _columns() -> tuple[Any, ...]:
    names = ("uid", "kind", "title", "day", "starts_at", "ends_at", "zone", "place")
    return (
        *(getattr(Meeting, name) for name in (*names, "link", "state")),
        Team.name.label("team"),
        Seat.uid.label("seat"),
        MeetingAnswer.answer,
        MeetingAnswer.substitute,
        Attendance.status,
        _points().label("points"),
        _points(AgendaItem.carried_from_id.is_not(None)).label("carried"),
    )


def _points(*where: ColumnElement[bool]) -> Any:
    return (
        select(func.count(AgendaItem.id))
        .where(AgendaItem.meeting_id == Meeting.id, *where)
        .correlate(Meeting)
        .scalar_subquery()
    )
