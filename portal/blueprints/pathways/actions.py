"""A version's life: started, sent to review, returned, approved, public, withdrawn."""

from datetime import date, datetime
from typing import Any

from portal import audit, wall
from portal.audit import Event
from portal.blueprints.pathways import marks, queries, reach
from portal.blueprints.pathways.drafts import SettingsDraft, StartDraft
from portal.blueprints.pathways.graph import not_clear
from portal.blueprints.pathways.numbered import editions
from portal.blueprints.pathways.snapshot import (
    KIND,
    KIND_OF_VERSION,
    kept_version,
    snapshot,
    withdrawn,
)
from portal.blueprints.pathways.templates import Template, all_templates
from portal.db import db
from portal.domain.approval import lies_ahead
from portal.domain.errors import DomainError
from portal.domain.pathways import VersionState, moved
from portal.domain.people import Actor
from portal.domain.translations import keeping
from portal.models import Pathway, PathwayVersion, Step, Team, VersionMove
from portal.time import day_of


def start(actor: Actor, host: Team, draft: StartDraft, at: datetime) -> Event:
    """A new pathway with its first draft, from a template or blank."""
    template = all_templates()[draft.template] if draft.template else None
    review_ahead(draft.review_by, at)
    scope = draft.scope or reach.preset(template.scope if template else None, host)
    pathway = Pathway(
        host_team_id=host.id,
        profile=template.profile if template else draft.profile,
        created_at=at,
    )
    version = PathwayVersion(
        pathway=pathway,
        state=VersionState.DRAFT,
        scope=reach.checked(scope, host),
        title=draft.title,
        summary=template.summary if template else None,
        review_by=draft.review_by,
    )
    if template:
        version.steps = _steps(template, draft)
    return begun(actor, version, host.id, at)


def begun(
    actor: Actor,
    version: PathwayVersion,
    team_id: int,
    at: datetime,
    fields: tuple[str, ...] = (),
) -> Event:
    """The first move of a new version."""
    db.session.add(version)
    db.session.flush()
    return _moved(actor, version, "create", at, team_id, fields)


def _steps(template: Template, draft: StartDraft) -> list[Step]:
    return [
        _step(data, position, draft.slots.get(data["slot"]))
        for position, data in enumerate(template.steps, start=1)
    ]


def _step(data: dict[str, Any], position: int, service_id: int | None) -> Step:
    limit = data["limit"] or {"value": None, "unit": None}
    texts = ("actor", "action", "details", "refuse", "basis", "night")
    return Step(
        key=data["key"],
        position=position,
        kind=data["kind"],
        audience=data["audience"],
        limit_value=limit["value"],
        limit_unit=limit["unit"],
        consent=data["consent"],
        shares=data["shares"],
        guardian=data["guardian"],
        service_id=service_id,
        forks=[
            {"to": edge["to"], "condition": edge["when"] or None}
            for edge in data.get("next", ())
        ],
        **{name: data[name] or None for name in texts},
    )


def start_version(actor: Actor, pathway: Pathway, at: datetime) -> Event:
    """The next draft, copied from what is or was published last."""
    if queries.in_progress(pathway.id):
        raise DomainError("in_progress")
    newest = queries.version(pathway.versions[-1].uid)
    if newest is None:
        raise DomainError("wrong_state")
    version = PathwayVersion(
        pathway_id=pathway.id,
        state=VersionState.DRAFT,
        title=newest.title,
        summary=newest.summary,
        scope=newest.scope,
        countries=newest.countries,
        review_by=newest.review_by,
        steps=[copied(step) for step in newest.steps],
    )
    return begun(actor, version, pathway.host_team_id, at)


def copied(step: Step) -> Step:
    """A step that says the same, for another version."""
    return Step(**{name: getattr(step, name) for name in marks.CONTENT})


def edit_settings(
    actor: Actor,
    version: PathwayVersion,
    draft: SettingsDraft,
    seen: str,
    at: datetime,
) -> Event:
    """Change what stands above the steps.

    DomainError "version_conflict" where somebody else saved since it was `seen`.
    """
    if seen != marks.of_settings(version):
        raise DomainError("version_conflict")
    review_ahead(draft.review_by, at)
    audit.keep(
        actor,
        noun="pathway_version",
        thing=str(version.uid),
        before={"title": version.title, "summary": version.summary},
        at=at,
    )
    version.title = keeping(version.title, draft.title)
    version.summary = keeping(version.summary, draft.summary)
    version.review_by = draft.review_by
    db.session.flush()
    fields = ("title", "summary", "review_by")
    return _event(version, "edit_version", version.host_team_id, fields)


