from datetime import time, timedelta

import pytest
from sqlalchemy import select

from portal.blueprints.meetings import queries
from portal.db import db
from portal.models import Meeting, Membership, Revision
from tests import meetings_world, world
from tests.visit import look, send

from .conftest import Round


def test_member_answers_and_the_last_answer_counts(tomorrow: Round) -> None:
    assert tomorrow.send("milica", "answer", answer="coming").status_code == 303
    tomorrow.send("milica", "answer", answer="substitute", substitute="Maja J.")
    row = tomorrow.answer_of("milica")
    assert row is not None
    assert (row.answer, row.substitute) == ("substitute", "Maja J.")
    tomorrow.send("milica", "answer", answer="excused", substitute="Maja J.")
    row = tomorrow.answer_of("milica")
    assert row is not None
    assert (row.answer, row.substitute) == ("excused", None)


def test_answer_from_the_desks_home_leads_back_there(tomorrow: Round) -> None:
    home = tomorrow.send("milica", "answer", answer="coming", next="/desk/")
    assert home.headers["Location"] == "/desk/"
    away = tomorrow.send("milica", "answer", answer="coming", next="https://x.example/")
    assert away.headers["Location"] == tomorrow.url


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Choose one of these."),
        ({"answer": "perhaps"}, "Choose one of these."),
        ({"answer": "substitute"}, "Write the name of the substitute."),
    ],
)
def test_wrong_answer_is_named_and_nothing_is_written(
    tomorrow: Round, form: dict[str, str], said: str
) -> None:
    refused = tomorrow.send("milica", "answer", **form)
    assert refused.status_code == 422
    assert said in refused.text
    assert tomorrow.answer_of("milica") is None


def test_one_substitute_cannot_be_sent_by_two_seats(tomorrow: Round) -> None:
    tomorrow.send("milica", "answer", answer="substitute", substitute="Maja J.")
    refused = tomorrow.send(
        "petar", "answer", answer="substitute", substitute="МАЈА Ј."
    )
    assert refused.status_code == 422
    assert "The same substitute is named for another seat." in refused.text
    assert "МАЈА Ј." in refused.text
    assert tomorrow.answer_of("petar") is None
    again = tomorrow.send("milica", "answer", answer="substitute", substitute="Maja J.")
    assert again.status_code == 303


def test_an_answer_comes_too_late_when_the_day_is_over(round_: Round) -> None:
    round_.clock.move(days=1)
    refused = round_.send("milica", "answer", answer="coming")
    assert "The meeting is over" in refused.text


def test_moving_a_meeting_asks_everybody_anew(tomorrow: Round) -> None:
    tomorrow.send("milica", "answer", answer="coming")
    ana = tomorrow.desk("ana")
    form = tomorrow.sheet(ana, f"{tomorrow.url}/edit") | {"starts_at": "14.00"}
    assert send(ana, f"{tomorrow.url}/edit", form | {"ends_at": ""}).status_code == 303
    assert tomorrow.read().schedule == 2
    assert "answered before it was moved" in look(ana, tomorrow.url).text
    asked = look(tomorrow.desk("milica"), tomorrow.url).text
    assert "The meeting was moved after you answered." in asked


def test_member_says_i_was_there_and_a_double_press_changes_nothing(
    round_: Round,
) -> None:
    for _ in range(2):
        assert round_.send("milica", "here").status_code == 303
    row = round_.row_of("milica")
    assert (row.status, row.mode) == ("present", "in_person")
    assert row.person_id == row.entered_by_id == round_.people["milica"].person_id
    assert "You are marked as there." in look(round_.desk("milica"), round_.url).text
    round_.send("milica", "here", mode="online")
    assert round_.row_of("milica").mode == "online"


