"""Equal referrals share a line, whoever counts, corrects or answers them."""

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import IntegrityError
from werkzeug.test import TestResponse

from portal.blueprints.referrals import queries
from portal.db import begin_write, db
from portal.domain.referrals import Quarter
from portal.models import Referral, Team
from tests import world
from tests.blueprints.referrals.conftest import Bodies
from tests.blueprints.referrals.test_counting import count, lines, press
from tests.visit import look, send

Desk = Callable[[str], FlaskClient]


def correct(
    client: FlaskClient, bodies: Bodies, line: Referral, **more: Any
) -> TestResponse:
    given = {
        "receiver": str(bodies.uids["receiver"]),
        "category": "legal",
        "result": "answered",
        "quarter": "2026-Q4",
        "amount": str(line.amount),
        "seen_version": str(line.row_version),
    }
    return send(client, f"/desk/referrals/{line.uid}", given | more)


def said(app: Flask) -> list[tuple[str, int, str]]:
    return [(x.outcome, x.amount, x.word) for x in lines(app)]


def summed(app: Flask, bodies: Bodies) -> int:
    with app.app_context():
        team = db.session.get(Team, bodies.own_id)
        return sum(some.amount for some in queries.counted(team, Quarter(2026, 4)))


def test_one_more_beside_disowned_ones_does_not_bring_them_back(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    count(desk("sender"), bodies, amount="12")
    press(desk("receiver"), lines(app)[0], "disown")
    assert summed(app, bodies) == 0
    assert count(desk("sender"), bodies).status_code == 303
    assert press(desk("sender"), lines(app)[0], "again").status_code == 303
    assert said(app) == [("answered", 12, "unknown"), ("answered", 2, "waiting")]
    assert summed(app, bodies) == 2


def test_one_more_is_not_offered_where_the_receiver_knows_of_none(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    count(desk("sender"), bodies)
    assert "One more" in look(desk("sender"), "/desk/referrals/").text
    press(desk("receiver"), lines(app)[0], "disown")
    assert "One more" not in look(desk("sender"), "/desk/referrals/").text


def test_disowned_line_is_not_counted_again_as_it_was(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    count(desk("sender"), bodies, amount="12")
    press(desk("receiver"), lines(app)[0], "disown")
    answer = correct(desk("sender"), bodies, lines(app)[0])
    assert answer.status_code == 422
    assert "The receiver does not know of these." in answer.text
    assert summed(app, bodies) == 0
    assert correct(desk("sender"), bodies, lines(app)[0], amount="2").status_code == 303
    assert said(app) == [("answered", 2, "waiting")]


@pytest.mark.parametrize("result", ["answered", "refused.no_place"])
def test_line_corrected_to_say_the_same_as_another_joins_it(
    app: Flask, desk: Desk, bodies: Bodies, result: str
) -> None:
    sender = desk("sender")
    count(sender, bodies, amount="3", result=result)
    count(sender, bodies, amount="4", result="no_answer")
    first, second = lines(app)
    assert correct(sender, bodies, second, result=result).status_code == 303
    assert said(app) == [(result.partition(".")[0], 7, "waiting")]
    answer = press(desk("receiver"), first, "confirm")
    assert answer.status_code == 422, "the receiver had seen three"


def test_line_corrected_to_say_the_same_as_a_confirmed_one_waits_beside_it(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    sender = desk("sender")
    count(sender, bodies, amount="3")
    press(desk("receiver"), lines(app)[0], "confirm")
    count(sender, bodies, amount="4", result="no_answer")
    correct(sender, bodies, lines(app)[1])
    assert said(app) == [("answered", 3, "confirmed"), ("answered", 4, "waiting")]


def test_what_is_answered_alike_becomes_one_line(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    sender, receiver = desk("sender"), desk("receiver")
    count(sender, bodies, amount="3")
    press(receiver, lines(app)[0], "confirm")
    count(sender, bodies, amount="4")
    press(receiver, lines(app)[1], "confirm")
    assert said(app) == [("answered", 7, "confirmed")]
    count(sender, bodies, amount="5")
    press(receiver, lines(app)[1], "disown")
    press(receiver, lines(app)[0], "disown")
    assert said(app) == [("answered", 12, "unknown")]


def test_line_that_grew_beyond_what_is_counted_at_once_can_be_corrected(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    sender = desk("sender")
    for _ in range(2):
        count(sender, bodies, amount="40")
    assert count(sender, bodies, amount="51").status_code == 422
    page = look(sender, f"/desk/referrals/{lines(app)[0].uid}").text
    assert 'max="80"' in page
    answer = correct(sender, bodies, lines(app)[0], result="no_answer", amount="81")
    assert answer.status_code == 422
    assert "from 1 to 80" in answer.text
    assert correct(sender, bodies, lines(app)[0], result="no_answer").status_code == 303
    assert said(app) == [("no_answer", 80, "waiting")]


def test_second_of_two_who_correct_at_once_is_told(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    sender = desk("sender")
    count(sender, bodies, amount="3")
    count(sender, bodies, amount="4", result="no_answer")
    looked_at, other = lines(app)
    correct(sender, bodies, other)
    answer = correct(sender, bodies, looked_at, amount="1")
    assert answer.status_code == 422
    assert "changed this line meanwhile" in answer.text
    assert said(app) == [("answered", 7, "waiting")]
    assert correct(sender, bodies, other).status_code == 404


def test_those_who_count_at_the_same_moment_count_in_one_line(
    app: Flask, desk: Desk, bodies: Bodies
) -> None:
    clients = [desk("sender") for _ in range(4)]
    answers: list[int] = []

    def counts(client: FlaskClient) -> None:
        answers.extend(count(client, bodies, amount="2").status_code for _ in range(3))

    threads = [Thread(target=counts, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert answers == [303] * 12
    assert said(app) == [("answered", 24, "waiting")]


@pytest.mark.parametrize("reason", [None, "no_place"])
def test_database_keeps_no_two_equal_rows(
    app: Flask, bodies: Bodies, reason: str | None
) -> None:
    with app.app_context():
        begin_write()
        team, ids = db.session.get(Team, bodies.own_id), bodies.ids
        parties = (team, ids["sender"], ids["receiver"])
        world.a_referral(*parties, outcome="refused", reason=reason)
        world.a_referral(*parties, outcome="refused", reason=reason, word="confirmed")
        with pytest.raises(IntegrityError):
            world.a_referral(*parties, outcome="refused", reason=reason)
        db.session.rollback()
