import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import paging
from portal.blueprints.services import actions, due
from portal.db import begin_write, db
from portal.domain.services import ServiceStatus
from portal.models import Service, Team
from tests import world
from tests.clock import START
from tests.form_values import form_values
from tests.statements import Statements
from tests.visit import look, send

from .conftest import PHONE, Town

Desk = Callable[[str], FlaskClient]
Count = Callable[[], AbstractContextManager[Statements]]
DUE = "/desk/services/due/"
NEVER = f"{DUE}?never=1"
TODAY = START.date()


def a_record(
    app: Flask, town: Town, name: str, until: int | None, **more: Any
) -> Service:
    """A service of Ana's team that is to be verified in so many days; None: never."""
    with app.app_context():
        begin_write()
        team = more.pop("team", None) or db.session.get(Team, town.ana.seats[0].team_id)
        given = {"name": world.both(name, name), "verified_on": None}
        service = world.a_service(db.session.merge(team), **given | more)
        if until is not None:
            day = TODAY + timedelta(days=until - 180)
            world.verify(service, town.dragan, day)
        db.session.commit()
        db.session.refresh(service)
        return service


def named(text: str) -> list[str]:
    """The records on the page, in their order."""
    return re.findall(r"<h2><a href=\"/desk/services/[^>]+>([^<]+)</a></h2>", text)


def test_most_urgent_record_stands_first_and_what_is_far_ahead_is_not_there(
    app: Flask, town: Town, desk: Desk
) -> None:
    for name, until in (("Soon", 20), ("Late", -3), ("Later", 31), ("Worst", -200)):
        a_record(app, town, name, until)
    page = look(desk("ana"), DUE).text
    assert named(page) == ["Worst", "Late", "Soon"]
    assert "2 records are overdue" in page
    assert named(look(desk("ana"), NEVER).text) == ["Advice"]


def test_each_row_shows_the_facts_to_check(app: Flask, town: Town, desk: Desk) -> None:
    hours, place = world.both("8-16 радним данима", "8-16"), world.both("Трг 1", "Sq 1")
    shown = {"always_open": False, "hours": hours, "tier": "public", "address": place}
    a_record(app, town, "Late", -3, source="Call of the office", **shown)
    page = look(desk("ana"), DUE).text
    told = ("+381 000 111 222", "8-16", "Sq 1", "Call of the office", "dragan")
    verified = ("23 May 2026", "Overdue since 19 November 2026")
    assert [said for said in (*told, *verified) if said not in page] == []


def test_one_click_verifies_and_says_so_beside_the_row(
    app: Flask, town: Town, desk: Desk
) -> None:
    late, other = a_record(app, town, "Late", -3), a_record(app, town, "Other", -2)
    ana = desk("ana")
    answer = send(ana, f"{DUE}{late.uid}", {"seen_version": str(late.row_version)})
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{DUE}#s-{late.uid}"
    page = look(ana, DUE).text
    assert named(page) == ["Late", "Other"]
    row, rest = page.split(f'id="s-{late.uid}"')[1].split(f'id="s-{other.uid}"')
    assert "You verified it today. Verify again by 21 May 2027." in row
    assert "It is right" not in row
    assert "1 record is overdue" in page
    assert "It is right" in rest
    town.uid = late.uid
    assert town.read().verifications[-1].person_id == town.ana.person_id


def test_for_others_what_was_verified_is_no_longer_on_the_list(
    app: Flask, town: Town, desk: Desk, clock: Any
) -> None:
    late = a_record(app, town, "Late", -3)
    send(desk("ana"), f"{DUE}{late.uid}", {"seen_version": str(late.row_version)})
    assert named(look(desk("dragan"), DUE).text) == []
    clock.move(days=1)
    assert named(look(desk("ana"), DUE).text) == []


def test_what_changed_since_it_was_shown_is_not_verified(
    town: Town, desk: Desk
) -> None:
    ana, seen = desk("ana"), str(town.read().row_version)
    town.edit(town.dragan, cost={"en": "Free"})
    answer = send(ana, f"{DUE}{town.uid}?never=1", {"seen_version": seen})
    assert answer.status_code == 422
    assert "Somebody changed this record since you looked." in answer.text
    assert town.read().verifications == []
    again = form_values(answer.text)
    assert send(ana, f"{DUE}{town.uid}?never=1", again).status_code == 303


