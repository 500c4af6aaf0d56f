"""What the desk's home shows, to test with: decisions, actions, all that waits."""

from datetime import timedelta
from typing import Any

from portal.db import db
from portal.domain.people import Actor
from portal.models import Action, Decision, Meeting, Team
from tests import meetings_world as meetings
from tests import plans_world as plans
from tests import world
from tests.world import TODAY


def a_decision(meeting: Meeting, **more: Any) -> Decision:
    given = {
        "host_team_id": meeting.host_team_id,
        "meeting_id": meeting.id,
        "year": 2026,
        "number": 7,
        "decided_on": meeting.day,
        "text": world.both("Одлука.", "A decision."),
        "method": "consensus",
        "seats_there": 3,
        "seats": 3,
        "seats_needed": 2,
    }
    decision = Decision(**given | more)
    db.session.add(decision)
    db.session.flush()
    return decision


def an_action(meeting: Meeting, owner: Actor, text: str, **more: Any) -> Action:
    given = {
        "host_team_id": meeting.host_team_id,
        "meeting_id": meeting.id,
        "seat_id": owner.seats[0].seat_id,
        "text": world.both(text, text),
        "starts_on": meeting.day,
    }
    action = Action(**given | more)
    db.session.add(action)
    db.session.flush()
    return action


def held(team: Team, days_ago: int = 10, **more: Any) -> Meeting:
    day = TODAY - timedelta(days=days_ago)
    return meetings.a_meeting(team, day=day, state="held", **more)


def everything_that_waits(team: Team, ana: Actor) -> None:
    """One of each kind, begun by the coordinator."""
    first = ana.person_id
    meeting = held(team, minutes_state="circulated", circulated_by_id=first)
    world.a_version(team, "in_review", submitted_by_id=first)
    world.a_service(team, publication="proposed", proposed_by_id=first)
    a_decision(meeting, publication="proposed", proposed_by_id=first)
    body = world.an_organisation()
    activity = plans.an_activity(plans.a_plan(team), body)
    plans.a_report(activity, plans.a_period(), ana)
