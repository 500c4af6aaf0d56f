"""Links to what another team hides, text from a word processor, two hundred steps."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import begin_write, db
from portal.domain.pathways import STEPS_AT_MOST
from portal.models import Pathway, Service
from tests import world
from tests.blueprints.pathways.town import Town, publish, start, step_form, steps_of
from tests.form_values import form_values
from tests.visit import look, send

Desk = Callable[[str], FlaskClient]
MAY_NOT = "That service is not one that this pathway may use"


def a_service_of_nis(app: Flask, **more: Any) -> str:
    with app.app_context():
        begin_write()
        uid = db.session.get_one(
            Service, world.a_service(world.a_team("nis"), **more).id
        ).uid
        db.session.commit()
    return str(uid)


def refusal(desk: Desk, town: Town, service: str) -> str:
    """What the form says at the field of the service, after trying to name it."""
    version = start(desk("coordinator"), town, "blank")
    answer = send(
        desk("coordinator"), f"{version}/steps/new", step_form(service=service)
    )
    assert answer.status_code == 422
    assert f'value="{service}"' not in answer.text, "it is not offered by the refusal"
    return answer.text.partition('id="service-error"')[2].partition("</p>")[0]


@pytest.mark.parametrize("tier", ["confidential", "area"])
def test_a_guess_of_what_another_team_keeps_answers_like_what_does_not_exist(
    app: Flask, town: Town, desk: Desk, tier: str
) -> None:
    hidden = a_service_of_nis(app, tier=tier)
    said = refusal(desk, town, hidden)
    assert MAY_NOT in said
    assert said == refusal(desk, town, str(uuid4()))
    assert said == refusal(desk, town, "no uid at all")


@pytest.mark.parametrize(
    ("tier", "reason"),
    [("confidential", "Name who refers to it instead."), ("area", "of another town")],
)
def test_of_what_everybody_may_read_the_refusal_says_the_reason(
    app: Flask, town: Town, desk: Desk, tier: str, reason: str
) -> None:
    public = a_service_of_nis(app, tier=tier, publication="public")
    assert reason in refusal(desk, town, public)


def test_a_confidential_service_of_a_neighbour_in_the_same_town_is_not_offered(
    app: Flask, town: Town, desk: Desk
) -> None:
    with app.app_context():
        begin_write()
        host = db.session.scalars(select(Service)).first().municipality_id
        other = world.a_team("network", kind="refugees", municipality_id=host)
        public = {"publication": "public", "municipality_id": host}
        shelter = world.a_service(other, tier="confidential", **public).uid
        advice = world.a_service(other, **public).uid
        db.session.commit()
    version = start(desk("coordinator"), town, "blank")
    page = look(desk("coordinator"), f"{version}/steps/new").text
    assert str(advice) in page
    assert str(shelter) not in page
    assert "Name who refers to it instead." in refusal(desk, town, str(shelter))


def test_a_step_pasted_from_a_word_processor_is_plain_and_keeps_its_lines(
    app: Flask, town: Town, desk: Desk
) -> None:
    version = start(desk("coordinator"), town, "blank")
    typed = step_form(
        action="Упу\u00adтити\u00a0особу\v\x00",
        details="\u2022\tпрво\r\n\uf0b7\tдруго\u2028треће",
        night="\ufeffИсто\u200b.",
    )
    send(desk("coordinator"), f"{version}/steps/new", typed)
    (step,) = steps_of(app)
    assert step.action == {"sr-Cyrl": "Упутити особу"}
    assert step.details == {"sr-Cyrl": "- прво\n- друго\nтреће"}
    assert step.night == {"sr-Cyrl": "Исто."}


def test_two_hundred_steps_stay_usable_and_the_next_one_is_refused(
    app: Flask, town: Town, desk: Desk, sql: Callable
) -> None:
    with app.app_context():
        begin_write()
        keys = [f"k{number}" for number in range(STEPS_AT_MOST)]
        onward = [*pairwise(keys), (keys[-1], None)]
        steps = [
            world.a_step(key, at, *([to] if to else []))
            for at, (key, to) in enumerate(onward, 1)
        ]
        team = db.session.scalars(select(Service)).first().host_team_id
        made = Pathway(host_team_id=team, profile="adult")
        made.created_at = world.NOW
        version = world.a_version(None, pathway=made, steps=steps).uid
        db.session.commit()
    ana, url = desk("coordinator"), f"/desk/pathways/versions/{version}"
    look(ana, url)
    with sql() as sent:
        page = look(ana, url)
    assert len(sent) <= 8
    assert "Edit step 200" in page.text
    assert "Send to review" in page.text
    assert len(page.data) < 1_000_000
    refused = send(ana, f"{url}/steps/new", step_form())
    assert refused.status_code == 422
    assert "A pathway has 200 steps at most: split it." in refused.text
    assert len(steps_of(app)) == STEPS_AT_MOST


def test_consent_and_guardian_are_ticked_shown_and_published(
    app: Flask, town: Town, desk: Desk, visitor: Callable
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = start(ana, town, "blank")
    ticked = {"shares": "y", "guardian": "y", "consent": "person", "night": "Исто."}
    send(ana, f"{version}/steps/new", step_form(kind="end", **ticked))
    key = steps_of(app)[0].key
    form = form_values(look(ana, f"{version}/steps/{key}").text)
    assert (form["shares"], form["guardian"]) == ("y", "y")
    assert "data are passed on · a guardian is called" in look(ana, version).text
    publish(ana, dragan, version)
    with app.app_context():
        uid = db.session.scalars(select(Pathway.uid)).one()
    with visitor() as reader:
        page = reader.get(f"/en/pathways/{uid}/").text
    assert "What is known of you, or of the person you help, is passed on here." in page
    assert "A guardian is appointed or called here." in page


def test_a_draft_that_passes_data_on_unasked_cannot_be_sent(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town, "blank")
    send(ana, f"{version}/steps/new", step_form(kind="end", shares="y"))
    refused = send(ana, f"{version}/submit")
    assert refused.status_code == 422
    assert "a way leads here on which nobody asked for consent." in refused.text
    assert "Ask for consent in this step" in refused.text


def test_a_number_in_the_words_is_asked_about_before_it_is_kept(
    app: Flask, town: Town, desk: Desk
) -> None:
    """Nobody would verify it, and nobody hears when it changes."""
    ana = desk("coordinator")
    version = start(ana, town, "blank")
    form = step_form(details="Зовите +381 63 123 4567.")
    asked = send(ana, f"{version}/steps/new", form)
    assert asked.status_code == 422
    assert "a phone number" in asked.text
    assert "belongs to the record of its service" in asked.text
    assert steps_of(app) == []
    assert form_values(asked.text)["details"] == "Зовите +381 63 123 4567."
    again = form | {"all_the_same": "phone"}
    assert send(ana, f"{version}/steps/new", again).status_code == 303
