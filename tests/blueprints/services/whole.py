"""A record in which every field says something."""

from dataclasses import fields
from datetime import date
from typing import Any

from portal.blueprints.services import entries
from portal.blueprints.services.drafts import PlaceDraft, ServiceDraft
from portal.models import Service
from tests import world

WEEK = {day: [["08:00", "16:00"]] for day in "1245"} | {"6": [["22:00", "02:00"]]}
WHOLE: dict[str, Any] = {
    "tier": "public",
    "address": world.both("Измишљена 3", "Imaginary 3"),
    "lat": 42.5,
    "lon": 21.9,
    "cost": world.both("Бесплатно", "Free"),
    "groups": ("women", "girls"),
    "specialised": True,
    "model": "day_centre",
    "phases": ("crisis", "transition"),
    "status_needed": ("potential", "presumed"),
    "age_from": 0,
    "age_to": 18,
    "residence": ("citizens", "asylum"),
    "dependants": "welcome",
    "accompaniment": "guardian",
    "exclusions": world.both("Нико", "Nobody"),
    "documents": world.both("Ништа", "Nothing"),
    "entitled": "yes",
    "existing": "partly",
    "accessible": "no",
    "barrier": world.both("Нема лекара", "No doctor"),
    "legal_basis": world.both("Закон, члан 1", "Law, article 1"),
    "legal_from": date(2020, 1, 1),
    "legal_until": date(2030, 1, 1),
    "spoken": ("sr", "sq"),
    "interpretation": "on_request",
    "languages": world.both("и ромски", "and Romani"),
    "accessibility": ("step_free", "easy_read"),
    "schedule": {"week": WEEK, "holidays": "closed", "by_appointment": True},
    "hours": world.both("Лети краће", "Shorter in summer"),
    "areas": ("subotica", "vranje"),
    "nationwide": True,
    "capacity": 0,
    "capacity_on": date(2026, 11, 1),
    "funding": world.both("Општина", "The town"),
    "funded_until": date(2026, 12, 31),
    "licence": "1/2026",
    "licence_state": "licensed",
    "licensed_until": date(2031, 1, 1),
    "places": (
        PlaceDraft(
            "subotica",
            "public",
            world.both("Канцеларија", "Office"),
            world.both("Измишљена 4", "Imaginary 4"),
            46.1,
            19.7,
        ),
        PlaceDraft("vranje", "area"),
    ),
}


def held(service: Service) -> dict[str, Any]:
    """What the record holds, as a draft says it."""
    apart = ("organisation", "contacts", "places")
    names = [f.name for f in fields(ServiceDraft) if f.name not in apart]
    values = {name: getattr(service, name) for name in names}
    told = {n: tuple(v) if isinstance(v, list) else v for n, v in values.items()}
    places = tuple(PlaceDraft(**entries.place_held(row)) for row in service.places)
    return told | {"places": places}
