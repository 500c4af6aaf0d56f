"""Actions: owned by a seat, on every agenda until they are done."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from portal.blueprints.decisions import queries
from portal.db import db
from portal.models import Action, AuditEvent, Seat, Team
from tests import meetings_world, world
from tests.minutes_world import A_NUMBER, YESTERDAY, Table
from tests.statements import Statements
from tests.visit import look, signed_in


def seat(table: Table, who: str) -> str:
    wanted = table.people[who].seats[0].seat_id
    return str(next(row.uid for row in table.rows(Seat) if row.id == wanted))


def give(table: Table, owner: str = "milica", **more: str) -> Any:
    form = {"text": "Дежурства", "text_en": "The rota", "seat": seat(table, owner)}
    url = f"/desk/decisions/actions/new/{table.uid}"
    return table.send("ana", url, **form | more)


def press(table: Table, who: str, act: str = "done", **form: str) -> Any:
    (action,) = table.rows(Action)
    return table.send(who, f"/desk/decisions/actions/{action.uid}/{act}", **form)


def test_action_stands_on_its_meeting_and_on_the_next_until_done(table: Table) -> None:
    assert give(table).status_code == 303

    def plan() -> Any:
        team = db.session.scalars(select(Team).where(Team.uid == table.team)).one()
        return meetings_world.a_meeting(team, day=date(2026, 12, 1)).uid

    following = f"/desk/meetings/{table.change(plan)}"
    assert "The rota" in table.look("petar", following).text
    assert "open-ended" in table.look("petar", following).text
    assert press(table, "milica").status_code == 303
    assert "The rota" not in table.look("petar", following).text
    assert "The rota" in table.look("petar", f"/desk/meetings/{table.uid}").text


def test_owner_and_coordinator_finish_it_and_nobody_else(table: Table) -> None:
    give(table)
    assert press(table, "petar").status_code == 403
    assert press(table, "vesna").status_code == 404
    assert press(table, "jelena").status_code == 403
    assert press(table, "ana").status_code == 303


def test_second_press_changes_nothing(table: Table, clock: Any) -> None:
    give(table)
    press(table, "milica")
    clock.move(days=1)
    assert press(table, "ana").status_code == 303
    (action,) = table.rows(Action)
    assert action.done_on == world.TODAY
    assert action.done_by_id == table.people["milica"].person_id
    assert press(table, "ana", "again").status_code == 303
    (action,) = table.rows(Action)
    assert (action.done_on, action.done_by_id) == (None, None)


def test_button_leads_back_to_where_it_stood(table: Table) -> None:
    give(table)
    back = press(table, "milica", back=f"meeting {table.uid}")
    assert back.location == f"/desk/meetings/{table.uid}"
    assert press(table, "milica", back="home").location == "/desk/"
    assert press(table, "milica", back="meeting //evil").location.startswith(
        "/desk/decisions/"
    )


def test_late_action_says_by_how_many_days(table: Table, clock: Any) -> None:
    assert give(table, due_on=YESTERDAY.isoformat()).status_code == 303
    clock.move(days=2)
    page = table.look("milica", "/desk/decisions/?open=1")
    assert "3 days late" in page.text


def test_due_day_before_the_meeting_and_strange_seats_are_refused(
    table: Table,
) -> None:
    early = (YESTERDAY - timedelta(days=1)).isoformat()
    refused = give(table, due_on=early)
    assert refused.status_code == 422
    assert "lies before the meeting" in refused.text
    assert "Дежурства" in refused.text
    assert give(table, owner="vesna").status_code == 422
    assert give(table, due_on="32. 1. 2026.").status_code == 422
    assert table.rows(Action) == []


def test_personal_number_is_refused_even_in_the_field_of_a_day(table: Table) -> None:
    for field in ("text", "due_on"):
        refused = give(table, **{field: A_NUMBER})
        assert refused.status_code == 422
        assert "This is a personal number." in refused.text
        assert refused.text.count(A_NUMBER) == 1
    assert table.rows(Action) == []


def test_action_follows_from_a_decision_of_the_same_meeting(table: Table) -> None:
    said = {"text": "Провера", "method": "consensus"}
    table.send("ana", f"/desk/decisions/new/{table.uid}", **said)
    page = table.look("ana", f"/desk/decisions/actions/new/{table.uid}").text
    uid = page.split('name="decision"')[1].split('value="')[2].split('"')[0]
    assert give(table, decision=uid).status_code == 303
    assert "The rota" in table.look("milica", f"/desk/decisions/{uid}").text
    assert give(table, decision=str(table.uid)).status_code == 422


def test_own_open_actions_come_late_first(table: Table) -> None:
    for due in ("", "2026-12-01", "2026-11-21"):
        give(table, due_on=due, text_en=f"due {due}")
    give(table, owner="petar")
    with table.app.app_context():
        found = queries.open_actions_of(table.people["milica"])
        assert [row.text["en"] for row in found] == [
            "due 2026-11-21",
            "due 2026-12-01",
            "due",
        ]
        assert all(row.finishable for row in found)
        assert found[0].days_late(world.TODAY) == 1
        team = table.people["ana"].seats[0].team_id
        assert len(queries.open_actions([team])) == 4


def test_pages_of_decisions_cost_few_statements(
    table: Table, sql: Callable[[], AbstractContextManager[Statements]]
) -> None:
    for _ in range(4):
        give(table)
    client = signed_in(table.app, table.people["ana"])
    for url in ("/desk/decisions/", f"/desk/meetings/{table.uid}"):
        look(client, url)
        with sql() as sent:
            look(client, url)
        assert len(sent) <= 8, sent


def test_every_press_is_in_the_log_without_text(table: Table) -> None:
    give(table)
    press(table, "milica")
    rows = {row.verb: row.fields for row in table.rows(AuditEvent)}
    assert rows["add_action"] == []
    assert rows["finish_action"] == ["done_on"]
