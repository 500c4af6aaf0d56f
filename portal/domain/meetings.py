"""Meetings: kinds and states, who was there, quorum, and how minutes go on."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from portal.domain.errors import DomainError
from portal.domain.script import to_latin

QUORUM_PERCENT = 50
CHECK_IN_BEFORE = timedelta(minutes=30)
FAR_AHEAD = timedelta(days=731)
LONG_AGO = timedelta(days=20 * 366)
FIRST_PLANNED_AFTER = timedelta(days=14)


class MeetingKind(StrEnum):
    REGULAR = "regular"
    EXTRAORDINARY = "extraordinary"
    JOINT = "joint"
    ROUND_TABLE = "round_table"
    TRAINING = "training"
    FOCUS_GROUP = "focus_group"


class MeetingState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Reply(StrEnum):
    """What a seat answers to an invitation."""

    COMING = "coming"
    SUBSTITUTE = "substitute"
    EXCUSED = "excused"


class Status(StrEnum):
    """Whether a seat was there; a guest has none."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"
    SUBSTITUTE = "substitute"
    OBSERVER = "observer"
    GUEST = "guest"


class Mode(StrEnum):
    IN_PERSON = "in_person"
    ONLINE = "online"


class AgendaOutcome(StrEnum):
    OPEN = "open"
    DONE = "done"
    CARRIED = "carried"


class MinutesState(StrEnum):
    DRAFT = "draft"
    CIRCULATED = "circulated"
    CORRECTED = "corrected"
    APPROVED = "approved"


class Method(StrEnum):
    CONSENSUS = "consensus"
    VOTES = "votes"


# A seat in one of these was there: it counts for the quorum and for its sector.
THERE = frozenset({Status.PRESENT, Status.SUBSTITUTE})
_PRESETS = {
    Reply.EXCUSED: Status.EXCUSED,
    Reply.SUBSTITUTE: Status.SUBSTITUTE,
}
MOVES = {
    ("circulate", MinutesState.DRAFT): MinutesState.CIRCULATED,
    ("circulate", MinutesState.CORRECTED): MinutesState.CIRCULATED,
    ("correct", MinutesState.CIRCULATED): MinutesState.CORRECTED,
    ("approve", MinutesState.CIRCULATED): MinutesState.APPROVED,
}


@dataclass(frozen=True)
class Quorum:
    """How many seats are there, of how many, and how many the team's rule wants."""

    there: int
    seats: int
    needed: int

    @property
    def reached(self) -> bool:
        return self.there >= self.needed


def quorum(*, there: int, seats: int, percent: int = QUORUM_PERCENT) -> Quorum:
    """More than `percent` of the seats. Rule: domain.md, Meetings, *Attendance*."""
    return Quorum(there, seats, seats * percent // 100 + 1)


def preset(reply: str | None) -> Status:
    """What the sheet proposes: present, unless the seat has said something else."""
    return _PRESETS.get(Reply(reply), Status.PRESENT) if reply else Status.PRESENT


def minutes_after(move: str, state: str) -> MinutesState:
    """The next state of minutes; DomainError "minutes_moved" where there is none."""
    try:
        return MOVES[move, MinutesState(state)]
    except KeyError:
        raise DomainError("minutes_moved") from None


def check_hours(starts: time, ends: time | None) -> None:
    """DomainError "ends_before_start" where a meeting would run backwards."""
    if ends is not None and ends <= starts:
        raise DomainError("ends_before_start", "ends_at")


def check_planned_day(day: date, today: date) -> None:
    """A meeting is planned for today or later, within two years."""
    if day < today:
        raise DomainError("day_is_past", "day")
    if day - today > FAR_AHEAD:
        raise DomainError("day_far_ahead", "day")


def check_past_day(day: date, today: date) -> None:
    """What is entered afterwards has been, and not in another age."""
    if day > today:
        raise DomainError("day_to_come", "day")
    if today - day > LONG_AGO:
        raise DomainError("day_long_ago", "day")


def check_in_opens(day: date, starts: time, zone: str) -> datetime:
    """The moment from which people may say that they are there."""
    start = datetime.combine(day, starts, ZoneInfo(zone))
    return start - CHECK_IN_BEFORE


def next_like(last: date | None, today: date, months: int = 1) -> date:
    """The day to propose: as the last meeting, some months on, never a past one.

    The third Tuesday of a month leads to the third Tuesday of another; a fifth one
    that a month lacks becomes its fourth.
    """
    if last is None:
        return today + FIRST_PLANNED_AFTER + timedelta(days=_to_monday(today))
    day = _months_on(last, months)
    while day <= today:
        day = _months_on(day, 1)
    return day


def _to_monday(day: date) -> int:
    """How far a working day is from a weekend day; 0 on working days."""
    return max(0, 7 - day.weekday()) if day.weekday() > 4 else 0


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    same_weekday = 1 + (day.weekday() - first.weekday()) % 7
    wanted = same_weekday + (day.day - 1) // 7 * 7
    most = monthrange(first.year, first.month)[1]
    return first.replace(day=wanted if wanted <= most else wanted - 7)


def name_key(name: str) -> str:
    """Equal for one name in either script, however it is spaced or capitalised."""
    return " ".join(to_latin(name).casefold().split())


@dataclass(frozen=True)
class Counted:
    """Who is counted on a seat, and the row of the form that says so."""

    row: str
    person_id: int | None = None
    substitute: str | None = None


def check_counted_once(counted: Iterable[Counted]) -> None:
    """One person counts in one seat; one substitute sits for one."""
    people: set[int] = set()
    names: set[str] = set()
    for one in counted:
        if one.person_id in people:
            raise DomainError("counted_twice", f"{one.row}status")
        if one.substitute and name_key(one.substitute) in names:
            raise DomainError("substitute_twice", f"{one.row}substitute")
        if one.person_id:
            people.add(one.person_id)
        if one.substitute:
            names.add(name_key(one.substitute))


def half_year(day: date) -> str:
    """The half-year of a day, as 2026-1 or 2026-2."""
    return f"{day.year}-{1 if day.month <= 6 else 2}"


def year_before(day: date) -> date:
    """The day after which the twelve months up to `day` begin."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
