"""A team with a plan, its people, the office, and a period that is open."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.blueprints.plans import loaders
from portal.db import begin_write, db
from portal.domain.people import Actor
from portal.models import Activity, Organisation, ReportingPeriod, Team
from tests import plans_world as plans
from tests import world
from tests.clock import Clock
from tests.visit import signed_in


def body_of(actor: Actor) -> Organisation:
    """The organisation for which somebody sits."""
    return db.session.get_one(Organisation, actor.seats[0].organisation_id)


@dataclass
class Town:
    """Milica's school carries out the activity; Ana and Dragan approve."""

    app: Flask
    clock: Clock
    people: dict[str, Actor]
    uids: dict[str, UUID]
    period: ReportingPeriod

    @property
    def url(self) -> str:
        return f"/desk/plans/activities/{self.uids['activity']}"

    def activity(self) -> Activity:
        found = loaders.activity(self.uids["activity"])
        assert found is not None
        return found


def some_people() -> dict[str, Actor]:
    """By name; a team's people sit in one team."""
    team, other = world.a_team("vranje"), world.a_team("subotica")
    office = world.a_team("office", kind="office")
    seats = {
        "ana": (team, "coordinator"),
        "dragan": (team, "approver"),
        "milica": (team, "member"),
        "vesna": (other, "coordinator"),
        "jelena": (office, "office"),
        "tanja": (office, "approver"),
    }
    return {
        name: world.somebody(where, role, f"{name}@x.example")
        for name, (where, role) in seats.items()
    }


def team_of(actor: Actor) -> Team:
    return db.session.get_one(Team, actor.seats[0].team_id)


@pytest.fixture
def town(app: Flask, clock: Clock) -> Town:
    with app.app_context():
        begin_write()
        people = some_people()
        team = team_of(people["ana"])
        national = plans.a_plan(team_of(people["jelena"]), kind="action_plan")
        plan = plans.a_plan(team, serves_id=national.id)
        served = plans.measure_of(national)
        school = body_of(people["milica"])
        things = {
            "team": team,
            "plan": plan,
            "national": national,
            "activity": plans.an_activity(plan, school, serves_id=served.id),
            "offices": plans.an_activity(national, body_of(people["jelena"])),
            "measure": plans.measure_of(plan),
            "served": served,
            "school": school,
        }
        period = plans.a_period()
        uids = {name: thing.uid for name, thing in things.items()}
        db.session.commit()
        db.session.refresh(period)
        db.session.expunge(period)
        return Town(app, clock, people, uids, period)


@pytest.fixture
def desk(app: Flask, town: Town) -> Callable[[str], FlaskClient]:
    return lambda who: signed_in(app, town.people[who])
