"""The list shows what can still be done first, and folds away what is closed."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.db import begin_write, db
from portal.models import Team
from tests import world
from tests.blueprints.referrals.conftest import Bodies
from tests.blueprints.referrals.test_counting import lines, press
from tests.visit import look

Desk = Callable[[str], FlaskClient]
pytestmark = pytest.mark.one_engine


def counted_in(app: Flask, bodies: Bodies, *quarters: str) -> None:
    with app.app_context():
        begin_write()
        team, ids = db.session.get(Team, bodies.own_id), bodies.ids
        for quarter in quarters:
            world.a_referral(team, ids["sender"], ids["receiver"], quarter=quarter)
        db.session.commit()


def test_open_quarter_stands_first_and_closed_ones_are_folded(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    counted_in(app, bodies, "2026-Q2", "2026-Q4", "2026-Q3")
    page = look(desk("sender"), "/desk/referrals/").text
    shown, *folded = page.split("<details>")
    assert "Fourth quarter 2026</h3>" in shown
    assert "Open until 30 January 2027." in shown
    assert "One more" in shown
    assert [part.count("What now") for part in folded] == [0, 0]
    assert "<summary>Third quarter 2026, closed</summary>" in folded[0]
    assert "<summary>Second quarter 2026, closed</summary>" in folded[1]


def test_closed_quarter_is_unfolded_where_nothing_else_is_there(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    counted_in(app, bodies, "2026-Q3")
    page = look(desk("sender"), "/desk/referrals/").text
    assert "<details open><summary>Third quarter 2026, closed" in page


def test_who_corrects_reads_what_that_does(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    counted_in(app, bodies, "2026-Q4")
    address = f"/desk/referrals/{lines(app)[0].uid}"
    assert "The receiver is asked anew." in look(desk("sender"), address).text
    press(desk("receiver"), lines(app)[0], "disown")
    page = look(desk("sender"), address).text
    assert "They are not counted until you correct what is wrong." in page


def test_totals_lead_to_the_quarter_before_and_after(
    desk: Desk, bodies: Bodies
) -> None:
    address = f"/desk/referrals/totals/{bodies.own}?quarter=2026-Q2"
    page = look(desk("sender"), address).text
    assert "Earlier: first quarter 2026</a>" in page
    assert "Later: third quarter 2026</a>" in page
