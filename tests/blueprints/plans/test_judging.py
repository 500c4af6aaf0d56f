from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.blueprints.plans import queries
from portal.db import begin_write, db
from portal.models import AuditEvent, Membership
from tests.form_values import form_values
from tests.visit import look, send

from .acts import RUNNING, report_url, write
from .conftest import Town, body_of

Desk = Callable[[str], FlaskClient]


def test_implementer_and_sender_do_not_judge(
    app: Flask, town: Town, desk: Desk
) -> None:
    write(desk("ana"), town, **RUNNING)
    assert send(desk("ana"), f"{report_url(app)}/approve").status_code == 403
    page = look(desk("dragan"), report_url(app)).text
    assert "Entered on behalf of the body" in page
    with app.app_context():
        verbs = list(db.session.scalars(select(AuditEvent.verb)))
        assert verbs == ["submit_report_on_behalf"]
        begin_write()
        activity = town.activity()
        activity.bodies[0].organisation = body_of(town.people["dragan"])
        db.session.commit()
    assert send(desk("dragan"), f"{report_url(app)}/approve").status_code == 403
    assert send(desk("milica"), f"{report_url(app)}/approve").status_code == 403


def test_office_judges_only_where_a_team_has_not_two_approvers(
    app: Flask, town: Town, desk: Desk
) -> None:
    write(desk("milica"), town, **RUNNING)
    jelena = desk("jelena")
    assert send(jelena, f"{report_url(app)}/approve").status_code == 403
    with app.app_context():
        begin_write()
        day = town.clock.today
        membership = _membership_of(town, "dragan")
        membership.ends_on = day.replace(day=1)
        db.session.commit()
        waiting = queries.waiting_for(town.people["jelena"], day)
        assert len(waiting) == 1
    assert send(jelena, f"{report_url(app)}/approve").status_code == 303


def _membership_of(town: Town, who: str) -> Any:
    person = Membership.person_id == town.people[who].person_id
    return db.session.scalars(select(Membership).where(person)).one()


def test_national_seat_judges_the_offices_own_report(
    app: Flask, town: Town, desk: Desk
) -> None:
    url = f"/desk/plans/activities/{town.uids['offices']}"
    jelena = desk("jelena")
    values = form_values(look(jelena, url).text) | RUNNING | {"act": "send"}
    assert send(jelena, f"{url}/report", values).status_code == 303
    assert send(jelena, f"{report_url(app)}/approve").status_code == 403
    assert send(desk("ana"), f"{report_url(app)}/approve").status_code == 404
    assert send(desk("tanja"), f"{report_url(app)}/approve").status_code == 303
