from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.blueprints.plans import loaders, queries
from portal.db import begin_write, db
from portal.models import Activity, Plan, ReportingPeriod, Revision
from tests import plans_world as plans
from tests.form_values import form_values
from tests.statements import Statements
from tests.visit import look, send

from .conftest import Town, body_of

Desk = Callable[[str], FlaskClient]
Count = Callable[[], AbstractContextManager[Statements]]
DONE = {"status": "done", "effect": {"en": "Better."}, "evidence": {"en": "A list."}}


def filled(client: FlaskClient, url: str, **more: str) -> dict[str, Any]:
    return form_values(look(client, url).text) | more


def counted(app: Flask, model: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_coordinator_enters_a_plan_with_little_typing(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("ana")
    url = f"/desk/plans/new/{town.uids['team']}"
    entered = send(ana, url, filled(ana, url, name="План града"))
    assert entered.status_code == 303, entered.text
    plan = entered.headers["Location"]
    assert "No objectives yet" in look(ana, plan).text
    assert send(ana, f"{plan}/take-over").status_code == 303
    assert "Objective 1" in look(ana, plan).text
    assert send(ana, f"{plan}/take-over").status_code == 422


def test_coordinator_adds_a_measure_and_an_activity(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("ana")
    with app.app_context():
        objective = loaders.plan(town.uids["plan"]).objectives[0].uid
    url = f"/desk/plans/objectives/{objective}/measures/new"
    assert send(ana, url, {"wording": "Mera"}).status_code == 303
    with app.app_context():
        measure = loaders.plan(town.uids["plan"]).objectives[0].measures[1].uid
    url = f"/desk/plans/measures/{measure}/activities/new"
    typed = {"title": "Обука", "responsible": str(town.uids["school"])}
    typed |= {"serves": str(town.uids["served"])}
    added = send(ana, url, filled(ana, url) | typed)
    assert added.status_code == 303, added.text
    page = look(ana, f"/desk/plans/{town.uids['plan']}").text
    for said in ("1.2 ", "open-ended", "no report"):
        assert said in page
    national = look(ana, f"/desk/plans/{town.uids['national']}").text
    assert "2 local activities serve it" in national


def test_years_that_end_before_they_start_are_named(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, before = desk("ana"), counted(app, Plan)
    url = f"/desk/plans/new/{town.uids['team']}"
    typed = {"name": "План", "first_year": "2027", "last_year": "2026"}
    answer = send(ana, url, filled(ana, url) | typed)
    assert answer.status_code == 422
    assert "The end must not lie before the start." in answer.text
    assert counted(app, Plan) == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"deadline": "2020-01-01"}, "The end must not lie before the start."),
        ({"deadline": "31. 2. 2027."}, "You entered 31. 2. 2027."),
        ({"responsible": []}, "Choose who carries it out."),
        ({"title": ""}, "Fill this in."),
    ],
)
def test_wrong_activity_is_named_and_nothing_typed_is_lost(
    app: Flask, town: Town, desk: Desk, typed: dict[str, Any], said: str
) -> None:
    ana, before = desk("ana"), counted(app, Activity)
    url = f"/desk/plans/measures/{town.uids['measure']}/activities/new"
    right = {"title": "Обука", "responsible": str(town.uids["school"])}
    sent = filled(ana, url) | right | {"indicator": "Пет обука"} | typed
    answer = send(ana, url, sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Пет обука" in answer.text
    assert counted(app, Activity) == before


def test_second_editor_of_an_activity_sees_both_texts(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("ana")
    url = f"{town.url}/edit"
    mine = filled(ana, url, title="Anin naziv")
    assert send(ana, url, filled(ana, url, title_en="Theirs")).status_code == 303
    answer = send(ana, url, mine)
    assert answer.status_code == 422
    assert "Somebody else saved this activity" in answer.text
    assert "Theirs" in answer.text
    again = form_values(answer.text)
    assert again["title"] == "Anin naziv"
    assert send(ana, url, again).status_code == 303
    assert counted(app, Revision) == 2


def test_only_the_plans_editors_change_it(town: Town, desk: Desk) -> None:
    for who in ("dragan", "milica", "vesna", "jelena"):
        client = desk(who)
        assert look(client, f"{town.url}/edit").status_code == 403
        url = f"/desk/plans/{town.uids['plan']}/objectives/new"
        assert look(client, url).status_code == 403
    assert look(desk("jelena"), "/desk/plans/periods/").status_code == 200
    assert look(desk("ana"), "/desk/plans/periods/").status_code == 404


def test_office_adds_the_next_quarter_as_it_is_preset(
    app: Flask, town: Town, desk: Desk
) -> None:
    jelena = desk("jelena")
    url = "/desk/plans/periods/"
    assert send(jelena, url, filled(jelena, url)).status_code == 303
    page = look(jelena, url).text
    assert "fourth quarter 2026" in page
    assert counted(app, ReportingPeriod) == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ends_on": "2026-01-01"}, "The end must not lie before the start."),
        ({"due_on": "2026-01-01"}, "Reports cannot be due before the period opens."),
        ({"starts_on": "2026-09-01"}, "These days touch another period."),
    ],
)
def test_period_with_wrong_days_is_refused(
    app: Flask, town: Town, desk: Desk, typed: dict[str, str], said: str
) -> None:
    jelena, url = desk("jelena"), "/desk/plans/periods/"
    answer = send(jelena, url, filled(jelena, url) | typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert counted(app, ReportingPeriod) == 1


def test_completion_is_as_it_was_on_the_day(app: Flask, town: Town) -> None:
    with app.app_context():
        begin_write()
        day = town.clock.today
        activity = town.activity()
        plan_id = activity.plan_id
        milica, dragan = town.people["milica"], town.people["dragan"]
        period = db.session.merge(town.period)
        none = queries.completion([plan_id], day)[plan_id]
        assert (none.activities, none.reported, none.share) == (1, 0, None)
        plans.a_report(activity, period, milica, approved_by=dragan, **DONE)
        db.session.commit()
        assert queries.completion([plan_id], day)[plan_id].share == 1.0
        before = queries.completion([plan_id], day - timedelta(days=1))[plan_id]
        assert before.share is None


def test_missing_are_reports_due_and_not_sent(app: Flask, town: Town) -> None:
    with app.app_context():
        day = town.clock.today
        due = town.period.due_on
        uids = [row.uid for row in queries.missing(day)]
        assert sorted(uids) == sorted([town.uids["activity"], town.uids["offices"]])
        assert queries.missing(due) == []
        assert queries.missing(day, [0]) == []
        mine = queries.reports_due_for(town.people["milica"], day)
        assert [row.uid for row in mine] == [town.uids["activity"]]
        assert queries.reports_due_for(town.people["vesna"], day) == []


PAGES = ("", "{plan}", "{national}", "activities/{activity}", "reports/")
FORMS = ("activities/{activity}/edit", "measures/{measure}/activities/new")


@pytest.mark.parametrize("page", [*PAGES, *FORMS, "new/{team}"])
def test_desk_page_asks_at_most_eight_questions(
    app: Flask, town: Town, desk: Desk, sql: Count, page: str
) -> None:
    with app.app_context():
        begin_write()
        plan = loaders.plan(town.uids["plan"])
        people = town.people
        school = body_of(people["milica"])
        periods = [plans.a_period(quarter) for quarter in (1, 2)]
        for number in range(2, 12):
            one = plans.an_activity(plan, school, number=number)
            for period in periods:
                judge = {"approved_by": people["dragan"]}
                plans.a_report(one, period, people["milica"], **judge)
        db.session.commit()
    ana = desk("ana")
    with sql() as sent:
        assert look(ana, f"/desk/plans/{page.format(**town.uids)}").status_code == 200
    assert len(sent) <= 8, sent
