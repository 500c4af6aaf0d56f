"""One look at the desk's first page: where I am, what waits for me, what is next."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import time, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import begin_write, db
from portal.domain.people import Actor
from portal.models import Attendance, Meeting, MeetingAnswer
from tests import meetings_world as meetings
from tests import plans_world as plans
from tests import world
from tests.clock import Clock
from tests.home_world import an_action, everything_that_waits, held
from tests.statements import Statements
from tests.visit import look, send, signed_in

TODAY = world.TODAY
SOON = TODAY + timedelta(days=5)
Count = Callable[[], AbstractContextManager[Statements]]


@pytest.fixture
def town(app: Flask) -> SimpleNamespace:
    """Vranje with a member, a coordinator and an approver; Subotica; the office."""
    with app.app_context():
        begin_write()
        team = world.a_team("vranje", rhythm_months=1)
        people = {
            "milica": world.somebody(team, "member"),
            "ana": world.somebody(team, "coordinator"),
            "dragan": world.somebody(team, "approver"),
            "petar": world.somebody(world.a_team("subotica"), "coordinator"),
            "jelena": world.somebody(world.a_team("office", kind="office"), "office"),
        }
        db.session.commit()
        return SimpleNamespace(team=team, app=app, **people)


@pytest.fixture
def inside(app: Flask, town: SimpleNamespace) -> Iterator[None]:
    """What a test puts down is there when somebody looks."""
    with app.app_context():
        begin_write()
        town.team = db.session.merge(town.team)
        yield


def seen_by(app: Flask, actor: Actor) -> tuple[FlaskClient, str]:
    """What this person sees now, in a browser that can go on."""
    db.session.commit()
    # The test stands in the app's context, which remembers who looked before.
    g.pop("_login_user", None)
    browser = signed_in(app, actor)
    page = look(browser, "/desk/")
    assert page.status_code == 200, page.text
    return browser, page.text


def test_member_answers_the_next_meeting_from_home(
    app: Flask, town: SimpleNamespace, inside: None
) -> None:
    meetings.a_meeting(town.team, day=SOON)
    milica, page = seen_by(app, town.milica)
    assert "Next meeting · in 5 days" in page
    assert "Do you come?" in page
    meeting = db.session.scalars(select(Meeting)).one()
    said = {"answer": "coming", "next": "/desk/"}
    answered = send(milica, f"/desk/meetings/{meeting.uid}/answer", said)
    assert (answered.status_code, answered.location) == (303, "/desk/")
    db.session.rollback()
    assert db.session.scalars(select(MeetingAnswer.answer)).one() == "coming"
    page = look(milica, "/desk/").text
    assert "Saved: coming." in page
    assert 'aria-pressed="true"' in page


def test_member_says_from_home_that_they_were_there(
    app: Flask, town: SimpleNamespace, inside: None
) -> None:
    url = f"/desk/meetings/{held(town.team, days_ago=2).uid}/here"
    milica, page = seen_by(app, town.milica)
    assert "Were you there? · 2 days ago" in page
    send(milica, url, {"mode": "in_person", "next": "/desk/"})
    assert "Were you there?" not in look(milica, "/desk/").text
    db.session.rollback()
    assert db.session.scalars(select(Attendance.status)).one() == "present"


def test_nobody_is_asked_before_the_doors_open_or_about_a_marked_meeting(
    app: Flask, town: SimpleNamespace, inside: None, clock: Clock
) -> None:
    meetings.a_meeting(town.team, starts_at=time(12))
    meetings.an_attendance(held(town.team, days_ago=3), town.milica, "absent")
    milica, page = seen_by(app, town.milica)
    assert "Were you there?" not in page
    assert "Next meeting · today" in page
    clock.move(minutes=40)
    assert "Were you there? · today" in look(milica, "/desk/").text


def test_own_actions_stand_late_first_and_are_done_with_one_press(
    app: Flask, town: SimpleNamespace, inside: None
) -> None:
    meeting = held(town.team, days_ago=40)
    an_action(meeting, town.milica, "Whenever")
    an_action(meeting, town.milica, "In time", due_on=SOON)
    late = an_action(meeting, town.milica, "Too late", due_on=TODAY - timedelta(3)).uid
    an_action(meeting, town.ana, "Somebody else's", due_on=SOON)
    milica, page = seen_by(app, town.milica)
    places = [page.index(text) for text in ("Too late", "In time", "Whenever")]
    assert places == sorted(places)
    assert "3 days late" in page
    assert "1 is late" in page
    assert "Somebody else" not in page
    url = f"/desk/decisions/actions/{late}/done"
    done = send(milica, url, {"back": "home"})
    assert done.location == "/desk/"
    assert "Too late" not in look(milica, "/desk/").text


def test_approver_sees_all_that_waits_and_who_began_it_does_not(
    app: Flask, town: SimpleNamespace, inside: None
) -> None:
    everything_that_waits(town.team, town.ana)
    page = seen_by(app, town.dragan)[1]
    assert "5 things wait for your decision." in page
    for words in (
        "Minutes of 12 November 2026",
        "Service to confirm",
        "Decision to confirm",
        "Report to approve",
    ):
        assert words in page
    for who in ("ana", "milica", "petar"):
        page = seen_by(app, getattr(town, who))[1]
        assert "Nothing waits for your decision." in page, who


def test_office_decides_where_a_team_has_not_two_approvers(
    app: Flask, town: SimpleNamespace, inside: None
) -> None:
    alone = world.a_team("kraljevo")
    mira = world.somebody(alone, "coordinator")
    world.a_version(alone, "in_review", submitted_by_id=mira.person_id)
    everything_that_waits(town.team, town.ana)
    page = seen_by(app, town.jelena)[1]
    assert "1 thing waits for your decision." in page
    assert "Compare the teams" in page
    assert "Compare the teams" not in seen_by(app, town.ana)[1]


def test_what_falls_due_is_for_those_who_can_do_it(
    app: Flask, town: SimpleNamespace, inside: None
) -> None:
    overdue = TODAY - timedelta(days=200)
    world.a_service(town.team, verified_on=overdue, verified_by=town.ana)
    world.a_version(town.team, "published", review_by=TODAY + timedelta(days=9))
    world.a_version(town.team, "draft")
    page = seen_by(app, town.ana)[1]
    assert "Look and verify the service, <" in page
    assert "20 days late" in page
    assert "Look through the published pathway again" in page
    assert "Drafts to go on with" in page
    assert "Drafts to go on with" not in seen_by(app, town.dragan)[1]
    assert "Look and verify" not in seen_by(app, town.milica)[1]


def test_body_is_reminded_of_its_report(
    app: Flask, town: SimpleNamespace, inside: None
) -> None:
    school = world.an_organisation()
    pupil = world.somebody(town.team, "member")
    seat = pupil.seats[0]
    activity = plans.an_activity(plans.a_plan(town.team), school)
    activity.bodies[0].organisation_id = seat.organisation_id
    plans.a_period(due_on=TODAY + timedelta(days=8))
    address = f"/desk/plans/activities/{activity.uid}"
    page = seen_by(app, pupil)[1]
    assert "Report on an activity" in page
    assert address in page
    assert "Report on an activity" not in seen_by(app, town.milica)[1]


def test_aside_tells_how_the_team_stands(
    app: Flask, town: SimpleNamespace, inside: None
) -> None:
    held(town.team)
    world.a_service(town.team, publication="public")
    world.a_service(town.team, publication="public", verified_on=None)
    plans.an_activity(plans.a_plan(town.team))
    page = seen_by(app, town.milica)[1]
    assert "1 of 2 services verified" in page
    assert "1 held in 12 months, 12 wanted" in page
    assert "nothing reported yet" in page
    assert "Media" in page


def test_another_team_sees_nothing_of_it(
    app: Flask, town: SimpleNamespace, inside: None
) -> None:
    title = world.both("Канаринац", "Canary")
    meeting = meetings.a_meeting(town.team, day=SOON, title=title)
    meetings.a_meeting(town.team, day=TODAY - timedelta(2), title=title, state="held")
    an_action(meeting, town.milica, "Canary", due_on=SOON)
    world.a_version(town.team, "draft", title=title)
    world.a_service(town.team, name=title, verified_on=TODAY - timedelta(days=170))
    assert "Canary" in seen_by(app, town.milica)[1]
    page = seen_by(app, town.petar)[1]
    assert "Canary" not in page
    assert "Nothing waits for you and nothing falls due" in page
    assert "Plan a meeting" in page


@pytest.mark.parametrize("who", ["milica", "ana", "dragan", "jelena"])
def test_home_asks_at_most_eight_questions(
    app: Flask, town: SimpleNamespace, inside: None, sql: Count, who: str
) -> None:
    everything_that_waits(town.team, town.ana)
    for number in range(1, 6):
        meeting = meetings.a_meeting(town.team, day=SOON + timedelta(days=number))
        meetings.an_item(meeting)
        meetings.an_answer(meeting, town.milica)
        an_action(meeting, getattr(town, who), f"Do {number}", due_on=SOON)
        world.a_version(town.team, "draft")
    browser = seen_by(app, getattr(town, who))[0]
    with sql() as sent:
        look(browser, "/desk/")
    assert len(sent) <= 8, sent
