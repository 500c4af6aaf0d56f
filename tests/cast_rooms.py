"""The meetings and decisions that the access matrix asks for, and its long forms."""

from datetime import time, timedelta
from typing import Any

from portal.blueprints.minutes.layers import mark
from portal.db import db
from portal.domain.people import Actor
from portal.models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    MeetingPartner,
    Organisation,
    Seat,
    Team,
)
from tests import world
from tests.cast_plans import of_a_plan
from tests.world import put

ROOMS = ("meetings", "minutes", "decisions", "plans")
# Their forms are long: what the page offers to the author is sent as it stands.
FROM_PAGE = {
    *("meetings.new", "meetings.past", "meetings.edit", "meetings.attendance"),
    *("decisions.record", "decisions.edit", "decisions.actions.add"),
    *("plans.add", "plans.add_activity", "plans.edit_activity", "plans.periods"),
    *("plans.write", "services.suggestions.send"),
}
PAGE_OF = {
    "plans.write": "plans.activity",
    "services.suggestions.send": "services.suggestions.write",
}
MEETING = {"place": "Сала 2"}
FORMS: dict[str, dict[str, Any]] = {
    "meetings.new": MEETING,
    "meetings.edit": MEETING,
    "meetings.past": {"day": "2. 11. 2026.", "starts_at": "10:00"} | MEETING,
    "meetings.answer": {"answer": "coming"},
    "meetings.cancel": {"reason": "Болест"},
    "minutes.write": {
        "internal": "Белешка",
        "seen_internal": mark(0, ""),
        "seen_public": mark(0, {}),
    },
    "minutes.agenda.add": {"title": "Тачка"},
    "minutes.agenda.edit": {"title": "Тачка", "seen_version": "1"},
    "minutes.agenda.settle": {"outcome": "done"},
    "decisions.record": {"text": "Одлука"},
    "decisions.actions.add": {"text": "Задатак"},
    "plans.add": {"name": "План"},
    "plans.add_objective": {"wording": "Циљ"},
    "plans.add_measure": {"wording": "Мера"},
    "plans.add_activity": {"title": "Обука"},
    "plans.write": {"status": "in_progress", "share": "40", "send": "1"},
    "plans.send_back": {"reason": "Зашто?"},
}
NONE_FOUND = {"cells": "return.girls", "since": "20. 11. 2026."}
PLACES: dict[str, dict[str, Any]] = {
    "frozen.page": {"path": "en/"},
    "gaps.town": {"slug": "own"},
    "services.map.places_of_town": {"slug": "own"},
    "gaps.cell": {"slug": "own", "category": "legal", "group": "men"},
}
DAYS = {"planned": 1, "today": 0}


def made(cast: Any, view: str, state: str, host: Team, author: Actor) -> Any:
    """The address's values of a fresh thing in this state, and what its form says."""
    room, _, name = view.partition(".")
    if room == "plans":
        given = of_a_plan(cast, name, state, host)
    else:
        given = _of_a_meeting(cast, view, state, host, author)
    return given, FORMS.get(view, {}) | _chosen(cast, view, author)


def _chosen(cast: Any, view: str, author: Actor) -> dict[str, Any]:
    """What somebody picks from a list before pressing the button."""
    if view == "decisions.actions.add":
        return {"seat": str(db.session.get(Seat, author.seats[0].seat_id).uid)}
    if view == "plans.add_activity":
        body = db.session.get(Organisation, author.seats[0].organisation_id)
        return {"responsible": str(body.uid)}
    return {}


def _of_a_meeting(cast: Any, view: str, state: str, host: Team, author: Actor) -> Any:
    meeting = a_meeting(cast, state, host, author)
    if view.startswith("minutes.agenda.") and not view.endswith(".add"):
        return _of_a_point(view, meeting)
    if view == "minutes.write":
        return {"uid": _point(meeting, 1).uid}
    if view in ("decisions.finish", "decisions.reopen"):
        return {"uid": _action(cast, view, meeting, host, author).uid}
    if view.startswith("decisions.") and view not in (
        "decisions.record",
        "decisions.actions.add",
    ):
        return {"uid": _decision(meeting, state, host, author).uid}
    return {"uid": meeting.uid}


def a_meeting(cast: Any, state: str, host: Team, author: Actor) -> Meeting:
    """`state` may be one of the meeting, of its minutes, or of a decision of it."""
    planned = state in DAYS
    circulated = state == "circulated"
    meeting = Meeting(
        host_team=host,
        kind="joint",
        day=world.TODAY + timedelta(days=DAYS.get(state, -3)),
        starts_at=time(9),
        state="planned" if planned else "cancelled" if state == "cancelled" else "held",
        minutes_state="circulated" if circulated else "draft",
        circulated_by_id=author.person_id if circulated else None,
        recorded_at=None if planned else world.NOW,
        created_at=world.NOW,
    )
    meeting.partners = [MeetingPartner(team_id=cast.partner_id)]
    put(meeting)
    if meeting.state == "held":
        _everybody_came(meeting, author)
    return meeting


def _everybody_came(meeting: Meeting, author: Actor) -> None:
    teams = {meeting.host_team_id, *meeting.partner_team_ids}
    for seat in db.session.query(Seat).filter(Seat.team_id.in_(teams)):
        given = {"meeting_id": meeting.id, "seat_id": seat.id, "status": "present"}
        entered = {"entered_by_id": author.person_id, "at": world.NOW}
        put(Attendance(**given, **entered))


def _of_a_point(view: str, meeting: Meeting) -> dict[str, Any]:
    first, second = _point(meeting, 1), _point(meeting, 2)
    moves = view == "minutes.agenda.move"
    return {"uid": second.uid, "direction": "up"} if moves else {"uid": first.uid}


def _point(meeting: Meeting, position: int) -> AgendaItem:
    title = world.both("Тачка", "Point")
    return put(AgendaItem(meeting=meeting, position=position, title=title))


def _decision(meeting: Meeting, state: str, host: Team, author: Actor) -> Decision:
    known = db.session.query(Decision).filter_by(host_team_id=host.id).count()
    proposed = state == "proposed"
    return put(
        Decision(
            host_team=host,
            meeting=meeting,
            year=meeting.day.year,
            number=known + 1,
            decided_on=meeting.day,
            text=world.both("Одлука", "Decision"),
            method="consensus",
            seats_there=3,
            seats=3,
            seats_needed=2,
            publication=state,
            proposed_by_id=author.person_id if proposed else None,
        )
    )


def _action(
    cast: Any, view: str, meeting: Meeting, host: Team, author: Actor
) -> Action:
    own = host.key == "own"
    owner = cast.people["member"] if own else author
    return put(
        Action(
            host_team_id=host.id,
            meeting=meeting,
            seat_id=owner.seats[0].seat_id,
            text=world.both("Задатак", "Task"),
            starts_on=meeting.day,
            done_on=world.TODAY if view == "decisions.reopen" else None,
        )
    )
