"""A statement that is built once for everybody shows to each what is theirs."""

from flask import Flask
from sqlalchemy import not_, select

from portal.anybody import Anybody, asked_by
from portal.db import begin_write, db, given
from portal.models import Service
from portal.visible import hidden_services, visible_services
from tests import world
from tests.readers_world import a_country_of_readers


def test_services_are_those_that_a_statement_of_their_own_would_show(
    app: Flask,
) -> None:
    day, different = given("day"), set()
    with app.app_context():
        begin_write()
        for actor in a_country_of_readers():
            if not actor.is_somebody:
                continue
            anybody = Anybody(actor.is_office)
            own, kept = (
                select(Service.uid).where(seen, not_(hidden))
                for seen, hidden in (
                    (visible_services(actor, world.TODAY), hidden_services(actor)),
                    (visible_services(anybody, day), hidden_services(anybody)),
                )
            )
            asked = {"day": world.TODAY, **asked_by(actor)}
            shown = frozenset(db.session.scalars(kept, asked))
            assert shown == set(db.session.scalars(own)), actor
            different.add(shown)
    assert len(different) > 4, "all see the same: nothing is proven"
