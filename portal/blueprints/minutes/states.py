"""How minutes go on: circulated, corrected, approved by a second person, then fixed."""

from datetime import datetime

from portal.audit import Event
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.meetings import MeetingState, MinutesState, minutes_after
from portal.domain.people import Actor
from portal.models import Meeting, MinutesMove


def check_open(meeting: Meeting) -> None:
    """DomainError "minutes_approved" once they are: their texts stay as they are."""
    if meeting.minutes_state == MinutesState.APPROVED:
        raise DomainError("minutes_approved")


def add_move(actor: Actor, meeting: Meeting, move: str, at: datetime) -> None:
    """Move the minutes on and note who did; DomainError "minutes_moved" if too late."""
    state = minutes_after(move, meeting.minutes_state)
    meeting.minutes_state = state
    row = MinutesMove(meeting_id=meeting.id, move=move, state=state, at=at)
    row.person_id = actor.person_id or 0
    db.session.add(row)
    db.session.flush()


def circulate(actor: Actor, meeting: Meeting, at: datetime) -> Event:
    """Give the minutes of a held meeting to the team to read."""
    if meeting.state != MeetingState.HELD:
        raise DomainError("minutes_before_meeting")
    meeting.circulated_by_id = actor.person_id
    add_move(actor, meeting, "circulate", at)
    return _event("circulate_minutes", meeting)


def correct(actor: Actor, meeting: Meeting, at: datetime) -> Event:
    """Take circulated minutes back to correct them."""
    add_move(actor, meeting, "correct", at)
    return _event("correct_minutes", meeting)


def approve(actor: Actor, meeting: Meeting, at: datetime) -> Event:
    """The second person fixes what was circulated."""
    if meeting.circulated_by_id in (None, actor.person_id):
        raise DomainError("same_person")
    add_move(actor, meeting, "approve", at)
    return _event("approve_minutes", meeting)


def _event(verb: str, meeting: Meeting) -> Event:
    fields = ("minutes_state",)
    thing = str(meeting.uid)
    return Event(verb, "meeting", thing, meeting.host_team_id, fields)
