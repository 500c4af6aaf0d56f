"""Bodies: who sees which, who calls them otherwise, and what of it becomes public."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.blueprints.services import actions, bodies
from portal.db import begin_write, db
from portal.models import Organisation, Service
from tests import world
from tests.form_values import form_values
from tests.statements import Statements
from tests.visit import look, send

from .conftest import Town

Desk = Callable[[str], FlaskClient]
LIST = "/desk/services/bodies/"


@pytest.fixture
def local(app: Flask, town: Town) -> str:
    """The body of the town's service is one of the town; the address of its form."""
    with app.app_context():
        begin_write()
        service = db.session.get(Service, town.read().id)
        body = db.session.get(Organisation, service.organisation_id)
        body.municipality_id = service.municipality_id
        body.name = world.both("Центар", "Centre")
        uid = body.uid
        db.session.commit()
    return f"{LIST}{uid}/edit"


def named(app: Flask) -> list[Organisation]:
    with app.app_context():
        return list(db.session.query(Organisation).order_by(Organisation.id))


def test_coordinator_of_the_town_calls_a_body_by_all_its_names(
    app: Flask, town: Town, desk: Desk, local: str
) -> None:
    ana = desk("ana")
    sent = form_values(look(ana, local).text) | {
        "name": "Центар за рад",
        "aliases": "ЦЗР\r\n CZR \r\nЦЗР\r\n\r\n",
        "sector": "health",
    }
    assert send(ana, local, sent).status_code == 303
    body = next(b for b in named(app) if str(b.uid) in local)
    assert body.name["sr-Cyrl"] == "Центар за рад"
    assert (body.aliases, body.sector) == (["ЦЗР", "CZR"], "health")
    page = look(ana, LIST).text
    assert "ЦЗР, CZR" in page
    assert str(town.uid) in page


def test_new_name_of_a_public_service_waits_for_a_second_person(
    town: Town, desk: Desk, local: str
) -> None:
    town.publish()
    ana = desk("ana")
    sent = form_values(look(ana, local).text) | {"name_en": "Another centre"}
    assert send(ana, local, sent).status_code == 303
    assert town.read().publication == "proposed"
    assert town.public()["organisation"]["en"] == "Centre"
    town.do(actions.confirm, town.dragan)
    assert town.public()["organisation"]["en"] == "Another centre"


def test_wrong_words_of_a_body_are_named_and_kept(desk: Desk, local: str) -> None:
    ana = desk("ana")
    many = "\n".join(f"Име {n}" for n in range(bodies.ALIASES_AT_MOST + 1))
    for typed, said in (
        ({"name": ""}, "Fill this in."),
        ({"sector": "magic"}, "Choose one of these."),
        ({"aliases": many}, "At most 12 other names fit here."),
    ):
        answer = send(ana, local, form_values(look(ana, local).text) | typed)
        assert answer.status_code == 422
        assert said in answer.text
        assert form_values(answer.text)["name_en"] == "Centre"


def test_second_saver_of_a_body_sees_both_names(
    town: Town, desk: Desk, local: str
) -> None:
    town.publish()
    ana, jelena = desk("ana"), desk("jelena")
    mine = form_values(look(ana, local).text) | {"name_en": "Mine"}
    theirs = form_values(look(jelena, local).text) | {"name_en": "Theirs"}
    assert send(jelena, local, theirs).status_code == 303
    answer = send(ana, local, mine)
    assert answer.status_code == 422
    assert "Both texts" in answer.text
    assert "Theirs" in answer.text
    assert send(ana, local, form_values(answer.text)).status_code == 303


def test_office_does_not_learn_by_an_address_who_runs_an_internal_service(
    town: Town, desk: Desk, local: str
) -> None:
    assert look(desk("jelena"), local).status_code == 404


def test_body_does_not_tell_who_offers_a_confidential_service(
    app: Flask, town: Town, desk: Desk, local: str
) -> None:
    town.edit(town.ana, tier="confidential")
    town.publish()
    assert str(town.uid) in look(desk("ana"), LIST).text
    assert str(town.uid) not in look(desk("vesna"), LIST).text
    assert "Centre" not in look(desk("vesna"), LIST).text


def test_list_has_a_heading_of_its_own_for_what_bodies_are_called(desk: Desk) -> None:
    assert "Name of the body</th>" in look(desk("ana"), f"{LIST}?lang=en").text


def test_list_of_bodies_is_paged_and_asks_few_questions(
    app: Flask, town: Town, desk: Desk, sql: Callable[[], AbstractContextManager[Any]]
) -> None:
    with app.app_context():
        begin_write()
        for _ in range(40):
            world.an_organisation()
        db.session.commit()
    ana = desk("ana")
    sent: Statements
    with sql() as sent:
        page = look(ana, LIST).text
    assert len(sent) <= 8, sent
    assert "Page 1 of 2" in page
