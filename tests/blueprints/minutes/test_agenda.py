"""Points of the agenda: in order, settled, carried on once, and never lost."""

from datetime import time, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update

from portal import effects
from portal.audit import Event
from portal.blueprints.minutes import actions
from portal.db import db
from portal.models import AgendaItem, Meeting, Team
from tests import meetings_world, world
from tests.form_values import form_values
from tests.minutes_world import A_NUMBER, Table

NEXT_WEEK = world.TODAY + timedelta(days=7)


def plan_next(table: Table, **more: object) -> UUID:
    """Plan a meeting and do what follows from that."""

    def plan() -> UUID:
        team = db.session.scalars(select(Team).where(Team.uid == table.team)).one()
        given = {"day": NEXT_WEEK, "starts_at": time(9), "ends_at": None}
        meeting = meetings_world.a_meeting(team, **given | more)
        event = Event("plan_meeting", "meeting", str(meeting.uid), team.id)
        for effect in effects.EFFECTS["plan_meeting"]:
            effect(table.people["ana"], event)
        return meeting.uid

    return table.change(plan)


def numbers(table: Table, uid: UUID | None = None) -> list[str]:
    return [item.title["en"] for item in table.agenda(uid)]


def settle(table: Table, at: int, outcome: str) -> int:
    url = f"{table.item_url(at)}/outcome"
    return table.send("ana", url, outcome=outcome).status_code


def test_effects_name_what_carries_points_on() -> None:
    assert actions.taken_over in effects.EFFECTS["plan_meeting"]
    assert actions.handed_on in effects.EFFECTS["circulate_minutes"]


def test_point_is_added_at_the_end_and_moved_up(table: Table) -> None:
    url = f"/desk/minutes/items/new/{table.uid}"
    assert table.send("ana", url, title="Ново", title_en="New").status_code == 303
    assert numbers(table) == ["Item 1", "Item 2", "Item 3", "New"]
    added = table.agenda()[-1].uid
    table.send("ana", f"/desk/minutes/items/{added}/move/up")
    assert numbers(table) == ["Item 1", "Item 2", "New", "Item 3"]
    table.send("ana", f"{table.item_url()}/move/up")
    assert numbers(table)[0] == "Item 1"


def test_title_with_a_personal_number_is_refused_and_with_a_phone_asked_about(
    table: Table,
) -> None:
    url = f"/desk/minutes/items/new/{table.uid}"
    refused = table.send("ana", url, title=f"Случај {A_NUMBER}")
    assert refused.status_code == 422
    assert "This is a personal number." in refused.text
    asked = table.send("ana", url, title="Зове 064 123 4567")
    assert asked.status_code == 422
    assert "Save all the same" in asked.text
    assert len(table.agenda()) == 3
    saved = table.send("ana", url, title="Зове 064 123 4567", all_the_same="phone")
    assert saved.status_code == 303


def test_title_named_anew_by_two_is_refused_to_the_second(table: Table) -> None:
    url = f"{table.item_url()}/title"
    assert "Item 1" in table.look("ana", url).text
    first = table.send("ana", url, title="Прва", seen_version="1")
    assert first.status_code == 303
    second = table.send("ana", url, title="Друга", seen_version="1")
    assert second.status_code == 422
    assert "Somebody else named this item anew" in second.text
    assert "Друга" in second.text
    assert table.agenda()[0].title == {"sr-Cyrl": "Прва"}


def test_planned_meeting_takes_over_what_stayed_open_and_only_once(
    table: Table,
) -> None:
    assert settle(table, 0, "done") == 303
    first = plan_next(table)
    assert numbers(table, first) == ["Item 2", "Item 3"]
    second = plan_next(table, day=NEXT_WEEK + timedelta(days=7))
    assert numbers(table, second) == []
    assert [item.outcome for item in table.agenda()] == ["done", "carried", "carried"]
    page = table.look("milica", f"/desk/meetings/{first}")
    assert "carried from the meeting of 21 November 2026" in page.text


def test_point_carried_by_hand_goes_to_the_meeting_that_is_planned(
    table: Table,
) -> None:
    for at in range(3):
        settle(table, at, "done")
    following = plan_next(table)
    assert settle(table, 1, "carried") == 303
    assert numbers(table, following) == ["Item 2"]
    assert settle(table, 1, "carried") == 303
    assert numbers(table, following) == ["Item 2"]
    assert settle(table, 1, "done") == 303
    assert numbers(table, following) == []


def test_point_of_a_meeting_held_since_stays_carried(table: Table) -> None:
    following = plan_next(table)
    table.change(
        lambda: db.session.execute(
            update(Meeting).where(Meeting.uid == following).values(state="held")
        )
    )
    refused = table.send("ana", f"{table.item_url()}/outcome", outcome="done")
    assert refused.status_code == 422
    assert "on the agenda of the next meeting already" in refused.text


def test_circulating_hands_open_points_to_a_meeting_planned_before(
    table: Table,
) -> None:
    def plan() -> UUID:
        team = db.session.scalars(select(Team).where(Team.uid == table.team)).one()
        return meetings_world.a_meeting(team, day=NEXT_WEEK).uid

    following = table.change(plan)
    assert table.send("ana", f"{table.url}/circulate").status_code == 303
    assert numbers(table, following) == ["Item 1", "Item 2", "Item 3"]


@pytest.mark.parametrize("written", [False, True])
def test_point_is_taken_off_only_while_planned_and_empty(
    table: Table, written: bool
) -> None:
    refused = table.send("ana", f"{table.item_url()}/remove")
    assert refused.status_code == 422
    for at in range(3):
        settle(table, at, "done")
    following = plan_next(table)
    table.send("ana", f"/desk/minutes/items/new/{following}", title="Ново")
    (added,) = table.agenda(following)
    url = f"/desk/minutes/items/{added.uid}"
    if written:
        page = table.look("ana", f"/desk/minutes/{following}?item={added.uid}").text
        form = marks(page)
        assert table.send("ana", url, public="Нешто.", **form).status_code == 303
    removed = table.send("ana", f"{url}/remove")
    assert removed.status_code == (422 if written else 303)
    assert len(table.rows(AgendaItem)) == (4 if written else 3)


def marks(page: str) -> dict[str, str]:
    values = form_values(page)
    return {name: values[name] for name in ("seen_internal", "seen_public")}
