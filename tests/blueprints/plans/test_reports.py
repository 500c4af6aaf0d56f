from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from portal.blueprints.plans import loaders
from portal.db import begin_write, db
from portal.domain.permissions import May, allowed
from portal.models import AuditEvent, ProgressReport, ReportMove
from portal.visible import (
    visible_reports,
)
from tests.form_values import form_values
from tests.visit import look, send

from .acts import RUNNING, an_earlier_report, counted, report_url, the_report, write
from .conftest import Town

Desk = Callable[[str], FlaskClient]


def test_body_reports_and_somebody_else_approves(
    app: Flask, town: Town, desk: Desk
) -> None:
    assert write(desk("milica"), town, **RUNNING).status_code == 303
    dragan = desk("dragan")
    assert "Approve" in look(dragan, report_url(app)).text
    assert send(dragan, f"{report_url(app)}/approve").status_code == 303
    report = the_report(app)
    assert report is not None
    assert (report.state, report.share) == ("approved", 50)
    with app.app_context():
        moves = list(db.session.scalars(select(ReportMove).order_by(ReportMove.id)))
    assert [move.move for move in moves] == ["submit", "approve"]
    page = look(dragan, f"/desk/plans/{town.uids['plan']}").text
    assert "In progress" in page


@pytest.mark.parametrize("said", ["140", "-1", "abc", "1e2", "99999999999999999999"])
def test_share_that_is_none_is_named_and_kept(
    app: Flask, town: Town, desk: Desk, said: str
) -> None:
    answer = write(
        desk("milica"), town, status="in_progress", share=said, effect="Боље"
    )
    assert answer.status_code == 422
    assert f"Enter a number from 0 to 100. You entered {said}." in answer.text
    values = form_values(answer.text)
    assert (values["share"], values["effect"]) == (said, "Боље")
    assert counted(app, ProgressReport) == 0
    assert counted(app, AuditEvent) == 0


def test_delayed_report_says_why(app: Flask, town: Town, desk: Desk) -> None:
    milica = desk("milica")
    answer = write(milica, town, status="delayed", share="30")
    assert answer.status_code == 422
    assert "Choose what holds it up." in answer.text
    assert "Say in one sentence what holds it up." in answer.text
    why = {"cause": "no_premises", "cause_words": "Нема сале."}
    assert write(milica, town, status="delayed", share="30", **why).status_code == 303


def test_cause_is_asked_when_the_deadline_has_passed(
    app: Flask, town: Town, desk: Desk
) -> None:
    with app.app_context():
        begin_write()
        town.activity().deadline = town.period.starts_on
        db.session.commit()
    answer = write(desk("milica"), town, **RUNNING)
    assert answer.status_code == 422
    assert "Choose what holds it up." in answer.text


def test_done_says_what_has_changed_and_what_shows_it(
    app: Flask, town: Town, desk: Desk
) -> None:
    milica = desk("milica")
    answer = write(milica, town, status="done")
    assert "Say what has changed for people or for services." in answer.text
    assert "Say what shows that it is done." in answer.text
    shown = {"effect": "Школе зову.", "evidence": "Програм."}
    assert write(milica, town, status="done", **shown).status_code == 303
    report = the_report(app)
    assert report is not None
    assert report.share == 100


def test_draft_may_be_unfinished_and_only_those_who_work_on_it_read_it(
    app: Flask, town: Town, desk: Desk
) -> None:
    milica = desk("milica")
    answer = write(milica, town, status="delayed", act="save")
    assert answer.status_code == 303
    assert look(milica, report_url(app)).status_code == 200
    assert look(desk("vesna"), report_url(app)).status_code == 404
    assert send(desk("ana"), f"{report_url(app)}/approve").status_code == 403


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-60, "Reports for this period are not taken yet."),
        (60, "This period is closed: no report is taken any more."),
    ],
)
def test_report_outside_its_period_is_refused_and_nothing_is_written(
    app: Flask, town: Town, desk: Desk, days: int, said: str
) -> None:
    values = form_values(look(desk("milica"), town.url).text) | RUNNING
    town.clock.move(days=days)
    milica = desk("milica")
    answer = send(milica, f"{town.url}/report", values | {"act": "send"})
    assert answer.status_code == 422
    assert said in answer.text
    period = {"period": values["period"]}
    assert send(milica, f"{town.url}/unchanged", period).status_code == 422
    assert counted(app, ProgressReport) == 0


def test_returned_report_shows_why_and_is_sent_again(
    app: Flask, town: Town, desk: Desk
) -> None:
    milica, ana = desk("milica"), desk("ana")
    write(milica, town, **RUNNING)
    assert send(ana, f"{report_url(app)}/return", {"reason": ""}).status_code == 422
    said = {"reason": "Напишите шта је урађено."}
    assert send(ana, f"{report_url(app)}/return", said).status_code == 303
    assert "Napišite" in look(milica, town.url).text
    assert write(milica, town, share="60").status_code == 303
    assert send(ana, f"{report_url(app)}/approve").status_code == 303
    assert counted(app, ReportMove) == 4


def test_second_saver_sees_both_texts_and_decides(
    app: Flask, town: Town, desk: Desk
) -> None:
    milica, ana = desk("milica"), desk("ana")
    mine = form_values(look(milica, town.url).text)
    assert write(ana, town, status="in_progress", share="20", act="save")
    mine |= {"status": "in_progress", "share": "70", "act": "save"}
    answer = send(milica, f"{town.url}/report", mine)
    assert answer.status_code == 422
    assert "Somebody else saved this report while you were writing." in answer.text
    again = form_values(answer.text)
    assert again["share"] == "70"
    assert (
        send(milica, f"{town.url}/report", again | {"act": "save"}).status_code == 303
    )
    report = the_report(app)
    assert report is not None
    assert report.share == 70


def test_approved_report_is_frozen_by_the_database(
    app: Flask, town: Town, desk: Desk
) -> None:
    an_earlier_report(app, town)
    with app.app_context():
        begin_write()
        report = db.session.scalars(select(ProgressReport)).one()
        report.share = 99
        with pytest.raises(DBAPIError, match="stays as it is"):
            db.session.flush()
        db.session.rollback()


def test_filter_and_judgement_agree_for_everybody(
    app: Flask, town: Town, desk: Desk
) -> None:
    an_earlier_report(app, town)
    write(desk("milica"), town, act="save", **RUNNING)
    with app.app_context():
        uids = list(db.session.scalars(select(ProgressReport.uid)))
        assert len(uids) == 2
        for name, actor in town.people.items():
            filtered = select(ProgressReport.uid).where(visible_reports(actor))
            seen = set(db.session.scalars(filtered))
            judged = [allowed(actor, May.READ_REPORT, loaders.report(u)) for u in uids]
            assert judged == [uid in seen for uid in uids], name


def test_stranger_and_member_of_another_team_write_nothing(
    app: Flask, town: Town, desk: Desk
) -> None:
    values = form_values(look(desk("milica"), town.url).text) | RUNNING
    assert send(desk("vesna"), f"{town.url}/report", values).status_code == 403
    assert send(desk("dragan"), f"{town.url}/unchanged").status_code == 403
    assert counted(app, ProgressReport) == 0


def test_wrong_period_is_named(town: Town, desk: Desk) -> None:
    answer = write(desk("milica"), town, period="nonsense", **RUNNING)
    assert answer.status_code == 422
    assert "That reporting period does not exist." in answer.text
