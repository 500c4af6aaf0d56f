"""Roles, seats and the actor who does something."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
INVITATION_LIFE = timedelta(days=7)
SHORTEST_PASSWORD = 12


class Role(StrEnum):
    """What a person does on a seat; an approver is a member who may approve."""

    MEMBER = "member"
    APPROVER = "approver"
    COORDINATOR = "coordinator"
    OFFICE = "office"
    OBSERVER = "observer"
    ADMINISTRATOR = "administrator"


NEEDS_SECOND_FACTOR = frozenset(
    {Role.APPROVER, Role.COORDINATOR, Role.OFFICE, Role.ADMINISTRATOR}
)


WORKING = frozenset({Role.MEMBER, Role.APPROVER, Role.COORDINATOR, Role.OFFICE})


@dataclass(frozen=True)
class SeatHeld:
    """A seat that the actor holds today; `since` is None where that plays no part."""

    seat_id: int
    team_id: int
    role: Role
    team_kind: str = "anti_trafficking"
    municipality_id: int | None = None
    organisation_id: int | None = None
    since: date | None = None


@dataclass(frozen=True)
class Actor:
    """Who asks: a person with the seats held today, or nobody."""

    person_id: int | None = None
    person_uid: str | None = None
    name: str = ""
    seats: tuple[SeatHeld, ...] = ()

    @property
    def is_somebody(self) -> bool:
        return self.person_id is not None

    @property
    def team_ids(self) -> frozenset[int]:
        return frozenset(seat.team_id for seat in self.seats)

    @property
    def seat_ids(self) -> frozenset[int]:
        return frozenset(seat.seat_id for seat in self.seats)

    @property
    def organisation_ids(self) -> frozenset[int]:
        return frozenset(s.organisation_id for s in self.seats if s.organisation_id)

    @property
    def body_ids(self) -> frozenset[int]:
        """The organisations that the actor works for; an observer only looks on."""
        working = (s for s in self.seats if s.role in WORKING)
        return frozenset(s.organisation_id for s in working if s.organisation_id)

    @property
    def bodies_since(self) -> dict[int, date]:
        """From which day on the actor has worked for each of these organisations."""
        days: dict[int, date] = {}
        for seat in self.seats:
            if seat.role in WORKING and seat.organisation_id:
                since = seat.since or date.min
                days[seat.organisation_id] = min(
                    since, days.get(seat.organisation_id, since)
                )
        return days

    def has(self, *roles: Role) -> bool:
        return any(seat.role in roles for seat in self.seats)

    def has_in(self, team_id: int, *roles: Role) -> bool:
        return any(s.team_id == team_id and s.role in roles for s in self.seats)

    @property
    def is_office(self) -> bool:
        return self.has(Role.OFFICE)


NOBODY = Actor()


def needs_second_factor(roles: frozenset[Role]) -> bool:
    return bool(roles & NEEDS_SECOND_FACTOR)


def session_is_open(*, started: datetime, seen: datetime, now: datetime) -> bool:
    """Idle for half an hour or open for half a day ends a session."""
    return now - seen < IDLE and now - started < ABSOLUTE


def wait_after(failures: int) -> timedelta:
    """How long an account or network waits after failed sign-ins in a row.

    Five are free; then half a minute, doubling up to an hour.
    """
    if failures < 5:
        return timedelta(0)
    return timedelta(seconds=min(30 * 2 ** (failures - 5), 3600))
