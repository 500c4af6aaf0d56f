"""What maps conclude from all public services: where they are, and who serves whom."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from portal.blueprints.pathways.shown import service_view
from portal.blueprints.services import codes
from portal.blueprints.services.placed import Place, areas, markers, spots_of
from portal.domain import tiling
from portal.snapshots import Conclusion, Snapshots

UIDS = dict[str, list[str]]


def places_of_towns(snapshots: Snapshots, about: str) -> dict[str, Place]:
    """Where each town is; as a conclusion, so that a town's new name moves no map."""
    return {
        town["slug"]: (town["lat"], town["lon"])
        for town in snapshots.summaries("municipality")
        if town["lat"] is not None
    }


def towns_on_portal(snapshots: Snapshots, about: str) -> list[str]:
    """The slugs of the towns whose teams work on the portal; as a conclusion too."""
    towns = snapshots.summaries("municipality")
    return sorted(town["slug"] for town in towns if town["on_portal"])


def elsewhere(snapshots: Snapshots, about: str) -> dict[str, UIDS]:
    """Which services of other towns have a place in a town, and which serve it."""
    places, serving = defaultdict(list), defaultdict(list)
    for service in snapshots.each("service"):
        there = areas(service) - {service["area"]}
        for town in there:
            places[town].append(service["uid"])
        if service["area"]:
            for town in set(service.get("areas") or ()) - there - {service["area"]}:
                serving[town].append(service["uid"])
    return {"places": dict(places), "serving": dict(serving)}


def from_elsewhere(snapshots: Snapshots, town: str) -> dict[str, list[str]]:
    """The same of one town: its pages are built again when this changes, no others."""
    found = snapshots.follows("elsewhere")
    return {name: uids.get(town, []) for name, uids in found.items()}


def tiled(snapshots: Snapshots, about: str) -> tiling.Tiling:
    """Every place of the country's map, in the cells of its towns."""
    return tiling.tiling(_spots(snapshots))


def amounts(snapshots: Snapshots, about: str) -> dict[str, Any]:
    """How many services the lists of towns hold."""
    return tiling.amounts(snapshots.follows("tiled"))


def offered(snapshots: Snapshots, about: str) -> dict[str, list[str]]:
    """Which codes there are to filter by, those of services of no town among them."""
    lines = list(snapshots.follows("tiled")["codes"])
    lines += [codes.line(service_view(s)) for s in snapshots.national("service")]
    return codes.offered(lines)


def _spots(snapshots: Snapshots) -> Iterator[tiling.Spot]:
    towns = set(snapshots.follows("towns_on_portal"))
    for service in snapshots.each("service"):
        listed = towns & areas(service)
        if listed:
            line = codes.line(service_view(service))
            found = [m for m in markers(snapshots, service) if m.town in towns]
            yield from spots_of(line, found, listed)


OF_MAPS: dict[str, Conclusion] = {
    "places_of_towns": places_of_towns,
    "towns_on_portal": towns_on_portal,
    "elsewhere": elsewhere,
    "from_elsewhere": from_elsewhere,
    "tiled": tiled,
    "amounts": amounts,
    "offered": offered,
}
