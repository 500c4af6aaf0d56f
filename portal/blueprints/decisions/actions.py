"""What is done to decisions: recorded with their quorum, edited, made public by two."""

from datetime import datetime
from typing import Any

from portal import audit, wall
from portal.audit import Event
from portal.blueprints.decisions import loaders
from portal.blueprints.decisions.drafts import DecisionDraft
from portal.blueprints.decisions.snapshot import snapshot
from portal.blueprints.meetings.queries import invited
from portal.blueprints.meetings.shown import lines, quorum_of
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.meetings import MeetingState, Quorum
from portal.domain.people import Actor
from portal.domain.services import PublicationState
from portal.models import Decision, Meeting
from portal.time import day_of


def record(actor: Actor, meeting: Meeting, draft: DecisionDraft, at: datetime) -> Event:
    """Give a decision the team's next number of that year; the writer waits in line."""
    _check_took_place(meeting, at)
    found = _quorum(meeting)
    year = meeting.day.year
    decision = Decision(
        host_team_id=meeting.host_team_id,
        meeting_id=meeting.id,
        agenda_item_id=_point(meeting, draft.agenda_item),
        year=year,
        number=loaders.next_number(meeting.host_team_id, year),
        decided_on=meeting.day,
        seats_there=found.there,
        seats=found.seats,
        seats_needed=found.needed,
        **draft.checked(found.there).columns(),
    )
    db.session.add(decision)
    db.session.flush()
    return _event("record_decision", decision)


def _check_took_place(meeting: Meeting, at: datetime) -> None:
    if meeting.state == MeetingState.CANCELLED or meeting.day > day_of(at):
        raise DomainError("decision_before_meeting")


def _quorum(meeting: Meeting) -> Quorum:
    """The quorum of this moment, which goes into the decision.

    A team without quorum takes no decision by its own rule, so none is recorded: what
    it agreed on belongs in the minutes. Without attendance nobody can know.
    """
    if not meeting.attendances:
        raise DomainError("no_attendance")
    found = quorum_of(meeting, lines(meeting, invited(meeting)))
    if not found.reached:
        raise DomainError("no_quorum", about=vars(found))
    return found


def _point(meeting: Meeting, uid: str) -> int | None:
    if not uid:
        return None
    for item in loaders.points(meeting):
        if str(item.uid) == uid:
            return item.id
    raise DomainError("unknown_choice", "agenda_item")


def edit(
    actor: Actor, decision: Decision, draft: DecisionDraft, seen: int, at: datetime
) -> Event:
    """Change an internal decision; number, day and quorum stay as they were.

    DomainError "decision_conflict" where somebody else saved since `seen`.
    """
    if decision.publication != PublicationState.INTERNAL:
        raise DomainError("decision_not_internal")
    if seen != decision.row_version:
        raise DomainError("decision_conflict")
    told = draft.checked(decision.seats_there).columns()
    told["agenda_item_id"] = _point(decision.meeting, draft.agenda_item)
    before = _changes(decision, told)
    if before:
        thing = str(decision.uid)
        audit.keep(actor, noun="decision", thing=thing, before=before, at=at)
        for name in before:
            setattr(decision, name, told[name])
        db.session.flush()
    return _event("edit_decision", decision, before)


def _changes(decision: Decision, told: dict[str, Any]) -> dict[str, Any]:
    """What the decision held where the draft differs."""
    held = {name: getattr(decision, name) for name in told}
    return {name: said for name, said in held.items() if said != told[name]}


def propose(actor: Actor, decision: Decision, at: datetime) -> Event:
    """Ask a second person to make the decision public."""
    if decision.publication != PublicationState.INTERNAL:
        raise DomainError("decision_moved")
    decision.publication = PublicationState.PROPOSED.value
    decision.proposed_by_id = actor.person_id
    db.session.flush()
    return _event("propose_decision", decision, ("publication",))


def confirm(actor: Actor, decision: Decision, at: datetime) -> Event:
    """The second person makes the decision public."""
    if decision.publication != PublicationState.PROPOSED:
        raise DomainError("decision_moved")
    proposer = loaders.person(decision.proposed_by_id)
    if proposer is None or proposer.id == actor.person_id:
        raise DomainError("same_person")
    decision.publication = PublicationState.PUBLIC.value
    decision.proposed_by_id = None
    db.session.flush()
    approvers = [str(proposer.uid), actor.person_uid or ""]
    wall.put(snapshot(decision), approvers=approvers, at=at)
    return _event("confirm_decision", decision, ("publication",))


def hide(actor: Actor, decision: Decision, at: datetime) -> Event:
    """Take the decision, or the proposal, back at once; one person is enough."""
    decision.publication = PublicationState.INTERNAL.value
    decision.proposed_by_id = None
    wall.take_down("decision", str(decision.uid), at)
    db.session.flush()
    return _event("hide_decision", decision, ("publication",))


def _event(verb: str, decision: Decision, fields: Any = ()) -> Event:
    thing, team = str(decision.uid), decision.host_team_id
    return Event(verb, "decision", thing, team, tuple(fields))
