"""What everybody would see under each tier, and who of the offering body may edit."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.blueprints.services import actions, tiers
from portal.db import begin_write, db
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.domain.services import names_town
from portal.models import Organisation, Seat, Service
from tests import world
from tests.form_values import form_values
from tests.visit import look, send, signed_in

from .conftest import PHONE, Town, a_contact
from .whole import WHOLE

Desk = Callable[[str], FlaskClient]
LOCAL = "+381 17 777 777"


def columns(page: str) -> list[str]:
    """What stands under each of the three tiers."""
    return page.partition("grid-3")[2].split('<section class="card')[1:4]


def test_each_tier_is_shown_as_the_snapshot_would_tell_it(
    town: Town, desk: Desk
) -> None:
    contacts = (a_contact(PHONE), a_contact(LOCAL))
    town.edit(town.ana, **WHOLE | {"contacts": contacts})
    page = look(desk("ana"), f"/desk/services/{town.uid}/tiers/").text
    public, area, hidden = columns(page)
    assert "Imaginary 3" in public
    assert "Imaginary 3" not in area
    assert "vranje" in area.lower()
    for told in (public, area):
        assert LOCAL in told
        assert "subotica" in told.lower()
    for kept in (LOCAL, "Imaginary", "vranje", "subotica"):
        assert kept not in hidden.lower()
    assert PHONE in hidden
    assert "No doctor" in hidden
    assert town.read().tier == "public"


def test_preview_is_what_the_wall_would_get(town: Town) -> None:
    town.edit(town.ana, **WHOLE)
    with town.app.app_context():
        service = town.read()
        for one in tiers.previews(service, town.clock.today):
            service.tier = one.tier
            told = tiers.snapshot(service, town.clock.today).payload
            assert told == one.told


LEAKS: list[dict[str, Any]] = [
    {name: {"en": "Behind Main Street"}}
    for name in ("name", "summary", "exclusions", "documents", "barrier", "hours")
]


@pytest.mark.parametrize("leak", [*LEAKS, {"cost": {"sr-Cyrl": "Бесплатно у Врању"}}])
def test_every_published_word_of_a_confidential_service_is_looked_at(
    app: Flask, town: Town, leak: dict[str, Any]
) -> None:
    with app.app_context():
        begin_write()
        service = db.session.get(Service, town.read().id)
        home = db.session.merge(town.read().municipality)
        home.name = world.both("Врање", "Vranje")
        service.tier = "confidential"
        db.session.commit()
    assert hints_of(town) == []
    town.edit(town.ana, tier="confidential", **leak)
    assert hints_of(town)


def hints_of(town: Town) -> list[str]:
    with town.app.app_context():
        return tiers.hints(town.read(), town.clock.today)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Помажемо у Врању", ["Врању"]),
        ("u Novom Sadu", ["Novom Sadu"]),
        ("Niška banja", ["Niška"]),
        ("нова служба, у близини", []),
    ],
)
def test_town_is_found_in_its_cases(text: str, found: list[str]) -> None:
    assert names_town([text], ["Врање", "Novi Sad", "Niš"]) == found


def member_of_the_body(town: Town, role: str = "member") -> Actor:
    """Somebody who sits for the offering body, in another team."""
    with town.app.app_context():
        begin_write()
        other = world.a_team()
        who = world.somebody(other, role, "body@x.example")
        body = town.read().organisation_id
        db.session.get(Seat, who.seats[0].seat_id).organisation_id = body
        held = tuple(replace(seat, organisation_id=body) for seat in who.seats)
        db.session.commit()
    return Actor(who.person_id, who.person_uid, who.name, held)


def test_member_of_the_offering_body_updates_its_record_and_decides_nothing(
    town: Town,
) -> None:
    town.publish()
    who = member_of_the_body(town)
    client = signed_in(town.app, who)
    url = f"/desk/services/{town.uid}"
    sent = form_values(look(client, f"{url}/edit").text) | {"working_days": "8-16"}
    assert send(client, f"{url}/edit", sent).status_code == 303
    assert town.read().schedule["week"]["1"] == [["08:00", "16:00"]]
    assert town.read().publication == "proposed"
    assert town.public()["schedule"] is None
    for act in ("verify", "propose", "confirm", "hide"):
        assert send(client, f"{url}/{act}").status_code == 403
    town.do(actions.confirm, town.dragan)
    assert town.public()["schedule"]["week"]["1"] == [["08:00", "16:00"]]


def test_member_of_the_offering_body_gives_it_to_no_other_body(town: Town) -> None:
    client = signed_in(town.app, member_of_the_body(town))
    with town.app.app_context():
        begin_write()
        other = str(world.an_organisation().uid)
        db.session.commit()
    url = f"/desk/services/{town.uid}/edit"
    sent = form_values(look(client, url).text) | {"organisation": other}
    assert send(client, url, sent).status_code == 422
    assert str(town.read().organisation.uid) == town.organisation


def test_observer_for_the_offering_body_changes_nothing(town: Town) -> None:
    who = member_of_the_body(town, "observer")
    with town.app.app_context():
        assert not allowed(who, May.READ_SERVICE, town.read())
        assert not allowed(who, May.EDIT_SERVICE, town.read())
        assert db.session.query(Organisation).count() > 1


def test_people_of_the_team_are_not_named_to_the_offering_body(town: Town) -> None:
    town.publish()
    page = look(
        signed_in(town.app, member_of_the_body(town)), f"/desk/services/{town.uid}"
    ).text
    with town.app.app_context():
        name = town.person(town.dragan).name
    assert name not in page
    assert "Edit the record" in page
