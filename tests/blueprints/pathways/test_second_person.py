"""Who stands beside the first person: in a team, in a small one, in the office."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.blueprints.pathways import actions, templates
from portal.db import begin_write, db
from portal.models import Job, Membership, Pathway, PathwayVersion, Person, Seat
from tests import world
from tests.blueprints.pathways.town import Town, approve, start, step_form
from tests.form_values import form_values
from tests.visit import look, send, signed_in

Desk = Callable[[str], FlaskClient]


class Country:
    """A team with one approver, and an office of two."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            begin_write()
            small = world.a_team("small")
            office = world.a_team("office", kind="office")
            self.ana = world.somebody(small, "coordinator", "ana@x.example")
            self.jelena = world.somebody(office, "office", "jelena@x.example")
            self.marko = world.somebody(office, "office", "marko@x.example")
            self.small, self.office = small.uid, office.uid
            db.session.commit()

    def at_desk(self, who: str) -> FlaskClient:
        return signed_in(self.app, getattr(self, who))

    def begun(self, who: str, team: Any) -> str:
        """A draft with one step, which is its end."""
        client = self.at_desk(who)
        url = f"/desk/pathways/new/{team}/blank"
        form = {"title": "Пут", "profile": "adult", "review_by": "1. 6. 2027."}
        version = send(client, url, form).headers["Location"]
        send(client, f"{version}/steps/new", step_form(kind="end"))
        return version


def told(app: Flask) -> set[int]:
    with app.app_context():
        jobs = db.session.scalars(select(Job).where(Job.kind == "mail"))
        return {job.about["person"] for job in jobs}


