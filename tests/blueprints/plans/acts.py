"""What the tests of reports do again and again."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.db import begin_write, db
from portal.models import ProgressReport
from tests import plans_world as plans
from tests.form_values import form_values
from tests.visit import look, send

from .conftest import Town

RUNNING = {"status": "in_progress", "share": "50"}


def write(client: FlaskClient, town: Town, **typed: str) -> Any:
    """Send the form of the activity's page with this typed into it."""
    values = form_values(look(client, town.url).text) | {"act": "send"} | typed
    return send(client, f"{town.url}/report", values)


def the_report(app: Flask) -> ProgressReport | None:
    with app.app_context():
        return db.session.scalar(select(ProgressReport))


def counted(app: Flask, model: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def report_url(app: Flask) -> str:
    report = the_report(app)
    assert report is not None
    return f"/desk/plans/reports/{report.uid}"


def an_earlier_report(app: Flask, town: Town, **said: Any) -> None:
    with app.app_context():
        begin_write()
        earlier = plans.a_period(2)
        by, second = town.people["milica"], town.people["dragan"]
        plans.a_report(town.activity(), earlier, by, approved_by=second, **said)
        db.session.commit()
