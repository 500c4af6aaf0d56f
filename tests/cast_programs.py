"""What programs ask the API for, in each state of the service behind it."""

from typing import Any

from portal import wall
from portal.blueprints.services import queries
from portal.blueprints.services.snapshot import snapshot
from portal.db import db
from portal.domain.people import Actor
from portal.hsds import ids
from portal.hsds.located import at_id
from portal.hsds.taxonomy import taxonomy_id, term_id
from portal.models import Service, Team
from tests import world

ROOMS = ("api", "hsds")
_TIERS = {"confidential": "confidential", "of an area": "area"}


def asked(view: str, state: str, host: Team, author: Actor) -> Any:
    """The address of a thing that is in this state, in English."""
    if view == "api.openapi":
        return {}, {}
    given = {"prefix": "en"}
    if view == "hsds.taxonomy_of":
        given["id"] = taxonomy_id("category")
    elif view == "hsds.taxonomy_term":
        given["id"] = term_id("category", "legal")
    elif state:
        given["id"] = _id(view, _service(state, host, author))
    return given, {}


def _show_town(host: Team) -> None:
    town = host.municipality
    names = ("slug", "name", "district", "lat", "lon", "on_portal")
    told = {name: getattr(town, name) for name in names} | {"uid": town.slug}
    snapshot = wall.Snapshot("municipality", town.slug, None, told, told)
    wall.put(snapshot, approvers=[], at=world.NOW)


def _id(view: str, service: Service) -> str:
    if view == "hsds.organization":
        return str(service.organisation.uid)
    if view == "hsds.service_at_location":
        return at_id(ids.part(str(service.uid), "location"))
    return str(service.uid)


def _service(state: str, host: Team, author: Actor) -> Service:
    tier = _TIERS.get(state, "public")
    exact = {"address": world.both("Улица", "Street"), "lat": 43.1, "lon": 21.1}
    service = world.a_service(
        host, verified_by=author, tier=tier, **(exact if tier == "public" else {})
    )
    if state in ("internal", "proposed"):
        return service
    _show_town(host)
    found = queries.service(service.uid, world.TODAY)
    wall.put(snapshot(found, world.TODAY), approvers=["a", "b"], at=world.NOW)
    if state == "taken down":
        wall.take_down("service", str(service.uid), world.NOW)
    db.session.flush()
    return service