def test_coordinator_and_another_seat_of_the_team_publish(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, dragan, milica = desk("coordinator"), desk("approver"), desk("member")
    version = start(ana, town)
    send(ana, f"{version}/submit")
    assert approve(ana, version).status_code == 403
    assert approve(milica, version).status_code == 403
    assert approve(dragan, version).status_code == 303
    assert send(dragan, f"{version}/publish").status_code == 303
    with app.app_context():
        uid = db.session.scalars(select(Pathway.uid)).one()
    history = look(milica, f"/desk/pathways/{uid}").text
    assert all(f"{who}</li>" in history for who in ("ana", "dragan"))
    assert "dragan" not in look(desk("stranger"), f"/desk/pathways/{uid}").text


def test_office_is_second_of_a_small_team_within_two_working_days(
    app: Flask, clock: Any
) -> None:
    country = Country(app)
    version = country.begun("ana", country.small)
    ana, jelena = country.at_desk("ana"), country.at_desk("jelena")
    assert look(jelena, version).status_code == 404
    send(ana, f"{version}/submit")  # on a Sunday
    assert told(app) == {country.jelena.person_id, country.marko.person_id}
    for page in (look(jelena, version).text, look(ana, version).text):
        assert "The office decides by 24 November 2026" in page
        assert "late" not in page.split("The office decides by")[1][:60]
    assert "the office decides by 24 November 2026" in look(jelena, "/desk/").text
    clock.move(days=4)
    jelena = country.at_desk("jelena")
    assert "2 days late" in look(jelena, "/desk/").text
    assert "2 days late" in look(jelena, version).text
    assert approve(jelena, version).status_code == 303
    assert send(jelena, f"{version}/publish").status_code == 303


def test_second_person_sits_on_another_seat(app: Flask, town: Town, desk: Desk) -> None:
    with app.app_context():
        begin_write()
        seat = db.session.get(Seat, town.coordinator.seats[0].seat_id)
        substitute = world.a_person()
        world.a_membership(substitute, seat, "approver")
        vera = replace(
            town.coordinator, person_id=substitute.id, person_uid=str(substitute.uid)
        )
        db.session.commit()
    version = start(desk("coordinator"), town)
    send(desk("coordinator"), f"{version}/submit")
    at_desk = signed_in(app, vera)
    assert approve(at_desk, version).status_code == 403
    assert version not in look(at_desk, "/desk/").text
    assert approve(desk("approver"), version).status_code == 303


def test_whoever_takes_over_the_seat_of_the_first_person_is_no_second(
    app: Flask, town: Town, desk: Desk, clock: Any
) -> None:
    version = start(desk("coordinator"), town)
    send(desk("coordinator"), f"{version}/submit")
    clock.move(days=2)
    with app.app_context():
        begin_write()
        seat = db.session.get_one(Seat, town.coordinator.seats[0].seat_id)
        held = select(Membership).where(Membership.seat_id == seat.id)
        db.session.scalars(held).one().ends_on = clock.today - timedelta(days=1)
        successor = world.a_person()
        world.a_membership(successor, seat, "coordinator", starts_on=clock.today)
        vera = replace(
            town.coordinator, person_id=successor.id, person_uid=str(successor.uid)
        )
        db.session.commit()
    at_desk = signed_in(app, vera)
    assert approve(at_desk, version).status_code == 403
    assert version not in look(at_desk, "/desk/").text
    assert approve(desk("approver"), version).status_code == 303


def test_team_whose_approvers_share_one_seat_has_the_office_as_second(
    app: Flask,
) -> None:
    country = Country(app)
    with app.app_context():
        begin_write()
        seat = db.session.get(Seat, country.ana.seats[0].seat_id)
        world.a_membership(world.a_person(), seat, "approver")
        db.session.commit()
    version = country.begun("ana", country.small)
    send(country.at_desk("ana"), f"{version}/submit")
    jelena = country.at_desk("jelena")
    assert version in look(jelena, "/desk/").text
    assert approve(jelena, version).status_code == 303


def test_who_holds_both_seats_of_the_team_still_has_a_second_person(
    app: Flask, town: Town, desk: Desk
) -> None:
    with app.app_context():
        begin_write()
        ana = db.session.get(Person, town.coordinator.person_id)
        seat = db.session.get(Seat, town.approver.seats[0].seat_id)
        world.a_membership(ana, seat, "approver")
        held = (*town.coordinator.seats, *town.approver.seats)
        both = replace(town.coordinator, seats=held)
        db.session.commit()
    version = start(desk("coordinator"), town)
    send(signed_in(app, both), f"{version}/submit")
    assert approve(signed_in(app, both), version).status_code == 403
    dragan = desk("approver")
    assert version in look(dragan, "/desk/").text
    assert approve(dragan, version).status_code == 303


def test_team_with_two_approvers_has_no_such_day(town: Town, desk: Desk) -> None:
    version = start(desk("coordinator"), town)
    send(desk("coordinator"), f"{version}/submit")
    assert "The office decides by" not in look(desk("approver"), version).text


def test_national_pathway_takes_two_of_the_office(app: Flask) -> None:
    country = Country(app)
    version = country.begun("jelena", country.office)
    with app.app_context():
        assert db.session.scalars(select(PathwayVersion.scope)).one() == "national"
    jelena, marko = country.at_desk("jelena"), country.at_desk("marko")
    send(jelena, f"{version}/submit")
    assert approve(jelena, version).status_code == 403
    assert approve(country.at_desk("ana"), version).status_code == 404
    assert approve(marko, version).status_code == 303
    assert send(jelena, f"{version}/publish").status_code == 303


def test_one_person_alone_in_the_office_publishes_nothing(app: Flask) -> None:
    with app.app_context():
        begin_write()
        office = world.a_team("office", kind="office")
        jelena = world.somebody(office, "office")
        uids = {}
        for state in ("in_review", "approved"):
            row = world.a_version(office, state, submitted_by_id=jelena.person_id)
            uids[state] = row.uid
        db.session.commit()
    url = f"/desk/pathways/versions/{uids['in_review']}/approve"
    assert send(signed_in(app, jelena), url).status_code == 403


def test_national_template_gives_a_team_a_local_pathway(
    app: Flask, town: Town, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = templates.all_templates().items()
    national = {key: replace(one, scope="national") for key, one in known}
    monkeypatch.setattr(actions, "all_templates", lambda: national)
    ana, url = desk("coordinator"), f"/desk/pathways/new/{town.team_uid}/adult"
    begun = send(ana, url, form_values(look(ana, url).text))
    assert begun.status_code == 303
    with app.app_context():
        assert db.session.scalars(select(PathwayVersion.scope)).one() == "local"
