"""A town to write pathways in, and the acts that every test of them repeats."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.db import begin_write, db
from portal.models import Pathway, Step
from tests import world
from tests.form_values import form_values
from tests.visit import look, send

SECRET = "ТАЈНА ПРЕДАЈА"


class Town:
    """A team with two approvers, another team, and services to call."""

    def __init__(self, app: Flask) -> None:
        with app.app_context():
            begin_write()
            team = world.a_team("vranje")
            other = world.a_team("subotica")
            self.coordinator = world.somebody(team, "coordinator", "ana@x.example")
            self.approver = world.somebody(team, "approver", "dragan@x.example")
            self.member = world.somebody(team, "member", "milica@x.example")
            self.stranger = world.somebody(other, "coordinator", "vesna@x.example")
            care = world.an_organisation(sector="social_care")
            police = world.an_organisation(sector="police")
            common = {"publication": "public", "verified_by": self.coordinator}
            for body, category in ((care, "safety"), (police, "safety")):
                world.a_service(team, organisation=body, category=category, **common)
            world.a_service(team, category="housing", **common)
            self.team_uid = team.uid
            db.session.commit()


def start(client: FlaskClient, town: Town, template: str = "adult") -> str:
    """Start a pathway with what the form has preset; the version's address."""
    url = f"/desk/pathways/new/{town.team_uid}/{template}"
    presets = form_values(look(client, url).text)
    if template == "blank":
        presets |= {"title": "Пут", "profile": "adult"}
    answer = send(client, url, presets)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def step_form(**more: str) -> dict[str, str]:
    given = {
        "kind": "action",
        "audience": "public",
        "actor": "Неко",
        "action": "Корак",
        "consent": "not_needed",
        "limit_unit": "hour",
    }
    return given | more


def steps_of(app: Flask) -> list[Step]:
    with app.app_context():
        return list(db.session.scalars(select(Step).order_by(Step.position)))


def publish(ana: FlaskClient, dragan: FlaskClient, version: str) -> str:
    assert send(ana, f"{version}/submit").status_code == 303
    assert approve(dragan, version).status_code == 303
    assert send(ana, f"{version}/publish").status_code == 303
    return version


def save(
    client: FlaskClient, url: str, form: dict[str, Any], act: str = ""
) -> TestResponse:
    """Send this, and nothing else, from the page as it is now."""
    shown = form_values(look(client, url).text).get("seen_version", "")
    return send(client, f"{url}{act}", form | {"seen_version": shown})


def approve(client: FlaskClient, version: str) -> TestResponse:
    """Press the button of the page as it is now."""
    shown = form_values(look(client, version).text)
    return send(client, f"{version}/approve", shown)


def next_version(app: Flask, client: FlaskClient) -> str:
    with app.app_context():
        uid = db.session.scalars(select(Pathway.uid)).one()
    return send(client, f"/desk/pathways/{uid}/next").headers["Location"]


def change(client: FlaskClient, version: str, key: str, **more: str) -> None:
    url = f"{version}/steps/{key}"
    form = form_values(look(client, url).text) | more
    assert send(client, url, form).status_code == 303


def remove(client: FlaskClient, version: str, key: str) -> TestResponse:
    """Remove a step from its page as it is now."""
    return save(client, f"{version}/steps/{key}", {}, "/remove")


def with_a_secret_step(app: Flask, ana: FlaskClient, version: str) -> None:
    """A professional step after the first one, which leads on to the second."""
    first, second, *_ = steps_of(app)
    form = step_form(
        action=SECRET, audience="professional", **{"answers-0-to": second.key}
    )
    assert send(ana, f"{version}/steps/new", form).status_code == 303
    new = steps_of(app)[-1]
    form = form_values(look(ana, f"{version}/steps/{first.key}").text)
    form |= {"answers-0-to": new.key}
    assert send(ana, f"{version}/steps/{first.key}", form).status_code == 303
