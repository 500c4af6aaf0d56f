from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from portal.blueprints.meetings import queries
from portal.db import begin_write, db
from portal.domain.permissions import May, allowed
from portal.models import Meeting, Revision, Seat, Team
from tests import meetings_world, world
from tests.form_values import form_values
from tests.statements import Statements
from tests.visit import look, send

from .conftest import Round

Count = Callable[[], AbstractContextManager[Statements]]


def how_many(round_: Round) -> int:
    with round_.app.app_context():
        return db.session.scalar(select(func.count(Meeting.id))) or 0


def test_one_press_plans_the_next_meeting_as_the_last_was(round_: Round) -> None:
    ana, url = round_.desk("ana"), f"/desk/meetings/new/{round_.team}"
    proposed = form_values(look(ana, url).text)
    planned = send(ana, url, proposed)
    assert planned.status_code == 303
    round_.uid = UUID(planned.headers["Location"].rpartition("/")[2])
    meeting = round_.read()
    assert meeting.day == date(2026, 12, 27)
    assert (meeting.starts_at, meeting.ends_at) == (time(11, 15), time(13, 30))
    assert meeting.place == world.both("Сала", "Hall")
    assert meeting.state == "planned"


def test_first_meeting_needs_a_place_alone(round_: Round) -> None:
    vesna, url = round_.desk("vesna"), f"/desk/meetings/new/{round_.other}"
    proposed = form_values(look(vesna, url).text)
    assert "Say where you meet" in send(vesna, url, proposed).text
    assert send(vesna, url, proposed | {"place": "Општина"}).status_code == 303


WRONG = [
    ({"day": ""}, "Fill this in."),
    ({"day": "32. 1. 2027"}, "Write a day as 22. 11. 2026."),
    ({"day": "2026-11-21"}, "That day has passed."),
    ({"day": "2029-01-01"}, "more than two years ahead"),
    ({"starts_at": ""}, "Fill this in."),
    ({"starts_at": "ten"}, "Write a time as 10:00. You entered ten."),
    ({"starts_at": "25:00"}, "Write a time as 10:00."),
    ({"ends_at": "09:00"}, "The end must be later than the start."),
    (
        {"ends_at": "1200", "starts_at": "12.00"},
        "The end must be later than the start.",
    ),
    ({"kind": "party"}, "Choose one of these."),
    ({"kind": "joint"}, "Choose the teams that you meet with."),
    ({"link": "javascript:alert(1)"}, "begins with https://"),
    ({"place": "x" * 161}, "At most 160 characters fit here."),
]


@pytest.mark.parametrize(("typed", "said"), WRONG, ids=[str(w[0]) for w in WRONG])
def test_wrong_plan_is_named_and_nothing_typed_is_lost(
    round_: Round, typed: dict[str, str], said: str
) -> None:
    ana, url = round_.desk("ana"), f"/desk/meetings/new/{round_.team}"
    form = form_values(look(ana, url).text) | {"title": "Ноћна линија"} | typed
    refused = send(ana, url, form)
    assert refused.status_code == 422
    assert said in refused.text
    kept = form_values(refused.text)
    assert kept["title"] == "Ноћна линија"
    for name, value in typed.items():
        assert name == "kind" or kept[name] == value
    assert how_many(round_) == 1


@pytest.mark.parametrize("typed", ["10.00", "10:00", "1000", "10"])
def test_times_are_taken_as_people_write_them(round_: Round, typed: str) -> None:
    ana, url = round_.desk("ana"), f"{round_.url}/edit"
    form = form_values(look(ana, url).text) | {"starts_at": typed}
    assert send(ana, url, form).status_code == 303
    assert round_.read().starts_at == time(10)


def test_change_of_place_keeps_the_answers(tomorrow: Round) -> None:
    tomorrow.send("milica", "answer", answer="coming")
    ana, url = tomorrow.desk("ana"), f"{tomorrow.url}/edit"
    form = form_values(look(ana, url).text) | {"place": "Друга сала"}
    assert send(ana, url, form).status_code == 303
    meeting = tomorrow.read()
    assert (meeting.schedule, meeting.place["sr-Cyrl"]) == (1, "Друга сала")
    with tomorrow.app.app_context():
        kept = db.session.scalars(select(Revision)).one()
        assert kept.before == {"place": world.both("Сала", "Hall")}


def test_meeting_does_not_move_away_from_people_who_are_there(round_: Round) -> None:
    round_.send("milica", "here")
    ana, url = round_.desk("ana"), f"{round_.url}/edit"
    form = form_values(look(ana, url).text) | {"day": "2026-11-30"}
    refused = send(ana, url, form)
    assert "People have said that they are there." in refused.text


def test_second_planner_sees_both_and_decides(tomorrow: Round) -> None:
    ana, url = tomorrow.desk("ana"), f"{tomorrow.url}/edit"
    mine = form_values(look(ana, url).text) | {"place": "Моја сала"}
    tomorrow.change(lambda meeting: setattr(meeting, "place", {"en": "Theirs"}))
    refused = send(ana, url, mine)
    assert refused.status_code == 422
    assert "Моја сала" in refused.text
    assert "Somebody else saved this meeting" in refused.text
    assert send(ana, url, form_values(refused.text)).status_code == 303
    assert tomorrow.read().place["sr-Cyrl"] == "Моја сала"


