"""Two bodies of a town, one of another town, and the office, at the desk."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.db import begin_write, db
from tests import world
from tests.visit import signed_in


class Bodies:
    """Who refers and who receives; `ids` are their organisations'."""

    def __init__(self, app: Flask) -> None:
        with app.app_context():
            begin_write()
            own, far = world.a_team("own"), world.a_team("far")
            office = world.a_team("office", kind="office")
            self.people = {
                "sender": world.somebody(own),
                "receiver": world.somebody(own),
                "coordinator": world.somebody(own, "coordinator"),
                "far": world.somebody(far, "coordinator"),
                "office": world.somebody(office, "office"),
            }
            self.ids = {
                name: who.seats[0].organisation_id for name, who in self.people.items()
            }
            self.uids = {
                name: db.session.get(world.Organisation, key).uid
                for name, key in self.ids.items()
            }
            self.own, self.far, self.office = own.uid, far.uid, office.uid
            self.own_id, self.far_id = own.id, far.id
            db.session.commit()


@pytest.fixture
def bodies(app: Flask) -> Bodies:
    return Bodies(app)


@pytest.fixture
def desk(app: Flask, bodies: Bodies) -> Callable[[str], FlaskClient]:
    return lambda who: signed_in(app, bodies.people[who])
