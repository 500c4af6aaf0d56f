from sqlalchemy import select

from portal.db import db
from portal.domain.meetings import quorum
from portal.models import Meeting, Revision
from tests import meetings_world
from tests.form_values import form_values
from tests.visit import look, send

from .conftest import Round


def rows_of(form: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in form.items() if name.startswith("rows-")}


def test_one_save_marks_all_seats_and_the_meeting_is_held(round_: Round) -> None:
    ana = round_.desk("ana")
    page = look(ana, f"{round_.url}/attendance").text
    assert page.count("not saved yet") >= 6
    assert "Quorum: 0 of 5 seats, 3 needed" in page
    assert round_.marks() == {}
    form = round_.sheet(ana, goran="absent", petar="excused")
    assert send(ana, f"{round_.url}/attendance", form).status_code == 303
    assert round_.marks() == {
        "ana": "present",
        "dragan": "present",
        "milica": "present",
        "petar": "excused",
        "olga": "observer",
        "goran": "absent",
    }
    meeting = round_.read()
    assert meeting.state == "held"
    assert meeting.recorded_at is not None
    assert round_.row_of("goran").person_id is None
    assert "Quorum: 3 of 5 seats, 3 needed" in look(ana, round_.url).text
    assert quorum(there=3, seats=5).reached


def test_ten_seats_need_no_more_presses_than_changes(round_: Round) -> None:
    """The sheet stands on the meeting's own page from that day on."""
    ana = round_.desk("ana")
    assert "Save the attendance" in look(ana, round_.url).text
    form = round_.sheet(ana, round_.url)
    assert send(ana, f"{round_.url}/attendance", form).status_code == 303


def test_sheet_proposes_what_people_answered(round_: Round) -> None:
    def answers(meeting: Meeting) -> None:
        people = round_.people
        meetings_world.an_answer(meeting, people["milica"], "excused")
        meetings_world.an_answer(
            meeting, people["petar"], "substitute", substitute="Maja J."
        )

    round_.change(answers)
    ana = round_.desk("ana")
    send(ana, f"{round_.url}/attendance", round_.sheet(ana))
    marks = round_.marks()
    assert (marks["milica"], marks["petar"]) == ("excused", "substitute")
    assert round_.row_of("petar").substitute == "Maja J."


def test_sheet_waits_for_the_day(tomorrow: Round) -> None:
    ana = tomorrow.desk("ana")
    refused = send(ana, f"{tomorrow.url}/attendance", tomorrow.sheet(ana))
    assert refused.status_code == 422
    assert "Attendance is saved on its day or later." in refused.text
    assert tomorrow.marks() == {}
    assert "Save the attendance" not in look(ana, tomorrow.url).text


def test_substitute_needs_a_name_of_one_seat(round_: Round) -> None:
    ana = round_.desk("ana")
    form = round_.sheet(ana, milica="substitute", petar="substitute")
    url = f"{round_.url}/attendance"
    refused = send(ana, url, form)
    assert refused.status_code == 422
    assert "Write the name of the substitute." in refused.text
    for who in ("milica", "petar"):
        form[f"{round_.prefix(form, who)}substitute"] = "Maja J."
    refused = send(ana, url, form)
    assert "The same substitute is named for another seat." in refused.text
    assert rows_of(form_values(refused.text)) == rows_of(form)
    assert round_.marks() == {}


def test_person_with_two_seats_is_proposed_on_one_only(joint: Round) -> None:
    ana, url = joint.desk("ana"), f"{joint.url}/attendance"
    form = joint.sheet(ana)
    assert "Mark this seat." in send(ana, url, form).text
    last = max(name for name in form if name.startswith("rows-"))
    number = last.split("-")[1]
    twice = send(ana, url, form | {f"rows-{number}-status": "present"})
    assert twice.status_code == 422
    assert "One person counts once." in twice.text
    assert joint.read().attendances == []
    right = form | {f"rows-{number}-status": "absent"}
    assert send(ana, url, right).status_code == 303