def test_cancelled_meeting_stays_with_its_reason(tomorrow: Round) -> None:
    ana = tomorrow.desk("ana")
    assert tomorrow.send("ana", "cancel", reason="").status_code == 422
    assert tomorrow.send("ana", "cancel", reason="Поплава").status_code == 303
    assert "Poplava" in look(ana, tomorrow.url).text
    assert "Cancelled" in look(ana, "/desk/meetings/").text
    assert tomorrow.send("ana", "cancel", reason="Поплава").status_code == 403
    assert look(ana, f"{tomorrow.url}/edit").status_code == 403


def test_past_meeting_is_entered_in_one_form(round_: Round) -> None:
    ana, url = round_.desk("ana"), f"/desk/meetings/past/{round_.team}"
    form = round_.sheet(ana, url, petar="absent")
    refused = send(ana, url, form | {"day": "2026-11-23"})
    assert "That day has not come yet." in refused.text
    assert form_values(refused.text)["place"] == "Сала"
    entered = send(ana, url, form | {"day": "10. 11. 2026."})
    assert entered.status_code == 303
    round_.uid = UUID(entered.headers["Location"].rpartition("/")[2])
    meeting = round_.read()
    assert (meeting.state, meeting.day) == ("held", date(2026, 11, 10))
    assert round_.marks()["petar"] == "absent"
    assert len(round_.marks()) == 6


def test_past_meeting_is_marked_by_the_seats_of_its_day(round_: Round) -> None:
    def start_late(meeting: Meeting) -> None:
        seat = round_.people["goran"].seats[0].seat_id
        db.session.get_one(Seat, seat).starts_on = date(2026, 11, 15)

    round_.change(start_late)
    ana, url = round_.desk("ana"), f"/desk/meetings/past/{round_.team}"
    form = round_.sheet(ana, url, petar="absent") | {"day": "10. 11. 2026."}
    refused = send(ana, url, form)
    assert "The seats are not those of the sheet" in refused.text
    assert how_many(round_) == 1
    assert send(ana, url, form_values(refused.text)).status_code == 303
    assert how_many(round_) == 2


def test_list_names_what_is_to_come_first_and_an_empty_year(round_: Round) -> None:
    def more(meeting: Meeting) -> None:
        team, day = meeting.host_team, meeting.day
        meetings_world.a_meeting(team, day=day + timedelta(days=9), title={"en": "B"})
        meetings_world.a_meeting(team, day=day - timedelta(days=9), title={"en": "C"})
        meetings_world.a_meeting(team, day=day + timedelta(days=3), title={"en": "A"})

    page = look(round_.desk("vesna"), "/desk/meetings/").text
    assert "No meeting this year. Plan the first." in page
    round_.change(more)
    page = look(round_.desk("milica"), "/desk/meetings/").text
    at = [page.index(f": {x}") for x in "ABC"]
    assert at == sorted(at)
    office = look(round_.desk("jelena"), f"/desk/meetings/?team={round_.other}").text
    assert ": A" not in office
    assert ": A" in look(round_.desk("jelena"), "/desk/meetings/").text


@pytest.mark.parametrize(
    ("page", "answers"),
    [
        ("", {"milica": 200, "jelena": 200, "vesna": 404}),
        ("/edit", {"ana": 200, "milica": 403, "jelena": 403, "vesna": 404}),
        ("/cancel", {"ana": 200, "milica": 403, "jelena": 403, "vesna": 404}),
    ],
)
def test_who_reads_and_who_plans(
    round_: Round, page: str, answers: dict[str, int]
) -> None:
    for who, expected in answers.items():
        assert look(round_.desk(who), round_.url + page).status_code == expected


def test_only_the_teams_coordinator_plans(round_: Round) -> None:
    for path in ("new", "past"):
        url = f"/desk/meetings/{path}/{round_.team}"
        for who in ("milica", "vesna", "jelena"):
            assert look(round_.desk(who), url).status_code == 403


def test_list_agrees_with_the_permissions(joint: Round) -> None:
    with joint.app.app_context():
        begin_write()
        team = world.a_team()
        alone = meetings_world.a_meeting(team)
        meetings = [queries.meeting(alone.uid), queries.meeting(joint.uid)]
        for actor in joint.people.values():
            listed = queries.meeting_list(actor, None, joint.clock.today)
            shown = {row.uid for row in listed}
            may = {m.uid for m in meetings if m and allowed(actor, May.READ_MEETING, m)}
            assert shown == may


def test_pages_send_few_statements_whatever_the_rows(joint: Round, sql: Count) -> None:
    def more(meeting: Meeting) -> None:
        team = db.session.scalars(select(Team).where(Team.uid == joint.team)).one()
        for number in range(20):
            actor = world.somebody(team, "member")
            meetings_world.an_answer(meeting, actor)
            meetings_world.an_attendance(meeting, actor)
            meetings_world.an_item(meeting, number)
            day = meeting.day - timedelta(days=number)
            meetings_world.a_meeting(team, day=day)

    joint.change(more)
    ana = joint.desk("ana")
    pages = {
        joint.url: 8,  # with minutes, decisions and actions
        f"{joint.url}/attendance": 6,
        f"{joint.url}/sheet": 6,
        "/desk/meetings/": 5,
        f"/desk/meetings/new/{joint.team}": 5,
        f"/desk/meetings/past/{joint.team}": 6,
    }
    for url, most in pages.items():
        with sql() as sent:
            look(ana, url)
        assert len(sent) <= most, (url, str(sent))
