"""What a member says: I am coming, somebody comes for me, I am there."""

from datetime import datetime
from typing import Any

from portal import audit
from portal.audit import Event
from portal.blueprints.meetings import queries
from portal.blueprints.meetings.actions import event
from portal.blueprints.meetings.shown import SeatLine, lines, own_lines
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.meetings import (
    THERE,
    Counted,
    Reply,
    Status,
    check_counted_once,
    check_in_opens,
)
from portal.domain.people import Actor
from portal.models import Attendance, Meeting, MeetingAnswer
from portal.time import day_of


def answer(
    actor: Actor,
    meeting: Meeting,
    said: tuple[Reply, str | None],
    seat: str | None,
    at: datetime,
) -> Event:
    """What the actor's seat says to the invitation; the last answer counts."""
    if meeting.day < day_of(at):
        raise DomainError("meeting_over", "answer")
    invited = lines(meeting, queries.invited(meeting))
    line = _own(actor, invited, seat)
    reply, substitute = said[0], said[1] if said[0] == Reply.SUBSTITUTE else None
    if reply == Reply.SUBSTITUTE:
        _check_substitute(invited, line, substitute)
    row = line.answer or line.earlier
    if row is None:
        row = MeetingAnswer(meeting_id=meeting.id, seat_id=line.seat.id)
        db.session.add(row)
    row.answer, row.substitute, row.schedule = reply.value, substitute, meeting.schedule
    row.person_id, row.at = actor.person_id or 0, at
    db.session.flush()
    return event("answer_meeting", meeting, ("answer",))


def _check_substitute(
    invited: list[SeatLine], own: SeatLine, substitute: str | None
) -> None:
    if not substitute:
        raise DomainError("substitute_needed", "substitute")
    others = [line.answer for line in invited if line is not own and line.answer]
    named = [Counted("", substitute=row.substitute) for row in others]
    check_counted_once([*named, Counted("", substitute=substitute)])


def _own(actor: Actor, invited: list[SeatLine], seat: str | None) -> SeatLine:
    """The seat meant; nobody need say which where there is one."""
    own = own_lines(actor, invited)
    if not own:
        raise DomainError("seat_not_invited")
    meant = [line for line in own if str(line.seat.uid) == seat] if seat else own
    if len(meant) != 1:
        raise DomainError("choose_seat", "seat")
    return meant[0]


def check_in(
    actor: Actor, meeting: Meeting, mode: str, seat: str | None, at: datetime
) -> Event:
    """I am there: one row is written, and a second press changes nothing."""
    if at < check_in_opens(meeting.day, meeting.starts_at, meeting.zone):
        raise DomainError("too_early_to_be_here", "mode")
    line = _to_check_in(actor, lines(meeting, queries.invited(meeting)), seat)
    row = line.row
    if row is None or row.status not in THERE:
        _mark_there(actor, meeting, line, mode, at)
    elif row.person_id == actor.person_id and line.checked_in and row.mode != mode:
        row.mode, row.at = mode, at
    db.session.flush()
    return event("check_in", meeting, ("status",))


def _to_check_in(actor: Actor, invited: list[SeatLine], seat: str | None) -> SeatLine:
    """Who is counted stays on that seat, and cannot be counted on a second one."""
    own = own_lines(actor, invited)
    if not own:
        raise DomainError("seat_not_invited")
    counted = [
        line for line in own if line.row and line.row.person_id == actor.person_id
    ]
    wanted = [line for line in own if str(line.seat.uid) == seat] if seat else own
    if counted and counted[0] not in wanted:
        raise DomainError("counted_twice", "mode")
    if not wanted:
        raise DomainError("choose_seat", "mode")
    return counted[0] if counted else wanted[0]


def _mark_there(
    actor: Actor, meeting: Meeting, line: SeatLine, mode: str, at: datetime
) -> None:
    """Somebody who comes late corrects the sheet on that day; later the coordinator."""
    row = line.row
    if row is None:
        row = Attendance(meeting_id=meeting.id, seat_id=line.seat.id)
        db.session.add(row)
    elif meeting.day != day_of(at):
        raise DomainError("sheet_is_saved", "mode")
    else:
        kept = {"rows": [kept_row(row)]}
        thing = str(meeting.uid)
        audit.keep(actor, noun="attendance", thing=thing, before=kept, at=at)
    row.status, row.mode, row.substitute = Status.PRESENT.value, mode, None
    row.person_id, row.entered_by_id, row.at = actor.person_id, actor.person_id or 0, at


def kept_row(row: Attendance) -> dict[str, Any]:
    """What is kept of a row before a correction: ids and codes, no names."""
    names = ("id", "seat_id", "status", "mode", "person_id", "entered_by_id")
    return {name: getattr(row, name) for name in names}
