"""Drawn at the desk: the complete edition, and a step while it is being written."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import db
from portal.models import AuditEvent, Pathway
from tests.blueprints.pathways.town import (
    Town,
    publish,
    start,
    step_form,
    steps_of,
    with_a_secret_step,
)
from tests.form_values import form_values
from tests.page import check_page
from tests.visit import look, send


def said(svg: str) -> str:
    return " ".join(" ".join(ElementTree.fromstring(svg).itertext()).split())


def test_professional_step_is_drawn_at_the_desk_and_nowhere_in_public(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient], visitor: Callable
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = start(ana, town)
    with_a_secret_step(app, ana, version)
    publish(ana, dragan, version)
    page = look(ana, f"{version}?lang=sr-Cyrl").text
    assert "stroke-dasharray" in page
    assert "TAJNA" in page or "ТАЈНА" in page
    with app.app_context():
        uid = db.session.scalars(select(Pathway.uid)).one()
    with visitor() as reader:
        for name in ("", "follow/", "poster/", "pathway.svg", "pathway.json"):
            answer = reader.get(f"/sr/pathways/{uid}/{name}")
            assert answer.status_code == 200, name
            assert "ПРЕДАЈА" not in answer.text, name
            assert "stroke-dasharray" not in answer.text, name


def test_drawing_follows_what_is_written_and_saves_nothing(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    step = steps_of(app)[1]
    form = form_values(look(ana, f"{version}/steps/{step.key}").text)
    with app.app_context():
        acts = len(db.session.scalars(select(AuditEvent.id)).all())
    answer = send(
        ana,
        f"{version}/steps/{step.key}/drawing",
        form | {"action_en": "A step in the making"},
    )
    assert (answer.status_code, answer.content_type) == (200, "image/svg+xml")
    assert "A step in the making" in said(answer.text)
    assert "flow-chosen" in answer.text
    with app.app_context():
        assert len(db.session.scalars(select(AuditEvent.id)).all()) == acts
    assert "A step in the making" not in look(ana, version).text


def test_new_step_is_drawn_before_it_exists(
    town: Town, app: Flask, desk: Callable[[str], FlaskClient]
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    key = steps_of(app)[0].key
    form = step_form(action="Сасвим ново", **{"answers-0-to": key})
    answer = send(ana, f"{version}/steps/new/drawing", form)
    assert "Sasvim novo" in said(answer.text)
    assert answer.text.count("flow-ring") == 1


@pytest.mark.parametrize(
    "half",
    [
        {},
        {"kind": "nonsense", "limit_value": "12x", "limit_unit": "century"},
        {"answers-0-to": "nowhere", "answers-0-condition": "да"},
        {"action": '"/><script>alert(1)</script>', "actor": "А" * 5000},
    ],
)
def test_half_a_form_is_drawn_too(
    half: dict[str, str], town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    answer = send(ana, f"{version}/steps/new/drawing", half)
    assert answer.status_code == 200
    root = ElementTree.fromstring(answer.text)
    assert not [node for node in root.iter() if node.tag.endswith("script")]


def test_form_shows_the_saved_drawing_without_script(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    step = steps_of(app)[0]
    answer = look(ana, f"{version}/steps/{step.key}")
    assert "flow-chosen" in answer.text
    assert "connect-src 'self'" in answer.headers["Content-Security-Policy"]
    refused = send(ana, f"{version}/steps/new", step_form(action=""))
    assert refused.status_code == 422
    assert "flow-chosen" in refused.text


def test_member_follows_the_complete_edition_and_prints_it_with_the_post(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient], sql: Callable
) -> None:
    ana, milica = desk("coordinator"), desk("member")
    version = start(ana, town)
    with_a_secret_step(app, ana, version)
    look(milica, f"{version}/follow")
    with sql() as sent:
        page = look(milica, f"{version}/follow").text
    assert len(sent) <= 8
    check_page(page)
    assert "TAJNA PREDAJA" in page
    assert "Professional edition – not for publication" in page
    sheet = look(milica, f"{version}/print").text
    assert "Professional edition – not for publication" in sheet
    assert "Printed on" in sheet
    assert "Milica" not in sheet


def test_version_without_steps_has_no_drawing_and_can_be_followed_nowhere(
    town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana = desk("coordinator")
    version = start(ana, town, "blank")
    assert "flow-svg" not in look(ana, version).text
    check_page(look(ana, f"{version}/follow").text)
    assert look(ana, f"{version}/steps/new").status_code == 200
