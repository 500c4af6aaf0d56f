"""What is done to meetings: plan, enter, move and cancel."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from portal import audit
from portal.audit import Event
from portal.blueprints.meetings import queries
from portal.blueprints.meetings.drafts import MeetingDraft, Text
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.meetings import MeetingState, check_planned_day
from portal.domain.people import Actor
from portal.models import Meeting, MeetingPartner, Team
from portal.time import day_of


def event(verb: str, meeting: Meeting, fields: Any = ()) -> Event:
    """What was done to a meeting, for the log and for what follows."""
    team, uid = meeting.host_team_id, str(meeting.uid)
    return Event(verb, "meeting", uid, team_id=team, fields=tuple(fields))


def plan(actor: Actor, team: Team, draft: MeetingDraft, at: datetime) -> Event:
    """Invite all seats of the team, and of its partners, to a day to come."""
    check_planned_day(draft.day, day_of(at))
    _check_place(draft.checked())
    return event("plan_meeting", enter(team, draft, at))


def enter(team: Team, draft: MeetingDraft, at: datetime) -> Meeting:
    """A new row; the caller has checked the draft."""
    meeting = Meeting(
        host_team=team,
        partners=_partners(team.id, draft),
        answers=[],
        attendances=[],
        state=MeetingState.PLANNED.value,
        created_at=at,
        schedule=1,
        **draft.columns(),
    )
    db.session.add(meeting)
    db.session.flush()
    return meeting


def _check_place(draft: MeetingDraft) -> None:
    if not (draft.place or draft.link):
        raise DomainError("no_place", "place")


def _partners(host: int, draft: MeetingDraft) -> list[MeetingPartner]:
    if not draft.partners:
        return []
    others = queries.other_teams(host)
    chosen = [team for team in others if str(team.uid) in draft.partners]
    return [MeetingPartner(team_id=team.id) for team in chosen]


def edit(
    actor: Actor, meeting: Meeting, draft: MeetingDraft, seen: int, at: datetime
) -> Event:
    """Change a planned meeting; another day or start asks everybody anew.

    DomainError "meeting_conflict" where somebody else saved since `seen`.
    """
    if seen != meeting.row_version:
        raise DomainError("meeting_conflict")
    draft.checked()
    _check_place(draft)
    before = _changes(meeting, draft)
    moved = bool({"day", "starts_at"} & set(before))
    if moved:
        _check_move(meeting, draft, at)
        meeting.schedule += 1
    if before:
        thing = str(meeting.uid)
        audit.keep(actor, noun="meeting", thing=thing, before=before, at=at)
        _write(meeting, draft)
    return event("move_meeting" if moved else "edit_meeting", meeting, before)


def _check_move(meeting: Meeting, draft: MeetingDraft, at: datetime) -> None:
    check_planned_day(draft.day, day_of(at))
    if meeting.attendances:
        raise DomainError("people_are_here", "day")


def _changes(meeting: Meeting, draft: MeetingDraft) -> dict[str, Any]:
    """What the meeting held where the draft differs, as JSON."""
    before = {
        name: _plain(getattr(meeting, name))
        for name, said in draft.columns().items()
        if getattr(meeting, name) != said
    }
    wanted = {row.team_id for row in _partners(meeting.host_team_id, draft)}
    if wanted != set(meeting.partner_team_ids):
        before["partners"] = sorted(meeting.partner_team_ids)
    return before


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _write(meeting: Meeting, draft: MeetingDraft) -> None:
    for name, said in draft.columns().items():
        setattr(meeting, name, said)
    wanted = {row.team_id: row for row in _partners(meeting.host_team_id, draft)}
    stay = [row for row in meeting.partners if wanted.pop(row.team_id, None)]
    meeting.partners = [*stay, *wanted.values()]
    flag_modified(meeting, "kind")
    db.session.flush()


def cancel(actor: Actor, meeting: Meeting, reason: Text | None, at: datetime) -> Event:
    """Call a planned meeting off, and say why."""
    if not reason:
        raise DomainError("reason_needed", "reason")
    meeting.state = MeetingState.CANCELLED.value
    meeting.cancel_reason = reason
    db.session.flush()
    return event("cancel_meeting", meeting, ("state",))
