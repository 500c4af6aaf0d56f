from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.blueprints.services import actions, queries
from portal.blueprints.services.snapshot import narrowed, snapshot
from portal.db import begin_write, db
from portal.domain.errors import DomainError
from portal.models import Service, ServiceContact
from portal.wall import Snapshot
from tests import world

CONTACTS = (
    ("phone", "+381 17 421 000", "public"),
    ("phone", "0800 100 100", "public"),
    ("phone", "+381 000 999 111", "professional"),
    ("web", "https://portal.example/house", "public"),
    ("email", "intake@portal.example", "public"),
)


def shown(tier: str, **more: Any) -> Snapshot:
    """What goes onto the wall of a loaded service of this tier."""
    team = world.a_team("vranje")
    given = {"address": {"en": "Invented 1"}, "hours": {"en": "8-15"}, "phone": None}
    service = world.a_service(team, tier=tier, **given | more)
    for kind, value, audience in CONTACTS:
        label = {"en": "Call"}
        rest = {"kind": kind, "value": value, "audience": audience, "label": label}
        db.session.add(ServiceContact(service_id=service.id, **rest))
    db.session.flush()
    found = queries.service(service.uid)
    assert found is not None
    return snapshot(found, world.TODAY)


def test_public_tier_tells_place_and_public_contacts(app: Flask) -> None:
    with app.app_context():
        told = shown("public")
        payload = told.payload
        assert told.area == payload["area"] == "vranje"
        assert payload["address"] == {"en": "Invented 1"}
        assert [c["value"] for c in payload["contacts"]] == [
            value for _, value, audience in CONTACTS if audience == "public"
        ]
        assert told.summary == payload


def test_area_tier_tells_the_town_and_no_address(app: Flask) -> None:
    with app.app_context():
        told = shown("area")
        assert (told.area, told.payload["address"]) == ("vranje", None)


def test_confidential_service_tells_nothing_that_leads_to_a_place(app: Flask) -> None:
    with app.app_context():
        local = world.an_organisation(municipality_id=world.a_municipality("nis").id)
        told = shown("confidential", organisation=local)
        payload = told.payload
        assert told.area is payload["area"] is payload["address"] is None
        assert payload["organisation"] is None
        assert payload["hours"] == {"en": "8-15"}
        assert [c["value"] for c in payload["contacts"]] == [
            "0800 100 100",
            "intake@portal.example",
        ]
        assert "vranje" not in str(payload).lower()


def test_what_stands_is_narrowed_without_the_new_words(app: Flask) -> None:
    with app.app_context():
        standing = shown("public").payload
        wanted = standing | {"tier": "confidential", "name": {"en": "New"}}
        less = narrowed(standing, wanted)
        assert less.area is None
        assert less.payload["address"] is None
        assert less.payload["name"] == standing["name"]


def test_two_people_verify_the_national_number_before_it_goes_up(app: Flask) -> None:
    with app.app_context():
        begin_write()
        office = world.a_team("office", kind="office", municipality=None)
        jelena = world.somebody(office, "office", "jelena@x.example")
        marko = world.somebody(office, "office", "marko@x.example")
        row = world.a_service(office, national_number=True, verified_by=jelena)
        service = queries.service(row.uid)
        assert service is not None
        actions.propose(jelena, service, world.NOW)
        with pytest.raises(DomainError) as refused:
            actions.confirm(marko, service, world.NOW)
        assert refused.value.code == "two_must_verify"
        actions.verify(marko, service, world.NOW)
        actions.confirm(marko, service, world.NOW)
        public = db.session.scalars(select(Service)).one()
        told = actions._snapshot(public, world.NOW).payload["verified_by"]
        assert sorted(told) == sorted(
            [person.person_uid, "2026-11-22"] for person in (jelena, marko)
        )
