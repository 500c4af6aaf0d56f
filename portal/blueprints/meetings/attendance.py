"""The sheet: who was there, saved in one act, and corrected later with a trace."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from portal import audit
from portal.audit import Event
from portal.blueprints.meetings import queries
from portal.blueprints.meetings.actions import enter, event
from portal.blueprints.meetings.answers import kept_row
from portal.blueprints.meetings.drafts import MeetingDraft, RowDraft, SheetDraft
from portal.blueprints.meetings.shown import SeatLine, lines
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.meetings import (
    Counted,
    MeetingState,
    Mode,
    Status,
    check_counted_once,
    check_past_day,
)
from portal.domain.people import Actor
from portal.models import Attendance, Meeting, Team
from portal.time import day_of

Pair = tuple[SeatLine, RowDraft]
# Where the row names an account: a substitute is named in words instead.
IN_PERSON = (Status.PRESENT, Status.OBSERVER)


def record(actor: Actor, meeting: Meeting, draft: SheetDraft, at: datetime) -> Event:
    """Save who was there; the meeting is held from then on."""
    if meeting.day > day_of(at):
        raise DomainError("not_before_the_day")
    return _save(actor, meeting, _paired(_lines(meeting), draft), draft, at)


def record_past(
    actor: Actor, team: Team, plan: MeetingDraft, sheet: SheetDraft, at: datetime
) -> Event:
    """Enter a meeting that nobody planned, with its attendance, in one act."""
    check_past_day(plan.day, day_of(at))
    meeting = enter(team, plan.checked(), at)
    pairs = _paired(_lines(meeting), sheet)
    _save(actor, meeting, pairs, sheet, at)
    return event("enter_past_meeting", meeting, ("state", "attendances"))


def _lines(meeting: Meeting) -> list[SeatLine]:
    return lines(meeting, queries.invited(meeting))


def _paired(found: Sequence[SeatLine], draft: SheetDraft) -> list[Pair]:
    """Each seat with its row; DomainError where the sheet shows other seats.

    A person who checked in meanwhile wins over a preset that nobody touched.
    """
    rows = {row.seat: row for row in draft.rows}
    if {str(line.seat.uid) for line in found} != set(rows):
        raise DomainError("seats_changed")
    return [(line, _or_stored(line, rows[str(line.seat.uid)])) for line in found]


def _or_stored(line: SeatLine, row: RowDraft) -> RowDraft:
    stored, preset = line.row, (line.preset, Mode.IN_PERSON)
    came_meanwhile = stored and line.checked_in and not row.seen
    if stored and came_meanwhile and (row.status, row.mode) == preset:
        return replace(row, status=stored.status, mode=stored.mode)
    return row


def clashes(meeting: Meeting, draft: SheetDraft) -> list[Pair]:
    """Rows that somebody else wrote since the form was shown, and differently."""
    return _clashing(_paired(_lines(meeting), draft))


def _clashing(pairs: Sequence[Pair]) -> list[Pair]:
    return [
        (line, row)
        for line, row in pairs
        if line.row and line.seen != row.seen and not _equal(line, row)
    ]


def _save(
    actor: Actor, meeting: Meeting, pairs: list[Pair], draft: SheetDraft, at: datetime
) -> Event:
    people = _checked(pairs)
    if _clashing(pairs):
        raise DomainError("attendance_conflict")
    changed = [(line, row) for line, row in pairs if not _equal(line, row)]
    guests = [row for row in meeting.attendances if _is_gone(row, draft)]
    _keep(actor, meeting, [line.row for line, _ in changed if line.row] + guests, at)
    for line, row in changed:
        _write(actor, meeting, line, row, people.get(line.seat.id), at)
    for guest in guests:
        meeting.attendances.remove(guest)
    _add_guests(actor, meeting, draft, at)
    meeting.state, meeting.recorded_at = MeetingState.HELD.value, at
    db.session.flush()
    return event("record_attendance", meeting, ("attendances", "state"))


def _checked(pairs: Sequence[Pair]) -> dict[int, int]:
    """Who sits on which seat; DomainError where somebody lacks or counts twice.

    Whoever checked in is counted first: what the sheet adds to that is refused.
    """
    people = _people(pairs)
    for _, row in pairs:
        if row.status == Status.SUBSTITUTE and not row.substitute:
            raise DomainError("substitute_needed", f"{row.row}substitute")
    check_counted_once(
        Counted(row.row, people.get(line.seat.id), _substitute(row))
        for line, row in sorted(pairs, key=lambda pair: not pair[0].checked_in)
    )
    return people


def _people(pairs: Sequence[Pair]) -> dict[int, int]:
    """Who sat on each seat that was taken in person: of several, one not yet seated."""
    there = [line for line, row in pairs if row.status in IN_PERSON and line.people]
    alone = {line.people[0].id for line in there if len(line.people) == 1}
    found: dict[int, int] = {}
    for line in there:
        known = line.row.person_id if line.row else None
        taken = alone | set(found.values())
        free = [person.id for person in line.people if person.id not in taken]
        found[line.seat.id] = known or (free or [line.people[0].id])[0]
    return found


def _substitute(row: RowDraft) -> str | None:
    return row.substitute if row.status == Status.SUBSTITUTE else None


def _equal(line: SeatLine, row: RowDraft) -> bool:
    """Whether the stored row says just what the sheet says."""
    stored = line.row
    return stored is not None and (stored.status, stored.mode, stored.substitute) == (
        row.status,
        row.mode,
        _substitute(row),
    )


def _is_gone(row: Attendance, draft: SheetDraft) -> bool:
    return row.guest_name is not None and row.id in draft.gone


def _keep(
    actor: Actor, meeting: Meeting, rows: Sequence[Attendance], at: datetime
) -> None:
    """What stood in the rows that change. None of them names a person until the new
    names stand: two people may change places."""
    if not rows:
        return
    before = {"rows": [kept_row(row) for row in rows]}
    thing = str(meeting.uid)
    audit.keep(actor, noun="attendance", thing=thing, before=before, at=at)
    for row in rows:
        row.person_id = None
    db.session.flush()


def _write(
    actor: Actor,
    meeting: Meeting,
    line: SeatLine,
    row: RowDraft,
    person_id: int | None,
    at: datetime,
) -> None:
    stored = line.row
    if stored is None:
        stored = Attendance(seat_id=line.seat.id)
        meeting.attendances.append(stored)
    stored.status, stored.mode = row.status, row.mode
    stored.substitute, stored.person_id = _substitute(row), person_id
    stored.entered_by_id, stored.at = actor.person_id or 0, at


def _add_guests(
    actor: Actor, meeting: Meeting, draft: SheetDraft, at: datetime
) -> None:
    for name, body in draft.guests:
        guest = Attendance(status=Status.GUEST.value, guest_name=name, guest_body=body)
        guest.entered_by_id, guest.at = actor.person_id or 0, at
        meeting.attendances.append(guest)
