"""Decisions: numbered, with their quorum, and public only by two."""

import threading
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from portal.blueprints.decisions import loaders
from portal.db import db
from portal.models import Attendance, Decision, Job, Meeting, Published, Team
from tests import meetings_world
from tests.minutes_world import A_NUMBER, Table

SAID = {"text": "Број се проверава.", "text_en": "Check it.", "method": "consensus"}


def record(table: Table, who: str = "ana", **more: str) -> Any:
    return table.send(who, f"/desk/decisions/new/{table.uid}", **SAID | more)


def the_decision(table: Table) -> Decision:
    (found,) = table.rows(Decision)
    return found


def at_decision(table: Table, act: str = "") -> str:
    return f"/desk/decisions/{the_decision(table).uid}{act}"


def standing(table: Table) -> list[Published]:
    rows = table.rows(Published)
    return [r for r in rows if r.kind == "decision" and r.valid_to is None]


def test_decision_gets_its_number_and_the_quorum_of_the_moment(table: Table) -> None:
    assert record(table).status_code == 303
    assert record(table).status_code == 303
    rows = table.rows(Decision)
    assert [(row.number, row.year) for row in rows] == [(1, 2026), (2, 2026)]
    first = rows[0]
    assert (first.seats_there, first.seats, first.seats_needed) == (3, 4, 3)
    page = table.look("milica", f"/desk/meetings/{table.uid}").text
    assert "consensus, quorum 3 of 4" in page.lower()


def test_without_quorum_nothing_is_recorded_and_the_form_keeps_all(
    table: Table,
) -> None:
    def send_away() -> None:
        seat = table.people["milica"].seats[0].seat_id
        db.session.execute(
            update(Attendance)
            .where(Attendance.seat_id == seat)
            .values(status="absent", person_id=None)
        )

    table.change(send_away)
    refused = record(table)
    assert refused.status_code == 422
    assert "2 of 4 seats are there and 3 are needed" in refused.text
    assert SAID["text"] in refused.text
    assert table.rows(Decision) == []


def test_without_attendance_nobody_knows_the_quorum(table: Table) -> None:
    table.change(lambda: db.session.execute(delete(Attendance)))
    refused = record(table)
    assert refused.status_code == 422
    assert "Record first who is there" in refused.text


def test_meeting_that_has_not_been_decides_nothing(table: Table) -> None:
    ahead = {"day": date(2026, 12, 1), "state": "planned"}
    table.change(lambda: db.session.execute(update(Meeting).values(**ahead)))
    assert record(table).status_code == 422


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ({"votes_for": "2", "votes_against": "1"}, "Enter how many were for"),
        ({"votes_for": "3", "votes_against": "1", "abstained": "0"}, "More votes than"),
        ({"votes_for": "-1", "votes_against": "1", "abstained": "0"}, "from 0 to 500"),
    ],
)
def test_votes_that_cannot_be_are_refused_at_the_field(
    table: Table, votes: dict[str, str], said: str
) -> None:
    refused = record(table, method="votes", **votes)
    assert refused.status_code == 422
    assert said in refused.text
    assert table.rows(Decision) == []


def test_votes_and_dissent_are_kept(table: Table) -> None:
    votes = {"votes_for": "2", "votes_against": "0", "abstained": "1"}
    assert record(table, method="votes", dissent="Полиција", **votes).status_code == 303
    page = table.look("milica", at_decision(table)).text
    assert "2 for, 0 against, 1 abstained" in page
    assert "Policija" in page


