"""The pathways that the access matrix asks for, and the forms of their pages."""

from typing import Any
from uuid import UUID

from portal.db import db
from portal.domain.people import Actor
from portal.models import (
    Pathway,
    PathwayPartner,
    PathwayVersion,
    Team,
    VersionMove,
)
from tests import world


def _uid(thing: PathwayVersion | Pathway) -> UUID:
    return thing.uid


def pathway(cast: Any, view: str, state: str, host: Team, author: Actor) -> Any:
    made = Pathway(host_team=host, profile="adult", scope="local")
    made.created_at = world.NOW
    made.partners = [PathwayPartner(team_id=cast.partner_id)]
    first = author.person_id if state in ("in_review", "approved") else None
    version = world.a_version(host, state, pathway=made, submitted_by_id=first)
    moved = {"move": "create", "state": state, "person_id": author.person_id}
    db.session.add(VersionMove(version_id=version.id, at=world.NOW, **moved))
    db.session.flush()
    of_pathway = view in ("pathways.history", "pathways.start_version")
    given: dict[str, Any] = {"uid": _uid(made if of_pathway else version)}
    if view in ("steps.edit", "steps.move", "steps.remove"):
        given["key"] = "z"
    if view == "steps.move":
        given["direction"] = "down"
    return given, _pathway_form(view)


def _pathway_form(view: str) -> dict[str, Any]:
    if view == "pathways.settings":
        return {"title": "Нови пут", "profile": "adult", "review_by": "1. 6. 2027."}
    if view == "pathways.send_back":
        return {"reason": "Ко јавља ноћу?"}
    if view in ("steps.add", "steps.edit"):
        kind = {"kind": "end", "audience": "public", "consent": "not_needed"}
        return kind | {"action": "Крај", "actor": "Неко", "seen_version": "1"}
    return {}
