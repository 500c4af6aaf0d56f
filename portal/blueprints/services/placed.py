"""Public services with numbers and places, as the map and the list beside it share."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from portal.blueprints.pathways.shown import service_view
from portal.blueprints.services import codes
from portal.blueprints.services.towns import ones, services_of_town
from portal.domain import tiling
from portal.domain.places import Tier
from portal.domain.services import Group
from portal.domain.terms import TermKind
from portal.domain.words import Words
from portal.snapshots import Snapshots
from portal.terms import position

Place = tuple[float, float]
_EVERYBODY = frozenset(Group)


@dataclass(frozen=True)
class Marker:
    """Where a service stands on the map, and the town whose data tell of it.

    `further`: not its main place, so its name and address are its own.
    """

    town: str
    lat: float
    lon: float
    exact: bool
    further: bool = False
    name: Words | None = None
    address: Words | None = None

    @property
    def place(self) -> Place:
        return self.lat, self.lon


@dataclass(frozen=True)
class Placed:
    """A service of a list; without a place it has no number either."""

    service: dict[str, Any]
    number: int | None = None
    markers: Sequence[Marker] = ()

    @property
    def exact(self) -> bool:
        """Whether its first place is told exactly."""
        return bool(self.markers and self.markers[0].exact)

    @property
    def town(self) -> str:
        """The town whose list has it."""
        return self.markers[0].town if self.markers else self.service["area"]

    @property
    def codes(self) -> str:
        return codes.line(self.service)

    @property
    def towns(self) -> list[str]:
        """Every town where it has a place."""
        further = (place["area"] for place in self.service.get("places") or ())
        found = dict.fromkeys([self.service["area"], *further])
        return [town for town in found if town]


@dataclass(frozen=True)
class Kind:
    """The services of one category, by whom they are for."""

    category: str
    groups: list[tuple[list[str], list[Placed]]]

    @property
    def amount(self) -> int:
        return sum(len(placed) for _, placed in self.groups)


def in_town(snapshots: Snapshots, slug: str) -> list[Placed]:
    """The services of a town, those of other towns with a place here among them."""
    return _numbered(snapshots, services_of_town(snapshots, slug), {slug})


def serving(snapshots: Snapshots, slug: str) -> list[Placed]:
    """Services of other towns that come here, or take people from here."""
    found = snapshots.follows("from_elsewhere", slug)["serving"]
    shown = map(service_view, ones(snapshots, found))
    return [Placed(service) for service in sorted(shown, key=_order)]


def in_towns(snapshots: Snapshots) -> list[Placed]:
    """The services of the towns on the portal; the others list none."""
    towns = set(snapshots.follows("towns_on_portal"))
    listed = [s for s in snapshots.each("service") if not towns.isdisjoint(areas(s))]
    return _numbered(snapshots, listed, towns)


def nationwide(snapshots: Snapshots) -> list[Placed]:
    """The services of no town, confidential ones among them: no place, no number."""
    shown = (service_view(service) for service in snapshots.national("service"))
    return [Placed(service) for service in sorted(shown, key=_order)]


def areas(service: Mapping[str, Any]) -> set[str]:
    """The towns where a service has a place."""
    further = {place["area"] for place in service.get("places") or ()}
    return further | ({service["area"]} if service["area"] else set())


def by_kind(placed: Iterable[Placed]) -> list[Kind]:
    """What the list says under which heading; they come in this order already."""
    kinds = groupby(placed, key=lambda one: one.service["category"])
    return [Kind(category, _by_group(found)) for category, found in kinds]


def _by_group(placed: Iterable[Placed]) -> list[tuple[list[str], list[Placed]]]:
    return [
        (groups, list(found))
        for groups, found in groupby(
            placed, key=lambda one: told_groups(one.service["groups"])
        )
    ]


def _numbered(
    snapshots: Snapshots, services: Iterable[dict[str, Any]], shown: set[str]
) -> list[Placed]:
    told = ((s, markers(snapshots, s)) for s in map(service_view, services))
    return numbered(
        (service, [marker for marker in found if marker.town in shown])
        for service, found in told
    )


def numbered(
    told: Iterable[tuple[dict[str, Any], list[Marker]]],
) -> list[Placed]:
    """In the order of lists; what has a place has a number."""
    found, number = [], 0
    for service, places in sorted(told, key=lambda one: _order(one[0])):
        number += bool(places)
        found.append(Placed(service, number if places else None, places))
    return found


def markers(snapshots: Snapshots, service: Mapping[str, Any]) -> list[Marker]:
    """All places of a public service; a town that lists nothing has none of its own."""
    middles = snapshots.follows("places_of_towns")
    return markers_of(
        service, middles, lambda town: town in snapshots.follows("towns_on_portal")
    )


def markers_of(
    service: Mapping[str, Any],
    middles: Mapping[str, Place],
    lists: Callable[[str], bool],
) -> list[Marker]:
    """Its main place first; a town's middle where only the town may be known. A
    further place in a town that lists nothing is told at home."""
    if service["tier"] == Tier.CONFIDENTIAL:
        return []
    told = [(service, service["area"], False)] if service["area"] else []
    for place in service.get("places") or ():
        home = place["area"] if lists(place["area"]) else service["area"]
        told.append((place, home, True))
    made = (_marker(*one, middles) for one in told)
    return [marker for marker in made if marker]


def spots_of(
    line: str, found: Iterable[Marker], listed: set[str]
) -> Iterator[tiling.Spot]:
    """The same for counting: each town that lists it, further places once more."""
    seen: set[str] = set()
    for marker in found:
        again = marker.town in seen
        yield tiling.Spot(marker.town, line, marker.lat, marker.lon, again)
        seen.add(marker.town)
    for town in sorted(listed - seen):
        yield tiling.Spot(town, line)


def _marker(
    told: Mapping[str, Any], town: str, further: bool, middles: Mapping[str, Place]
) -> Marker | None:
    exact = told["tier"] == Tier.PUBLIC and told.get("lat") is not None
    place = (told["lat"], told["lon"]) if exact else middles.get(told["area"])
    if place is None:
        return None
    (lat, lon), own = place, told if further else {}
    name, address = own.get("name"), own.get("address")
    return Marker(town, lat, lon, exact, further, name, address)


def _order(service: dict[str, Any]) -> tuple[Any, ...]:
    kind = position(TermKind.CATEGORY, service["category"])
    later = (service["overdue"], not service["always_open"], service["uid"])
    return kind, _whom(service), *later


def _whom(service: Mapping[str, Any]) -> list[int]:
    """Empty where it is for anyone."""
    return [_place_of(code) for code in told_groups(service["groups"])]


def told_groups(groups: Iterable[str]) -> list[str]:
    """The groups worth naming, in their order: all of them are anyone."""
    named = set(groups)
    return [] if named >= _EVERYBODY else sorted(named, key=_place_of)


def _place_of(group: str) -> int:
    return position(TermKind.GROUP, group)
