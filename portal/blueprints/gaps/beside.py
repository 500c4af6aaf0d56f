"""Reads of what stands beside a cell: its services, and the nearest elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, func, null, or_, select

from portal import paging
from portal.blueprints.gaps import tables
from portal.blueprints.gaps.queries import runs_on, serves, takes, town, verified_on
from portal.db import db
from portal.domain.gaps import Placed, nearest
from portal.domain.people import Actor
from portal.domain.places import Tier
from portal.models import Municipality, Service, ServicePlace
from portal.visible import (
    visible_services,
)

_OPEN = Service.tier != Tier.CONFIDENTIAL


@dataclass(frozen=True)
class Nearest:
    """The nearest service of another town, and how many kilometres off its town is."""

    uid: Any
    name: Mapping[str, str]
    town: Mapping[str, str]
    km: int


def services(
    actor: Actor, day: date, where: tuple[str, str, str], page: int
) -> tuple[list[Row[Any]], int]:
    """A page of the services of a cell (town, category, group), those there first.

    Of a confidential one nothing tells whether it is there: it is for the country.
    """
    (slug, category, group), seen = where, visible_services(actor, day)
    here = and_(_OPEN, _reaches(slug))
    asked = (
        select(
            Service.uid,
            Service.name,
            Service.tier,
            here.label("here"),
            case((_OPEN, Municipality.name), else_=null()).label("town"),
            verified_on(day).label("verified"),
            func.count().over().label("found"),
        )
        .outerjoin(Service.municipality)
        .where(
            seen,
            runs_on(day),
            Service.category == category,
            takes(group),
            or_(here, _country()),
        )
        .order_by(here.desc(), Service.id)
    )
    return _counted(list(db.session.execute(paging.on_page(asked, page))))


def _counted(rows: list[Row[Any]]) -> tuple[list[Row[Any]], int]:
    return rows, rows[0].found if rows else 0


def _reaches(slug: str) -> ColumnElement[bool]:
    there = Service.places.any(ServicePlace.municipality.has(Municipality.slug == slug))
    own = func.coalesce(Municipality.slug == slug, False)
    return or_(own, serves(slug), there)


def _country() -> ColumnElement[bool]:
    nowhere = and_(
        Service.municipality_id.is_(None), Service.areas == [], ~Service.places.any()
    )
    return or_(Service.tier == Tier.CONFIDENTIAL, Service.nationwide, nowhere)


def placed(actor: Actor, day: date, categories: Iterable[str]) -> list[Placed]:
    """Where services of these kinds are, alike ones once; never a confidential one."""
    wanted = set(categories)
    if not wanted:
        return []
    own = _located(actor, day, wanted).join(Service.municipality)
    further = _located(actor, day, wanted).join(Service.places)
    further = further.join(ServicePlace.municipality)
    return [
        Placed(
            row.key, row.category, frozenset(row.groups), row.slug, (row.lat, row.lon)
        )
        for row in db.session.execute(own.union(further))
    ]


def _located(actor: Actor, day: date, categories: set[str]) -> Any:
    of_town = (Municipality.slug, Municipality.lat, Municipality.lon)
    return (
        select(
            func.min(Service.id).label("key"),
            Service.category,
            Service.groups,
            *of_town,
        )
        .where(
            visible_services(actor, day),
            runs_on(day),
            _OPEN,
            Service.category.in_(categories),
            Municipality.lat.is_not(None),
        )
        .group_by(Service.category, Service.groups, *of_town)
    )


Cells = Iterable[tuple[str, str]]


def nearest_to(
    actor: Actor, day: date, around: Municipality, cells: Cells
) -> dict[tuple[str, str], Nearest]:
    """For each cell (category, group) of the town the nearest service elsewhere."""
    cells = list(cells)
    if around.lat is None or around.lon is None:
        return {}
    there = placed(actor, day, (category for category, _ in cells))
    centre, found = (around.lat, around.lon), {}
    for category, group in cells:
        asked = {"category": category, "group": group, "town": around.slug}
        if near := nearest(there, centre=centre, **asked):
            found[category, group] = near
    return _named(found)


def _named(found: Mapping[Any, tuple[Placed, float]]) -> dict[Any, Nearest]:
    if not found:
        return {}
    ids, slugs = set(), set()
    for one, _ in found.values():
        ids.add(one.key)
        slugs.add(one.town)
    rows = db.session.execute(
        select(Service.id, Service.uid, Service.name, Municipality.slug)
        .add_columns(Municipality.name.label("town"))
        .join(Municipality, Municipality.slug.in_(slugs))
        .where(Service.id.in_(ids))
    )
    known = {(row.id, row.slug): row for row in rows}
    named = {}
    for cell, (one, far) in found.items():
        row = known[one.key, one.town]
        named[cell] = Nearest(row.uid, row.name, row.town, round(far))
    return named


@dataclass(frozen=True)
class Where:
    """A cell by its address."""

    town: Municipality
    category: str
    group: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.town.slug, self.category, self.group


def where(slug: str, category: str, group: str) -> Where | None:
    """The cell at an address; None where the town or a code is not known."""
    known = category in tables.categories() and group in tables.groups()
    found = town(slug) if known else None
    return Where(found, category, group) if found else None
