"""From a service as it stands to a draft of the same, and to the cells of a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal.blueprints.services import columns
from portal.blueprints.services.columns import Column
from portal.blueprints.services.drafts import ContactDraft, PlaceDraft, ServiceDraft
from portal.blueprints.services.known_names import Names, folded, word
from portal.domain.places import Tier
from portal.domain.schedule import said_intervals
from portal.domain.words import ENGLISH, in_language, serbian_of
from portal.languages import current
from portal.models import Municipality, Organisation, Service
from portal.terms import Added

_APART = ("organisation", "contacts", "places")
_CONTACT = ("label", "kind", "value", "audience")
_PLACE = ("tier", "name", "address", "lat", "lon")


def draft_of(service: Service) -> ServiceDraft:
    """The record as it stands; to edit it with this changes nothing."""
    plain: dict[str, Any] = {
        name: tuple(said) if isinstance(said, list) else said
        for name in ServiceDraft.__dataclass_fields__
        if name not in _APART
        for said in (getattr(service, name),)
    }
    contacts = (
        ContactDraft(**{name: getattr(row, name) for name in _CONTACT})
        for row in service.contacts
    )
    places = (
        PlaceDraft(row.municipality.slug, **{n: getattr(row, n) for n in _PLACE})
        for row in service.places
    )
    uid = str(service.organisation.uid)
    return ServiceDraft(uid, **plain, contacts=tuple(contacts), places=tuple(places))


@dataclass(frozen=True)
class Shown:
    """How bodies (by uid), towns (by slug) and codes are written in a cell."""

    bodies: Mapping[str, str]
    towns: Mapping[str, str]
    added: Sequence[Added] = ()

    def word(self, kind: str, code: str | None) -> str:
        return word(kind, code, self.added) if code else ""


def shown(
    names: Names,
    organisations: list[Organisation],
    towns: list[Municipality],
    added: Sequence[Added],
) -> Shown:
    """By their name, or by their key where others share the name."""
    bodies = {
        str(row.uid): _written(row.name, row.key, names.bodies, str(row.uid))
        for row in organisations
    }
    places = {
        town.slug: _written(town.name, town.slug, names.towns, town.slug)
        for town in towns
    }
    return Shown(bodies, places, added)


def _written(name: Any, key: str, found: Mapping[str, str], same: str) -> str:
    text = in_language(name, current().code).text
    clear = found.get(folded(text)) == same and ";" not in text and "," not in text
    return text if clear else key


def cells_of(draft: ServiceDraft, told: Shown) -> dict[str, str]:
    """What each column says of the service, for its reader; an exact place never."""
    cells = {
        column.code: _cell(column, draft, told)
        for column in columns.columns(0, 0, office=True)
        if column.code not in ("uid", "reference")
    }
    if draft.tier != Tier.PUBLIC:
        cells |= {"address": "", "address_en": "", "coordinates": ""}
    for number, contact in enumerate(draft.contacts, 1):
        cells |= _group(columns.contact(number), vars(contact), told)
    for number, place in enumerate(draft.places, 1):
        town = told.towns.get(place.town, place.town)
        said = vars(place) | {"town": town, "coordinates": _point(place)}
        cells |= _group(columns.place(number), said, told)
    return cells


def _cell(column: Column, draft: ServiceDraft, told: Shown) -> str:
    if column.kind == "organisation":
        return told.bodies.get(draft.organisation, draft.organisation)
    if column.kind == "point":
        return _point(draft)
    if column.kind == "towns":
        return "; ".join(told.towns.get(slug, slug) for slug in draft.areas)
    if column.kind == "hours" or column.code in ("holidays", "by_appointment"):
        return _when(column, draft.schedule, told)
    return _said(column, getattr(draft, column.field), told)


def _said(column: Column, value: Any, told: Shown) -> str:
    if column.kind == "words":
        english = column.code.endswith("_en")
        return (value or {}).get(ENGLISH, "") if english else serbian_of(value)
    if column.kind == "flag":
        return _("yes") if value else _("no")
    if column.kind == "code":
        return told.word(column.codes, value)
    if column.kind == "codes":
        return "; ".join(told.word(column.codes, code) for code in value)
    if isinstance(value, date):
        return f"{value.day}. {value.month}. {value.year}."
    return "" if value is None else str(value)


def _when(column: Column, schedule: Any, told: Shown) -> str:
    if not schedule:
        return _said(column, None, told)
    if column.kind == "hours":
        return said_intervals(schedule["week"].get(column.code[-1], []))
    return _said(column, schedule[column.code], told)


def _point(place: Any) -> str:
    if place.lat is None or place.lon is None:
        return ""
    return f"{round(place.lat, 8)}, {round(place.lon, 8)}"


def _group(parts: list[Column], said: Mapping[str, Any], told: Shown) -> dict[str, str]:
    names = ((part, part.code.split("_", 2)[2]) for part in parts)
    return {
        part.code: _said(part, said[name.removesuffix("_en")], told)
        for part, name in names
    }
