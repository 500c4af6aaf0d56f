"""Meetings to test with: plain functions that make one thing and flush it."""

from datetime import time
from typing import Any

from portal.db import db
from portal.domain.people import Actor
from portal.models import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingAnswer,
    MeetingPartner,
    Team,
)
from tests.world import NOW, TODAY, both


def _put(thing: Any) -> Any:
    db.session.add(thing)
    db.session.flush()
    return thing


def a_meeting(team: Team, *partners: Team, **more: Any) -> Meeting:
    """A regular meeting of today at noon, unless said otherwise."""
    given = {
        "host_team": team,
        "partners": [MeetingPartner(team_id=partner.id) for partner in partners],
        "kind": "joint" if partners else "regular",
        "day": TODAY,
        "starts_at": time(12),
        "ends_at": time(13, 30),
        "place": both("Сала", "Hall"),
        "created_at": NOW,
    }
    return _put(Meeting(**given | more))


def an_answer(
    meeting: Meeting, actor: Actor, answer: str = "coming", **more: Any
) -> Any:
    """What the actor's seat answered, for the meeting's present schedule."""
    given = {
        "meeting_id": meeting.id,
        "seat_id": actor.seats[0].seat_id,
        "answer": answer,
        "schedule": meeting.schedule,
        "person_id": actor.person_id,
        "at": NOW,
    }
    return _put(MeetingAnswer(**given | more))


def an_attendance(
    meeting: Meeting, actor: Actor, status: str = "present", **more: Any
) -> Any:
    """The actor's seat on the sheet, as entered by the actor."""
    given = {
        "meeting_id": meeting.id,
        "seat_id": actor.seats[0].seat_id,
        "status": status,
        "person_id": actor.person_id if status == "present" else None,
        "entered_by_id": actor.person_id,
        "at": NOW,
    }
    return _put(Attendance(**given | more))


def an_item(meeting: Meeting, position: int = 1, **more: Any) -> AgendaItem:
    given = {"title": both(f"Тачка {position}", f"Item {position}")}
    return _put(AgendaItem(meeting=meeting, position=position, **given | more))
