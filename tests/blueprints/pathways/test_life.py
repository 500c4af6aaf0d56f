"""A version's life, through the desk as people use it."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import db
from portal.models import AuditEvent, Job, Pathway, PathwayVersion, Published
from tests.blueprints.pathways.town import (
    Town,
    approve,
    change,
    next_version,
    publish,
    start,
    step_form,
    steps_of,
)
from tests.form_values import form_values
from tests.visit import look, send


def test_from_the_template_to_the_public_in_five_acts(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient], visitor: Callable
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = start(ana, town)
    assert send(ana, f"{version}/submit").status_code == 303
    assert approve(ana, version).status_code == 403
    assert approve(dragan, version).status_code == 303
    assert send(dragan, f"{version}/publish").status_code == 303
    with app.app_context():
        row = db.session.scalars(select(PathwayVersion)).one()
        public = db.session.scalars(
            select(Published).where(Published.kind == "pathway")
        ).one()
        verbs = list(db.session.scalars(select(AuditEvent.verb)))
        uid = db.session.scalars(select(Pathway.uid)).one()
        builds = db.session.scalars(select(Job).where(Job.kind == "build")).all()
    assert (row.state, row.number) == ("published", 1)
    assert len(public.approvers) == 2
    assert verbs == ["create", "submit", "approve", "publish"]
    assert f"pathway:{uid}" in builds[0].about["keys"]
    with visitor() as reader:
        page = reader.get(f"/en/pathways/{uid}/").text
    assert "Are you in danger right now?" in page
    assert "prosecutor" not in page


def test_two_approvers_are_told_by_mail_but_not_who_sent_it(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana = desk("coordinator")
    send(ana, f"{start(ana, town)}/submit")
    with app.app_context():
        mails = db.session.scalars(select(Job).where(Job.kind == "mail")).all()
        told = {job.about["person"] for job in mails}
    assert told == {town.approver.person_id}


def test_an_unclear_draft_cannot_be_sent_and_the_page_says_which_step(
    town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana = desk("coordinator")
    version = start(ana, town, "blank")
    send(ana, f"{version}/steps/new", step_form(action="Први корак"))
    refused = send(ana, f"{version}/submit")
    assert refused.status_code == 422
    assert "Nothing follows, and it is not an end." in refused.text
    assert "Step 1" in refused.text


def test_a_published_version_stays_public_until_its_successor_is(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient], visitor: Callable
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    first = publish(ana, dragan, start(ana, town))
    with app.app_context():
        pathway = db.session.scalars(select(Pathway)).one()
        uid = pathway.uid
    second = send(ana, f"/desk/pathways/{uid}/next").headers["Location"]
    step = steps_of(app)[-1]
    form = form_values(look(ana, f"{second}/steps/{step.key}").text)
    assert send(ana, f"{second}/steps/{step.key}", form | {"action": "Ново"})
    with visitor() as reader:
        assert "Ново" not in reader.get(f"/sr/pathways/{uid}/").text
    publish(ana, dragan, second)
    with visitor() as reader:
        assert "Ново" in reader.get(f"/sr/pathways/{uid}/").text
    with app.app_context():
        states = list(db.session.scalars(select(PathwayVersion.state)))
        numbers = list(db.session.scalars(select(PathwayVersion.number)))
    assert (states, numbers) == (["superseded", "published"], [1, 2])
    assert send(ana, f"{first}/steps/{step.key}", form).status_code == 409


def test_withdrawing_takes_one_person_and_leaves_only_the_number(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient], visitor: Callable
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = publish(ana, dragan, start(ana, town))
    assert send(dragan, f"{version}/withdraw").status_code == 303
    with app.app_context():
        uid = db.session.scalars(select(Pathway.uid)).one()
        jobs = db.session.scalars(select(Job).order_by(Job.id.desc())).all()
    assert jobs[0].about["urgent"] is True
    with visitor() as reader:
        page = reader.get(f"/en/pathways/{uid}/").text
    assert "Are you in danger" not in page


def test_a_returned_version_says_why_and_can_be_edited_again(
    town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = start(ana, town)
    assert "Returned: this should change" not in look(ana, "/desk/").text
    send(ana, f"{version}/submit")
    assert send(dragan, f"{version}/return", {"reason": ""}).status_code == 422
    back = send(dragan, f"{version}/return", {"reason": "Ко јавља ноћу?"})
    assert back.status_code == 303
    page = look(ana, version).text
    assert "Ko javlja noću?" in page
    assert "Send to review" in page
    assert "Returned: this should change" in look(ana, "/desk/").text


def test_an_approved_version_goes_back_and_wants_a_second_person_anew(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = start(ana, town)
    assert send(ana, f"{version}/submit").status_code == 303
    assert approve(dragan, version).status_code == 303
    assert "Return to the editors" in look(ana, version).text
    assert send(ana, f"{version}/return", {"reason": ""}).status_code == 422
    back = send(ana, f"{version}/return", {"reason": "Дежурни телефон у 2. кораку"})
    assert back.status_code == 303
    assert "Dežurni telefon u 2. koraku" in look(ana, version).text
    change(ana, version, steps_of(app)[0].key, action="Без телефона")
    assert send(ana, f"{version}/submit").status_code == 303
    assert send(ana, f"{version}/publish").status_code == 403
    assert approve(ana, version).status_code == 403
    assert approve(dragan, version).status_code == 303
    assert send(ana, f"{version}/publish").status_code == 303


def test_an_overdue_number_makes_the_pathway_not_work_and_names_the_step(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient], clock: Callable
) -> None:
    version = start(desk("coordinator"), town)
    assert "Works today" in look(desk("coordinator"), version).text
    clock.move(days=181)
    page = look(desk("coordinator"), version).text
    assert "Its contact was not verified in time." in page
    assert "The day of its review has passed." in page


def test_a_review_in_the_past_is_refused_at_its_field(
    town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana = desk("coordinator")
    url = f"/desk/pathways/new/{town.team_uid}/blank"
    for day, said in (
        ("1. 1. 2020.", "The review must lie ahead"),
        ("31. 2. 2027.", "Write a day as"),
    ):
        form = {"title": "Пут", "profile": "adult", "review_by": day}
        answer = send(ana, url, form)
        assert answer.status_code == 422
        assert said in answer.text


def test_next_version_wants_a_review_ahead_before_it_is_sent(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient], clock: Callable
) -> None:
    publish(desk("coordinator"), desk("approver"), start(desk("coordinator"), town))
    clock.move(days=180)
    ana = desk("coordinator")
    draft = next_version(app, ana)
    refused = send(ana, f"{draft}/submit")
    assert refused.status_code == 422
    assert "Choose a later one under “Title and review”" in refused.text
    later = (clock.today + timedelta(days=1)).isoformat()
    shown = form_values(look(ana, f"{draft}/settings").text)
    send(ana, f"{draft}/settings", shown | {"review_by": later})
    assert send(ana, f"{draft}/submit").status_code == 303


def test_version_whose_review_came_after_the_approval_is_returned_not_published(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient], clock: Callable
) -> None:
    version = start(desk("coordinator"), town)
    send(desk("coordinator"), f"{version}/submit")
    assert approve(desk("approver"), version).status_code == 303
    clock.move(days=180)
    ana = desk("coordinator")
    refused = send(ana, f"{version}/publish")
    assert refused.status_code == 422
    assert "Return it: its editors choose a later one" in refused.text
    with app.app_context():
        assert db.session.scalars(select(Published)).all() == []
    assert send(ana, f"{version}/return", {"reason": "Рок"}).status_code == 303


def test_pages_stay_within_eight_statements_whatever_the_rows(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient], sql: Callable
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    uid = version.rpartition("/")[2]
    urls = [
        "/desk/",
        "/desk/pathways/",
        version,
        f"{version}/print",
        f"{version}/settings",
        f"{version}/steps/new",
        f"/desk/pathways/new/{town.team_uid}",
        f"/desk/pathways/new/{town.team_uid}/child",
    ]
    counts = {}
    for url in urls:
        look(ana, url)
        with sql() as sent:
            look(ana, url)
        counts[url.replace(uid, "V")] = len(sent)
    assert {url: n for url, n in counts.items() if n > 8} == {}


def test_the_review_waits_half_a_year_unless_chosen(
    town: Town, desk: Callable[[str], FlaskClient], clock: Callable
) -> None:
    url = f"/desk/pathways/new/{town.team_uid}/adult"
    preset = form_values(look(desk("coordinator"), url).text)["review_by"]
    assert preset == (clock.today + timedelta(days=180)).isoformat()


def test_a_withdrawn_pathway_is_found_by_its_team_to_begin_the_next_version(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    version = publish(ana, dragan, start(ana, town))
    send(ana, f"{version}/withdraw")
    assert version in look(ana, "/desk/pathways/").text
    assert version not in look(desk("stranger"), "/desk/pathways/").text
    with app.app_context():
        uid = db.session.scalars(select(Pathway.uid)).one()
    assert "Start the next version" in look(ana, f"/desk/pathways/{uid}").text
