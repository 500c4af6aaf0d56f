"""Nothing in the demonstration reaches a real person or says what it must not."""

import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.blueprints.pathways import actions
from portal.blueprints.pathways.drafts import StartDraft
from portal.config import Settings
from portal.db import Base, begin_write, db
from portal.domain.people import Actor, Role, SeatHeld
from portal.domain.permissions import May
from portal.loading.demonstration import DemonstrationRefused, load_demonstration
from portal.loading.rows import Counts
from portal.loading.stage import NotAllowed, Stage
from portal.models import ExactPlace, PlaceCustodian, Service, ServiceContact, Team
from portal.seal import unseal
from tests.clock import START
from tests.loading.reading import ever_public, people, public, versions

PLACE = "Измишљена 1 (не постоји)"


def test_no_contact_reaches_anybody(demonstration: Flask) -> None:
    contacts = db.session.scalars(select(ServiceContact)).all()
    assert len(contacts) >= 17
    for contact in contacts:
        if contact.kind == "phone":
            assert contact.value.startswith("+381 000 ")
        else:
            assert contact.value.endswith(".example")
    for row in ever_public():
        said = json.dumps(row.payload)
        assert said.count("+") == said.count("+381 000 ")
    assert all(person.email.endswith(".example") for person in people().values())


def test_exact_place_is_sealed_and_only_its_custodian_may_read_it(
    demonstration: Flask,
) -> None:
    held = db.session.scalars(select(ExactPlace)).one()
    assert unseal(held.sealed) == PLACE
    custodians = db.session.scalars(select(PlaceCustodian)).all()
    ids = {(row.service_id, row.person_id) for row in custodians}
    assert ids == {(held.service_id, people()["jelena"].id)}
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            assert PLACE not in str(tuple(row))


def test_confidential_shelter_is_public_without_a_place(demonstration: Flask) -> None:
    (shelter,) = (s for s in public("service").values() if s["tier"] == "confidential")
    assert shelter["area"] is None
    assert shelter["address"] is None
    assert [contact["value"] for contact in shelter["contacts"]] == ["+381 000 000 001"]


def test_whatever_is_public_went_through_two_people(demonstration: Flask) -> None:
    for row in ever_public():
        if row.kind in ("service", "pathway", "pathway_version"):
            assert len(set(row.approvers)) >= 2
    (version,) = versions("adult")
    who = {move.move: move.person.email.split("@")[0] for move in version.moves}
    assert who == {
        "create": "ana",
        "submit": "ana",
        "approve": "dragan",
        "publish": "ana",
    }


def test_services_of_the_studies_stay_on_the_desk(demonstration: Flask) -> None:
    public_uids = set(public("service"))
    studied = select(Service).where(Service.source.like("%stud%"))
    found = db.session.scalars(studied).all()
    assert len(found) >= 20
    assert not {str(service.uid) for service in found} & public_uids


def test_demonstration_does_nothing_that_the_rules_forbid(
    demonstration: Flask,
) -> None:
    vranje = db.session.scalars(select(Team).where(Team.key == "vranje")).one()
    nis = db.session.scalars(select(Team).where(Team.key == "nis")).one()
    seat = SeatHeld(1, nis.id, Role.COORDINATOR)
    stage = Stage(START, {}, {}, {}, {"ivan": Actor(1, "ivan", "Ivan", (seat,))})
    draft = StartDraft("adult", "adult", {"en": "x"}, START.date() + timedelta(days=9))
    with pytest.raises(NotAllowed):
        stage.act("ivan", May.START_PATHWAY, vranje, actions.start, draft, at=START)


def test_demonstration_is_refused_where_there_are_people(demonstration: Flask) -> None:
    begin_write()
    with pytest.raises(DemonstrationRefused, match="people already"):
        load_demonstration(START)


def test_demonstration_is_refused_without_the_baseline(
    app: Flask, demo_settings: Settings, desk: None
) -> None:
    app.config["SETTINGS"] = demo_settings
    begin_write()
    with pytest.raises(DemonstrationRefused, match="baseline"):
        load_demonstration(START)


def test_demonstration_is_refused_where_settings_do_not_say_demo(
    loaded: Counts,
) -> None:
    begin_write()
    with pytest.raises(DemonstrationRefused, match="demo"):
        load_demonstration(START)


def test_child_pathway_is_a_draft_that_nobody_outside_sees(
    demonstration: Flask,
) -> None:
    (version,) = versions("child")
    assert (version.state, version.number) == ("draft", None)
    assert [move.move for move in version.moves] == ["create"]
    guardian = next(step for step in version.steps if step.key == "guardian")
    assert "who is guardian at night" in guardian.details["en"]
    said = json.dumps([row.payload for row in ever_public()])
    assert str(version.pathway.uid) not in said
    assert "for children in Vranje" not in said
