"""A team with three people, another team, the office, and a service of the first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import audit
from portal.audit import Event
from portal.blueprints.services import actions, queries, traces
from portal.blueprints.services.drafts import ContactDraft, ServiceDraft
from portal.db import begin_write, db
from portal.domain.people import Actor
from portal.models import Person, Published, Service
from tests import world
from tests.clock import Clock
from tests.visit import signed_in

PHONE = "+381 000 111 222"


def a_contact(value: str = PHONE, **more: Any) -> ContactDraft:
    given = {"kind": "phone", "audience": "public", "label": {"en": "Call"}}
    return ContactDraft(value=value, **given | more)


def a_draft(organisation: str, **more: Any) -> ServiceDraft:
    given = {
        "name": world.both("Савет", "Advice"),
        "summary": world.both("Слуша.", "It listens."),
        "category": "legal",
        "tier": "area",
        "contacts": (a_contact(),),
    }
    return ServiceDraft(organisation=organisation, **given | more)


@dataclass
class Town:
    """Whom the tests act as, and on what; each act is a transaction of its own."""

    app: Flask
    clock: Clock
    team_uid: UUID
    organisation: str
    ana: Actor
    dragan: Actor
    milica: Actor
    vesna: Actor
    jelena: Actor
    uid: UUID

    def draft(self, **more: Any) -> ServiceDraft:
        return a_draft(self.organisation, **more)

    def read(self) -> Service:
        with self.app.app_context():
            found = queries.service(self.uid)
            assert found is not None
            return found

    def do(self, action: Callable[..., Event], actor: Actor, *given: Any) -> Event:
        """Act on the service and record it, as the desk does."""
        with self.app.app_context():
            begin_write()
            service = queries.service(self.uid)
            event = action(actor, service, *given, self.clock())
            audit.record(actor, event, self.clock())
            db.session.commit()
            return event

    def edit(self, actor: Actor, seen: int | None = None, **more: Any) -> Event:
        seen = seen or self.read().row_version
        return self.do(actions.edit, actor, self.draft(**more), seen)

    def publish(self) -> None:
        """Verified and proposed by Ana, confirmed by Dragan."""
        self.do(actions.verify, self.ana)
        self.do(actions.propose, self.ana)
        self.do(actions.confirm, self.dragan)

    def standing(self) -> Published | None:
        with self.app.app_context():
            return traces.standing(self.read())

    def public(self) -> dict[str, Any]:
        """What is public of the service; empty when nothing is."""
        row = self.standing()
        return row.payload if row else {}

    def person(self, actor: Actor) -> Person:
        with self.app.app_context():
            return db.session.get_one(Person, actor.person_id)


@pytest.fixture
def town(app: Flask, clock: Clock) -> Town:
    with app.app_context():
        begin_write()
        team, other = world.a_team("vranje"), world.a_team("subotica")
        office = world.a_team("office", kind="office")
        body = world.an_organisation("csw", sector="social_care")
        people = {
            "ana": world.somebody(team, "coordinator", "ana@x.example"),
            "dragan": world.somebody(team, "approver", "dragan@x.example"),
            "milica": world.somebody(team, "member", "milica@x.example"),
            "vesna": world.somebody(other, "coordinator", "vesna@x.example"),
            "jelena": world.somebody(office, "office", "jelena@x.example"),
        }
        event = actions.add(people["ana"], team, a_draft(str(body.uid)), clock())
        uids = {"team_uid": team.uid, "organisation": str(body.uid)}
        db.session.commit()
        return Town(app, clock, uid=UUID(event.thing), **uids, **people)


@pytest.fixture
def desk(app: Flask, town: Town) -> Callable[[str], FlaskClient]:
    return lambda who: signed_in(app, getattr(town, who))
