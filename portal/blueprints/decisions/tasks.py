"""What is done to actions: given to a seat, finished, opened again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from portal.audit import Event
from portal.blueprints.decisions import loaders
from portal.blueprints.decisions.drafts import ActionDraft
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.people import Actor
from portal.models import Action, Meeting
from portal.time import day_of


def add(actor: Actor, meeting: Meeting, draft: ActionDraft, at: datetime) -> Event:
    """Give a seat something to do, from the day of the meeting."""
    if draft.due_on and draft.due_on < meeting.day:
        raise DomainError("due_before_start", "due_on")
    seat = _chosen(loaders.owners(meeting), draft.seat, "unknown_seat", "seat")
    if seat is None:
        raise DomainError("unknown_seat", "seat")
    decisions, activities = loaders.decisions(meeting), loaders.activities(meeting)
    action = Action(
        host_team_id=meeting.host_team_id,
        meeting_id=meeting.id,
        seat_id=seat,
        decision_id=_chosen(decisions, draft.decision, "unknown_choice", "decision"),
        activity_id=_chosen(activities, draft.activity, "unknown_choice", "activity"),
        text=draft.text,
        starts_on=meeting.day,
        due_on=draft.due_on,
    )
    db.session.add(action)
    db.session.flush()
    return _event("add_action", action)


def _chosen(rows: Iterable[Any], uid: str, code: str, field: str) -> int | None:
    """The id of the row with this uid among those offered; none for no choice."""
    if not uid:
        return None
    for row in rows:
        if str(row.uid) == uid:
            return int(row.id)
    raise DomainError(code, field)


def finish(actor: Actor, action: Action, at: datetime) -> Event:
    """Note that it is done; a second press changes nothing."""
    if action.done_on is None:
        action.done_on, action.done_by_id = day_of(at), actor.person_id
        db.session.flush()
    return _event("finish_action", action, ("done_on",))


def reopen(actor: Actor, action: Action, at: datetime) -> Event:
    """Note that it is not done after all: it stands on the next agendas again."""
    if action.done_on is not None:
        action.done_on = action.done_by_id = None
        db.session.flush()
    return _event("reopen_action", action, ("done_on",))


def _event(verb: str, action: Action, fields: tuple[str, ...] = ()) -> Event:
    return Event(verb, "action", str(action.uid), action.host_team_id, fields)
