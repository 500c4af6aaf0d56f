"""What a pathway tells of the services that it names, and to whom."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import wall
from portal.blueprints.services import queries
from portal.blueprints.services.snapshot import snapshot
from portal.db import begin_write, db
from portal.models import (
    PathwayPartner,
    PathwayVersion,
    Service,
    ServiceStatusRow,
    Team,
    VersionMove,
)
from tests import world
from tests.blueprints.pathways.test_editions import address
from tests.blueprints.pathways.town import (
    Town,
    change,
    next_version,
    publish,
    start,
    step_form,
    steps_of,
)
from tests.visit import look, send, signed_in

Desk = Callable[[str], FlaskClient]
PHONE = "+381 63 000 111"
NAME = world.both("Склониште Јавор", "Maple shelter")
KEPT = "A service that is not public: ask the team"


def professional_way(app: Flask, town: Town, **more: Any) -> str:
    """A published way whose first step, for professionals, calls such a service."""
    with app.app_context():
        begin_write()
        host = db.session.scalars(select(Team).where(Team.uid == town.team_uid)).one()
        own = {"name": NAME, "phone": PHONE, "verified_by": town.coordinator}
        service = world.a_service(host, **own | more)
        said = {"service_id": service.id, "audience": "professional"}
        steps = [world.a_step("a", 1, "z", **said), world.a_step("z", 2)]
        made: PathwayVersion = world.a_version(host, "published", steps=steps)
        by = {"version_id": made.id, "person_id": town.coordinator.person_id}
        moved = {"move": "publish", "state": "published", "at": world.NOW}
        db.session.add(VersionMove(**moved, **by))
        db.session.commit()
        return f"/desk/pathways/versions/{made.uid}"


def partner(app: Flask, page: str) -> FlaskClient:
    """A member of a team with which the way has been shared."""
    with app.app_context():
        begin_write()
        uid = UUID(page.rsplit("/", 1)[1])
        way = db.session.scalars(
            select(PathwayVersion.pathway_id).where(PathwayVersion.uid == uid)
        ).one()
        team = world.a_team("nis")
        guest = world.somebody(team, "member", "guest@x.example")
        db.session.add(PathwayPartner(pathway_id=way, team_id=team.id))
        db.session.commit()
    return signed_in(app, guest)


@pytest.mark.parametrize("where", ["", "/follow", "/print"])
@pytest.mark.parametrize("tier", ["area", "confidential"])
def test_what_is_not_public_is_told_to_its_own_alone(
    app: Flask, town: Town, desk: Desk, tier: str, where: str
) -> None:
    page = professional_way(app, town, tier=tier, publication="internal") + where
    theirs = look(desk("stranger"), page)
    assert theirs.status_code == 200
    assert "Maple shelter" not in theirs.text
    assert PHONE not in theirs.text
    assert KEPT in theirs.text
    ours = look(desk("member"), page).text
    assert "Maple shelter" in ours
    assert PHONE in ours


def test_confidential_service_is_told_to_the_teams_that_share_the_way(
    app: Flask, town: Town, desk: Desk
) -> None:
    hidden = {"tier": "confidential", "publication": "public"}
    page = professional_way(app, town, **hidden)
    shares = look(partner(app, page), page).text
    stranger = look(desk("stranger"), page).text
    assert "Maple shelter" in shares
    assert PHONE in shares, "a mobile number tells no place"
    assert "Maple shelter" not in stranger
    assert PHONE not in stranger
    assert KEPT in stranger


def test_two_versions_side_by_side_name_no_more_than_each_by_itself(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    publish(ana, desk("approver"), start(ana, town))
    with app.app_context():
        begin_write()
        host = db.session.scalars(select(Team).where(Team.uid == town.team_uid)).one()
        service = world.a_service(host, name=NAME, publication="internal").uid
        db.session.commit()
    second = next_version(app, ana)
    change(ana, second, steps_of(app)[0].key, service=str(service))
    publish(ana, desk("approver"), second)
    assert "Maple shelter" in look(ana, f"{second}/compare").text
    theirs = look(desk("stranger"), f"{second}/compare").text
    assert "Maple shelter" not in theirs
    assert KEPT in theirs


def a_shelter(app: Flask, town: Town) -> str:
    with app.app_context():
        begin_write()
        host = db.session.scalars(select(Team).where(Team.uid == town.team_uid)).one()
        about = {"tier": "confidential", "publication": "public", "name": NAME}
        shelter = world.a_service(host, category="housing", **about)
        uid = str(shelter.uid)
        db.session.commit()
    return uid


def test_a_step_for_everybody_does_not_name_the_own_shelter(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, shelter = desk("coordinator"), a_shelter(app, town)
    version = start(ana, town, "blank")
    step = step_form(service=shelter)
    refused = send(ana, f"{version}/steps/new", step)
    assert refused.status_code == 422
    assert "would tell its town" in refused.text
    assert 'value="Корак"' in refused.text, "nothing typed is lost"
    step |= {"audience": "professional"}
    assert send(ana, f"{version}/steps/new", step).status_code == 303


def test_a_start_presets_no_shelter(app: Flask, town: Town, desk: Desk) -> None:
    shelter = a_shelter(app, town)
    page = look(desk("coordinator"), f"/desk/pathways/new/{town.team_uid}/adult").text
    assert "slot_" in page
    assert shelter not in page


@pytest.mark.parametrize("before", [True, False])
def test_a_service_that_becomes_confidential_leaves_the_public_pathway(
    app: Flask, town: Town, desk: Desk, visitor: Callable, before: bool
) -> None:
    """Whether its place is hidden before the pathway is published, or after."""
    ana, dragan = desk("coordinator"), desk("approver")
    version = start(ana, town)
    if not before:
        publish(ana, dragan, version)
    with app.app_context():
        begin_write()
        for row in db.session.scalars(select(Service)):
            service = queries.service(row.uid, world.TODAY)
            service.name, service.tier = NAME, "confidential"
            wall.put(snapshot(service, world.TODAY), approvers=["a"], at=world.NOW)
        uids = [str(uid) for uid in db.session.scalars(select(Service.uid))]
        db.session.commit()
    if before:
        publish(ana, dragan, version)
    assert "the page would tell its town" in look(ana, version).text
    way = address(app)
    with visitor() as reader:
        for page in ("", "1/", "follow/", "poster/", "pathway.json", "pathway.svg"):
            text = reader.get(f"{way}{page}").text
            assert "Maple shelter" not in text
            assert not [uid for uid in uids if uid in text]
    for page in ("as-public", "compare"):
        assert "Maple shelter" not in look(ana, f"{version}/{page}").text


def stopped(app: Flask, status: str) -> None:
    with app.app_context():
        begin_write()
        for service in db.session.scalars(select(Service)):
            row = {"status": status, "starts_on": world.TODAY}
            db.session.add(ServiceStatusRow(service_id=service.id, **row))
        db.session.commit()


@pytest.mark.parametrize("where", ["", "/follow", "/print"])
def test_complete_edition_says_wherever_it_is_read_that_nobody_answers(
    app: Flask, town: Town, desk: Desk, where: str
) -> None:
    page = professional_way(app, town, publication="public") + where
    said = "Its service does not run now."
    assert said not in look(desk("member"), page).text
    stopped(app, "suspended")
    told = look(desk("member"), page).text
    assert said in told
    assert "<!--" not in told
    assert (PHONE in told) == (where != "/follow"), "who follows gets another number"


@pytest.mark.parametrize("where", ["", "/follow", "/print"])
def test_a_version_that_is_over_says_so_and_leads_to_the_one_in_force(
    app: Flask, town: Town, desk: Desk, where: str
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    first = publish(ana, dragan, start(ana, town))
    over = "No longer in force: do not follow it."
    assert over not in look(ana, first + where).text
    second = publish(ana, dragan, next_version(app, ana))
    old = look(ana, first + where).text
    assert over in old
    assert over not in look(ana, second + where).text
    if where != "/print":
        assert f'<a href="{second}">The version in force: 2</a>' in old


def test_sheet_for_professionals_is_complete(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    more = {"refuse_en": "To name others", "basis_en": "Article 12", "basis": "Члан 12"}
    change(ana, version, steps_of(app)[0].key, refuse="Имена других", **more)
    sheet = look(ana, f"{version}/print").text
    assert "To name others" in sheet
    assert "Article 12" in sheet
