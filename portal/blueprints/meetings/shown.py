"""What the page of a meeting shows: a line for each seat, the quorum, who may what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.domain.meetings import (
    THERE,
    MeetingState,
    Mode,
    Quorum,
    Status,
    check_in_opens,
    preset,
    quorum,
)
from portal.domain.people import Actor, Role
from portal.domain.permissions import May, allowed
from portal.models import Attendance, Meeting, MeetingAnswer, Person, Seat, Team
from portal.time import day_of

ACTS = {
    "edit": May.EDIT_MEETING,
    "cancel": May.CANCEL_MEETING,
    "answer": May.ANSWER_MEETING,
    "check_in": May.CHECK_IN,
    "record": May.RECORD_ATTENDANCE,
}


@dataclass(frozen=True)
class SeatLine:
    """An invited seat: who holds it, what it answered, whether it was there.

    `answer` holds for the present schedule; `earlier` was given before a move.
    """

    seat: Seat
    people: tuple[Person, ...]
    observes: bool
    answer: MeetingAnswer | None
    earlier: MeetingAnswer | None
    row: Attendance | None

    @property
    def checked_in(self) -> bool:
        """Whether the person at the seat said so, and not somebody for them."""
        row = self.row
        return bool(row and row.person_id and row.person_id == row.entered_by_id)

    @property
    def seen(self) -> str:
        """When the stored row was last written: what a form has seen of it."""
        return self.row.at.isoformat() if self.row else ""

    @property
    def preset(self) -> str:
        """What the sheet proposes until somebody saves."""
        if self.observes:
            return Status.OBSERVER
        return preset(self.answer.answer if self.answer else None)


def lines(meeting: Meeting, seats: Sequence[Seat]) -> list[SeatLine]:
    """The invited seats with what is known of each."""
    answers = {row.seat_id: row for row in meeting.answers}
    rows = {row.seat_id: row for row in meeting.attendances if row.seat_id}
    return [
        seat_line(meeting.schedule, seat, answers.get(seat.id), rows.get(seat.id))
        for seat in seats
    ]


def seat_line(
    schedule: int,
    seat: Seat,
    answer: MeetingAnswer | None = None,
    row: Attendance | None = None,
) -> SeatLine:
    holds = answer if answer and answer.schedule == schedule else None
    roles = {held.role for held in seat.memberships}
    return SeatLine(
        seat=seat,
        people=tuple(held.person for held in seat.memberships),
        observes=roles == {Role.OBSERVER},
        answer=holds,
        earlier=answer if answer and not holds else None,
        row=row,
    )


def quorum_of(meeting: Meeting, found: Sequence[SeatLine]) -> Quorum:
    """How many seats are there; observers and guests do not count."""
    counted = [line for line in found if not line.observes]
    there = sum(bool(line.row and line.row.status in THERE) for line in counted)
    percent = meeting.host_team.quorum_percent
    return quorum(there=there, seats=len(counted), percent=percent)


@dataclass(frozen=True)
class MeetingPage:
    """What one reader sees of a meeting."""

    lines: list[SeatLine]
    own: list[SeatLine]
    guests: list[Attendance]
    partners: list[Team]
    quorum: Quorum
    may: dict[str, bool]
    open_for_check_in: bool
    day_has_come: bool

    @property
    def here(self) -> list[SeatLine]:
        """The own seats that are marked as there."""
        return [line for line in self.own if line.row and line.row.status in THERE]

    @property
    def answered(self) -> int:
        return sum(line.answer is not None for line in self.lines)

    @property
    def by_themselves(self) -> int:
        return sum(line.checked_in for line in self.lines)

    @property
    def online(self) -> int:
        rows = [line.row for line in self.lines if line.row]
        return sum(row.status in THERE and row.mode == Mode.ONLINE for row in rows)


def page_of(
    actor: Actor, meeting: Meeting, seats: Sequence[Seat], at: datetime
) -> MeetingPage:
    found = lines(meeting, seats)
    partners = {seat.team.id: seat.team for seat in seats}
    partners.pop(meeting.host_team_id, None)
    may = {name: allowed(actor, rule, meeting) for name, rule in ACTS.items()}
    opens = check_in_opens(meeting.day, meeting.starts_at, meeting.zone)
    return MeetingPage(
        lines=found,
        own=own_lines(actor, found),
        guests=[row for row in meeting.attendances if row.seat_id is None],
        partners=list(partners.values()),
        quorum=quorum_of(meeting, found),
        may=may,
        # Once the sheet is saved, only who comes late that day still says so.
        open_for_check_in=at >= opens
        and (meeting.state == MeetingState.PLANNED or meeting.day == day_of(at)),
        day_has_come=meeting.day <= day_of(at),
    )


def own_lines(actor: Actor, found: Sequence[SeatLine]) -> list[SeatLine]:
    """The invited seats that the actor holds and speaks for."""
    held = {seat.seat_id for seat in actor.seats if seat.role != Role.OBSERVER}
    return [line for line in found if line.seat.id in held]
