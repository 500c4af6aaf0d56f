"""Placed services as GeoJSON (RFC 7946): texts and places that everybody may know."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask_babel import gettext as _

from portal.blueprints.pages.shown import shown_number
from portal.blueprints.services.placed import Marker, Place, Placed, told_groups
from portal.domain.conditions import Model
from portal.domain.services import ServiceStatus
from portal.domain.words import Words, in_language
from portal.labels import label
from portal.labels.services import hours_lines
from portal.languages import current


def features(placed: Iterable[Placed], middles: Mapping[str, Place]) -> dict[str, Any]:
    """What a map draws, a feature for each place; without one a service is not in it.

    `middles`: where the towns are that a service goes to.
    """
    number = shown_number()
    phone = number["value"] if number else ""
    return collection(placed, middles, lambda service: _reach(service, phone))


def collection(
    placed: Iterable[Placed],
    middles: Mapping[str, Place],
    more: Callable[[dict[str, Any]], dict[str, Any]],
) -> dict[str, Any]:
    """The same with what `more` says of a service."""
    return {
        "type": "FeatureCollection",
        "features": [
            _feature(marker, _of_service(one, middles) | more(one.service))
            for one in placed
            for marker in one.markers
        ],
    }


def _of_service(one: Placed, middles: Mapping[str, Place]) -> dict[str, Any]:
    service = one.service
    return {
        "number": one.number,
        "uid": service["uid"],
        "codes": one.codes,
        "name": _said(service["name"]),
        "category": label("category", service["category"]),
        "whom": whom(service["groups"]),
        "open": _open(service),
        "hours": _said(service["hours"]),
        **_goes(service, middles),
    }


def _open(service: Mapping[str, Any]) -> str:
    """Its week, as pages say it before the remark about its hours."""
    always = bool(service.get("always_open"))
    return " · ".join(hours_lines(service.get("schedule"), always_open=always))


def _feature(marker: Marker, about: dict[str, Any]) -> dict[str, Any]:
    place = {
        "town": marker.town,
        "exact": marker.exact,
        "at": _said(marker.name or marker.address),
    }
    told = about | place
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [marker.lon, marker.lat]},
        "properties": {name: value for name, value in told.items() if value != ""},
    }


def _goes(service: Mapping[str, Any], middles: Mapping[str, Place]) -> dict[str, Any]:
    """The area that a service serves: the towns' middles, or the whole country."""
    if service.get("nationwide"):
        return {"goes": "everywhere"}
    towns = service.get("areas") or []
    if not towns and service.get("model") != Model.MOBILE:
        return {}
    named = sorted({*towns, service["area"]} & middles.keys())
    return {"goes": [middles[town] for town in named]}


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
