"""People at the desk: signed in by a real session row, sending real forms."""

import re
import secrets
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.db import begin_write, db
from portal.domain.people import Actor
from portal.models import DeskSession
from portal.sessions import hashed

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def signed_in(app: Flask, actor: Actor) -> FlaskClient:
    """A browser in which this person has passed sign-in and the second factor."""
    token = secrets.token_urlsafe(16)
    now = app.config["CLOCK"]()
    with app.app_context():
        begin_write()
        db.session.add(
            DeskSession(
                person_id=actor.person_id,
                token_hash=hashed(token),
                second_factor=True,
                started_at=now,
                seen_at=now,
            )
        )
        db.session.commit()
    client = app.test_client()
    with client.session_transaction("/desk/", base_url="https://localhost") as session:
        session["_user_id"] = token
    return client


def look(client: FlaskClient, url: str, **more: Any) -> TestResponse:
    return client.get(url, base_url="https://localhost", **more)


def send(
    client: FlaskClient, url: str, data: dict[str, Any] | None = None, **more: Any
) -> TestResponse:
    """Send a form with the token that this session's pages carry."""
    found = TOKEN.search(look(client, "/desk/sign-in?lang=en").text) or TOKEN.search(
        look(client, "/desk/").text
    )
    token = found.group(1) if found else ""
    headers = {"Referer": "https://localhost/desk/"}
    sent = {"csrf_token": token} | (data or {})
    return client.post(
        url, data=sent, base_url="https://localhost", headers=headers, **more
    )
