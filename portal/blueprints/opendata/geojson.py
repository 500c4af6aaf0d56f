"""Services as GeoJSON (RFC 7946): points where the exact place is public alone."""

from collections.abc import Iterable, Iterator
from typing import Any

from portal.hsds.feed import Feed
from portal.hsds.located import exact
from portal.hsds.opened import Opened


def collection(services: Iterable[Opened], feed: Feed) -> dict[str, Any]:
    """One feature for each exact place; a service without one has no geometry.

    Rule: standards.md: never a rounded point, nor the middle of a town.
    """
    found = [one for told in services for one in _features(told, feed)]
    return {"type": "FeatureCollection", "features": found}


def _features(told: Opened, feed: Feed) -> Iterator[dict[str, Any]]:
    points = list(_points(told))
    said = _said(told, feed)
    for uid, lat, lon in points:
        point = {"type": "Point", "coordinates": [lon, lat]}
        yield {"type": "Feature", "id": uid, "geometry": point, "properties": said}
    if not points:
        uid = told["uid"]
        yield {"type": "Feature", "id": uid, "geometry": None, "properties": said}


def _points(told: Opened) -> Iterator[tuple[str, float, float]]:
    for uid, place in exact(told):
        if place["lat"] is not None:
            yield uid, place["lat"], place["lon"]


def _said(told: Opened, feed: Feed) -> dict[str, Any]:
    contacts = [*told["contacts"], *([told["instead"]] if told["instead"] else [])]
    phone = next((c["value"] for c in contacts if c["kind"] == "phone"), None)
    said = {
        "service": told["uid"],
        "name": feed.say(told["name"]),
        "category": told["category"],
        "category_name": feed.label("category", told["category"]),
        "groups": told["groups"],
        "status": told["status"],
        "town": told["area"],
        "phone": phone,
        "verified_on": told["verified_on"],
        "verify_by": told["verify_by"],
    }
    return {name: value for name, value in said.items() if value is not None}
