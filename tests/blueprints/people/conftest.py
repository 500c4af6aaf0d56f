"""Somebody with an account, and the ways in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.blueprints.people import actions, secrets
from portal.db import begin_write, db
from portal.models import DeskSession, Membership, Person, Team
from portal.time import now
from tests import world
from tests.clock import Clock
from tests.visit import look, send

PASSWORD = "three plain words"
HASH = secrets.hash_password(PASSWORD)
SECRET = pyotp.random_base32()


@dataclass
class Account:
    """A person of a team of their own, and what this person knows."""

    app: Flask
    clock: Clock
    id: int
    email: str
    browser: FlaskClient

    def password(self, password: str = PASSWORD, **more: Any) -> TestResponse:
        """Give the password at the door, in this person's browser."""
        return self.gives(self.browser, self.email, password, **more)

    @staticmethod
    def gives(
        client: FlaskClient, email: str, password: str = PASSWORD, **more: Any
    ) -> TestResponse:
        kept = more.pop("kept", {})
        data = {"email": email, "password": password} | kept
        return send(client, "/desk/sign-in", data, **more)

    def code(self, steps: int = 0, **more: Any) -> TestResponse:
        """Give the code of now, or of so many half minutes later."""
        moment = int(self.clock().timestamp()) + 30 * steps
        data = {"code": pyotp.TOTP(SECRET).at(moment)} | more
        return send(self.browser, "/desk/second-factor", data)

    def is_in(self) -> bool:
        return look(self.browser, "/desk/").status_code == 200

    def invited(self) -> str:
        """A fresh link, as the command line makes it."""
        with self.app.app_context():
            begin_write()
            person = db.session.get(Person, self.id)
            assert person is not None
            token = actions.invite(person, now())
            db.session.commit()
        return f"/desk/invitation/{token}"

    def change(self, change: Callable[[Membership], object]) -> None:
        """Let something happen to the seat."""
        with self.app.app_context():
            begin_write()
            mine = select(Membership).where(Membership.person_id == self.id)
            change(db.session.scalars(mine).one())
            db.session.commit()

    def sessions(self) -> int:
        with self.app.app_context():
            mine = select(DeskSession).where(DeskSession.person_id == self.id)
            return len(db.session.scalars(mine).all())


Make = Callable[..., Account]


@pytest.fixture
def make(app: Flask, clock: Clock) -> Make:
    def account(role: str = "member", *, second_factor: bool | None = None) -> Account:
        coded = role != "member" if second_factor is None else second_factor
        with app.app_context():
            begin_write()
            team = db.session.scalar(select(Team)) or world.a_team("own")
            actor = world.somebody(team, role, password_hash=HASH)
            person = db.session.get(Person, actor.person_id)
            assert person is not None
            if coded:
                secrets.keep_totp(person, SECRET)
            person_id, email = person.id, person.email
            db.session.commit()
        return Account(app, clock, person_id, email, reader(app))

    return account


def reader(app: Flask) -> FlaskClient:
    """A browser that asks for English."""
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def token_of(client: FlaskClient) -> str:
    """What the cookie of this browser says of the session."""
    with client.session_transaction("/desk/", base_url="https://localhost") as session:
        return str(session["_user_id"])


def replayed(app: Flask, cookie: str) -> FlaskClient:
    """Another browser with a cookie that was copied."""
    client = reader(app)
    client.set_cookie("portal", cookie, domain="localhost", path="/desk")
    return client


def cookie_of(client: FlaskClient) -> str:
    found = client.get_cookie("portal", domain="localhost", path="/desk")
    assert found is not None
    return found.value
