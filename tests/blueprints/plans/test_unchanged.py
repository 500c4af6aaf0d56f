from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.blueprints.plans import queries
from portal.db import begin_write, db
from portal.models import ProgressReport
from tests.visit import look, send

from .acts import an_earlier_report, counted
from .conftest import Town

Desk = Callable[[str], FlaskClient]


def test_unchanged_is_one_press_and_repeats_the_last_report(
    app: Flask, town: Town, desk: Desk
) -> None:
    words = {"sr-Cyrl": "Нема новца."}
    delayed = {"status": "delayed", "cause": "other", "cause_words": words}
    an_earlier_report(app, town, share=40, **delayed)
    milica = desk("milica")
    assert "Unchanged" in look(milica, town.url).text
    assert send(milica, f"{town.url}/unchanged").status_code == 303
    with app.app_context():
        newest = select(ProgressReport).order_by(ProgressReport.id.desc())
        report = db.session.scalars(newest).first()
        assert report is not None
        assert (report.state, report.unchanged) == ("submitted", True)
        assert (report.status, report.share, report.cause) == ("delayed", 40, "other")
        assert report.cause_words == words
    again = send(milica, f"{town.url}/unchanged")
    assert again.status_code == 422
    assert "begun already" in again.text


def test_unchanged_needs_an_earlier_report(app: Flask, town: Town, desk: Desk) -> None:
    answer = send(desk("milica"), f"{town.url}/unchanged")
    assert answer.status_code == 422
    assert "There is no earlier report to take over." in answer.text
    assert counted(app, ProgressReport) == 0


def test_unchanged_is_refused_after_done(app: Flask, town: Town, desk: Desk) -> None:
    shown = {"effect": {"en": "Better."}, "evidence": {"en": "A list."}}
    an_earlier_report(app, town, status="done", **shown)
    answer = send(desk("milica"), f"{town.url}/unchanged")
    assert "It was reported as done before" in answer.text
    with app.app_context():
        day = town.clock.today
        assert queries.reports_due_for(town.people["milica"], day) == []
        assert {row.uid for row in queries.missing(day)} == {town.uids["offices"]}


def test_unchanged_is_refused_when_it_is_late_now(
    app: Flask, town: Town, desk: Desk
) -> None:
    an_earlier_report(app, town)
    with app.app_context():
        begin_write()
        town.activity().deadline = town.period.starts_on
        db.session.commit()
    answer = send(desk("milica"), f"{town.url}/unchanged")
    assert "It is late now: write a report and say why." in answer.text
