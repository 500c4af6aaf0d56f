"""How the tests suggest corrections and decide on them, through the real forms."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from portal.blueprints.services import suggested
from portal.db import db
from portal.models import Suggestion
from tests.form_values import form_values
from tests.visit import look, send

from .conftest import Town


def filled(client: FlaskClient, url: str, **more: str) -> dict[str, Any]:
    return form_values(look(client, url).text) | more


def suggests(town: Town, client: FlaskClient, **more: str) -> Suggestion:
    """Send the form as it stands, but for these fields."""
    url = f"/desk/services/{town.uid}/suggest"
    sent = filled(client, url, reason="I called.") | more
    answer = send(client, url, sent)
    assert answer.status_code == 303, answer.text
    return last(town)


def last(town: Town) -> Suggestion:
    with town.app.app_context():
        uid = db.session.scalar(
            select(Suggestion.uid).order_by(Suggestion.id.desc()).limit(1)
        )
        found = suggested.suggestion(uid) if uid else None
        assert found is not None
        return found


def page_of(suggestion: Suggestion) -> str:
    return f"/desk/services/suggestions/{suggestion.uid}"


def decides(client: FlaskClient, suggestion: Suggestion, act: str, **more: Any) -> Any:
    url = page_of(suggestion)
    seen = form_values(look(client, url).text)["seen_version"]
    return send(client, f"{url}/{act}", {"seen_version": seen} | more)


def values(town: Town) -> list[str]:
    return [contact.value for contact in town.read().contacts]
