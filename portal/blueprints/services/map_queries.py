"""Reads for the desk's map: what the actor may see, and never a confidential place."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select

from portal.blueprints.services.placed import (
    Marker,
    Place,
    Placed,
    markers_of,
    numbered,
)
from portal.blueprints.services.queries import state_columns
from portal.db import db
from portal.domain.people import Actor
from portal.domain.places import Tier
from portal.models import Municipality, Service, ServicePlace
from portal.visible import visible_services

_SAME = (
    *("uid", "name", "category", "tier", "specialised", "groups", "hours"),
    *("always_open", "lat", "lon", "status_needed", "spoken", "schedule", "areas"),
    *("nationwide", "model", "publication"),
)
_EXACT = ("name", "address", "lat", "lon")
_PLACE = ("tier", *_EXACT)


def towns() -> list[Row[Any]]:
    """Every town with its name and its middle."""
    asked = select(
        Municipality.slug, Municipality.name, Municipality.lat, Municipality.lon
    )
    return list(db.session.execute(asked.order_by(Municipality.slug)))


def town(slug: str) -> Municipality | None:
    return db.session.scalar(select(Municipality).where(Municipality.slug == slug))


def middles(found: list[Row[Any]]) -> dict[str, Place]:
    return {row.slug: (row.lat, row.lon) for row in found if row.lat is not None}


def amounts(actor: Actor, day: date) -> dict[str, int]:
    """How many services the map has in each town; "" for those of no town."""
    asked = (
        select(Municipality.slug, func.count())
        .select_from(Service)
        .outerjoin(Service.municipality)
        .where(*_shown(actor, day))
        .group_by(Municipality.slug)
    )
    return {slug or "": amount for slug, amount in db.session.execute(asked)}


def _shown(actor: Actor, day: date) -> tuple[Any, ...]:
    return visible_services(actor, day), Service.tier != Tier.CONFIDENTIAL


def without_place(actor: Actor, day: date) -> list[Row[Any]]:
    """Confidential services of the actor's own teams: named beside the map alone."""
    asked = select(Service.uid, Service.name, Service.category).where(
        visible_services(actor, day),
        Service.tier == Tier.CONFIDENTIAL,
        Service.host_team_id.in_(actor.team_ids),
    )
    return list(db.session.execute(asked.order_by(Service.category, Service.id)))


def on_map(
    actor: Actor, day: date, middles: dict[str, Place], town: str | None = None
) -> list[Placed]:
    """Services with their numbers and places; of a town, those that it lists."""
    places = _places(actor, day)
    rows = db.session.execute(_asked(actor, day)).all()
    told = (_told(row, places[row.id], day) for row in rows)
    found = numbered((one, markers_of(one, middles, _every)) for one in told)
    return [_in(one, town) for one in found if town in (None, *one.towns)]


def _every(town: str) -> bool:
    return True


def _in(one: Placed, town: str | None) -> Placed:
    here: list[Marker] = [m for m in one.markers if town in (None, m.town)]
    return Placed(one.service, one.number, here)


def _asked(actor: Actor, day: date) -> Select[Any]:
    return (
        select(
            Service.id,
            *(getattr(Service, name) for name in _SAME),
            Municipality.slug.label("area"),
            *state_columns(day),
        )
        .outerjoin(Service.municipality)
        .where(*_shown(actor, day))
    )


def _places(actor: Actor, day: date) -> defaultdict[int, list[dict[str, Any]]]:
    asked = (
        select(
            ServicePlace.service_id,
            *(getattr(ServicePlace, name) for name in _PLACE),
            Municipality.slug.label("area"),
        )
        .join(ServicePlace.municipality)
        .join(Service, Service.id == ServicePlace.service_id)
        .where(*_shown(actor, day))
        .order_by(ServicePlace.id)
    )
    found = defaultdict(list)
    for row in db.session.execute(asked):
        told = dict(row._mapping)
        if row.tier != Tier.PUBLIC:
            told |= dict.fromkeys(_EXACT)
        found[row.service_id].append(told)
    return found


def _told(row: Row[Any], places: list[dict[str, Any]], day: date) -> dict[str, Any]:
    """In the words of a public record, so that the same code draws it."""
    overdue = row.verify_by is None or row.verify_by < day
    told = dict(row._mapping) | {"uid": str(row.uid), "places": places}
    return told | {"overdue": overdue}
