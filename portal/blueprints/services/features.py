"""Placed services as GeoJSON (RFC 7946): texts and places that everybody may know."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from portal.blueprints.pages.shown import shown_number
from portal.blueprints.services.placed import Placed, told_groups
from portal.domain.services import ServiceStatus
from portal.domain.words import Words, in_language
from portal.labels import label
from portal.languages import current


def features(placed: Iterable[Placed]) -> dict[str, Any]:
    """What a map draws; a service without a place is not in it."""
    number = shown_number()
    phone = number["value"] if number else ""
    return {
        "type": "FeatureCollection",
        "features": [_feature(one, phone) for one in placed if one.place],
    }


def _feature(one: Placed, number: str) -> dict[str, Any]:
    lat, lon = one.place or (0, 0)
    service = one.service
    told = {
        "number": one.number,
        "uid": service["uid"],
        "town": service["area"],
        "exact": one.exact,
        "name": _said(service["name"]),
        "category": label("category", service["category"]),
        "whom": whom(service["groups"]),
        "hours": _said(service["hours"]),
        **_reach(service, number),
    }
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {name: value for name, value in told.items() if value != ""},
    }


def whom(groups: Iterable[str]) -> str:
    """For whom a service is, in words."""
    return ", ".join(label("group", code) for code in told_groups(groups)) or _(
        "anyone"
    )


def _said(words: Words | None) -> str | dict[str, str]:
    """A text; in another language than the page's it says in which."""
    shown = in_language(words, current().code)
    if shown.language == current().code or not shown.text:
        return shown.text
    return {"text": shown.text, "lang": shown.language}


def _reach(service: dict[str, Any], number: str) -> dict[str, str]:
    """Its own phone, or the national number and why."""
    own = (c["value"] for c in service["contact_shown"] if c["kind"] == "phone")
    phone = next(own, None)
    if phone:
        return {"phone": phone}
    return {"note": _why(service), "phone": number}


def _why(service: dict[str, Any]) -> str:
    if service["status"] == ServiceStatus.CLOSED:
        return _("This service is closed. Call instead:")
    if service["status"] == ServiceStatus.SUSPENDED:
        return _("This service does not work for now. Call instead:")
    if service["overdue"]:
        return _("Its number was not checked in time. Call instead:")
    return _("No public number. Call instead:")
