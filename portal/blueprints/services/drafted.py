"""A record that stands, as the draft that would leave it as it is."""

from dataclasses import fields
from datetime import date
from typing import Any

from portal.blueprints.services.drafts import ContactDraft, PlaceDraft, ServiceDraft
from portal.blueprints.services.entries import PLACE_SAYS
from portal.models import Service

DAYS = ("legal_from", "legal_until", "capacity_on", "funded_until", "licensed_until")
_APART = ("organisation", "contacts", "places")


def draft_of(service: Service, **wanted: Any) -> ServiceDraft:
    """The record as a draft; `wanted` fields, as JSON holds them, go before."""
    held = held_of(service) | wanted
    held["contacts"] = tuple(ContactDraft(**row) for row in held["contacts"])
    held["places"] = tuple(PlaceDraft(**row) for row in held["places"])
    given = {name: _drafted(name, said) for name, said in held.items()}
    return ServiceDraft(**given)


def _drafted(name: str, said: Any) -> Any:
    """JSON knows no tuples and no days."""
    if isinstance(said, list):
        return tuple(said)
    if name in DAYS and isinstance(said, str):
        return date.fromisoformat(said)
    return said


def held_of(service: Service) -> dict[str, Any]:
    """What the record holds, by the names of the draft."""
    names = [field.name for field in fields(ServiceDraft) if field.name not in _APART]
    return {name: getattr(service, name) for name in names} | {
        "organisation": str(service.organisation.uid),
        "contacts": [
            {
                "label": row.label,
                "kind": row.kind,
                "value": row.value,
                "audience": row.audience,
            }
            for row in service.contacts
        ],
        "places": [
            {"town": row.municipality.slug}
            | {name: getattr(row, name) for name in PLACE_SAYS}
            for row in service.places
        ],
    }
