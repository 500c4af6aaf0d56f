"""The whole record: each field is entered, carried by an edit, refused if wrong."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.blueprints.services.drafts import PlaceDraft, ServiceDraft
from portal.db import begin_write, db
from portal.domain.errors import DomainError
from portal.domain.terms import TermKind
from tests import world
from tests.form_values import form_values
from tests.visit import look, send

from .conftest import Town
from .whole import WHOLE, held

Desk = Callable[[str], FlaskClient]


def test_every_field_is_said_in_this_test() -> None:
    needed = {"organisation", "name", "summary", "category", "contacts"}
    rare = {"national_number", "always_open"}
    assert {f.name for f in fields(ServiceDraft)} == needed | rare | set(WHOLE)


def test_form_shows_the_whole_record_and_sends_it_back_unchanged(
    town: Town, desk: Desk
) -> None:
    town.edit(town.ana, **WHOLE)
    before = held(town.read())
    assert {name: before[name] for name in WHOLE} == WHOLE
    ana, url = desk("ana"), f"/desk/services/{town.uid}/edit"
    version = town.read().row_version
    assert send(ana, url, form_values(look(ana, url).text)).status_code == 303
    assert held(town.read()) == before
    assert town.read().row_version == version


def test_record_is_entered_as_people_type_it(town: Town, desk: Desk) -> None:
    ana, url = desk("ana"), f"/desk/services/{town.uid}/edit"
    sent = form_values(look(ana, url).text) | {
        "working_days": "8-12, 17.30-20",
        "day_3": "–",
        "day_6": "9 do 13",
        "by_appointment": "y",
        "age_from": "14",
        "spoken": ["sr", "rom"],
        "status_needed": ["none"],
        "accessible": "partly",
        "areas": ["subotica"],
        "capacity": "6",
        "capacity_on": "1. 11. 2026.",
        "places-0-town": "subotica",
    }
    answer = send(ana, url, sent)
    assert answer.status_code == 303, answer.text
    service = town.read()
    assert service.schedule["week"]["1"] == [["08:00", "12:00"], ["17:30", "20:00"]]
    assert sorted(service.schedule["week"]) == ["1", "2", "4", "5", "6"]
    assert (service.age_from, service.age_to) == (14, None)
    assert (service.capacity, service.capacity_on) == (6, date(2026, 11, 1))
    assert service.spoken == ["sr", "rom"]
    assert service.areas == ["subotica"]
    assert [p.municipality.slug for p in service.places] == ["subotica"]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"working_days": "morning"}, "“morning” cannot be read as hours."),
    ({"day_6": "8-7, 9-10"}, "“8-7, 9-10” cannot be read as hours."),
    (
        {"working_days": "8-16", "always_open": "y"},
        "Either day and night, or hours of days: take one out.",
    ),
    ({"age_from": "18", "age_to": "14"}, "The last age is below the first."),
    ({"age_from": "-1"}, "Enter an age from 0 to 120."),
    ({"age_to": "young"}, "Enter a whole number."),
    ({"capacity": "6"}, "Say on which day this number was right."),
    ({"capacity_on": "2026-11-01"}, "Say how many places there were on that day."),
    (
        {"legal_from": "2026-11-02", "legal_until": "2026-11-01"},
        "The last day is before the first.",
    ),
    ({"places-0-name": "Биро"}, "Choose the town of this place."),
    (
        {"places-0-town": "subotica", "places-0-address": "Измишљена 4"},
        "Only the town of this place is public",
    ),
    (
        {"tier": "confidential", "places-0-town": "subotica"},
        "A confidential service names no further places.",
    ),
    (
        {"tier": "confidential", "areas": ["subotica"]},
        "A confidential service names no towns that it serves.",
    ),
    ({"areas": ["atlantis"]}, "Choose one of these."),
    ({"spoken": ["xx"]}, "Choose one of these."),
    ({"licence_state": "golden"}, "Choose one of these."),
]


@pytest.mark.parametrize(("typed", "said"), WRONG)
def test_wrong_field_is_named_in_an_open_part_and_kept(
    town: Town, desk: Desk, typed: dict[str, Any], said: str
) -> None:
    ana, url = desk("ana"), f"/desk/services/{town.uid}/edit"
    answer = send(ana, url, form_values(look(ana, url).text) | typed)
    assert answer.status_code == 422
    assert said in answer.text
    again = form_values(answer.text)
    for name, value in typed.items():
        if value not in ([], ["atlantis"], ["xx"], "golden"):
            assert again[name] in (value, value[0]), name


UNKNOWN: list[dict[str, Any]] = [
    *({"model": "castle"}, {"category": "magic"}, {"groups": ("elves",)}),
    *({"phases": ("never",)}, {"areas": ("atlantis",)}, {"spoken": ("xx",)}),
    *({"tier": "secret"}, {"entitled": "maybe"}, {"residence": ("moon",)}),
    {"places": (PlaceDraft("atlantis", "area"),)},
    {"places": (PlaceDraft("subotica", "confidential"),)},
    {"schedule": {"week": {"1": [["16:00", "8"]]}}},
    {"tier": "area", "lat": 42.5, "lon": 21.9},
]


@pytest.mark.one_engine
@pytest.mark.parametrize("wrong", UNKNOWN)
def test_what_no_form_offers_is_refused_by_the_rules_too(
    town: Town, wrong: dict[str, Any]
) -> None:
    with pytest.raises(DomainError):
        town.edit(town.ana, **wrong)
    assert town.read().row_version == 1


def test_word_of_the_office_is_taken_as_one_of_the_field(
    app: Flask, town: Town
) -> None:
    with app.app_context():
        begin_write()
        world.a_term("farm", town.jelena.person_id, kind=TermKind.MODEL)
        db.session.commit()
    town.edit(town.ana, model="farm")
    assert town.read().model == "farm"


def test_shelter_is_confidential_unless_somebody_says_so_twice(
    town: Town, desk: Desk
) -> None:
    ana, url = desk("ana"), f"/desk/services/{town.uid}/edit"
    sent = form_values(look(ana, url).text) | {"model": "crisis_shelter"}
    asked = send(ana, url, sent)
    assert asked.status_code == 422
    assert "shall everybody know where it is?" in asked.text
    assert town.read().model is None
    again = form_values(asked.text) | {"told_all_the_same": "area"}
    assert send(ana, url, again).status_code == 303
    assert town.read().tier == "area"
    once_more = send(ana, url, form_values(look(ana, url).text))
    assert once_more.status_code == 303
    public = form_values(look(ana, url).text) | {"tier": "public"}
    assert send(ana, url, public).status_code == 422


def test_new_shelter_without_a_tier_starts_confidential(town: Town, desk: Desk) -> None:
    ana, url = desk("ana"), f"/desk/services/new/{town.team_uid}"
    sent = form_values(look(ana, url).text) | {
        "organisation": town.organisation,
        "name": "Кућа",
        "summary": "Прима.",
        "category": "housing",
        "model": "transition_house",
    }
    entered = send(ana, url, sent)
    assert entered.status_code == 303
    assert "Confidential" in look(ana, entered.headers["Location"]).text


def test_two_editors_see_both_fillings_of_the_new_fields(
    town: Town, desk: Desk
) -> None:
    ana, url = desk("ana"), f"/desk/services/{town.uid}/edit"
    mine = form_values(look(ana, url).text) | {"working_days": "8-16"}
    town.edit(town.dragan, **WHOLE | {"capacity": 7})
    page = send(ana, url, mine)
    assert page.status_code == 422
    both = page.text.partition("Both texts")[2].partition("</dl>")[0]
    for said in ("Hours on working days", "8-16", "Albanian", "1 November 2026"):
        assert said in both, said
    for said in ("Subotica", "Imaginary 4", "No doctor", "In English"):
        assert said.lower() in both.lower(), said
