"""At the door: nothing is told, failures slow down, what is right lets in."""

import re
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from portal import create_app
from portal.blueprints.people import secrets
from portal.config import Settings
from tests.blueprints.people.conftest import PASSWORD, Account, Make, reader
from tests.clock import Clock
from tests.visit import TOKEN, look, send

THROTTLED = 429


def without_token(page: str) -> str:
    return TOKEN.sub("", re.sub(r'value="[^"]*@[^"]*"', "", page))


def test_unknown_account_and_wrong_password_are_answered_alike(
    app: Flask, make: Make
) -> None:
    known, never_used = make("coordinator"), make()
    never_used.invited()
    answers = [
        Account.gives(reader(app), email, "wrong words here")
        for email in (known.email, never_used.email, "nobody@x.example")
    ]
    assert {answer.status_code for answer in answers} == {422}
    assert len({without_token(answer.text) for answer in answers}) == 1
    assert "E-mail and password do not fit together." in answers[0].text


@pytest.mark.one_engine
def test_unknown_account_costs_as_much_work_as_a_known_one(
    app: Flask, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked: list[str] = []
    verify = PasswordHasher.verify

    def counted(hasher: PasswordHasher, stored: str, given: str) -> bool:
        worked.append(stored.split("$")[3])
        return verify(hasher, stored, given)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    known, invited = make(), make()
    invited.invited()
    for email in (known.email, invited.email, "nobody@x.example"):
        Account.gives(reader(app), email, "wrong words here")
    assert len(worked) == 3
    assert len(set(worked)) == 1, "the same memory, time and lanes"


def test_sixth_try_waits_even_with_the_right_password_and_after_a_restart(
    app: Flask, make: Make, settings: Settings, clock: Clock
) -> None:
    milica = make()
    for _ in range(5):
        assert milica.password("wrong words here").status_code == 422
    restarted = create_app(settings, clock)
    waiting = Account.gives(restarted.test_client(), milica.email)
    assert waiting.status_code == THROTTLED
    assert milica.password().status_code == THROTTLED
    clock.move(seconds=31)
    assert milica.password().status_code == 303
    assert milica.is_in()


def test_waiting_doubles_with_each_failure(
    app: Flask, make: Make, clock: Clock
) -> None:
    milica = make()
    for _ in range(5):
        milica.password("wrong words here")
    for wait in (30, 60, 120, 240):
        clock.move(seconds=wait - 1)
        assert milica.password("wrong words here").status_code == THROTTLED
        clock.move(seconds=2)
        assert milica.password("wrong words here").status_code == 422


def test_account_that_does_not_exist_waits_like_one_that_does(app: Flask) -> None:
    client = reader(app)
    tries = [Account.gives(client, "nobody@x.example", "wrong") for _ in range(6)]
    assert [answer.status_code for answer in tries] == [422] * 5 + [THROTTLED]


def test_success_clears_the_account(app: Flask, make: Make) -> None:
    milica = make()
    for _ in range(2):
        for _ in range(4):
            milica.password("wrong words here")
        assert milica.password().status_code == 303
        send(milica.browser, "/desk/sign-out")


def from_network(app: Flask, address: str) -> FlaskClient:
    client = reader(app)
    client.environ_base["REMOTE_ADDR"] = address
    return client


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("same", "other"),
    [("203.0.113.7", "203.0.113.8"), ("2001:db8::1:2", "2001:db8:0:1::1")],
)
def test_network_that_tries_many_accounts_waits_and_others_do_not(
    app: Flask, make: Make, same: str, other: str
) -> None:
    milica = make()
    for number in range(20):
        client = from_network(app, same)
        Account.gives(client, f"guess{number}@x.example", "wrong")
    neighbour = same.replace("1:2", "9:9")
    refused = Account.gives(from_network(app, neighbour), milica.email)
    assert refused.status_code == THROTTLED
    assert Account.gives(from_network(app, other), milica.email).status_code == 303


@pytest.mark.one_engine
def test_forwarded_address_of_an_untrusted_proxy_counts_for_nothing(
    app: Flask, make: Make
) -> None:
    milica = make()
    for number in range(5):
        client = reader(app)
        client.environ_base["HTTP_X_FORWARDED_FOR"] = f"198.51.100.{number}"
        Account.gives(client, milica.email, "wrong words here")
    assert milica.password().status_code == THROTTLED


@pytest.mark.parametrize(
    "email", ["a@x.example\x00", "\x00", "x" * 100_000, "'; DROP TABLE person; --"]
)
def test_strange_address_is_an_unknown_one(app: Flask, email: str) -> None:
    assert Account.gives(reader(app), email, "wrong").status_code == 422


def test_capital_letters_do_not_make_another_account(app: Flask, make: Make) -> None:
    milica = make()
    for _ in range(5):
        Account.gives(reader(app), milica.email.upper(), "wrong words here")
    assert milica.password().status_code == THROTTLED


def test_member_without_second_factor_is_in_with_the_password(make: Make) -> None:
    milica = make()
    assert milica.password().headers["Location"] == "/desk/"
    assert milica.is_in()


def test_password_alone_lets_no_coordinator_in(make: Make) -> None:
    ana = make("coordinator")
    assert "Second step" in ana.password().text
    assert not ana.is_in()
    assert ana.code().status_code == 303
    assert ana.is_in()


def test_secrets_are_never_shown_again(app: Flask, make: Make) -> None:
    ana = make("coordinator")
    for typed in (PASSWORD, "wrong words here"):
        assert typed not in ana.password(typed).text
    lost = ana.browser.post(
        "/desk/invitation/x",
        data={"password": "a new long one", "again": "a new long one"},
        base_url="https://localhost",
    )
    assert lost.status_code == 400
    assert "a new long one" not in lost.text


def test_signed_in_person_is_sent_on_from_the_door(make: Make) -> None:
    milica = make()
    milica.password()
    answer: Any = look(milica.browser, "/desk/sign-in")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")


def test_account_that_does_not_exist_is_asked_as_much_as_one_that_does() -> None:
    assert not PasswordHasher().check_needs_rehash(secrets.NOBODYS)
    assert not secrets.password_fits(None, "any password")
