"""Totals of referrals: of closed quarters, safe, for the team and for the office."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.db import begin_write, db
from portal.domain.circulation import TOTAL
from portal.domain.referral_totals import Counted, totals
from portal.domain.referrals import Reason
from portal.models import Team
from portal.publish import Publisher
from tests import world
from tests.blueprints.referrals.conftest import Bodies
from tests.clock import Clock
from tests.visit import look

Desk = Callable[[str], FlaskClient]
MANY = 4711


def fill(app: Flask, bodies: Bodies, *rows: tuple[str, str, int], **more: Any) -> None:
    """So many from the sender to the receiver, and as many between two others."""
    with app.app_context():
        begin_write()
        team = db.session.get(Team, more.pop("team", bodies.own_id))
        parties = [(bodies.ids["sender"], bodies.ids["receiver"])]
        parties.append((bodies.ids["coordinator"], bodies.ids["far"]))
        for category, outcome, amount in rows:
            for sender, receiver in parties:
                given = {"category": category, "outcome": outcome, "amount": amount}
                given |= {"quarter": "2026-Q3"} | more
                world.a_referral(team, sender, receiver, **given)
        db.session.commit()


def every(amount: int) -> list[tuple[str, str, int]]:
    helps = ("housing", "medical", "legal", "return", "material")
    outcomes = ("answered", "refused", "no_answer")
    return [(help_, outcome, amount) for help_ in helps for outcome in outcomes]


def test_large_numbers_are_shown_and_small_ones_are_not(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    fill(app, bodies, *every(20), ("safety", "refused", 900))
    page = look(desk("coordinator"), f"/desk/referrals/totals/{bodies.own}").text
    assert ">1840<" in page
    assert ">40<" in page
    assert "not shown</td>" not in page[: page.index("Why help was refused")]
    fill(app, bodies, ("helpline", "answered", 3), quarter="2026-Q2")
    address = f"/desk/referrals/totals/{bodies.own}?quarter=2026-Q2"
    page = look(desk("coordinator"), address).text
    assert "second quarter 2026" in page
    assert page.count("not shown</td>") == 24 + 7


def test_reasons_of_refusals_are_told_apart_for_team_and_office(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    fill(app, bodies, *every(20))
    for reason, amount in zip(Reason, (101, 102, 103, 104, 105, 106), strict=True):
        fill(app, bodies, ("legal", "refused", amount), reason=str(reason))
    for who, team in (("sender", bodies.own), ("office", bodies.office)):
        page = look(desk(who), f"/desk/referrals/totals/{team}").text
        table = page[page.index("Why help was refused") :]
        for words, amount in (("No free place", 202), ("not their work", 210)):
            assert re.search(rf"{words}</th>\s*<td[^>]*>{amount}<", table), words
        assert re.search(r"Together</th>\s*<td[^>]*>1442<", table)


def test_running_quarter_has_no_totals_until_it_is_closed(
    app: Flask, desk: Desk, bodies: Bodies, clock: Clock
) -> None:
    fill(app, bodies, *every(MANY), quarter="2026-Q4")
    address = f"/desk/referrals/totals/{bodies.own}?quarter=2026-Q4"
    page = look(desk("coordinator"), address).text
    assert "third quarter 2026" in page
    assert str(2 * MANY) not in page
    clock.move(days=69)  # 30 January: its last open day
    assert str(2 * MANY) not in look(desk("coordinator"), address).text
    clock.move(days=1)
    assert str(2 * MANY) in look(desk("coordinator"), address).text


def test_team_sees_its_own_and_the_office_the_country(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    fill(app, bodies, *every(100))
    fill(app, bodies, *every(1000), team=bodies.far_id)
    own = look(desk("sender"), f"/desk/referrals/totals/{bodies.own}").text
    assert ">200<" in own
    assert "2200" not in own
    country = look(desk("office"), f"/desk/referrals/totals/{bodies.office}").text
    assert ">2200<" in country
    assert ">200<" not in country


def test_what_the_receiver_does_not_know_of_is_not_counted(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    fill(app, bodies, *every(20))
    fill(app, bodies, *every(MANY), word="unknown")
    page = look(desk("sender"), f"/desk/referrals/totals/{bodies.own}").text
    assert ">40<" in page
    assert str(2 * MANY + 40) not in page


@pytest.mark.one_engine
def test_address_of_no_quarter_shows_the_newest_closed_one(
    desk: Desk, bodies: Bodies
) -> None:
    for asked in ("2027-Q3", "2026", "x", "2026-Q5", "2026-Q٣", "2023-Q3"):
        address = f"/desk/referrals/totals/{bodies.own}?quarter={asked}"
        assert "third quarter 2026" in look(desk("sender"), address).text, asked


@pytest.mark.one_engine
def test_body_cannot_take_its_own_away_and_find_a_small_rest() -> None:
    rows = [Counted(1, 1, 2, h, o, 40) for h, o, _ in every(1)]
    rows.append(Counted(1, 3, 4, "legal", "refused", 2))
    shown = totals(rows).shown
    assert shown["law", "refused"] is None
    assert shown["shelter", "answered"] == 40


@pytest.mark.one_engine
def test_team_cannot_take_its_own_away_from_the_country() -> None:
    rows = [Counted(1, 1, 2, h, o, 40) for h, o, _ in every(1)]
    rows.append(Counted(2, 1, 2, "legal", "refused", 2))
    assert totals(rows).shown["law", "refused"] is None


@pytest.mark.one_engine
def test_unknown_kinds_of_help_are_other_help() -> None:
    table = totals([Counted(1, 1, 2, "added_by_office", "answered", 50)] * 2)
    assert table.shown["other", "answered"] in (None, 100)
    assert table.rows == ("shelter", "health", "law", "future", "other")
    assert TOTAL not in table.rows


@pytest.mark.one_engine
def test_nothing_of_referrals_is_public(
    app: Flask, settings: Any, bodies: Bodies
) -> None:
    fill(app, bodies, *every(MANY))
    with app.app_context():
        Publisher(settings).full(world.TODAY, insist=True)
    files = [f for f in (settings.site_dir / "current").rglob("*") if f.is_file()]
    assert len(files) > 20
    for file in files:
        said = file.read_bytes()
        assert b"referral_" not in said, file
        assert str(MANY).encode() not in said, file
        assert str(2 * MANY).encode() not in said, file
