"""Where help is, where somebody looked and found none, and where nobody has looked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import asin, cos, hypot, radians, sin, sqrt
from typing import Any, TypeVar

from portal.domain.places import Tier
from portal.domain.services import RUNNING_STATUSES, Category

EARTH_KM = 6371.0
Thing = TypeVar("Thing")
# Where a kind of help hides its places, a missing gap would tell which town has one.
SHELTERING = frozenset({Category.HOUSING})


class CellState(StrEnum):
    """What a cell of category, group and town says. Rule: domain.md, *A gap cell*.

    COUNTRY: no service in the town or for it, but one for the whole country.
    """

    SERVICE = "service"
    COUNTRY = "country"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Offer:
    """Services that are alike in all that the table asks; no `groups`: for anyone."""

    category: str
    groups: frozenset[str]
    towns: frozenset[str]
    country: bool
    verified: bool


def offer(
    *,
    category: str,
    tier: str,
    status: str,
    verified: bool,
    groups: Iterable[str] = (),
    towns: Iterable[str | None] = (),
    nationwide: bool = False,
) -> Offer | None:
    """The service as the table counts it, None for one that does not run.

    A confidential one counts for the whole country alone, whoever asks: no town may
    differ from the others because of it. So does one that belongs to no town.
    """
    if status not in RUNNING_STATUSES:
        return None
    hidden = tier == Tier.CONFIDENTIAL
    there = frozenset() if hidden else frozenset(town for town in towns if town)
    country = hidden or nationwide or not there
    return Offer(category, frozenset(groups), there, country, verified)


@dataclass(frozen=True)
class Looked:
    """Somebody looked on a day and found nothing; `about` is what pages show of it."""

    category: str
    group: str
    town: str
    since: date
    about: Any = None


@dataclass(frozen=True)
class Cell:
    """One cell; a confirmed gap that met a service yields to it and is kept beside."""

    state: CellState
    verified: bool = False
    gap: Looked | None = None

    @property
    def yielded(self) -> bool:
        return self.gap is not None and self.state != CellState.NONE


@dataclass
class Table:
    """Every cell, computed; whether each service found is verified stands beside it."""

    groups: tuple[str, ...]
    _here: dict[tuple[str, str, str], bool] = field(default_factory=dict)
    _country: dict[tuple[str, str], bool] = field(default_factory=dict)
    _gaps: dict[tuple[str, str, str], Looked] = field(default_factory=dict)

    def cell(self, town: str, category: str, group: str) -> Cell:
        gap = self._gaps.get((town, category, group))
        here = self._here.get((town, category, group))
        if here is not None:
            return Cell(CellState.SERVICE, here, gap)
        country = self._country.get((category, group))
        if country is not None:
            return Cell(CellState.COUNTRY, country, gap)
        return Cell(CellState.NONE if gap else CellState.UNKNOWN, False, gap)

    def row(self, town: str, category: str) -> list[Cell]:
        """The cells of a kind of help in a town, in the order of the groups."""
        return [self.cell(town, category, group) for group in self.groups]


def table(
    offers: Iterable[Offer], looked: Iterable[Looked], groups: Iterable[str]
) -> Table:
    """Put services and confirmed gaps into their cells."""
    made = Table(tuple(groups))
    for one in offers:
        for group in one.groups or made.groups:
            for town in one.towns:
                _note(made._here, (town, one.category, group), one.verified)
            if one.country:
                _note(made._country, (one.category, group), one.verified)
    for gap in looked:
        made._gaps[gap.town, gap.category, gap.group] = gap
    return made


def _note(cells: dict[Any, bool], where: Any, verified: bool) -> None:
    cells[where] = cells.get(where, False) or verified


_TOGETHER = (CellState.SERVICE, CellState.COUNTRY, CellState.UNKNOWN, CellState.NONE)


def together(states: Iterable[str]) -> tuple[CellState, bool]:
    """What the cells of several groups say at once, and whether help is for each.

    A service for women is help in the town; none is confirmed when it is for each.
    """
    found = {CellState(state) for state in states}
    best = min(found, key=_TOGETHER.index)
    helps = best in (CellState.SERVICE, CellState.COUNTRY)
    return best, len(found) == 1 or not helps


def hidden_categories(confidential: Iterable[str]) -> frozenset[str]:
    """The kinds of help whose gaps never leave the team; `confidential`: those in
    which a confidential service is public.

    Of a kind that hides its places, the one town without a confirmed gap would stand
    out, and a gap that ends would tell when a shelter opened. Decision 18.
    """
    return SHELTERING | frozenset(confidential)


def answered_by_gaps(
    looked: Iterable[tuple[str, str]], groups: Iterable[str]
) -> set[str]:
    """The kinds of help that confirmed gaps answer: one for every group of the field.

    Rule: domain.md, Practice score, *verified service or confirmed gap*.
    """
    found: dict[str, set[str]] = {}
    for category, group in looked:
        found.setdefault(category, set()).add(group)
    wanted = set(groups)
    return {category for category, seen in found.items() if seen >= wanted}


def alike(
    rows: Iterable[Thing], said: Callable[[Thing], Any]
) -> list[tuple[Thing, list[Thing]]]:
    """Gaps that say the same of several groups, together: the first, and all of them.

    `said` is what must be equal; the order stays that of the first of each.
    """
    found: dict[str, list[Thing]] = {}
    for row in rows:
        found.setdefault(repr(said(row)), []).append(row)
    return [(same[0], same) for same in found.values()]


Point = tuple[float, float]


def km(one: Point, other: Point) -> float:
    """How far two points are apart, as the crow flies."""
    lat, lon = radians(one[0]), radians(one[1])
    far, wide = radians(other[0]), radians(other[1])
    rise, run = sin((far - lat) / 2), sin((wide - lon) / 2)
    half = hypot(rise, sqrt(cos(lat) * cos(far)) * run)
    return 2 * EARTH_KM * asin(min(1.0, half))


@dataclass(frozen=True)
class Placed:
    """A service that has a town; confidential ones are never among these."""

    key: int
    category: str
    groups: frozenset[str]
    town: str
    place: Point

    def fits(self, category: str, group: str) -> bool:
        takes = not self.groups or group in self.groups
        return takes and self.category == category


def nearest(
    placed: Iterable[Placed], *, category: str, group: str, town: str, centre: Point
) -> tuple[Placed, float] | None:
    """The nearest service of another town for a cell, and how far its town is."""
    fitting = (one for one in placed if one.town != town and one.fits(category, group))
    found = [(km(centre, one.place), one.key, one) for one in fitting]
    if not found:
        return None
    far, _, one = min(found, key=lambda row: row[:2])
    return one, far
