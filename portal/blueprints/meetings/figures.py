"""What the public may know of meetings: how many, and which sectors took part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, or_, select

from portal.db import db
from portal.domain.meetings import THERE, MeetingState, half_year, year_before
from portal.domain.places import TeamKind
from portal.models import (
    Attendance,
    Meeting,
    MeetingPartner,
    Municipality,
    Organisation,
    Seat,
    Team,
)

HALF_YEARS = 4


@dataclass(frozen=True)
class HalfYear:
    """A half-year of a town's teams; a sector counts once, however often it came."""

    half: str
    held: int
    sectors: tuple[str, ...]


@dataclass(frozen=True)
class Met:
    """The last half-years of a town, the current one first, and its last 12 months."""

    halves: tuple[HalfYear, ...] = ()
    in_12_months: int = 0


def of_towns(municipality_ids: Sequence[int], day: date) -> dict[int, Met]:
    """How often the local teams of each town met up to the day; never what is to come.

    A joint meeting counts in the town of each team that took part in it.
    """
    starts = list(_starts(day))
    held = db.session.execute(_held(municipality_ids, starts[-1], day)).all()
    there = db.session.execute(_there(municipality_ids, starts[-1], day)).all()
    return {
        town: Met(
            tuple(_half(start, _of(town, held), _of(town, there)) for start in starts),
            sum(row.day > year_before(day) for row in _of(town, held)),
        )
        for town in municipality_ids
    }


def towns_of(meeting: UUID) -> list[str]:
    """The slugs of the towns whose figures a meeting is part of."""
    return list(
        db.session.scalars(
            select(Municipality.slug)
            .join(Municipality.teams)
            .join(Meeting, _took_part())
            .where(Meeting.uid == meeting)
            .distinct()
            .order_by(Municipality.slug)
        )
    )


def _starts(day: date) -> Iterator[date]:
    """The first days of the last half-years, the current one first."""
    current = day.year * 2 + (day.month > 6)
    for number in range(current, current - HALF_YEARS, -1):
        yield date(number // 2, 7 if number % 2 else 1, 1)


def _half(start: date, held: list[Row[Any]], there: list[Row[Any]]) -> HalfYear:
    half = half_year(start)
    sectors = {row.sector for row in there if half_year(row.day) == half}
    count = sum(half_year(row.day) == half for row in held)
    return HalfYear(half, count, tuple(sorted(sectors)))


def _of(town: int, rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    return [row for row in rows if row.municipality_id == town]


def _took_part() -> ColumnElement[bool]:
    partner = select(MeetingPartner.meeting_id).where(MeetingPartner.team_id == Team.id)
    return or_(Meeting.host_team_id == Team.id, Meeting.id.in_(partner))


def _between(first: date, day: date) -> tuple[ColumnElement[bool], ...]:
    held = Meeting.state == MeetingState.HELD
    local = Team.kind == TeamKind.ANTI_TRAFFICKING
    return held, local, Meeting.day.between(first, day)


def _held(towns: Sequence[int], first: date, day: date) -> Any:
    return (
        select(Team.municipality_id, Meeting.id, Meeting.day)
        .join(Meeting, _took_part())
        .where(Team.municipality_id.in_(towns), *_between(first, day))
        .distinct()
    )


def _there(towns: Sequence[int], first: date, day: date) -> Any:
    return (
        select(Team.municipality_id, Meeting.day, Organisation.sector)
        .select_from(Attendance)
        .join(Attendance.seat)
        .join(Seat.team)
        .join(Seat.organisation)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(
            Attendance.status.in_(THERE),
            Team.municipality_id.in_(towns),
            *_between(first, day),
        )
        .distinct()
    )
