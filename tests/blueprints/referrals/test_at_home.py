"""What waits for the word of a body stands on the first page of its people."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask import Flask
from flask.testing import FlaskClient

from portal.db import begin_write, db
from portal.models import Team
from tests import world
from tests.blueprints.referrals.conftest import Bodies
from tests.statements import Statements
from tests.visit import look

Desk = Callable[[str], FlaskClient]
Count = Callable[[], AbstractContextManager[Statements]]
WAITS = "Waits for your word"


def lines(app: Flask, bodies: Bodies, **more: object) -> None:
    with app.app_context():
        begin_write()
        own = db.session.get(Team, bodies.own_id)
        ids = bodies.ids
        world.a_referral(own, ids["sender"], ids["receiver"], **more)
        db.session.commit()


def test_receiver_is_led_from_home_to_what_waits_and_nobody_else(
    app: Flask, bodies: Bodies, desk: Desk
) -> None:
    lines(app, bodies)
    lines(app, bodies, category="housing")
    page = look(desk("receiver"), "/desk/").text
    assert WAITS in page
    assert "2 lines" in page
    assert "1 thing waits for your decision." in page
    assert 'href="/desk/referrals/"' in page
    assert WAITS in look(desk("receiver"), "/desk/referrals/").text
    for who in ("sender", "coordinator", "far", "office"):
        page = look(desk(who), "/desk/").text
        assert WAITS not in page, who


def test_what_was_answered_or_is_closed_waits_no_more(
    app: Flask, bodies: Bodies, desk: Desk
) -> None:
    lines(app, bodies, word="confirmed")
    lines(app, bodies, word="unknown", category="housing")
    lines(app, bodies, quarter="2026-Q2")
    assert WAITS not in look(desk("receiver"), "/desk/").text


def test_home_asks_at_most_eight_questions_however_many_wait(
    app: Flask, bodies: Bodies, desk: Desk, sql: Count
) -> None:
    with app.app_context():
        begin_write()
        own = db.session.get(Team, bodies.own_id)
        for _ in range(20):
            body = world.an_organisation()
            world.a_referral(own, body.id, bodies.ids["receiver"])
        db.session.commit()
    receiver = desk("receiver")
    look(receiver, "/desk/")
    with sql() as sent:
        page = look(receiver, "/desk/").text
    assert page.count("1 line<") == 20
    assert len(sent) <= 8, sent
