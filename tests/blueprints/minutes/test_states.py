"""Minutes go from hand to hand; the one who circulated them does not approve them."""

from portal.db import db
from portal.models import Meeting, MinutesMove, PublicMinutes
from tests.minutes_world import Table


def state(table: Table) -> str:
    return table.meeting().minutes_state


def move(table: Table, who: str, name: str) -> int:
    return table.send(who, f"{table.url}/{name}").status_code


def test_minutes_go_from_draft_to_approved_by_two(table: Table) -> None:
    assert move(table, "ana", "circulate") == 303
    assert state(table) == "circulated"
    assert move(table, "ana", "approve") == 403
    assert move(table, "milica", "approve") == 403
    assert move(table, "dragan", "approve") == 303
    assert state(table) == "approved"
    told = [(row.move, row.state) for row in table.rows(MinutesMove)]
    assert told == [("circulate", "circulated"), ("approve", "approved")]


def test_what_was_circulated_and_changed_is_circulated_again(table: Table) -> None:
    move(table, "ana", "circulate")
    table.write(table.begin(), public="Исправка")
    assert state(table) == "corrected"
    assert move(table, "dragan", "approve") == 422
    move(table, "ana", "circulate")
    assert move(table, "dragan", "approve") == 303


def test_approved_minutes_stay_as_they_are(table: Table) -> None:
    form = table.begin()
    move(table, "ana", "circulate")
    move(table, "dragan", "approve")
    refused = table.write(form, public="Још нешто")
    assert refused.status_code == 422
    assert "The minutes are approved" in refused.text
    assert table.rows(PublicMinutes) == []
    url = f"/desk/minutes/items/new/{table.uid}"
    assert table.send("ana", url, title="Ново").status_code == 422


def test_second_approval_in_a_hurry_says_that_it_moved_on(table: Table) -> None:
    move(table, "ana", "circulate")
    move(table, "dragan", "approve")
    assert move(table, "petar", "approve") == 422
    assert state(table) == "approved"


def test_minutes_are_circulated_after_the_meeting_only(table: Table) -> None:
    def planned() -> None:
        for row in db.session.query(Meeting):
            row.state = "planned"

    table.change(planned)
    assert move(table, "ana", "circulate") == 422
    assert state(table) == "draft"