def submit(actor: Actor, version: PathwayVersion, at: datetime) -> Event:
    """Send a draft to a second person. DomainError "unclear", "review_due"."""
    if not_clear(version):
        raise DomainError("unclear")
    if not lies_ahead(version.review_by, day_of(at)):
        raise DomainError("review_due")
    version.submitted_by_id, version.submitted_on = actor.person_id, day_of(at)
    version.return_reason = None
    return _move(actor, version, "submit", at)


def send_back(
    actor: Actor, version: PathwayVersion, reason: dict[str, str], at: datetime
) -> Event:
    """Return a version to its editors, saying why."""
    version.return_reason = reason
    return _move(actor, version, "return", at)


def approve(actor: Actor, version: PathwayVersion, seen: str, at: datetime) -> Event:
    """The second person's approval of what they have seen.

    DomainError "same_person" for the first, "version_changed" where it says something
    else by now.
    """
    if actor.person_id == version.submitted_by_id:
        raise DomainError("same_person")
    if seen != marks.of_version(version):
        raise DomainError("version_changed")
    return _move(actor, version, "approve", at)


def publish(actor: Actor, version: PathwayVersion, at: datetime) -> Event:
    """Number the version and put it on the wall; its predecessor is superseded.

    DomainError "review_due_since" where the day of its review has come.
    """
    if not lies_ahead(version.review_by, day_of(at)):
        raise DomainError("review_due_since")
    before = queries.published(version.pathway_id)
    if before:
        _move(actor, before, "supersede", at, version.host_team_id)
    version.number = queries.last_number(version.pathway_id) + 1
    event = _move(actor, version, "publish", at)
    who, all_of_it = _who_approved(actor, version), editions(version.pathway_id)
    wall.put(snapshot(version, day_of(at), all_of_it), approvers=who, at=at)
    wall.put(kept_version(version, day_of(at)), approvers=who, at=at)
    return event


def withdraw(actor: Actor, version: PathwayVersion, at: datetime) -> Event:
    """Take the version out of the public, at once, and with it all before it."""
    event = _move(actor, version, "withdraw", at)
    who, all_of_it = [actor.person_uid or ""], editions(version.pathway_id)
    public = wall.standing(KIND, str(version.pathway.uid))
    reached = public.payload if public else {}
    gone = withdrawn(version, day_of(at), reached, all_of_it)
    wall.put(gone, approvers=who, at=at, urgent=True)
    for edition in all_of_it:
        wall.take_down(KIND_OF_VERSION, edition["uid"], at)
    return event


def _who_approved(actor: Actor, version: PathwayVersion) -> list[str]:
    """The uids of the first and the second person of this version's last round."""
    last = {move.move: move.person for move in version.moves}
    people = {str(last[name].uid) for name in ("submit", "approve") if name in last}
    return sorted(people | {actor.person_uid or ""})


def review_ahead(review_by: date, at: datetime) -> None:
    """DomainError where the day of the review has come already."""
    if not lies_ahead(review_by, day_of(at)):
        raise DomainError("review_in_past", "review_by")


def _move(
    actor: Actor,
    version: PathwayVersion,
    move: str,
    at: datetime,
    team_id: int | None = None,
) -> Event:
    version.state = moved(version.state, move)
    return _moved(actor, version, move, at, team_id or version.host_team_id)


def _moved(
    actor: Actor,
    version: PathwayVersion,
    move: str,
    at: datetime,
    team_id: int,
    fields: tuple[str, ...] = (),
) -> Event:
    row = VersionMove(
        version_id=version.id,
        move=move,
        state=version.state,
        person_id=actor.person_id,
        at=at,
    )
    db.session.add(row)
    db.session.flush()
    return _event(version, move, team_id, fields)


def _event(
    version: PathwayVersion, verb: str, team_id: int, fields: tuple[str, ...] = ()
) -> Event:
    return Event(verb, "pathway_version", str(version.uid), team_id, fields)
