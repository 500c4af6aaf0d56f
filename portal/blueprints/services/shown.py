"""What the page of a service shows to whom, and which act comes next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.blueprints.services import entries, state, suggested, tiers, traces
from portal.blueprints.services.snapshot import snapshot
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.domain.places import Tier
from portal.domain.services import PublicationState, Trust
from portal.models import Service

ACTS = {
    "edit": May.EDIT_SERVICE,
    "keep": May.KEEP_SERVICE,
    "verify": May.VERIFY_SERVICE,
    "propose": May.PROPOSE_SERVICE,
    "confirm": May.CONFIRM_SERVICE,
    "hide": May.HIDE_SERVICE,
    "place": May.READ_PLACE,
}


@dataclass(frozen=True)
class ServicePage:
    """What one reader sees of a service; people outside the team see less."""

    inside: bool
    known: bool
    may: dict[str, bool]
    next_act: str | None
    told: dict[str, Any]
    standing: dict[str, Any] | None
    contacts: list[Any]
    trust: Trust
    trusted: bool
    status: str
    verifications: list[tuple[date, str]]
    custodians: list[str]
    proposer: str | None
    hints: list[str]
    history: list[Any]
    suggestions: list[Any]
    places: list[dict[str, Any]]
    towns: dict[str, Any]


def page_of(actor: Actor, service: Service, today: date) -> ServicePage:
    """Gather it. Inside are the host team, whoever decides on it, and who offers it;
    the names of people are for the first two."""
    may = {name: allowed(actor, rule, service) for name, rule in ACTS.items()}
    known = service.host_team_id in actor.team_ids or may["confirm"]
    inside = known or may["edit"]
    trust = state.trust(service)
    standing = traces.standing(service)
    names = _names(service) if known else {}
    return ServicePage(
        inside=inside,
        known=known,
        may=may,
        next_act=_next_act(service, may, trusted=trust.holds_on(today)),
        told=snapshot(service, today).payload,
        standing=standing.payload if standing else None,
        contacts=_contacts(service, inside=inside),
        trust=trust,
        trusted=trust.holds_on(today),
        status=state.status(service, today),
        verifications=_verifications(service, names),
        custodians=sorted(names[row.person_id] for row in service.custodians if known),
        proposer=names.get(service.proposed_by_id or 0),
        hints=tiers.hints(service, today) if inside else [],
        history=traces.history(service) if known else [],
        suggestions=suggested.of_service(actor, service),
        **_where(service, inside=inside, today=today),
    )


def _where(service: Service, *, inside: bool, today: date) -> dict[str, Any]:
    """Its further places, and what the towns that it names are called."""
    told = snapshot(service, today).payload
    rows, areas = told["places"], told["areas"]
    if inside:
        rows = [
            {"area": p["town"]} | p for p in map(entries.place_held, service.places)
        ]
        areas = service.areas
    slugs = {*areas, *(row["area"] for row in rows)}
    return {"places": rows, "towns": traces.town_names(slugs)}


def _names(service: Service) -> dict[int, str]:
    ids = {row.person_id for row in service.verifications} | service.custodian_ids
    if service.proposed_by_id:
        ids.add(service.proposed_by_id)
    return {i: person.name for i, person in traces.people(ids).items()} if ids else {}


def _verifications(service: Service, names: dict[int, str]) -> list[tuple[date, str]]:
    rows = reversed(service.verifications)
    return [(r.verified_on, names[r.person_id]) for r in rows if r.person_id in names]


def _contacts(service: Service, *, inside: bool) -> list[Any]:
    """Professional contacts too; of a confidential service only inside its team."""
    if inside or service.tier != Tier.CONFIDENTIAL:
        return list(service.contacts)
    return []


def _next_act(service: Service, may: dict[str, bool], *, trusted: bool) -> str | None:
    """The one act that brings the record on, if this person may do it."""
    if not trusted:
        wanted = "verify"
    elif service.publication == PublicationState.INTERNAL:
        wanted = "propose"
    elif service.publication == PublicationState.PROPOSED:
        wanted = "confirm"
    else:
        return None
    return wanted if may[wanted] else None
