"""What readers in need are told where something would not work."""

import json
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import db
from portal.models import Team
from tests.blueprints.pathways.test_editions import address
from tests.blueprints.pathways.town import Town, publish, start, steps_of
from tests.form_values import form_values
from tests.visit import look, send

Desk = Callable[[str], FlaskClient]


def test_whom_to_call_instead_stands_at_the_step_in_every_edition(
    app: Flask, town: Town, desk: Desk, visitor: Callable
) -> None:
    """No service of these tests is on the wall: their numbers cannot be shown."""
    publish(desk("coordinator"), desk("approver"), start(desk("coordinator"), town))
    way = address(app)
    with visitor() as reader:
        for page in ("", "follow/"):
            text = reader.get(f"{way}{page}").text
            assert text.count("Its number cannot be shown now. Call instead:") == 3
            assert "Step 3: whom to call cannot be shown now." in text
            assert "not public" not in text


def test_who_follows_in_public_is_told_what_would_not_work(
    app: Flask, town: Town, desk: Desk, visitor: Callable, clock: Callable
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    publish(ana, dragan, start(ana, town))
    way = address(app)
    passed = "<li>The day of its review has passed.</li>"
    with visitor() as reader:
        assert passed not in reader.get(f"{way}follow/").text
    clock.move(days=400)
    with visitor() as reader:
        assert passed in reader.get(f"{way}follow/").text


def test_document_tells_who_shares_it_and_where_data_are_passed_on(
    app: Flask, town: Town, desk: Desk, visitor: Callable
) -> None:
    ana = desk("coordinator")
    version = start(ana, town, "return")
    with app.app_context():
        other = db.session.scalars(select(Team).where(Team.key == "subotica")).one()
        partner = str(other.uid)
    reach = f"{version}/reach"
    seen = form_values(look(ana, reach).text)
    wider = {"scope": "cross_border", "countries": ["HU"], "partners": [partner]}
    assert send(ana, reach, seen | wider).status_code == 303
    publish(ana, desk("approver"), version)
    with visitor() as reader:
        told = json.loads(reader.get(f"{address(app)}pathway.json").text)
    assert [team["name"]["text"] for team in told["partners"]] == ["Team subotica"]
    assert [country["code"] for country in told["countries"]] == ["HU"]
    public = [step for step in steps_of(app) if step.audience == "public"]
    for name in ("shares", "guardian"):
        assert [s[name] for s in told["steps"]] == [getattr(s, name) for s in public]
    assert any(step["shares"] for step in told["steps"])
