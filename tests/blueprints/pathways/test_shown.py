"""Whoever decides on a version or saves a part of it is held to what they have seen."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import db
from portal.models import PathwayVersion
from tests.blueprints.pathways.town import (
    Town,
    approve,
    change,
    start,
    step_form,
    steps_of,
)
from tests.form_values import form_values
from tests.visit import look, send

Desk = Callable[[str], FlaskClient]


def state(app: Flask) -> str:
    with app.app_context():
        return db.session.scalars(select(PathwayVersion.state)).one()


def test_what_was_put_in_while_the_page_was_open_is_not_approved(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = start(ana, town)
    send(ana, f"{version}/submit")
    read = form_values(look(dragan, version).text)
    assert send(ana, f"{version}/return", {"reason": "Опет"}).status_code == 303
    change(ana, version, steps_of(app)[0].key, details="Дежурни 000")
    assert send(ana, f"{version}/submit").status_code == 303
    refused = send(dragan, f"{version}/approve", read)
    assert refused.status_code == 422
    assert "It was changed meanwhile. Read it again" in refused.text
    assert state(app) == "in_review"
    assert approve(dragan, version).status_code == 303


@pytest.mark.one_engine
def test_version_that_came_back_as_it_was_is_approved_as_it_was_read(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = start(ana, town)
    send(ana, f"{version}/submit")
    read = form_values(look(dragan, version).text)
    send(ana, f"{version}/return", {"reason": "Опет"})
    send(ana, f"{version}/submit")
    assert send(dragan, f"{version}/approve").status_code == 422
    assert send(dragan, f"{version}/approve", read).status_code == 303
    assert state(app) == "approved"


def test_cyrillic_is_confirmed_only_for_the_texts_that_were_shown(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town, "blank")
    send(ana, f"{version}/steps/new", step_form(action="Prva škola"))
    shown = form_values(look(ana, version).text)
    send(ana, f"{version}/steps/new", step_form(action="Druga škola"))
    refused = send(ana, f"{version}/cyrillic", shown)
    assert refused.status_code == 422
    assert "changed meanwhile" in refused.text
    assert all("sr-Cyrl" not in step.action for step in steps_of(app))
    again = form_values(refused.text)
    assert send(ana, f"{version}/cyrillic", again).status_code == 303
    assert [step.action["sr-Cyrl"] for step in steps_of(app)] == [
        "Прва школа",
        "Друга школа",
    ]