def test_who_checked_in_stays_when_an_untouched_preset_is_saved(round_: Round) -> None:
    round_.change(
        lambda meeting: meetings_world.an_answer(
            meeting, round_.people["petar"], "excused"
        )
    )
    ana, url = round_.desk("ana"), f"{round_.url}/attendance"
    form = round_.sheet(ana, goran="absent")
    for who in ("milica", "petar", "goran"):
        round_.send(who, "here", mode="online")
    refused = send(ana, url, form)
    assert (
        "Saved meanwhile by somebody else: Present. You have: Absent." in refused.text
    )
    assert send(ana, url, form_values(refused.text)).status_code == 303
    assert round_.row_of("milica").mode == "online"
    assert round_.marks()["petar"] == "present"
    assert round_.marks()["goran"] == "absent"
    assert "checked in" in look(ana, round_.url).text


def test_second_editor_sees_both_and_decides(round_: Round) -> None:
    ana, url = round_.desk("ana"), f"{round_.url}/attendance"
    theirs, mine = round_.sheet(ana, milica="absent"), round_.sheet(ana)
    assert send(ana, url, theirs).status_code == 303
    refused = send(ana, url, mine)
    assert refused.status_code == 422
    assert (
        "Saved meanwhile by somebody else: Absent. You have: Present." in refused.text
    )
    assert round_.marks()["milica"] == "absent"
    assert send(ana, url, form_values(refused.text)).status_code == 303
    assert round_.marks()["milica"] == "present"


def test_correction_keeps_codes_of_before_and_no_name(round_: Round) -> None:
    ana, url = round_.desk("ana"), f"{round_.url}/attendance"
    form = round_.sheet(ana, petar="substitute")
    form[f"{round_.prefix(form, 'petar')}substitute"] = "Maja J."
    send(ana, url, form)
    round_.clock.move(hours=20)
    ana = round_.desk("ana")
    assert send(ana, url, round_.sheet(ana, petar="absent")).status_code == 303
    with round_.app.app_context():
        kept = db.session.scalars(select(Revision)).one()
    (row,) = kept.before["rows"]
    assert (kept.noun, row["status"]) == ("attendance", "substitute")
    assert "Maja" not in str(kept.before)
    assert round_.row_of("petar").substitute is None


def test_guests_come_and_go_and_do_not_count(round_: Round) -> None:
    ana, url = round_.desk("ana"), f"{round_.url}/attendance"
    form = round_.sheet(ana)
    wrong = send(ana, url, form | {"new_guests-0-body": "Asylum office"})
    assert wrong.status_code == 422
    named = {"new_guests-0-name": "Lidija V.", "new_guests-0-body": "Asylum office"}
    assert send(ana, url, form | named).status_code == 303
    page = look(ana, round_.url).text
    assert "Lidija V." in page
    assert "Quorum: 5 of 5 seats" in page
    form = round_.sheet(ana)
    assert form["guests-0-came"] == "yes"
    assert send(ana, url, form | {"guests-0-came": "no"}).status_code == 303
    assert "Lidija V." not in look(ana, round_.url).text


def test_sheet_of_other_seats_is_shown_once_more(round_: Round) -> None:
    ana, url = round_.desk("ana"), f"{round_.url}/attendance"
    form = round_.sheet(ana, milica="excused")
    gone = round_.prefix(form, "goran")
    short = {k: v for k, v in form.items() if not k.startswith(gone)}
    refused = send(ana, url, short)
    assert refused.status_code == 422
    assert "The seats are not those of the sheet" in refused.text
    assert rows_of(form_values(refused.text)) == rows_of(form)
    assert send(ana, url).status_code == 422
    assert round_.marks() == {}


def test_nobody_but_the_coordinator_keeps_the_sheet(round_: Round) -> None:
    url = f"{round_.url}/attendance"
    for who, answer in {"milica": 403, "jelena": 403, "vesna": 404}.items():
        assert look(round_.desk(who), url).status_code == answer
        assert send(round_.desk(who), url).status_code == answer
    round_.change(lambda meeting: setattr(meeting, "state", "cancelled"))
    assert look(round_.desk("ana"), url).status_code == 403


def test_sheet_on_paper_is_read_in_another_language_too(round_: Round) -> None:
    ana, url = round_.desk("ana"), f"{round_.url}/sheet"
    page = look(ana, url).text
    assert "Signature" in page
    assert "milica" in page
    assert '<html lang="sr-Cyrl">' in look(ana, f"{url}?language=sr-Cyrl").text
    assert look(round_.desk("vesna"), url).status_code == 404
