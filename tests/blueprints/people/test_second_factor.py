"""The second factor: a code counts once, near its time, after a right password."""

import re

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from portal.blueprints.people import secrets
from portal.db import db
from portal.models import AuditEvent, Person
from tests.blueprints.people.conftest import SECRET, Account, Make, reader
from tests.clock import Clock
from tests.visit import look, send


def test_code_is_used_once(app: Flask, make: Make, clock: Clock) -> None:
    ana = make("coordinator")
    ana.password()
    assert ana.code().status_code == 303
    send(ana.browser, "/desk/sign-out")
    ana.password()
    again = ana.code()
    assert again.status_code == 422
    assert "was used already" in again.text
    clock.move(seconds=30)
    assert ana.code().status_code == 303


@pytest.mark.parametrize(
    ("steps", "status"), [(-2, 422), (-1, 303), (0, 303), (1, 303), (2, 422)]
)
def test_clock_of_the_phone_may_be_half_a_minute_off(
    make: Make, steps: int, status: int
) -> None:
    ana = make("coordinator")
    ana.password()
    assert ana.code(steps).status_code == status


def test_older_code_is_refused_after_a_newer_one(make: Make) -> None:
    ana = make("coordinator")
    ana.password()
    ana.code(1)
    send(ana.browser, "/desk/sign-out")
    ana.password()
    assert ana.code(0).status_code == 422


def test_guessed_codes_slow_the_account_down(make: Make, clock: Clock) -> None:
    ana = make("coordinator")
    ana.password()
    for _ in range(5):
        ana.code(99)
    assert ana.code().status_code == 429
    assert ana.password().status_code == 429
    clock.move(seconds=31)
    assert ana.code().status_code == 303


def test_code_without_a_password_before_it_opens_nothing(make: Make) -> None:
    ana = make("coordinator")
    answer = ana.code()
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/sign-in")
    assert not ana.is_in()


def test_half_way_lasts_ten_minutes(make: Make, clock: Clock) -> None:
    ana = make("coordinator")
    ana.password()
    clock.move(minutes=10, seconds=1)
    assert ana.code().headers["Location"] == "/desk/sign-in"
    assert not ana.is_in()


@pytest.mark.parametrize("role", ["coordinator", "approver", "office", "administrator"])
def test_role_that_needs_a_second_factor_sets_one_up_first(
    app: Flask, make: Make, clock: Clock, role: str
) -> None:
    ana = make(role, second_factor=False)
    page = ana.password().text
    assert "Your second step" in page
    assert not ana.is_in()
    wrong = send(ana.browser, "/desk/second-factor/new", {"code": "000000"})
    assert wrong.status_code == 422
    code = {"code": code_of(page, clock)}
    assert send(ana.browser, "/desk/second-factor/new", code).status_code == 303
    assert ana.is_in()
    with app.app_context():
        person = db.session.get(Person, ana.id)
        assert person is not None
        assert not secrets.use_code(person, code["code"], clock().timestamp())
        verbs = db.session.scalars(select(AuditEvent.verb)).all()
    assert verbs == ["enrol", "sign_in"]


def code_of(page: str, clock: Clock) -> str:
    """What an app would show that read the key from the page."""
    found = re.search(r"<b>([A-Z2-7 ]{32,})</b>", page)
    assert found is not None
    return pyotp.TOTP(found.group(1).replace(" ", "")).at(int(clock().timestamp()))


def test_second_factor_that_is_set_up_cannot_be_replaced_from_half_way(
    make: Make, clock: Clock
) -> None:
    ana, thief = make("coordinator", second_factor=False), reader
    page = ana.password().text
    other = thief(ana.app)
    theirs = Account.gives(other, ana.email).text
    code = {"code": code_of(page, clock)}
    assert send(ana.browser, "/desk/second-factor/new", code).status_code == 303
    stolen = {"code": code_of(theirs, clock)}
    late = send(other, "/desk/second-factor/new", stolen)
    assert late.headers["Location"] == "/desk/sign-in"
    assert look(other, "/desk/").status_code == 401


def test_new_invitation_ends_every_way_that_was_begun(make: Make, clock: Clock) -> None:
    """Whoever gave the old password gets no further with it."""
    ana = make("coordinator", second_factor=False)
    page = ana.password().text
    ana.invited()
    late = send(ana.browser, "/desk/second-factor/new", {"code": code_of(page, clock)})
    assert late.headers["Location"] == "/desk/sign-in"
    assert not ana.is_in()


def test_session_without_it_is_of_no_use_to_a_role_that_needs_it(
    app: Flask, make: Make
) -> None:
    milica = make()
    milica.password()
    assert milica.is_in()
    milica.change(lambda membership: setattr(membership, "role", "coordinator"))
    assert not milica.is_in()
    assert "Your second step" in milica.password().text


def test_secret_lies_sealed_in_the_database(app: Flask, make: Make) -> None:
    ana = make("coordinator")
    with app.app_context():
        stored = db.session.scalars(select(Person.totp_secret)).one()
    assert ana.id
    assert stored is not None
    assert SECRET.encode() not in stored
    assert len(stored) > 100
