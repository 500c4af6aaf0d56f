"""From a draft to the rows of a record, and where the two differ."""

from datetime import date
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from portal.blueprints.services.drafts import ContactDraft, ServiceDraft
from portal.blueprints.services.nameable import Nameable
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.terms import TermKind
from portal.models import Organisation, Service, ServiceContact, ServicePlace

TERMS = {
    "category": TermKind.CATEGORY,
    "model": TermKind.MODEL,
    "phases": TermKind.PHASE,
    "groups": TermKind.GROUP,
}
PLACE_SAYS = ("tier", "name", "address", "lat", "lon")


def check_known(draft: ServiceDraft, nameable: Nameable) -> None:
    """DomainError where the draft names a word or a town that nobody knows."""
    for name, kind in TERMS.items():
        said = getattr(draft, name)
        codes = {said} if isinstance(said, str) else set(said or ())
        if not nameable.knows(kind, codes):
            raise DomainError("unknown_code", name)
    nameable.towns(set(draft.areas), "areas")


def places(draft: ServiceDraft, nameable: Nameable) -> list[ServicePlace]:
    towns = nameable.towns({place.town for place in draft.places}, "places")
    return [
        ServicePlace(
            municipality=towns[place.town],
            **{name: getattr(place, name) for name in PLACE_SAYS},
        )
        for place in draft.places
    ]


def contact(draft: ContactDraft) -> ServiceContact:
    return ServiceContact(**vars(draft))


def changes(
    service: Service, draft: ServiceDraft, organisation: Organisation
) -> dict[str, Any]:
    """What the service held where the draft differs."""
    before = {
        name: _kept(getattr(service, name))
        for name, said in draft.columns().items()
        if getattr(service, name) != said
    }
    if organisation.id != service.organisation_id:
        before["organisation_id"] = service.organisation_id
    held = [_held(row) for row in service.contacts]
    if held != [vars(said) for said in draft.contacts]:
        before["contacts"] = held
    stood = [place_held(place) for place in service.places]
    if stood != [vars(place) for place in draft.places]:
        before["places"] = stood
    return before


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _held(row: ServiceContact) -> dict[str, Any]:
    names = ("label", "kind", "value", "audience")
    return {name: getattr(row, name) for name in names}


def place_held(place: ServicePlace) -> dict[str, Any]:
    told = {name: getattr(place, name) for name in PLACE_SAYS}
    return {"town": place.municipality.slug, **told}


def write(
    service: Service, draft: ServiceDraft, changed: Any, nameable: Nameable
) -> None:
    for name, said in draft.columns().items():
        setattr(service, name, said)
    if "organisation_id" in changed:
        service.organisation = nameable.body(draft.organisation)
    if "contacts" in changed:
        service.contacts = [contact(said) for said in draft.contacts]
    if "places" in changed:
        service.places = places(draft, nameable)
    flag_modified(service, "name")
    db.session.flush()
