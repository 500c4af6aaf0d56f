"""What a record held before each edit, and what the edit made of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from portal import paging
from portal.blueprints.services.drafted import held_of
from portal.db import db
from portal.domain.places import Tier
from portal.models import Organisation, Person, Revision, Service

# Of a confidential service not even its team reads here where it was.
PLACE = ("address", "lat", "lon", "places", "areas")


@dataclass(frozen=True)
class Step:
    """One edit: who, when, and each field before and after."""

    at: datetime
    name: str | None
    fields: list[tuple[str, Any, Any]]
    hides_place: bool


def _kept(service: Service, *what: Any) -> Select[Any]:
    return select(*what).where(
        Revision.noun == "service", Revision.thing == str(service.uid)
    )


def count(service: Service) -> int:
    return db.session.scalar(_kept(service, func.count(Revision.id))) or 0


def steps(service: Service, page: int) -> list[Step]:
    """One page of edits, the newest first. Each ends where the next one began, so
    those after the page are read too."""
    rows = db.session.execute(
        _kept(service, Revision.at, Revision.before, Person.name)
        .outerjoin(Person, Person.id == Revision.person_id)
        .order_by(Revision.id.desc())
        .limit(page * paging.ROWS)
    ).all()
    after = held_of(service) | {"organisation": service.organisation.name}
    bodies = _bodies(row.before for row in rows)
    found = [_step(row, after, bodies, hidden=_hidden(service)) for row in rows]
    return list(paging.cut(found, page))


def _hidden(service: Service) -> bool:
    return service.tier == Tier.CONFIDENTIAL


def _bodies(befores: Iterable[dict[str, Any]]) -> dict[int, Any]:
    """The names of bodies that offered it before."""
    ids = {b["organisation_id"] for b in befores if "organisation_id" in b}
    if not ids:
        return {}
    found = select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids))
    return {row.id: row.name for row in db.session.execute(found)}


def _step(
    row: Any, after: dict[str, Any], bodies: dict[int, Any], *, hidden: bool
) -> Step:
    """`after` holds what stood when the edit was done, and goes one edit back."""
    before = dict(row.before)
    if "organisation_id" in before:
        before["organisation"] = bodies.get(before.pop("organisation_id"))
    hides = hidden or Tier.CONFIDENTIAL in (before.get("tier"), after["tier"])
    told = [
        (field, held, after.get(field))
        for field, held in sorted(before.items())
        if not (hides and field in PLACE)
    ]
    left_out = len(told) < len(before)
    after.update(before)
    return Step(row.at, row.name, told, left_out)
