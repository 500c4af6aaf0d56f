"""Public services with numbers and places, as the map and the list beside it share."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from portal.blueprints.pathways.shown import service_view
from portal.domain.places import Tier
from portal.domain.services import Group
from portal.domain.terms import TermKind
from portal.snapshots import Snapshots
from portal.terms import position

Place = tuple[float, float]
_EVERYBODY = frozenset(Group)


@dataclass(frozen=True)
class Placed:
    """A service of a list; without a place it has no number either."""

    service: dict[str, Any]
    number: int | None = None
    place: Place | None = None
    exact: bool = False


@dataclass(frozen=True)
class Kind:
    """The services of one category, by whom they are for."""

    category: str
    groups: list[tuple[list[str], list[Placed]]]

    @property
    def amount(self) -> int:
        return len(self.placed)

    @property
    def placed(self) -> list[Placed]:
        return [one for _, placed in self.groups for one in placed]

    @property
    def by_town(self) -> Counter[str]:
        """How many each town has."""
        return Counter(one.service["area"] for one in self.placed)


def in_town(snapshots: Snapshots, slug: str) -> list[Placed]:
    """The services of a town; an address of their own, or the town's middle."""
    return _numbered(snapshots.summaries("service", slug), _places(snapshots))


def in_towns(snapshots: Snapshots) -> list[Placed]:
    """The services of the towns on the portal; the others list none."""
    towns = set(snapshots.follows("towns_on_portal"))
    local = [s for s in snapshots.summaries("service") if s["area"] in towns]
    return _numbered(local, _places(snapshots))


def nationwide(snapshots: Snapshots) -> list[Placed]:
    """The services of no town, confidential ones among them: no place, no number."""
    shown = (service_view(service) for service in snapshots.national("service"))
    return [Placed(service) for service in sorted(shown, key=_order)]


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
    services: Iterable[dict[str, Any]], towns: Mapping[str, Place]
) -> list[Placed]:
    found, number = [], 0
    for service in sorted(map(service_view, services), key=_order):
        own = _own_place(service)
        place = own or towns.get(service["area"])
        number += place is not None
        found.append(Placed(service, number if place else None, place, own is not None))
    return found


def _own_place(service: Mapping[str, Any]) -> Place | None:
    if service["tier"] != Tier.PUBLIC or service.get("lat") is None:
        return None
    return service["lat"], service["lon"]


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


def _places(snapshots: Snapshots) -> dict[str, Place]:
    return snapshots.follows("places_of_towns")
