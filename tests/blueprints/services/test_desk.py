from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import paging
from portal.blueprints.services import actions, places, queries
from portal.db import begin_write, db
from portal.domain.permissions import May, allowed
from portal.models import Service
from portal.visible import (
    visible_services,
)
from tests import world
from tests.form_values import form_values
from tests.statements import Statements
from tests.visit import look, send

from .conftest import PHONE, Town, a_contact

Desk = Callable[[str], FlaskClient]
Count = Callable[[], AbstractContextManager[Statements]]


def filled(client: FlaskClient, url: str, **more: str) -> dict[str, Any]:
    return form_values(look(client, url).text) | more


def test_coordinator_enters_verifies_proposes_and_the_second_person_confirms(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, dragan = desk("ana"), desk("dragan")
    values = {
        "organisation": town.organisation,
        "name": "Склониште",
        "summary": "Прима жене.",
        "category": "housing",
        "tier": "confidential",
        "groups": "women",
        "contacts-0-value": "0800 200 200",
        "contacts-0-kind": "phone",
        "contacts-0-audience": "public",
        "contacts-0-purpose": "Пријем",
    }
    url = f"/desk/services/new/{town.team_uid}"
    entered = send(ana, url, filled(ana, url) | values)
    assert entered.status_code == 303, entered.text
    page = entered.headers["Location"]
    for client, act in ((ana, "verify"), (ana, "propose"), (dragan, "confirm")):
        assert send(client, f"{page}/{act}").status_code == 303
    uid = UUID(page.rpartition("/")[2])
    town.uid = uid
    assert [c["value"] for c in town.public()["contacts"]] == ["0800 200 200"]


def test_wrong_input_is_named_and_nothing_typed_is_lost(town: Town, desk: Desk) -> None:
    ana = desk("ana")
    url = f"/desk/services/{town.uid}/edit"
    typed = {
        "name": "<script>alert(1)</script>",
        "contacts-0-value": "call me",
        "contacts-1-purpose": "Ноћу",
        "tier": "area",
        "address": "Измишљена 3",
    }
    answer = send(ana, url, filled(ana, url) | typed)
    assert answer.status_code == 422
    assert "Write a phone number in figures" in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    for kept in ("call me", "Ноћу", "Измишљена 3"):
        assert kept in answer.text
    typed |= {"contacts-0-value": PHONE, "contacts-1-purpose": ""}
    answer = send(ana, url, filled(ana, url) | typed)
    assert answer.status_code == 422
    assert "An address is for a public place only." in answer.text


def test_second_saver_sees_both_texts_and_decides(town: Town, desk: Desk) -> None:
    ana = desk("ana")
    url = f"/desk/services/{town.uid}/edit"
    mine = filled(ana, url, name="Anin naziv")
    town.edit(town.dragan, name={"en": "Dragan's name"}, contacts=())
    answer = send(ana, url, mine)
    assert answer.status_code == 422
    assert "Anin naziv" in answer.text
    assert "Dragan&#39;s name" in answer.text
    again = form_values(answer.text)
    assert again["name"] == "Anin naziv"
    assert send(ana, url, again).status_code == 303


def test_refused_act_says_why_on_the_page(town: Town, desk: Desk) -> None:
    answer = send(desk("ana"), f"/desk/services/{town.uid}/propose")
    assert answer.status_code == 422
    assert "Verify the record first." in answer.text


def test_status_is_set_on_the_desk(town: Town, desk: Desk) -> None:
    url = f"/desk/services/{town.uid}/status"
    assert send(desk("ana"), url, {"status": "nonsense"}).status_code == 422
    assert send(desk("ana"), url, {"status": "closed"}).status_code == 303
    assert "Closed" in look(desk("ana"), f"/desk/services/{town.uid}").text


@pytest.mark.parametrize("act", ["verify", "propose", "confirm", "hide", "status"])
def test_member_reads_but_decides_nothing(town: Town, desk: Desk, act: str) -> None:
    milica = desk("milica")
    assert look(milica, f"/desk/services/{town.uid}").status_code == 200
    assert send(milica, f"/desk/services/{town.uid}/{act}").status_code == 403


def test_other_team_cannot_tell_that_an_internal_service_exists(
    town: Town, desk: Desk
) -> None:
    vesna = desk("vesna")
    assert look(vesna, f"/desk/services/{town.uid}").status_code == 404
    assert send(vesna, f"/desk/services/{town.uid}/verify").status_code == 404
    assert "Advice" not in look(vesna, "/desk/services/").text


def test_other_team_reads_of_a_confidential_service_what_is_public(
    town: Town, desk: Desk
) -> None:
    inner = {"tier": "confidential", "cost": {"en": "Free"}}
    local, hidden = "+381 17 777 777", "0800 999 999"
    contacts = (
        a_contact(local),
        a_contact(hidden, audience="professional"),
        a_contact(PHONE),
    )
    town.edit(town.ana, contacts=contacts, **inner)
    town.publish()
    inside = look(desk("milica"), f"/desk/services/{town.uid}").text
    outside = look(desk("vesna"), f"/desk/services/{town.uid}").text
    assert local in inside
    assert hidden in inside
    assert "Left out: it could tell the place" in inside
    assert PHONE in outside
    assert local not in outside
    assert hidden not in outside
    assert "ana@x" not in outside


def test_other_team_cannot_tell_which_town_has_a_confidential_service(
    town: Town, desk: Desk
) -> None:
    town.edit(town.ana, tier="confidential")
    town.publish()
    vesna = desk("vesna")
    listed = look(vesna, "/desk/services/").text
    assert "Advice" in listed
    page = look(vesna, f"/desk/services/{town.uid}").text
    filtered = look(vesna, f"/desk/services/?team={town.team_uid}").text
    assert "Advice" not in filtered
    for text in (listed, page, filtered):
        assert "vranje" not in text.lower()
    team = look(vesna, f"/desk/teams/{town.team_uid}").text
    assert "0 public services" in team


def test_confidential_words_that_name_a_place_are_warned_about_not_refused(
    town: Town, desk: Desk
) -> None:
    said = world.both("Кућа у улици Цветној 12.", "The house.")
    town.edit(town.ana, tier="confidential", summary=said)
    page = look(desk("ana"), f"/desk/services/{town.uid}").text
    assert "This may tell where it is" in page


def test_office_decides_where_the_team_has_one_approver(app: Flask, town: Town) -> None:
    today = town.clock.today
    with app.app_context():
        begin_write()
        team = world.a_team("small")
        one = world.somebody(team, "coordinator", "one@x.example")
        row = world.a_service(team, publication="proposed", verified_by=one)
        row.proposed_by_id = one.person_id
        db.session.commit()
        service = queries.service(row.uid)
        assert allowed(town.jelena, May.READ_SERVICE, service)
        assert allowed(town.jelena, May.CONFIRM_SERVICE, service)
        waiting = queries.waiting_for(town.jelena, today)
        assert [s.uid for s in waiting] == [row.uid]
        assert queries.waiting_for(town.vesna, today) == []


def test_filter_and_judgement_agree_for_everybody(app: Flask, town: Town) -> None:
    today = town.clock.today
    with app.app_context():
        begin_write()
        small = world.a_team("small")
        one = world.somebody(small, "coordinator", "one@x.example")
        for state in ("internal", "proposed", "public"):
            world.a_service(small, publication=state, verified_by=one)
        db.session.commit()
        uids = list(db.session.scalars(select(Service.uid)))
        for actor in (town.ana, town.milica, town.vesna, town.jelena, one):
            filtered = select(Service.uid).where(visible_services(actor, today))
            seen = set(db.session.scalars(filtered))
            judged = [
                allowed(actor, May.READ_SERVICE, queries.service(u)) for u in uids
            ]
            assert judged == [uid in seen for uid in uids], actor.name


def several(app: Flask, town: Town, number: int, **more: Any) -> None:
    with app.app_context():
        begin_write()
        team = queries.team(town.team_uid)
        assert team is not None
        for at in range(number):
            name = world.both(f"Служба {at}", f"Service number {at}")
            world.a_service(team, name=name, verified_by=town.dragan, **more)
        db.session.commit()


def test_list_is_filtered_and_paged_on_the_server(
    app: Flask, town: Town, desk: Desk
) -> None:
    several(app, town, paging.ROWS + 2, category="medical")
    ana = desk("ana")
    first = look(ana, "/desk/services/?category=medical").text
    assert "32 services" in first
    assert "Page 1 of 2" in first
    second = look(ana, "/desk/services/?category=medical&page=2").text
    assert "Service number 31" in second
    overdue = look(ana, "/desk/services/?overdue=1").text
    assert "Advice" in overdue
    assert "Service number 1<" not in overdue
    broken = look(ana, "/desk/services/?team=x&category=y&page=-3")
    assert broken.status_code == 200


def test_services_to_verify_soon_are_due(app: Flask, town: Town) -> None:
    town.do(actions.verify, town.ana)
    with app.app_context():
        assert queries.due(town.ana, town.clock.today) == []
        town.clock.move(days=151)
        due = queries.due(town.ana, town.clock.today)
        assert [row.uid for row in due] == [town.uid]
        assert queries.due(town.vesna, town.clock.today) == []


@pytest.mark.parametrize("page", ["", "{uid}", "{uid}/edit", "{uid}/custodians"])
def test_desk_page_asks_at_most_eight_questions(
    app: Flask, town: Town, desk: Desk, sql: Count, page: str
) -> None:
    town.edit(town.ana, tier="confidential")
    town.publish()
    town.do(places.name_custodian, town.ana, town.person(town.dragan))
    several(app, town, 20, publication="public")
    ana = desk("ana")
    with sql() as sent:
        look(ana, f"/desk/services/{page.format(uid=town.uid)}")
    assert len(sent) <= 8, sent
