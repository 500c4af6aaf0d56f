"""Where a public record is and whom it serves; what is not public is nowhere."""

from collections.abc import Iterator, Mapping
from typing import Any

from portal.domain.places import Tier
from portal.hsds import ids
from portal.hsds.feed import Feed
from portal.hsds.opened import Opened
from portal.hsds.taxonomy import Hsds, Term, attribute

OWN, SERVED = "own", "served"


def areas(told: Opened, feed: Feed) -> list[Hsds]:
    """Its own town, the towns that it serves, or the country."""
    own = [(OWN, told["area"])] if told["area"] else []
    found = own + [(SERVED, slug) for slug in told["areas"]]
    areas = [_area(told["uid"], use, slug, feed) for use, slug in found]
    if told["nationwide"]:
        named = {
            "id": ids.part(told["uid"], "area"),
            "name": feed.label("hsds", "country"),
        }
        areas.append(named)
    return areas


def _area(uid: str, use: str, slug: str, feed: Feed) -> Hsds:
    said = Term("municipality", slug, use=use)
    return {
        "id": ids.part(uid, "area", use, slug),
        "name": feed.label("municipality", slug),
        "attributes": [attribute(uid, "service_area", said, feed)],
    }


def exact(told: Opened) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The places that anybody may know to the metre, each with its id."""
    if told["tier"] == Tier.PUBLIC and (told["address"] or told["lat"] is not None):
        yield ids.part(told["uid"], "location"), told
    for place in told["places"]:
        if place["tier"] == Tier.PUBLIC:
            yield place["uid"], place


def at_id(location: str) -> str:
    """The id of the service at this location."""
    return ids.part(location, "at")


def locations(told: Opened, feed: Feed) -> list[Hsds]:
    """Exact places alone: neither a rounded point nor an empty address of others.

    Rule: standards.md, *HSDS rules learnt by trying*.
    """
    return [_at(told, uid, place, feed) for uid, place in exact(told)]


def _at(told: Opened, uid: str, place: Mapping[str, Any], feed: Feed) -> Hsds:
    location: Hsds = {"id": uid, "location_type": "physical"}
    name = feed.say(place["name"]) if place is not told else ""
    if name:
        location["name"] = name
    if place["lat"] is not None:
        location |= {"latitude": place["lat"], "longitude": place["lon"]}
    if place["address"]:
        location["addresses"] = [_address(uid, place, feed)]
    if place is told and told["accessibility"]:
        location["accessibility"] = [
            {
                "id": ids.part(uid, "accessibility", code),
                "description": feed.label("access", code),
            }
            for code in told["accessibility"]
        ]
    return {"id": at_id(uid), "location_id": uid, "location": location}


def _address(uid: str, place: Mapping[str, Any], feed: Feed) -> Hsds:
    """We hold no postal codes; the standard wants the field."""
    area = place["area"] or ""
    return {
        "id": ids.part(uid, "address"),
        "address_1": feed.say(place["address"]),
        "city": feed.towns.get(area, area),
        "state_province": feed.districts.get(area, ""),
        "postal_code": "",
        "country": "RS",
        "address_type": "physical",
    }
