"""Two towns with their teams and people, the office, and services of every kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import joinedload

from portal.blueprints.gaps import actions, queries
from portal.db import begin_write, db
from portal.domain.people import Actor
from portal.models import GapConfirmation, Team
from tests import world
from tests.clock import Clock
from tests.visit import look, signed_in


@dataclass
class Towns:
    """Whom the tests act as; each act is a transaction of its own."""

    app: Flask
    clock: Clock
    teams: dict[str, UUID]
    ana: Actor
    dragan: Actor
    milica: Actor
    vesna: Actor
    jelena: Actor

    def team(self, key: str) -> Any:
        asked = db.select(Team).options(joinedload(Team.municipality))
        return db.session.scalars(asked.filter_by(uid=self.teams[key])).one()

    def a_service(self, key: str, **more: Any) -> str:
        with self.app.app_context():
            begin_write()
            given = {"publication": "public", "groups": []} | more
            service = world.a_service(self.team(key), **given)
            db.session.commit()
            return str(service.uid)

    def add(self, *cells: tuple[str, str], by: str = "ana", **more: Any) -> list[UUID]:
        """Somebody of Vranje (or, by Vesna, of Niš) looked and found none."""
        key = "nis" if by == "vesna" else "vranje"
        given = {"since": world.TODAY} | more
        with self.app.app_context():
            begin_write()
            draft = actions.GapDraft(cells=cells, **given)
            actor = getattr(self, by)
            events = actions.add(actor, self.team(key), draft, self.clock())
            db.session.commit()
            return [UUID(event.thing) for event in events]

    def do(self, action: Callable[..., Any], by: str, uid: UUID) -> Any:
        with self.app.app_context():
            begin_write()
            gap = queries.gap(uid, world.TODAY)
            event = action(getattr(self, by), gap, self.clock())
            db.session.commit()
            return event

    def publish(self, *cells: tuple[str, str], **more: Any) -> list[UUID]:
        """Found by Ana, confirmed by Dragan."""
        uids = self.add(*cells, propose=True, **more)
        for uid in uids:
            self.do(actions.confirm, "dragan", uid)
        return uids

    def read(self, uid: UUID) -> GapConfirmation:
        with self.app.app_context():
            found = queries.gap(uid, world.TODAY)
            assert found is not None
            return found


@pytest.fixture
def towns(app: Flask, clock: Clock) -> Towns:
    with app.app_context():
        begin_write()
        far = world.a_municipality("nis", lat=43.3247, lon=21.9033)
        near = world.a_municipality("vranje", lat=42.5514, lon=21.9003)
        team = world.a_team("vranje", municipality=near)
        other = world.a_team("nis", municipality=far)
        office = world.a_team("office", kind="office")
        people = {
            "ana": world.somebody(team, "coordinator", "ana@x.example"),
            "dragan": world.somebody(team, "approver", "dragan@x.example"),
            "milica": world.somebody(team, "member", "milica@x.example"),
            "vesna": world.somebody(other, "coordinator", "vesna@x.example"),
            "jelena": world.somebody(office, "office", "jelena@x.example"),
        }
        teams = {"vranje": team.uid, "nis": other.uid, "office": office.uid}
        db.session.commit()
        return Towns(app, clock, teams, **people)


@pytest.fixture
def desk(app: Flask, towns: Towns) -> Callable[[str], FlaskClient]:
    return lambda who: signed_in(app, getattr(towns, who))


@pytest.fixture
def states(desk: Any) -> Callable[..., dict[str, str]]:
    """What the map's layer says of each town: for a group, or for all together."""

    def asked(who: str, category: str = "legal", group: str = "men") -> dict[str, str]:
        url = f"/desk/gaps/layer.json?category={category}&group={group}"
        found = look(desk(who), url).json
        return {town["slug"]: town["state"] for town in found["towns"]}

    return asked
