"""What a step says is kept for the next reader, and never for the wrong one."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import begin_write, db
from portal.domain.people import Actor
from portal.models import PathwayPartner, PathwayVersion, Service, Team, VersionMove
from tests import world
from tests.blueprints.pathways.town import Town, publish, start, steps_of
from tests.visit import look, send, signed_in

Desk = Callable[[str], FlaskClient]
SHELTER = "+381 17 000 111"


def with_a_shelter(app: Flask, town: Town) -> tuple[str, Actor, int]:
    """A shared pathway that names a shelter: its page, a partner, the shelter."""
    with app.app_context():
        begin_write()
        host = db.session.scalars(select(Team).where(Team.uid == town.team_uid)).one()
        partner = world.a_team("nis")
        guest = world.somebody(partner, "member", "guest@x.example")
        shelter = world.a_service(host, tier="confidential", phone=SHELTER)
        steps = [world.a_step("a", 1, "z", service_id=shelter.id), world.a_step("z", 2)]
        version: PathwayVersion = world.a_version(host, "published", steps=steps)
        shared = PathwayPartner(pathway_id=version.pathway_id, team_id=partner.id)
        moved = {"move": "publish", "state": "published", "at": world.NOW}
        by = {"version_id": version.id, "person_id": town.coordinator.person_id}
        db.session.add_all([shared, VersionMove(**moved, **by)])
        db.session.commit()
        return f"/desk/pathways/versions/{version.uid}", guest, shelter.id


def test_what_the_host_was_told_is_not_told_to_a_partner(
    app: Flask, town: Town, desk: Desk
) -> None:
    page, guest, _ = with_a_shelter(app, town)
    ours, theirs = desk("member"), signed_in(app, guest)
    assert SHELTER in look(ours, page).text
    told = look(theirs, page)
    assert told.status_code == 200
    assert SHELTER not in told.text
    assert SHELTER in look(ours, page).text


def test_what_changes_is_said_at_the_next_look(
    app: Flask, town: Town, desk: Desk
) -> None:
    page, _, shelter = with_a_shelter(app, town)
    ours = desk("member")
    assert "At dawn" not in look(ours, page).text
    with app.app_context():
        begin_write()
        service = db.session.get_one(Service, shelter)
        service.hours = world.both("Кад зора сване", "At dawn")
        db.session.commit()
    assert "At dawn" in look(ours, page).text


def test_each_reader_gets_the_buttons_of_what_one_may_do(
    town: Town, desk: Desk
) -> None:
    ana, milica = desk("coordinator"), desk("member")
    version = start(ana, town)
    assert 'form="moves"' in look(ana, version).text
    assert 'form="moves"' not in look(milica, version).text
    assert "/comment/" in look(milica, version).text
    publish(ana, desk("approver"), version)
    after = look(ana, version).text
    assert 'form="moves"' not in after
    assert "/comment/" not in after


def test_buttons_that_move_a_step_do_as_they_say(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    first, second, *others = [step.key for step in steps_of(app)]
    acts = re.findall(r'form="moves" formaction="([^"]+)"', look(ana, version).text)
    assert len(acts) == 2 * len([first, second, *others]) - 2
    assert send(ana, urlsplit(acts[0]).path).status_code == 303
    assert [step.key for step in steps_of(app)] == [second, first, *others]
