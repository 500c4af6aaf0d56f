"""A session ends when it should, and a cookie that was kept opens nothing after."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.db import db
from portal.models import AuditEvent, DeskSession, Membership, Seat
from tests import world
from tests.blueprints.people.conftest import Make, cookie_of, replayed, token_of
from tests.clock import Clock
from tests.visit import look, send, signed_in

YESTERDAY = world.TODAY - timedelta(days=1)


def test_cookie_replayed_after_signing_out_opens_nothing(
    app: Flask, make: Make
) -> None:
    milica = make()
    milica.password()
    thief = replayed(app, cookie_of(milica.browser))
    assert look(thief, "/desk/").status_code == 200
    assert send(milica.browser, "/desk/sign-out").status_code == 303
    assert look(thief, "/desk/").status_code == 401
    assert not milica.is_in()


@pytest.mark.parametrize(
    ("minutes", "status"), [((29, 29, 29), 200), ((29, 31), 401), ((30,), 401)]
)
def test_half_an_hour_without_a_look_ends_it(
    make: Make, clock: Clock, minutes: tuple[int, ...], status: int
) -> None:
    milica = make()
    milica.password()
    for pause in minutes:
        clock.move(minutes=pause)
        answer = look(milica.browser, "/desk/teams/")
    assert answer.status_code == status


def test_half_a_day_ends_it_however_busy(make: Make, clock: Clock) -> None:
    milica = make()
    milica.password()
    for _ in range(35):
        clock.move(minutes=20)
        assert milica.is_in()
    clock.move(minutes=20)
    assert not milica.is_in()


def end_seat(membership: Membership) -> None:
    seat = db.session.get(Seat, membership.seat_id)
    assert seat is not None
    seat.ends_on = YESTERDAY


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda m: setattr(m, "ends_on", YESTERDAY), id="membership ended"),
        pytest.param(end_seat, id="seat ended"),
        pytest.param(
            lambda m: setattr(m, "starts_on", world.TODAY + timedelta(days=1)),
            id="not yet begun",
        ),
    ],
)
def test_who_lost_the_seat_yesterday_is_out_on_the_next_request(
    make: Make, change: Callable[[Membership], object]
) -> None:
    milica = make()
    milica.password()
    assert milica.is_in()
    milica.change(change)
    assert not milica.is_in()
    milica.password()
    assert not milica.is_in()


def test_last_day_of_a_seat_is_a_whole_one(make: Make, clock: Clock) -> None:
    milica = make()
    milica.change(lambda m: setattr(m, "ends_on", world.TODAY))
    milica.password()
    assert milica.is_in()
    clock.move(minutes=20)
    assert milica.is_in()


def test_role_that_was_taken_away_is_gone_on_the_next_request(
    app: Flask, make: Make
) -> None:
    ana = make("coordinator")
    ana.password()
    ana.code()
    with app.app_context():
        team = db.session.scalars(select(Seat)).first()
        assert team is not None
    offered = "New pathway"
    assert offered in look(ana.browser, "/desk/pathways/").text
    ana.change(lambda membership: setattr(membership, "role", "member"))
    page = look(ana.browser, "/desk/pathways/")
    assert page.status_code == 200
    assert offered not in page.text


def test_new_invitation_ends_every_session(app: Flask, make: Make) -> None:
    milica = make()
    milica.password()
    other = replayed(app, cookie_of(milica.browser))
    milica.invited()
    assert not milica.is_in()
    assert look(other, "/desk/").status_code == 401


def test_signing_in_takes_another_session_than_the_one_before(
    app: Flask, make: Make
) -> None:
    milica = make()
    milica.password()
    first = token_of(milica.browser)
    send(milica.browser, "/desk/sign-out")
    milica.password()
    assert token_of(milica.browser) != first
    assert milica.sessions() == 2


def test_database_holds_no_token_that_opens_a_session(app: Flask, make: Make) -> None:
    milica = make()
    milica.password()
    with app.app_context():
        stored = db.session.scalars(select(DeskSession.token_hash)).one()
    assert stored != token_of(milica.browser)
    assert len(stored) == 64


def test_cookie_that_somebody_made_up_opens_nothing(app: Flask, make: Make) -> None:
    milica = make()
    milica.password()
    cookie = cookie_of(milica.browser)
    body, _, signature = cookie.rpartition(".")
    for forged in ("", "x", body, f"{body}.{signature[::-1]}", cookie[1:]):
        assert look(replayed(app, forged), "/desk/").status_code == 401


def test_coming_and_going_are_in_the_log(app: Flask, make: Make) -> None:
    milica = make()
    milica.password()
    send(milica.browser, "/desk/sign-out")
    with app.app_context():
        rows = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(row.verb, row.person_id) for row in rows] == [
        ("sign_in", milica.id),
        ("sign_out", milica.id),
    ]


def test_look_is_noted_once_a_minute(app: Flask, clock: Clock) -> None:
    with app.app_context():
        actor = world.somebody(world.a_team())
        db.session.commit()
    client = signed_in(app, actor)
    seen = []
    for seconds in (0, 59, 2):
        clock.move(seconds=seconds)
        look(client, "/desk/")
        with app.app_context():
            seen.append(db.session.scalars(select(DeskSession.seen_at)).one())
    assert seen[0] == seen[1]
    assert (seen[2] - seen[1]).total_seconds() == 61
