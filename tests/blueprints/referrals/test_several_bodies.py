"""Who sits for several bodies, or came later, works no small number out."""

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.db import begin_write, db
from portal.models import Person, Seat, Team
from tests import world
from tests.blueprints.referrals.conftest import Bodies
from tests.visit import look

Desk = Callable[[str], FlaskClient]
HELPS = ("housing", "medical", "legal", "return", "material")
OUTCOMES = ("answered", "refused", "no_answer")
SHOWN = ">62<"


@pytest.fixture(autouse=True)
def counted(app: Flask, bodies: Bodies) -> None:
    """Of the sender and of the coordinator 30 everywhere; of a third body two."""
    with app.app_context():
        begin_write()
        team = db.session.get(Team, bodies.own_id)
        far = [world.an_organisation().id for _ in range(4)]
        for at, who in enumerate(("sender", "coordinator")):
            for category, outcome in product(HELPS, OUTCOMES):
                line = {"category": category, "outcome": outcome, "amount": 30}
                line |= {"quarter": "2026-Q3", "word": "confirmed"}
                world.a_referral(team, bodies.ids[who], far[at], **line)
        two = {"category": "legal", "outcome": "refused", "amount": 2}
        world.a_referral(team, far[2], far[3], quarter="2026-Q3", **two)
        db.session.commit()


def also_sits(app: Flask, bodies: Bodies, who: str, body: str, **more: Any) -> None:
    """The person works for the body of another as well, in the own team."""
    with app.app_context():
        begin_write()
        seat = db.session.scalar(
            db.select(Seat).where(Seat.organisation_id == bodies.ids[body])
        )
        person = db.session.get(Person, bodies.people[who].person_id)
        world.a_membership(person, seat, more.pop("role", "member"), **more)
        db.session.commit()


def totals_of_own(desk: Desk, bodies: Bodies, who: str = "receiver") -> str:
    return look(desk(who), f"/desk/referrals/totals/{bodies.own}").text


def test_two_of_a_third_body_are_withheld_from_who_sits_for_both_others(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    assert SHOWN in totals_of_own(desk, bodies)
    also_sits(app, bodies, "sender", "coordinator")
    assert SHOWN not in totals_of_own(desk, bodies, "sender")
    assert SHOWN not in totals_of_own(desk, bodies)


def test_who_sat_for_both_while_the_quarter_was_open_remembers(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    last = date(2026, 7, 1)
    also_sits(app, bodies, "sender", "coordinator", ends_on=last)
    assert SHOWN not in totals_of_own(desk, bodies)


@pytest.mark.parametrize(
    "more",
    [
        {"ends_on": date(2026, 6, 30)},
        {"starts_on": date(2026, 10, 31)},
        {"role": "observer"},
    ],
    ids=["left before", "came after", "only looks on"],
)
def test_who_never_saw_lines_of_both_takes_no_number_from_the_others(
    app: Flask, desk: Desk, bodies: Bodies, more: dict[str, Any]
) -> None:
    also_sits(app, bodies, "sender", "coordinator", **more)
    assert SHOWN in totals_of_own(desk, bodies)


def test_who_comes_after_a_quarter_closed_does_not_see_its_lines(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    with app.app_context():
        begin_write()
        team = db.session.get(Team, bodies.own_id)
        ids = bodies.ids
        world.a_referral(team, ids["coordinator"], ids["far"], amount=17)
        db.session.commit()
    also_sits(app, bodies, "receiver", "coordinator", starts_on=date(2026, 10, 31))
    page = look(desk("receiver"), "/desk/referrals/").text
    assert page.count(" → ") == 1
    assert "Third quarter 2026" not in page


def test_who_came_on_the_last_open_day_sees_them(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    also_sits(app, bodies, "receiver", "coordinator", starts_on=date(2026, 10, 30))
    page = look(desk("receiver"), "/desk/referrals/").text
    assert page.count(" → ") == 15
    assert "Third quarter 2026, closed" in page
