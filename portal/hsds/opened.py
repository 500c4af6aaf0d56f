"""A public record as anybody may read it on a day: nothing more leaves the portal."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from portal.domain.places import Tier
from portal.domain.script import to_latin
from portal.domain.services import (
    RUNNING_STATUSES,
    ContactKind,
    is_geographic,
)
from portal.domain.words import CYRILLIC, LANGUAGES, LATIN, Words
from portal.hsds import ids

Opened = dict[str, Any]

TEXTS = (
    *("name", "summary", "organisation", "hours", "address", "languages", "cost"),
    *("exclusions", "documents", "barrier"),
)
LISTS = (
    *("groups", "phases", "status_needed", "residence", "spoken", "accessibility"),
    "areas",
)
FLAGS = ("specialised", "always_open", "national_number", "nationwide")
CODES = (
    *("category", "tier", "sector", "status", "model", "dependants", "accompaniment"),
    *("entitled", "existing", "accessible", "interpretation", "licence_state"),
)
PLAIN = (
    *("uid", "area", "lat", "lon", "age_from", "age_to", "capacity", "capacity_on"),
    *("verified_on", "verify_by"),
)
# Who verified is nobody's business outside.
KEPT_BACK = frozenset({"verified_by"})
# A shelter is not to be found by any of these; its snapshot lacks them already.
_NEVER_OF_A_SHELTER: dict[str, Any] = {
    **dict.fromkeys(("area", "address", "lat", "lon", "capacity", "capacity_on")),
    "licence_state": None,
    "areas": [],
    "places": [],
}
_KINDS = tuple(kind.value for kind in ContactKind)


def opened(
    payload: Mapping[str, Any], day: date, number: Mapping[str, Any] | None
) -> Opened:
    """The record on a day; `number`: the contact to call where it has no phone to tell.

    Rule: domain.md, Services: an overdue number is replaced by the national one, and so
    is one of a service that does not work.
    """
    told: Opened = {name: _words(payload.get(name)) for name in TEXTS}
    told |= {name: list(dict.fromkeys(payload.get(name) or ())) for name in LISTS}
    told |= {name: bool(payload.get(name)) for name in FLAGS}
    told |= {name: payload.get(name) for name in (*CODES, *PLAIN)}
    told["organisation_uid"] = _body(payload, told["organisation"])
    told["schedule"] = _schedule(payload.get("schedule"))
    told["places"] = [_place(place) for place in payload.get("places") or ()]
    hidden = told["tier"] == Tier.CONFIDENTIAL
    if hidden:
        told |= _NEVER_OF_A_SHELTER
    elif told["tier"] != Tier.PUBLIC:
        told |= dict.fromkeys(("address", "lat", "lon"))
    until = told["verify_by"]
    told["overdue"] = until is None or day.isoformat() > until
    works = not told["overdue"] and told["status"] in RUNNING_STATUSES
    contacts = _contacts(payload["contacts"], hidden=hidden) if works else []
    phones = [one for one in contacts if one["kind"] == ContactKind.PHONE]
    lent = None if phones or number is None else _contact(number)
    return told | {"contacts": contacts, "instead": lent}


def _words(said: Words | None) -> dict[str, str] | None:
    """Without empty texts, and without Latin that follows from the Cyrillic."""
    told = {code: said[code] for code in LANGUAGES if said and said.get(code)}
    if CYRILLIC in told and told.get(LATIN) == to_latin(told[CYRILLIC]):
        del told[LATIN]
    return told or None


def _body(payload: Mapping[str, Any], name: Words | None) -> str | None:
    """The uid of who offers it; None where that would tell the place."""
    if name is None:
        return None
    said = [f"{code}={text}" for code, text in sorted(name.items())]
    return payload.get("organisation_uid") or ids.shared("organisation", *said)


def _schedule(said: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """None where it says nothing."""
    if not said:
        return None
    told = {
        "week": {day: found for day, found in said["week"].items() if found},
        "holidays": said["holidays"],
        "by_appointment": bool(said["by_appointment"]),
    }
    return told if any(told.values()) else None


def _place(place: Mapping[str, Any]) -> dict[str, Any]:
    exact = place["tier"] == Tier.PUBLIC
    return {
        "uid": place["uid"],
        "tier": Tier.PUBLIC.value if exact else Tier.AREA.value,
        "area": place["area"],
        "name": _words(place["name"]) if exact else None,
        "address": _words(place["address"]) if exact else None,
        "lat": place["lat"] if exact else None,
        "lon": place["lon"] if exact else None,
    }


def _contacts(
    contacts: Iterable[Mapping[str, Any]], *, hidden: bool
) -> list[dict[str, Any]]:
    """Phones first, then letters, then pages; of a shelter none that tells a place."""
    found = [_contact(one) for one in contacts if not (hidden and _tells_place(one))]
    return sorted(found, key=lambda one: _KINDS.index(one["kind"]))


def _tells_place(contact: Mapping[str, Any]) -> bool:
    if contact["kind"] == ContactKind.PHONE:
        return is_geographic(contact["value"])
    return bool(contact["kind"] == ContactKind.WEB)


def _contact(contact: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "label": _words(contact["label"]),
        "kind": contact["kind"],
        "value": contact["value"],
    }


def texts_of(told: Opened) -> Iterable[tuple[str, Words | None]]:
    """Each text that people wrote, by its path in the record."""
    for name in TEXTS:
        yield name, told[name]
    for at, contact in enumerate(told["contacts"]):
        yield f"contacts/{at}/label", contact["label"]
    for at, place in enumerate(told["places"]):
        yield f"places/{at}/name", place["name"]
        yield f"places/{at}/address", place["address"]
    if told["instead"]:
        yield "instead/label", told["instead"]["label"]
