"""Reads of what stands around a service: the public record, its people, its history."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, select

from portal.db import db
from portal.domain.errors import DomainError
from portal.models import (
    AuditEvent,
    ExactPlace,
    Membership,
    Municipality,
    Organisation,
    Person,
    Published,
    Seat,
    Service,
    Team,
)
from portal.visible import (
    held_on,
)

HISTORY = 40


def organisations(host: Team) -> list[Organisation]:
    """The bodies that can offer a service hosted by the team: local and national."""
    here: ColumnElement[bool] = Organisation.municipality_id.is_(None)
    if host.municipality_id is not None:
        here |= Organisation.municipality_id == host.municipality_id
    return list(
        db.session.scalars(
            select(Organisation)
            .where(here)
            .order_by(Organisation.municipality_id.is_(None), Organisation.key)
        )
    )


def all_towns() -> list[Municipality]:
    """Every municipality, by the alphabet of their addresses."""
    return list(db.session.scalars(select(Municipality).order_by(Municipality.slug)))


def town_names(slugs: set[str]) -> dict[str, Any]:
    """What these towns are called."""
    asked = select(Municipality.slug, Municipality.name)
    found = asked.where(Municipality.slug.in_(slugs))
    return {row.slug: row.name for row in db.session.execute(found)} if slugs else {}


def towns(slugs: set[str], field: str) -> dict[str, Municipality]:
    """Municipalities by slug. DomainError at the field where one is not known."""
    if not slugs:
        return {}
    found = db.session.scalars(
        select(Municipality).where(Municipality.slug.in_(slugs))
    ).all()
    if len(found) < len(slugs):
        raise DomainError("unknown_town", field)
    return {town.slug: town for town in found}


def other_national_number(but: int | None) -> bool:
    """Whether another service already carries the national number."""
    wanted = select(Service.id).where(Service.national_number)
    if but is not None:
        wanted = wanted.where(Service.id != but)
    return db.session.scalar(wanted.limit(1)) is not None


def standing(service: Service) -> Published | None:
    """What is public of the service now."""
    return db.session.scalar(
        select(Published).where(
            Published.kind == "service",
            Published.uid == str(service.uid),
            Published.valid_to.is_(None),
        )
    )


def people(ids: Iterable[int]) -> dict[int, Person]:
    """People by their id, for names beside what they did."""
    found = db.session.scalars(select(Person).where(Person.id.in_(set(ids))))
    return {person.id: person for person in found}


def history(service: Service) -> list[Row[Any]]:
    """Who did what to the service, the newest first."""
    return list(
        db.session.execute(
            select(AuditEvent.at, AuditEvent.verb, AuditEvent.fields, Person.name)
            .outerjoin(Person, AuditEvent.person_id == Person.id)
            .where(AuditEvent.noun == "service", AuditEvent.thing == str(service.uid))
            .order_by(AuditEvent.id.desc())
            .limit(HISTORY)
        )
    )


def place(service: Service) -> ExactPlace | None:
    """The sealed exact place."""
    return db.session.scalar(
        select(ExactPlace).where(ExactPlace.service_id == service.id)
    )


def members(team_id: int, day: date) -> list[Person]:
    """Who holds a seat in the team: a custodian is one of them."""
    return list(
        db.session.scalars(
            select(Person)
            .join(Membership, Membership.person_id == Person.id)
            .join(Seat, Membership.seat_id == Seat.id)
            .where(
                Seat.team_id == team_id, held_on(Seat, day), held_on(Membership, day)
            )
            .distinct()
            .order_by(Person.name)
        )
    )