def test_nobody_is_there_before_the_doors_open(round_: Round) -> None:
    round_.change(lambda meeting: setattr(meeting, "starts_at", time(11, 31)))
    refused = round_.send("milica", "here")
    assert refused.status_code == 422
    assert "from 30 minutes before the start" in refused.text
    round_.clock.move(minutes=1)
    assert round_.send("milica", "here").status_code == 303


def test_who_comes_late_corrects_the_saved_sheet_that_day_only(round_: Round) -> None:
    def absent(meeting: Meeting) -> None:
        meeting.state = "held"
        ana = round_.people["ana"].person_id
        for who in ("milica", "petar"):
            actor = round_.people[who]
            meetings_world.an_attendance(meeting, actor, "absent", entered_by_id=ana)

    round_.change(absent)
    assert round_.send("milica", "here").status_code == 303
    assert round_.row_of("milica").status == "present"
    with round_.app.app_context():
        kept = db.session.scalars(select(Revision)).one()
        assert kept.before["rows"][0]["status"] == "absent"
        assert "name" not in str(kept.before)
    round_.clock.move(days=1)
    refused = round_.send("petar", "here")
    assert "Ask the coordinator to correct it." in refused.text
    assert round_.row_of("petar").status == "absent"


def test_person_with_two_seats_is_counted_on_one(joint: Round) -> None:
    milica = joint.desk("milica")
    refused = send(milica, f"{joint.url}/answer", {"answer": "coming"})
    assert "Choose the seat that you speak for." in refused.text
    mine = joint.seat_uid("milica")
    chosen = {"answer": "coming", "seat": mine}
    assert send(milica, f"{joint.url}/answer", chosen).status_code == 303
    assert send(milica, f"{joint.url}/here", {"seat": mine}).status_code == 303
    with joint.app.app_context():
        meeting = queries.meeting(joint.uid)
        assert meeting is not None
        uids = [str(seat.uid) for seat in queries.invited(meeting)]
    refused = send(milica, f"{joint.url}/here", {"seat": uids[-1]})
    assert refused.status_code == 422
    assert "One person counts once." in refused.text
    assert send(milica, f"{joint.url}/here").status_code == 303
    assert len(joint.read().attendances) == 1


@pytest.mark.parametrize("act", ["answer", "here"])
def test_only_who_sits_there_speaks(round_: Round, act: str) -> None:
    form = {"answer": "coming"}
    assert round_.send("vesna", act, **form).status_code == 404
    assert round_.send("jelena", act, **form).status_code == 403
    assert round_.send("olga", act, **form).status_code == 403
    round_.change(lambda meeting: setattr(meeting, "state", "cancelled"))
    assert round_.send("milica", act, **form).status_code == 403


@pytest.mark.parametrize("act", ["answer", "here"])
def test_a_seat_that_ended_yesterday_says_nothing(round_: Round, act: str) -> None:
    milica = round_.desk("milica")

    def end(meeting: Meeting) -> None:
        held = select(Membership).where(
            Membership.person_id == round_.people["milica"].person_id
        )
        membership = db.session.scalars(held).one()
        membership.ends_on = world.TODAY - timedelta(days=1)
        elsewhere = world.a_seat(world.a_team())
        person = membership.person_id
        db.session.add(
            Membership(
                seat=elsewhere, person_id=person, role="member", starts_on=world.TODAY
            )
        )

    round_.change(end)
    refused = send(milica, f"{round_.url}/{act}", {"answer": "coming"})
    assert refused.status_code == 404
    assert round_.marks() == {}


def test_a_seat_that_ends_before_the_day_is_not_invited(tomorrow: Round) -> None:
    def end(meeting: Meeting) -> None:
        seats = queries.invited(meeting)
        mine = tomorrow.people["milica"].seats[0].seat_id
        next(seat for seat in seats if seat.id == mine).ends_on = world.TODAY

    tomorrow.change(end)
    refused = tomorrow.send("milica", "answer", answer="coming")
    assert refused.status_code == 422
    assert "Your seat is not invited to this meeting." in refused.text
