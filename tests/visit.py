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
    headers = {"Referer": "https://localhost/desk/"}
    sent = {"csrf_token": token_of(client)} | (data or {})
    return client.post(
        url, data=sent, base_url="https://localhost", headers=headers, **more
    )


def token_of(client: FlaskClient) -> str:
    """The token of a page, opened once for as long as the session has the same."""
    kept: dict[str, str] = vars(client).setdefault("kept_tokens", {})
    behind = _behind(client)
    if not behind or behind not in kept:
        pages = (look(client, f"/desk/{page}").text for page in ("sign-in?lang=en", ""))
        found = next(filter(None, map(TOKEN.search, pages)), None)
        behind = _behind(client)
        kept[behind] = found.group(1) if found else ""
    return kept[behind]


def _behind(client: FlaskClient) -> str:
    """What the session knows its tokens by; "" where no page was opened in it yet."""
    cookie = client.get_cookie("portal", path="/desk")
    if cookie is None:
        return ""
    app = client.application
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return str(signer.loads(cookie.value).get("csrf_token", ""))
