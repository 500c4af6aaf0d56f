"""Whoever decides on a version or saves a part of it is held to what they have seen."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import db
from portal.models import Pathway, PathwayPartner, PathwayVersion, Revision, Team
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


def test_title_that_two_people_change_is_shown_as_both_wrote_it(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, version = desk("coordinator"), start(desk("coordinator"), town)
    url = f"{version}/settings"
    first = form_values(look(ana, url).text)
    second = first | {"title": "Други наслов", "review_by": "1. 6. 2027."}
    assert send(ana, url, first | {"title": "Први наслов"}).status_code == 303
    refused = send(ana, url, second)
    assert refused.status_code == 422
    assert "Somebody else saved this page" in refused.text
    said = refused.text.split("Both texts")[1]
    assert "Први наслов" in said
    assert "1 June 2027" in said
    again = form_values(refused.text)
    assert again["title"] == "Други наслов"
    assert title(app) == "Први наслов"
    assert send(ana, url, again).status_code == 303
    assert title(app) == "Други наслов"


def title(app: Flask) -> str:
    with app.app_context():
        words = db.session.scalars(select(PathwayVersion.title)).one()
    return str(words["sr-Cyrl"])


@pytest.mark.one_engine
def test_title_and_reach_do_not_disturb_each_other(town: Town, desk: Desk) -> None:
    ana, version = desk("coordinator"), start(desk("coordinator"), town)
    pages = {name: form_values(look(ana, f"{version}/{name}").text) for name in PAGES}
    for name, form in pages.items():
        sent = form | {"title": "Други наслов", "scope": "cross_border"}
        answer = send(ana, f"{version}/{name}", sent | {"countries": ["HU"]})
        assert answer.status_code == 303, name


PAGES = ("settings", "reach")


def test_reach_that_two_people_change_is_shown_and_what_was_before_is_kept(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, version = desk("coordinator"), start(desk("coordinator"), town)
    url = f"{version}/reach"
    first = form_values(look(ana, url).text)
    second = first | {"scope": "cross_border", "countries": ["HU"]}
    with app.app_context():
        other = db.session.scalars(select(Team).where(Team.key == "subotica")).one().uid
    assert send(ana, url, first | {"partners": [str(other)]}).status_code == 303
    refused = send(ana, url, second)
    assert refused.status_code == 422
    assert "Team subotica" in refused.text.split("Both texts")[1].split("<form")[0]
    again = form_values(refused.text)
    assert again["countries"] == "HU"
    assert "partners" not in again
    assert send(ana, url, again).status_code == 303
    with app.app_context():
        kept = db.session.scalars(select(Revision).order_by(Revision.id)).all()
        partners = db.session.scalars(select(PathwayPartner)).all()
    assert [row.before["partners"] for row in kept] == [[], [str(other)]]
    assert partners == []


@pytest.mark.one_engine
def test_second_draft_beside_one_in_work_is_refused_in_words(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    start(ana, town)
    with app.app_context():
        uid = db.session.scalars(select(Pathway.uid)).one()
    refused = send(ana, f"/desk/pathways/{uid}/next")
    assert refused.status_code == 422
    assert "A version of this pathway is already being worked on." in refused.text
