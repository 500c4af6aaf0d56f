"""Two teams and the office; the first has six seats and a meeting today at 11:15,
in a quarter of an hour."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.blueprints.meetings import queries
from portal.db import begin_write, db
from portal.domain.people import Actor
from portal.models import (
    Attendance,
    Meeting,
    MeetingAnswer,
    MeetingPartner,
    Person,
    Seat,
    Team,
)
from tests import meetings_world, world
from tests.clock import Clock
from tests.form_values import form_values
from tests.visit import look, send, signed_in

PEOPLE = {
    "ana": "coordinator",
    "dragan": "approver",
    "milica": "member",
    "petar": "member",
    "olga": "observer",
    "goran": "member",
}


@dataclass
class Round:
    """Whom the tests act as, and the meeting they act on."""

    app: Flask
    clock: Clock
    people: dict[str, Actor]
    team: UUID
    other: UUID
    uid: UUID

    @property
    def url(self) -> str:
        return f"/desk/meetings/{self.uid}"

    def desk(self, who: str) -> FlaskClient:
        return signed_in(self.app, self.people[who])

    def send(self, who: str, act: str, **form: Any) -> Any:
        return send(self.desk(who), f"{self.url}/{act}", form)

    def change(self, change: Callable[[Meeting], Any]) -> Any:
        """Do something to the meeting behind the desk's back."""
        with self.app.app_context():
            begin_write()
            found = queries.meeting(self.uid)
            assert found is not None
            made = change(found)
            db.session.commit()
            return made

    def read(self) -> Meeting:
        with self.app.app_context():
            found = queries.meeting(self.uid)
            assert found is not None
            return found

    def marks(self) -> dict[str, str]:
        """The status of each seat that is on the sheet, by who holds it."""
        names = {actor.seats[0].seat_id: who for who, actor in self.people.items()}
        rows = self.read().attendances
        return {names[row.seat_id]: row.status for row in rows if row.seat_id}

    def row_of(self, who: str) -> Attendance:
        seat = self.people[who].seats[0].seat_id
        return next(row for row in self.read().attendances if row.seat_id == seat)

    def answer_of(self, who: str) -> MeetingAnswer | None:
        seat = self.people[who].seats[0].seat_id
        found = [row for row in self.read().answers if row.seat_id == seat]
        return found[0] if found else None

    def seat_uid(self, who: str) -> str:
        with self.app.app_context():
            seat = select(Seat.uid).where(Seat.id == self.people[who].seats[0].seat_id)
            return str(db.session.scalar(seat))

    def sheet(
        self, client: FlaskClient, page: str = "", **marks: str
    ) -> dict[str, str]:
        """What a browser sends of the sheet once these seats are marked."""
        values = form_values(look(client, page or f"{self.url}/attendance").text)
        for who, status in marks.items():
            values[f"{self.prefix(values, who)}status"] = status
        return values

    def prefix(self, values: dict[str, str], who: str) -> str:
        uid = self.seat_uid(who)
        found = next(name for name, value in values.items() if value == uid)
        return found.removesuffix("seat")


@pytest.fixture
def round_(app: Flask, clock: Clock) -> Round:
    with app.app_context():
        begin_write()
        team, other = world.a_team("vranje"), world.a_team("subotica")
        office = world.a_team("office", kind="office")
        people = {
            name: world.somebody(team, role, f"{name}@x.example")
            for name, role in PEOPLE.items()
        }
        people["vesna"] = world.somebody(other, "coordinator", "vesna@x.example")
        people["jelena"] = world.somebody(office, "office", "jelena@x.example")
        meeting = meetings_world.a_meeting(team, starts_at=time(11, 15))
        uids = {"team": team.uid, "other": other.uid, "uid": meeting.uid}
        db.session.commit()
        return Round(app, clock, people, **uids)


@pytest.fixture
def tomorrow(round_: Round) -> Round:
    """The meeting is tomorrow: people answer, nobody is there yet."""

    def later(meeting: Meeting) -> None:
        meeting.day += timedelta(days=1)

    round_.change(later)
    return round_


@pytest.fixture
def joint(round_: Round) -> Round:
    """The other team takes part, and Milica holds a seat there as well."""

    def join(meeting: Meeting) -> None:
        other = db.session.scalars(select(Team).where(Team.uid == round_.other)).one()
        meeting.kind = "joint"
        meeting.partners.append(MeetingPartner(team_id=other.id))
        milica = db.session.get_one(Person, round_.people["milica"].person_id)
        world.a_membership(milica, world.a_seat(other), "member")

    round_.change(join)
    return round_
