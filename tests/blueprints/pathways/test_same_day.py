"""When a service stops answering, every pathway that names it says so the same day."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.blueprints.pathways.reminders import remind
from portal.config import Settings
from portal.db import begin_write, db
from portal.domain.services import VERIFIED_FOR
from portal.mail import _said
from portal.models import Job, Pathway, Published, Service
from portal.publish import Publisher
from portal.time import day_of
from portal.work import Night, build_all, do_waiting
from tests.blueprints.pathways.town import Town, publish, start
from tests.clock import Clock
from tests.form_values import form_values
from tests.publish.country import the_number
from tests.publish.walls import put
from tests.visit import look, send

Desk = Callable[[str], FlaskClient]
CLOSED = "Its service does not run now."
NOT_SHOWN = "whom to call cannot be shown now. Call the national number."
OVERDUE = "Its contact was not verified in time."
WOULD_NOT = "Pathways that would not work today"


@pytest.fixture
def on_the_wall(app: Flask, town: Town, desk: Desk) -> list[str]:
    """The services as they became public, through two people; their addresses."""
    with app.app_context():
        rows = db.session.scalars(select(Service).order_by(Service.id)).all()
        uids = [str(row.uid) for row in rows]
    for uid in uids:
        page = f"/desk/services/{uid}"
        send(desk("coordinator"), f"{page}/hide")
        send(desk("coordinator"), f"{page}/propose")
        assert send(desk("approver"), f"{page}/confirm").status_code == 303
    return [f"/desk/services/{uid}" for uid in uids]


@pytest.fixture
def version(town: Town, desk: Desk, on_the_wall: list[str]) -> str:
    """A published pathway that names the services of the town; all of them work."""
    ana, dragan = desk("coordinator"), desk("approver")
    return publish(ana, dragan, start(ana, town))


def mails(app: Flask) -> list[tuple[str, int]]:
    with app.app_context():
        found = db.session.scalars(select(Job).where(Job.kind == "mail")).all()
        return [
            (job.about["notice"], job.about["person"])
            for job in found
            if job.about["notice"] == "pathways"
        ]


def set_status(desk: Desk, service: str, status: str) -> None:
    answer = send(desk("approver"), f"{service}/status", {"status": status})
    if answer.status_code == 403:
        answer = send(desk("coordinator"), f"{service}/status", {"status": status})
    assert answer.status_code == 303, answer.text


@pytest.mark.parametrize("status", ["closed", "suspended"])
def test_a_service_that_closes_is_told_on_every_page_at_once(
    app: Flask, desk: Desk, version: str, on_the_wall: list[str], status: str
) -> None:
    ana = desk("coordinator")
    for page in (version, "/desk/pathways/"):
        assert "Would not work today" not in look(ana, page).text
    assert WOULD_NOT not in look(ana, "/desk/").text
    set_status(desk, on_the_wall[0], status)
    told = look(ana, version).text
    assert f"<b>Service</b>: {CLOSED}" in told
    assert "Choose another one until it runs again" in told
    assert "Would not work today: 1 thing" in look(ana, "/desk/pathways/").text
    home = look(ana, "/desk/").text
    assert WOULD_NOT in home
    assert f"Step 3, Service: {CLOSED}" in home
    assert WOULD_NOT not in look(desk("member"), "/desk/").text
    assert WOULD_NOT not in look(desk("stranger"), "/desk/").text
    set_status(desk, on_the_wall[0], "running")
    assert WOULD_NOT not in look(ana, "/desk/").text
    assert "Would not work today" not in look(ana, "/desk/pathways/").text


def test_the_coordinator_is_told_the_same_day_and_once_a_day(
    app: Flask,
    town: Town,
    desk: Desk,
    version: str,
    on_the_wall: list[str],
    clock: Clock,
) -> None:
    once = [("pathways", town.coordinator.person_id)]
    assert mails(app) == []
    set_status(desk, on_the_wall[0], "closed")
    assert mails(app) == once
    set_status(desk, on_the_wall[1], "suspended")
    clock.move(hours=5)
    set_status(desk, on_the_wall[1], "closed")
    assert mails(app) == once
    clock.move(days=1)
    set_status(desk, on_the_wall[2], "closed")
    assert mails(app) == once * 2


def test_of_what_lasts_one_mail_a_week_reminds(
    app: Flask, desk: Desk, version: str, on_the_wall: list[str], clock: Clock
) -> None:
    set_status(desk, on_the_wall[0], "closed")
    for days, number in ((3, 1), (4, 2), (3, 2), (4, 3)):
        clock.move(days=days)
        with app.app_context():
            begin_write()
            remind(clock())
            db.session.commit()
        assert len(mails(app)) == number


def test_the_mail_names_no_pathway_and_no_service() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("portal.mail._", str)
        subject, sentence, address = _said({"person": 1, "notice": "pathways"})
    assert address == "/desk/"
    assert subject == "A referral pathway would not work today"
    assert sentence == "A service that it names has changed. Please look at it:"


def test_a_changed_phone_counts_as_not_verified_the_same_day(
    app: Flask, desk: Desk, version: str, on_the_wall: list[str]
) -> None:
    ana = desk("coordinator")
    form = form_values(look(ana, f"{on_the_wall[0]}/edit").text)
    (phone,) = (name for name, value in form.items() if "111 222" in str(value))
    answer = send(ana, f"{on_the_wall[0]}/edit", form | {phone: "+381 000 333 444"})
    assert answer.status_code == 303
    assert f"<b>{form['name_en']}</b>: {OVERDUE}" in look(ana, version).text
    assert len(mails(app)) == 1


@pytest.fixture
def publisher(
    app: Flask, settings: Settings, version: str, clock: Clock
) -> Callable[..., str]:
    """Builds what is public on the day; the English page of the pathway as it is."""
    put(app, the_number(verified_on=clock.today))
    made = Publisher(settings)
    with app.app_context():
        uid = db.session.scalars(select(Pathway.uid)).one()
        build_all(made, clock())

    def page(*, act: Callable[[Publisher, Any], object]) -> str:
        with app.app_context():
            act(made, clock())
        path = made.current / "public" / "en" / "pathways" / str(uid) / "index.html"
        return path.read_text()

    return page


def test_what_the_clock_alone_brings_is_told_at_the_start_of_the_day(
    app: Flask,
    town: Town,
    desk: Desk,
    version: str,
    publisher: Callable[..., str],
    clock: Clock,
) -> None:
    clock.move(days=VERIFIED_FOR.days)
    publisher(act=a_new_day)
    assert mails(app) == []
    clock.move(days=1)
    page = publisher(act=a_new_day)
    assert mails(app) == [("pathways", town.coordinator.person_id)]
    assert f"Step 3: {NOT_SHOWN}" in page
    assert OVERDUE not in page
    assert OVERDUE in look(desk("coordinator"), version).text


def a_new_day(publisher: Publisher, now: datetime) -> None:
    """What the worker does first; the number of these tests is overdue by then."""
    Night(publisher).look(now)
    publisher.full(day_of(now), insist=True)


def test_the_public_page_is_built_again_by_the_act_that_closes(
    desk: Desk, on_the_wall: list[str], publisher: Callable[..., str], clock: Clock
) -> None:
    assert "not given at present" not in publisher(act=do_waiting)
    set_status(desk, on_the_wall[0], "closed")
    clock.move(seconds=1)
    page = publisher(act=do_waiting)
    assert "Step 3: this help is not given at present." in page
    assert "+381 000 111 222" in page, "the other services still answer"


def test_a_service_taken_off_the_public_pages_is_missed_by_the_public_steps(
    app: Flask,
    desk: Desk,
    version: str,
    on_the_wall: list[str],
    publisher: Callable[..., str],
    clock: Clock,
) -> None:
    ana = desk("coordinator")
    assert send(ana, f"{on_the_wall[0]}/hide").status_code == 303
    assert "<b>Service</b>: Its service is not public." in look(ana, version).text
    assert len(mails(app)) == 1
    with app.app_context():
        public = select(Published.kind).where(Published.valid_to.is_(None))
        assert "pathway" in list(db.session.scalars(public))
    clock.move(seconds=1)
    page = publisher(act=do_waiting)
    step = page.partition('id="step-3"')[2].partition('id="step-4"')[0]
    assert "Its number cannot be shown now. Call instead:" in step


def test_a_review_that_passed_is_shown_in_the_list_and_makes_no_mail(
    app: Flask, desk: Desk, version: str, clock: Clock
) -> None:
    clock.move(days=timedelta(days=181).days)
    assert "Would not work today" in look(desk("coordinator"), "/desk/pathways/").text


def test_the_list_and_home_stay_within_eight_statements(
    desk: Desk, version: str, on_the_wall: list[str], sql: Callable
) -> None:
    set_status(desk, on_the_wall[0], "closed")
    ana = desk("coordinator")
    for url in ("/desk/pathways/", "/desk/"):
        look(ana, url)
        with sql() as sent:
            look(ana, url)
        assert len(sent) <= 8, url
