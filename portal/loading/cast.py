"""The fictional organisations, seats and people of the demonstration."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.blueprints.people import actions, secrets
from portal.db import db
from portal.domain.people import Actor, Role, SeatHeld, needs_second_factor
from portal.loading.stage import Stage
from portal.models import Membership, Municipality, Organisation, Person, Seat, Team

# Everybody in the demonstration has it; it is printed where the demonstration starts.
DEMO_PASSWORD = "demonstracija 2017"  # noqa: S105
SOURCE = "Demonstration"


def enter(organisations: dict[str, Any], people: dict[str, Any], at: datetime) -> Stage:
    """Make everybody whom the files name; towns, teams and the office are there."""
    stage = Stage(at, _by_key(Team), _by_key(Organisation), {}, {})
    _add_organisations(organisations["organisation"], stage)
    seats = _add_seats(organisations["seat"], stage)
    for key, months in organisations["rhythm_months"].items():
        stage.teams[key].rhythm_months = months
    password = secrets.hash_password(DEMO_PASSWORD)
    for data in people["person"]:
        person = _add_person(data, stage, password)
        held = [_add_membership(seat, person, seats, stage) for seat in data["seat"]]
        stage.people[data["key"]] = person
        stage.actors[data["key"]] = Actor(
            person.id, str(person.uid), person.name, tuple(held)
        )
    return stage


def _by_key(model: type[Any]) -> dict[str, Any]:
    return {row.key: row for row in db.session.scalars(select(model))}


def _add_organisations(files: list[dict[str, Any]], stage: Stage) -> None:
    towns = {row.slug: row for row in db.session.scalars(select(Municipality))}
    for data in files:
        town = towns.get(data["municipality"])
        stage.organisations[data["key"]] = Organisation(
            key=data["key"],
            name=data["name"],
            aliases=[],
            sector=data["sector"],
            municipality_id=town.id if town else None,
            source=SOURCE,
        )
        db.session.add(stage.organisations[data["key"]])
    db.session.flush()


def _add_seats(
    files: list[dict[str, Any]], stage: Stage
) -> dict[tuple[str, str], Seat]:
    seats = {_place(data): _seat(data, stage) for data in files}
    db.session.add_all(seats.values())
    db.session.flush()
    return seats


def _place(data: dict[str, Any]) -> tuple[str, str]:
    return data["team"], data["organisation"]


def _seat(data: dict[str, Any], stage: Stage) -> Seat:
    return Seat(
        team_id=stage.teams[data["team"]].id,
        organisation_id=stage.organisations[data["organisation"]].id,
        starts_on=stage.day(data["days_ago"]),
    )


def _add_person(data: dict[str, Any], stage: Stage, password: str) -> Person:
    since = max(seat["days_ago"] for seat in data["seat"])
    named = {name: data[name] for name in ("name", "email", "language")}
    person = actions.add(**named, at=stage.moment(since))
    person.password_hash = password
    roles = frozenset(Role(seat["role"]) for seat in data["seat"])
    if needs_second_factor(roles):
        secrets.keep_totp(person, secrets.new_totp())
    return person


def _add_membership(
    data: dict[str, Any],
    person: Person,
    seats: dict[tuple[str, str], Seat],
    stage: Stage,
) -> SeatHeld:
    """The person on the seat of an organisation; the office's own is made here."""
    seat = seats.setdefault(_place(data), _seat(data, stage))
    db.session.add(seat)
    db.session.flush()
    starts_on = stage.day(data["days_ago"])
    db.session.add(
        Membership(
            seat_id=seat.id,
            person_id=person.id,
            role=data["role"],
            starts_on=starts_on,
        )
    )
    db.session.flush()
    team = stage.teams[data["team"]]
    role = Role(data["role"])
    return SeatHeld(
        seat_id=seat.id,
        team_id=team.id,
        role=role,
        team_kind=team.kind,
        municipality_id=team.municipality_id,
        organisation_id=seat.organisation_id,
    )
