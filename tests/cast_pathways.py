"""The pathways that the access matrix asks for, and the forms of their pages."""

from typing import Any
from uuid import UUID

from portal import wall
from portal.blueprints.pathways import marks, queries, scripts
from portal.blueprints.pathways.snapshot import snapshot as public_edition
from portal.db import db
from portal.domain.people import Actor
from portal.models import (
    Pathway,
    PathwayPartner,
    PathwayVersion,
    StepComment,
    Team,
    VersionMove,
)
from tests import world

SEEN: dict[str, Any] = {
    "pathways.approve": marks.of_version,
    "pathways.confirm_cyrillic": scripts.seen,
    "pathways.settings": marks.of_settings,
    "reach.edit": marks.of_reach,
}
SHEETS = ("pathways.paper.public", "pathways.paper.poster")


def to_start(view: str, state: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the address of a new pathway names beside its team, and the form."""
    form = {"title": "Пут", "profile": "adult", "review_by": "1. 6. 2027."}
    if view == "pathways.start":
        return {"template": "blank"}, form | {"scope": "cross_border"}
    draft = state.endswith("from a draft")
    source = world.a_version(world.a_team(), "draft" if draft else "published")
    return {"source": _uid(source)}, form


def _uid(thing: PathwayVersion | Pathway) -> UUID:
    return thing.uid


def pathway(cast: Any, view: str, state: str, host: Team, author: Actor) -> Any:
    made = Pathway(host_team=host, profile="adult")
    made.created_at = world.NOW
    made.partners = [PathwayPartner(team_id=cast.partner_id)]
    first = author.person_id if state in ("in_review", "approved") else None
    version = world.a_version(host, state, pathway=made, submitted_by_id=first)
    moved = {"move": "create", "state": state, "person_id": author.person_id}
    db.session.add(VersionMove(version_id=version.id, at=world.NOW, **moved))
    db.session.flush()
    if view in SHEETS and state == "published":
        snapshot = public_edition(queries.version(version.uid), world.TODAY)
        wall.put(snapshot, approvers=["a", "b"], at=world.NOW)
    if view == "pathways.comments.settle":
        return {"uid": _comment(version, author).uid}, {}
    of_pathway = view in ("pathways.history", "pathways.start_version")
    given: dict[str, Any] = {"uid": _uid(made if of_pathway else version)}
    if view in (
        *("steps.edit", "steps.move", "steps.remove", "steps.draw"),
        "pathways.comments.add",
    ):
        given["key"] = "z"
    if view in ("further.read", "further.translate"):
        given["language"] = "en"
    if view == "steps.move":
        given["direction"] = "down"
    form = _pathway_form(view)
    if view in SEEN:
        form["seen_version"] = SEEN[view](queries.version(version.uid))
    return given, form


def _comment(version: PathwayVersion, author: Actor) -> StepComment:
    """What the author of the version said of its last step."""
    row = StepComment(version_id=version.id, step_key="z", body="Ко јавља ноћу?")
    row.person_id, row.at = author.person_id or 0, world.NOW
    db.session.add(row)
    db.session.flush()
    return row


def _pathway_form(view: str) -> dict[str, Any]:
    if view == "pathways.settings":
        return {"title": "Нови пут", "profile": "adult", "review_by": "1. 6. 2027."}
    if view == "reach.edit":
        return {"scope": "local"}
    if view == "further.translate":
        return {"z-action": "The end"}
    if view == "pathways.comments.add":
        return {"body": "Ко јавља ноћу?"}
    if view == "pathways.send_back":
        return {"reason": "Ко јавља ноћу?"}
    if view == "steps.remove":
        return {"seen_version": "1"}
    if view in ("steps.add", "steps.edit", "steps.draw", "steps.draw_new"):
        kind = {"kind": "end", "audience": "public", "consent": "not_needed"}
        return kind | {"action": "Крај", "actor": "Неко", "seen_version": "1"}
    return {}
