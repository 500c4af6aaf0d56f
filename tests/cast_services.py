"""The services that the access matrix asks for, and the form that fits one."""

from typing import Any
from uuid import UUID

from portal.blueprints.services import bodies
from portal.db import db
from portal.domain.people import Actor
from portal.models import Organisation, PlaceCustodian, Service, Suggestion, Team
from tests import cast_register, world

OFFERED_BY = {
    "of the member's body": "member",
    "of a stranger's body": "other_member",
}


def service_form(body: UUID) -> dict[str, Any]:
    empty = dict.fromkeys(("value", "purpose", "purpose_en"), "")
    empty |= {"kind": "phone", "audience": "public"}
    rows = {f"contacts-{at}-{n}": v for at in range(3) for n, v in empty.items()}
    return rows | {
        "organisation": str(body),
        "name": "Служба",
        "summary": "Помаже.",
        "category": "legal",
        "tier": "confidential",
        "seen_version": "1",
    }


def a_body(state: str, host: Team) -> Any:
    town = host.municipality_id if state == "local" else None
    body = world.an_organisation(sector="social_care", municipality_id=town)
    world.a_seat(host, body)
    form = {"name": "Друго име", "sector": "health", "seen": bodies.mark(body)}
    return {"uid": body.uid}, form


def a_service(cast: Any, name: str, state: str, host: Team, author: Actor) -> Any:
    if name.startswith("bodies."):
        return a_body(state, host)
    public = not state.startswith(("internal", "proposed"))
    who = next((who for said, who in OFFERED_BY.items() if said in state), None)
    body = cast.people[who].seats[0].organisation_id if who else None
    service = world.a_service(
        host,
        organisation=db.session.get(Organisation, body) if body else None,
        verified_by=author,
        tier="confidential",
        publication="public" if public else state.split()[0],
        proposed_by_id=author.person_id if state.split()[0] == "proposed" else None,
    )
    keepers = {"kept by the member": "member", "kept by a stranger": "other_member"}
    if state in keepers:
        keeper = cast.people[keepers[state]].person_id
        db.session.add(PlaceCustodian(service_id=service.id, person_id=keeper))
    forms = cast_register.FORMS | {
        "edit": service_form(service.organisation.uid if body else cast.body),
        "status": {"status": "reduced"},
        "places.write_place": {"place": "Иза угла"},
        "places.name_custodian": {"person": cast.people["approver"].person_uid},
        "places.end_custodian": {"person": cast.people["member"].person_uid},
    }
    db.session.flush()
    thing: Service | Suggestion = service
    if cast_register.asks_for_suggestion(name, state):
        thing = cast_register.a_suggestion(cast, service, state)
    return {"uid": thing.uid}, forms.get(name, {})
