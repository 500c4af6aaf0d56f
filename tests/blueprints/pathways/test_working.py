"""A list counts what would not work as the page of each version finds it."""

from datetime import timedelta
from random import Random

import pytest
from flask import Flask
from sqlalchemy import select

from portal.blueprints.pathways import linked, queries, working
from portal.blueprints.pathways.graph import not_working
from portal.db import begin_write, db
from portal.models import PathwayVersion, Published, Service, ServiceStatusRow, Team
from tests import world

VERSIONS, STEPS = 40, 9
DAYS = (None, world.TODAY - timedelta(1), world.TODAY, world.TODAY + timedelta(9))


def services_of(team: Team) -> list[Service | None]:
    """One that answers, and one with each thing that may be wrong."""
    closed = world.a_service(team, publication="public")
    day = {"starts_on": world.TODAY, "status": "closed"}
    db.session.add(ServiceStatusRow(service_id=closed.id, **day))
    return [
        None,
        closed,
        world.a_service(team, publication="public"),
        world.a_service(team, publication="public", always_open=False),
        world.a_service(team, publication="public", verified_on=None),
        world.a_service(team, publication="public", phone=None),
        world.a_service(team, publication="internal"),
        world.a_service(team, publication="proposed"),
        world.a_service(team, tier="confidential"),
    ]


def a_version(team: Team, services: list[Service | None], chance: Random) -> None:
    steps = []
    for at in range(1, STEPS + 1):
        named = chance.choice(services)
        more = {
            "audience": chance.choice(["public", "professional"]),
            "service_id": named.id if named else None,
            "night": chance.choice([None, world.both("Исто.", "The same.")]),
        }
        ways = [f"s{at + 1}"] if at < STEPS else []
        steps.append(world.a_step(f"s{at}", at, *ways, **more))
    state = chance.choice(["published", "published", "superseded", "draft"])
    world.a_version(team, state, steps=steps, review_by=chance.choice(DAYS))


def test_as_many_as_the_page_of_each_version_finds(app: Flask) -> None:
    chance = Random(20261129)
    with app.app_context():
        begin_write()
        team = world.a_team()
        services = services_of(team)
        for _ in range(VERSIONS):
            a_version(team, services, chance)
        db.session.commit()
        found = {}
        for uid in db.session.scalars(select(PathwayVersion.uid)).all():
            version = queries.version(uid)
            wrong = not_working(version, world.TODAY)
            if version.state == "published" and wrong:
                found[uid] = len(wrong)
        everything = db.session.scalars(select(PathwayVersion.uid)).all()
        assert working.count_of(everything, world.TODAY) == found
        assert len(set(found.values())) > 4, "all are alike: nothing is proven"
        some = list(found)[:2]
        assert working.count_of(some, world.TODAY).keys() == set(some)
        assert working.count_of([], world.TODAY) == {}


@pytest.mark.parametrize(
    ("publication", "stands", "expected"),
    [
        ("public", True, True),
        ("proposed", True, True),
        ("proposed", False, False),
        ("internal", True, False),
    ],
)
def test_service_whose_change_waits_is_public_if_it_was_before(
    app: Flask, publication: str, stands: bool, expected: bool
) -> None:
    with app.app_context():
        begin_write()
        team = world.a_team()
        service = world.a_service(team, publication=publication)
        until = None if stands else world.NOW + timedelta(1)
        about = {"kind": "service", "uid": str(service.uid), "area": None}
        said = {"summary": {}, "payload": {}, "hash": "0", "valid_from": world.NOW}
        db.session.add(Published(**about, **said, valid_to=until))
        steps = [world.a_step("a", 1, service_id=service.id)]
        uid = world.a_version(team, "published", steps=steps).uid
        db.session.commit()
        version = queries.version(uid)
        (today,) = linked.services_today(version, world.TODAY).values()
        assert today.is_public == expected
        assert (uid in working.count_of([uid], world.TODAY)) != expected
