"""Who refers counts, who receives confirms, and nobody else sees a line."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.db import begin_write, db
from portal.models import AuditEvent, Referral, Revision
from tests import world
from tests.blueprints.referrals.conftest import Bodies
from tests.clock import Clock
from tests.visit import look, send

Desk = Callable[[str], FlaskClient]


def count(client: FlaskClient, bodies: Bodies, **more: str) -> TestResponse:
    given = {
        "receiver": str(bodies.uids["receiver"]),
        "category": "legal",
        "result": "answered",
        "quarter": "2026-Q4",
        "amount": "1",
    }
    return send(client, f"/desk/referrals/new/{bodies.own}", given | more)


def lines(app: Flask) -> list[Referral]:
    with app.app_context():
        return list(db.session.scalars(db.select(Referral).order_by(Referral.id)))


def press(client: FlaskClient, line: Referral, act: str, **more: Any) -> TestResponse:
    form = {"seen_version": str(line.row_version)} | more
    return send(client, f"/desk/referrals/{line.uid}/{act}", form)


def test_equal_referrals_are_one_line_with_a_number(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    sender = desk("sender")
    assert count(sender, bodies, amount="3").status_code == 303
    assert count(sender, bodies).status_code == 303
    assert press(sender, lines(app)[0], "again").status_code == 303
    (line,) = lines(app)
    assert (line.amount, line.word, line.reason) == (5, "waiting", None)
    assert line.sender_id == bodies.ids["sender"]
    count(sender, bodies, result="refused.no_place")
    assert [(x.outcome, x.reason) for x in lines(app)][1] == ("refused", "no_place")


@pytest.mark.parametrize(
    ("amount", "said", "answer"),
    [
        ("1", ": 1 упућивање</b>", "Не знамо за то"),
        ("3", ": 3 упућивања</b>", "Не знамо за њих"),
    ],
)
def test_one_referral_is_spoken_of_as_one(
    desk: Desk, bodies: Bodies, amount: str, said: str, answer: str
) -> None:
    count(desk("sender"), bodies, amount=amount)
    receiver, here = desk("receiver"), "/desk/referrals/"
    send(receiver, "/desk/language", {"language": "sr-Cyrl", "next": here})
    page = look(receiver, here).text
    assert said in page
    assert answer in page


def test_only_the_two_bodies_see_the_line(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    count(desk("sender"), bodies, amount="17")
    for who in ("sender", "receiver"):
        assert ">17<" in look(desk(who), "/desk/referrals/").text, who
    for who in ("coordinator", "far", "office"):
        page = look(desk(who), "/desk/referrals/").text
        assert ">17<" not in page, who
        assert str(lines(app)[0].uid) not in page


def test_receiver_confirms_and_then_the_sender_cannot_correct(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    count(desk("sender"), bodies, amount="2")
    assert "Waits for your word" in look(desk("receiver"), "/desk/referrals/").text
    assert press(desk("receiver"), lines(app)[0], "confirm").status_code == 303
    (line,) = lines(app)
    assert line.word == "confirmed"
    assert press(desk("sender"), line, "remove").status_code == 403
    assert press(desk("sender"), line, "again").status_code == 303
    assert [(x.amount, x.word) for x in lines(app)] == [
        (2, "confirmed"),
        (1, "waiting"),
    ]


def test_receiver_who_knows_nothing_of_them_says_so_until_it_is_corrected(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    count(desk("sender"), bodies, amount="4")
    press(desk("receiver"), lines(app)[0], "disown")
    (line,) = lines(app)
    assert line.word == "unknown"
    form = {
        "receiver": str(bodies.uids["receiver"]),
        "category": "legal",
        "result": "no_answer",
        "quarter": "2026-Q4",
        "amount": "3",
        "seen_version": str(line.row_version),
    }
    answer = send(desk("sender"), f"/desk/referrals/{line.uid}", form)
    assert answer.status_code == 303, answer.text
    (line,) = lines(app)
    assert (line.amount, line.outcome, line.word) == (3, "no_answer", "waiting")


def test_nobody_confirms_a_number_that_they_did_not_see(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    count(desk("sender"), bodies)
    (seen,) = lines(app)
    press(desk("sender"), seen, "again")
    answer = press(desk("receiver"), seen, "confirm")
    assert answer.status_code == 422
    assert "changed this line meanwhile" in answer.text
    assert lines(app)[0].word == "waiting"


def test_closed_quarter_does_not_change_any_more(
    app: Flask, desk: Desk, bodies: Bodies, clock: Clock
) -> None:
    count(desk("sender"), bodies)
    (line,) = lines(app)
    clock.move(days=60)  # 21 January: the last quarter is still open
    assert press(desk("sender"), line, "again").status_code == 303
    clock.move(days=10)  # 31 January: it is not
    (line,) = lines(app)
    for who, act in (
        ("sender", "again"),
        ("sender", "remove"),
        ("receiver", "confirm"),
    ):
        answer = press(desk(who), line, act)
        assert answer.status_code == 422, act
        assert "This quarter is closed" in answer.text
    assert count(desk("sender"), bodies, quarter="2026-Q4").status_code == 422
    assert "One more" not in look(desk("sender"), "/desk/referrals/").text
    assert [x.amount for x in lines(app)] == [2]


def test_log_tells_the_quarter_and_nothing_of_the_line(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    count(desk("sender"), bodies, amount="9", result="no_answer")
    press(desk("receiver"), lines(app)[0], "confirm")
    with app.app_context():
        events = list(db.session.scalars(db.select(AuditEvent)))
        assert db.session.scalars(db.select(Revision)).all() == []
    told = [(e.verb, e.noun, e.thing, e.team_id, e.fields) for e in events]
    assert told == [
        ("count_referrals", "referral", "2026-Q4", None, []),
        ("answer_referrals", "referral", "2026-Q4", None, []),
    ]


def test_removed_line_leaves_nothing(app: Flask, desk: Desk, bodies: Bodies) -> None:
    count(desk("sender"), bodies)
    page = look(desk("sender"), f"/desk/referrals/{lines(app)[0].uid}").text
    assert "Remove the line" in page
    assert press(desk("sender"), lines(app)[0], "remove").status_code == 303
    assert lines(app) == []


@pytest.mark.one_engine
def test_form_asks_for_five_things_and_has_no_field_for_words(
    desk: Desk, bodies: Bodies
) -> None:
    page = look(desk("sender"), f"/desk/referrals/new/{bodies.own}").text
    form = page[page.index("<main") : page.index("</main")]
    assert form.count("<select") == 4
    assert form.count("<textarea") == 0
    assert form.count('type="number"') == 1
    assert 'type="text"' not in form
    assert 'type="date"' not in form


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("receiver", ""),
        ("receiver", "00000000-0000-4000-8000-000000000000"),
        ("category", "gossip"),
        ("result", "refused"),
        ("result", "refused.gossip"),
        ("quarter", "2027-Q1"),
        ("quarter", "2026-Q3"),
        ("quarter", "22. 11. 2026."),
        ("amount", "0"),
        ("amount", "51"),
        ("amount", "some"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(
    app: Flask, desk: Desk, bodies: Bodies, field: str, value: str
) -> None:
    answer = count(desk("sender"), bodies, **{field: value})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert lines(app) == []


@pytest.mark.one_engine
def test_body_does_not_refer_to_itself(app: Flask, desk: Desk, bodies: Bodies) -> None:
    own = str(bodies.uids["sender"])
    assert count(desk("sender"), bodies, receiver=own).status_code == 422
    assert lines(app) == []


@pytest.mark.one_engine
def test_what_the_receiver_offers_comes_first_when_asked(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    with app.app_context():
        begin_write()
        body = db.session.get(world.Organisation, bodies.ids["receiver"])
        team = db.session.get(world.Team, bodies.own_id)
        world.a_service(team, organisation=body, category="return")
        db.session.commit()
    given = {"receiver": str(bodies.uids["receiver"]), "look": "1"}
    page = send(desk("sender"), f"/desk/referrals/new/{bodies.own}", given)
    assert page.status_code == 200
    assert (
        '<optgroup label="Offered there"><option selected value="return">' in page.text
    )
    assert lines(app) == []