def test_writers_at_once_get_numbers_in_a_row(table: Table) -> None:
    answers: list[int] = []

    def one() -> None:
        answers.append(record(table).status_code)

    threads = [threading.Thread(target=one) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 5
    assert [row.number for row in table.rows(Decision)] == [1, 2, 3, 4, 5]


def test_numbers_begin_anew_in_each_team(table: Table) -> None:
    record(table)

    def elsewhere() -> tuple[int, int]:
        team = db.session.scalars(select(Team).where(Team.key == "subotica")).one()
        meetings_world.a_meeting(team)
        return loaders.next_number(team.id, 2026), loaders.next_number(team.id, 2027)

    assert table.change(elsewhere) == (1, 1)


def test_two_make_it_public_and_one_takes_it_back(table: Table) -> None:
    record(table)
    assert table.send("ana", at_decision(table, "/propose")).status_code == 303
    assert table.send("ana", at_decision(table, "/confirm")).status_code == 403
    assert standing(table) == []
    assert table.send("dragan", at_decision(table, "/confirm")).status_code == 303
    (row,) = standing(table)
    assert row.payload["number"] == "1/2026"
    assert row.payload["area"] == "vranje"
    assert "votes_for" not in row.payload
    both = {table.people[who].person_uid for who in ("ana", "dragan")}
    assert set(row.approvers) == both
    assert [job.kind for job in table.rows(Job)].count("build") >= 1
    assert table.send("petar", at_decision(table, "/hide")).status_code == 303
    assert standing(table) == []
    assert the_decision(table).publication == "internal"


def test_public_decision_is_not_edited_and_an_internal_one_is(table: Table) -> None:
    record(table)
    edited = SAID | {"text": "Друго.", "seen_version": "1"}
    url = at_decision(table, "/edit")
    assert table.send("ana", url, **edited).status_code == 303
    table.send("ana", at_decision(table, "/propose"))
    table.send("dragan", at_decision(table, "/confirm"))
    refused = table.send("ana", url, **edited | {"text": "Треће."})
    assert refused.status_code == 422
    assert "Take it back first" in refused.text
    assert the_decision(table).text["sr-Cyrl"] == "Друго."


def test_two_editors_are_shown_both_texts(table: Table) -> None:
    record(table)
    url = at_decision(table, "/edit")
    table.send("ana", url, **SAID | {"text": "Њено.", "seen_version": "1"})
    mine = SAID | {"text": "Моје.", "seen_version": "1"}
    refused = table.send("ana", url, **mine)
    assert refused.status_code == 422
    assert "Њено." in refused.text
    assert "Моје." in refused.text
    assert the_decision(table).text["sr-Cyrl"] == "Њено."


def test_outsiders_read_a_public_decision_without_votes_and_no_other(
    table: Table,
) -> None:
    record(table, dissent="Полиција")
    assert table.look("vesna", at_decision(table)).status_code == 404
    table.send("ana", at_decision(table, "/propose"))
    table.send("dragan", at_decision(table, "/confirm"))
    page = table.look("vesna", at_decision(table))
    assert page.status_code == 200
    assert "Check it." in page.text
    for hidden in ("quorum", "Policija", "To the meeting"):
        assert hidden not in page.text
    listed = table.look("vesna", "/desk/decisions/").text
    assert "Check it." in listed
    assert "quorum" not in listed
    assert table.send("vesna", at_decision(table, "/hide")).status_code == 403


def test_members_and_the_office_record_nothing(table: Table) -> None:
    assert record(table, "milica").status_code == 403
    assert record(table, "vesna").status_code == 404
    assert table.rows(Decision) == []


@pytest.mark.parametrize("field", ["text", "text_en", "dissent", "votes_for"])
def test_personal_number_is_refused_in_every_field(table: Table, field: str) -> None:
    refused = record(table, **{field: A_NUMBER})
    assert refused.status_code == 422
    assert "This is a personal number." in refused.text
    assert refused.text.count(A_NUMBER) == 1
    assert table.rows(Decision) == []


def test_date_of_birth_is_asked_about(table: Table) -> None:
    asked = record(table, text="Особа рођена 12. 5. 2008. добија пратњу.")
    assert asked.status_code == 422
    assert "a date of birth" in asked.text
    again = record(
        table, text="Особа рођена 12. 5. 2008. добија пратњу.", all_the_same="birth"
    )
    assert again.status_code == 303
