"""What is done to files: kept for a day, taken as a whole, thrown away."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from portal.audit import Event
from portal.blueprints.services import actions, intake_queries
from portal.blueprints.services.judging import Judged, Outcome, Verdict, judged
from portal.blueprints.services.nameable import Nameable
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.intake import Read, as_json, from_json
from portal.domain.people import Actor
from portal.domain.personal import without_personal_numbers
from portal.models import Intake, Job, Team


def _event(verb: str, intake: Intake, fields: Any = ()) -> Event:
    thing, team = str(intake.uid), intake.host_team_id
    return Event(verb, "intake", thing, team_id=team, fields=tuple(fields))


def keep(actor: Actor, team: Team, name: str, read: Read, at: datetime) -> Event:
    """Keep what a file says until somebody takes it, for a day at most."""
    intake = Intake(
        host_team=team,
        person_id=actor.person_id,
        made_at=at,
        name=without_personal_numbers(name.strip(), "…")[-120:] or "–",
        kind=read.kind,
        rows=as_json(read),
    )
    db.session.add(intake)
    db.session.flush()
    forget = {"intake": str(intake.uid)}
    until = at + intake_queries.KEPT_FOR
    job = Job(kind="forget", about=forget, created_at=at, not_before=until)
    db.session.add(job)
    db.session.flush()
    return _event("bring_file", intake)


def take(
    actor: Actor, intake: Intake, mark: str, at: datetime
) -> tuple[list[Event], Outcome]:
    """Take every good row, or none: it is judged again first.

    DomainError "file_moved" where that would do something else than was shown.
    """
    outcome = judged(from_json(intake.rows), intake.host_team, whole=True)
    if outcome.mark != mark:
        raise DomainError("file_moved")
    nameable = Nameable(intake.host_team)
    events = [
        _take(actor, nameable, row, at)
        for row in outcome.of(Verdict.NEW, Verdict.CHANGED)
    ]
    intake.rows, intake.taken_at = as_json(Read(intake.kind)), at
    db.session.flush()
    return [*events, _event("take_file", intake)], outcome


def _take(actor: Actor, nameable: Nameable, row: Judged, at: datetime) -> Event:
    if row.row is None or row.draft is None:
        raise DomainError("file_moved")
    own, known = row.row.reference or None, {"nameable": nameable}
    if row.service is None:
        team = nameable.team
        return actions.add(actor, team, row.draft, at, reference=own, **known)
    service = row.service
    event = actions.edit(actor, service, row.draft, service.row_version, at, **known)
    if row.names_anew:
        service.reference = own
        db.session.flush()
        return replace(event, fields=(*event.fields, "reference"))
    return event


def drop(actor: Actor, intake: Intake) -> Event:
    """Throw the file away; nothing of it was taken."""
    event = _event("drop_file", intake)
    db.session.delete(intake)
    db.session.flush()
    return event