def test_correction_comes_back_to_the_row_which_still_waits(
    town: Town, desk: Desk
) -> None:
    ana = desk("ana")
    found = re.search(r'href="(/desk/services/[^"]+/edit[^"]+)"', look(ana, NEVER).text)
    assert found
    url = found[1].replace("&amp;", "&")
    form = form_values(look(ana, url).text) | {"cost": "Free"}
    answer = send(ana, url, form)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{NEVER}#s-{town.uid}"
    assert named(look(ana, NEVER).text) == ["Advice"]


def test_back_leads_nowhere_else(town: Town, desk: Desk) -> None:
    url = f"/desk/services/{town.uid}/edit?back=https://evil.example/"
    form = form_values(look(desk("ana"), url).text)
    answer = send(desk("ana"), url, form)
    assert answer.headers["Location"] == f"/desk/services/{town.uid}"


def test_national_number_stays_until_two_persons_have_verified_it(
    app: Flask, town: Town, desk: Desk
) -> None:
    a_record(app, town, "Number", 10, national_number=True)
    page = look(desk("ana"), NEVER).text
    assert named(page) == ["Advice", "Number"]
    assert "The national number needs two persons" in page
    number = next(r for r in rows(app, town.ana, never=True) if r.second_wanted)
    with app.app_context():
        begin_write()
        service = db.session.get_one(Service, number.service.id)
        world.verify(service, town.ana, TODAY - timedelta(days=155))
        db.session.commit()
    assert named(look(desk("ana"), NEVER).text) == ["Advice"]
    assert named(look(desk("ana"), DUE).text) == ["Number"]


def rows(app: Flask, actor: Any, *, never: bool = False) -> list[due.DueRow]:
    with app.app_context():
        return due.rows(actor, TODAY, never=never, page=1)


def test_office_sees_what_it_is_second_for_and_other_teams_nothing(
    app: Flask, town: Town, desk: Desk
) -> None:
    with app.app_context():
        begin_write()
        small = world.a_team("small")
        world.somebody(small, "coordinator")
        db.session.commit()
    a_record(app, town, "Theirs", -3, team=small)
    a_record(app, town, "Ours", -3)
    jelena = look(desk("jelena"), DUE).text
    assert named(jelena) == ["Theirs"]
    assert "It is right" in jelena
    assert "Correct it" not in jelena
    assert named(look(desk("vesna"), DUE).text) == []


def test_member_sees_the_list_without_buttons(
    app: Flask, town: Town, desk: Desk
) -> None:
    late = a_record(app, town, "Late", -3)
    page = look(desk("milica"), DUE).text
    assert named(page) == ["Late"]
    assert "It is right" not in page
    assert send(desk("milica"), f"{DUE}{late.uid}").status_code == 403


def test_closed_services_need_no_verification(
    app: Flask, town: Town, desk: Desk
) -> None:
    late = a_record(app, town, "Late", -3)
    town.uid = late.uid
    town.do(actions.set_status, town.ana, ServiceStatus.CLOSED)
    assert named(look(desk("ana"), DUE).text) == []


def test_exact_place_is_not_among_the_facts(app: Flask, town: Town, desk: Desk) -> None:
    a_record(app, town, "House", -3, tier="confidential")
    page = look(desk("ana"), DUE).text
    assert named(page) == ["House"]
    assert "Address" not in page


@pytest.mark.parametrize("url", [DUE, NEVER])
def test_long_list_comes_by_pages_in_at_most_eight_statements(
    app: Flask, town: Town, desk: Desk, sql: Count, url: str
) -> None:
    with app.app_context():
        begin_write()
        team = db.session.get_one(Team, town.ana.seats[0].team_id)
        for at in range(paging.ROWS + 5):
            name = world.both(f"Служба {at}", f"Number {at}")
            day = None if url == NEVER else date(2026, 1, 1) + timedelta(days=at)
            world.a_service(team, name=name, verified_on=day, verified_by=town.dragan)
        db.session.commit()
    ana = desk("ana")
    with sql() as sent:
        page = look(ana, url).text
    assert len(sent) <= 8, sent
    assert "Page 1 of 2" in page
    assert len(named(page)) == paging.ROWS
    more = "&" if "?" in url else "?"
    assert len(named(look(ana, f"{url}{more}page=2").text)) in (5, 6)


def test_desk_home_leads_to_the_list(app: Flask, town: Town, desk: Desk) -> None:
    assert DUE not in look(desk("ana"), "/desk/").text
    a_record(app, town, "Late", -3, phone=PHONE)
    assert DUE in look(desk("ana"), "/desk/").text
    assert DUE in look(desk("ana"), "/desk/services/").text
