"""Who has read a version in force, who has not, and the act of saying so."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, and_, select

from portal.audit import Event
from portal.db import among, db, given
from portal.domain.awareness import minutes_to_read, seats_that_read
from portal.domain.pathways import VersionState
from portal.domain.people import WORKING, Actor
from portal.models import (
    Acknowledgement,
    Membership,
    Organisation,
    PathwayVersion,
    Person,
    Seat,
)
from portal.visible import held_on


@dataclass(frozen=True)
class Readers:
    """The seats of the teams of a version on a day, with who holds them."""

    rows: tuple[Row[Any], ...]
    actor: Actor
    minutes: int

    @property
    def seats(self) -> int:
        return len({row.seat_id for row in self.rows})

    @property
    def covered(self) -> int:
        """How many seats have a holder who has read it."""
        people: dict[int, list[int]] = {row.seat_id: [] for row in self.rows}
        for row in self.people:
            people[row.seat_id].append(row.person_id)
        read = {(0, row.person_id) for row in self.people if row.read_at}
        return len(seats_that_read(people, [0], read))

    @property
    def people(self) -> list[Row[Any]]:
        return [row for row in self.rows if row.person_id]

    @property
    def missing(self) -> list[Row[Any]]:
        """Who has not, once each."""
        found = {row.person_id: row for row in self.people if not row.read_at}
        return list(found.values())

    @property
    def mine(self) -> datetime | None:
        """When the reader of the page has read it."""
        own = (r.read_at for r in self.people if r.person_id == self.actor.person_id)
        return next(own, None)


def of_version(version: PathwayVersion, actor: Actor, day: date) -> Readers | None:
    """Who has read it; None where it is not in force, and reading it of no matter."""
    if version.state != VersionState.PUBLISHED:
        return None
    teams = (version.host_team_id, *version.partner_team_ids)
    asked = {"version": version.id, "teams": teams, "day": day}
    rows = db.session.execute(_seats(), asked)
    return Readers(tuple(rows), actor, minutes_to_read(len(version.steps)))


@cache
def _seats() -> Any:
    """The seats of these `teams` on a `day`, and who of them has read a `version`."""
    day = given("day")
    holds = and_(
        Membership.seat_id == Seat.id,
        Membership.role.in_(WORKING),
        held_on(Membership, day),
    )
    read = and_(
        Acknowledgement.person_id == Membership.person_id,
        Acknowledgement.version_id == given("version"),
    )
    return (
        select(
            Seat.id.label("seat_id"),
            Organisation.name.label("body"),
            Membership.person_id,
            Person.name,
            Acknowledgement.at.label("read_at"),
        )
        .select_from(Seat)
        .join(Seat.organisation)
        .outerjoin(Membership, holds)
        .outerjoin(Person, Person.id == Membership.person_id)
        .outerjoin(Acknowledgement, read)
        .where(Seat.team_id.in_(among("teams")), held_on(Seat, day))
        .order_by(Seat.id, Membership.id)
    )


def has_read(actor: Actor, version: PathwayVersion) -> bool:
    return bool(
        db.session.scalar(
            select(Acknowledgement.id).where(
                Acknowledgement.version_id == version.id,
                Acknowledgement.person_id == actor.person_id,
            )
        )
    )


def confirm(actor: Actor, version: PathwayVersion, at: datetime) -> Event:
    """Say that one has read the version; once is enough, so has_read is asked first."""
    row = Acknowledgement(version_id=version.id, person_id=actor.person_id, at=at)
    db.session.add(row)
    db.session.flush()
    return Event(
        "confirm_reading", "pathway_version", str(version.uid), version.host_team_id
    )
