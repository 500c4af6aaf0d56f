"""Each published version has an address for good, until it is withdrawn."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import wall
from portal.blueprints.services import queries
from portal.blueprints.services.snapshot import snapshot
from portal.db import begin_write, db
from portal.models import Pathway, Published, Service
from tests import world
from tests.blueprints.pathways.town import (
    Town,
    change,
    next_version,
    publish,
    start,
    steps_of,
)
from tests.visit import send

Desk = Callable[[str], FlaskClient]
NOINDEX = '<meta name="robots" content="noindex">'


def address(app: Flask) -> str:
    with app.app_context():
        return f"/en/pathways/{db.session.scalars(select(Pathway.uid)).one()}/"


def two_versions(app: Flask, town: Town, desk: Desk) -> str:
    """The first one superseded by one with another first step; the second's page."""
    ana, dragan = desk("coordinator"), desk("approver")
    publish(ana, dragan, start(ana, town))
    second = next_version(app, ana)
    change(ana, second, steps_of(app)[0].key, action="Ново", action_en="Brand new")
    return publish(ana, dragan, second)


def test_version_in_force_and_the_one_before_say_which_they_are(
    app: Flask, town: Town, desk: Desk, visitor: Callable
) -> None:
    two_versions(app, town, desk)
    way = address(app)
    with visitor() as reader:
        page, first, second = (reader.get(f"{way}{n}").text for n in ("", "1/", "2/"))
        reader.checks_pages = False
        assert reader.get(f"{way}3/").status_code == 404
    assert f'href="{way}1/"' in page
    assert f'href="{way}2/"' in page
    assert "This version is in force" in second
    assert "Brand new" in second
    assert NOINDEX not in second
    assert f'<link rel="canonical" href="https://localhost{way}">' in second
    assert "Not in force any more" in first
    assert "Brand new" not in first
    assert "Are you in danger right now?" in first
    assert NOINDEX in first
    assert f'href="{way}"' in first
    assert "Steps that differ from the version before: changed 1" in second


def test_numbers_on_an_old_version_are_those_of_today(
    app: Flask, town: Town, desk: Desk, visitor: Callable
) -> None:
    two_versions(app, town, desk)
    with app.app_context():
        begin_write()
        for service in db.session.scalars(select(Service)):
            found = queries.service(service.uid, world.TODAY)
            found.contacts[0].value = "+381 000 777 888"
            wall.put(snapshot(found, world.TODAY), approvers=["a", "b"], at=world.NOW)
        db.session.commit()
    with visitor() as reader:
        page = reader.get(f"{address(app)}1/").text
    assert "+381 000 777 888" in page
    assert "+381 000 111 222" not in page


def test_withdrawing_takes_every_version_off(
    app: Flask, town: Town, desk: Desk, visitor: Callable
) -> None:
    second = two_versions(app, town, desk)
    send(desk("approver"), f"{second}/withdraw")
    way = address(app)
    with app.app_context():
        rows = db.session.scalars(
            select(Published).where(
                Published.kind == "pathway_version", Published.valid_to.is_(None)
            )
        ).all()
        assert rows == []
    with visitor() as reader:
        for page in ("", "1/", "2/"):
            text = reader.get(f"{way}{page}").text
            assert "was withdrawn on 22 November 2026" in text
            assert "Brand new" not in text
            assert "Are you in danger" not in text


def test_version_after_a_withdrawal_does_not_bring_the_old_ones_back(
    app: Flask, town: Town, desk: Desk, visitor: Callable, clock: Callable
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    send(dragan, f"{two_versions(app, town, desk)}/withdraw")
    clock.move(days=1)
    ana, dragan = desk("coordinator"), desk("approver")
    publish(ana, dragan, next_version(app, ana))
    way = address(app)
    with visitor() as reader:
        assert "Brand new" in reader.get(f"{way}3/").text
        for page in ("1/", "2/"):
            text = reader.get(f"{way}{page}").text
            assert "This version was withdrawn on 22 November 2026" in text
            assert "Read the version in force" in text
            assert "Are you in danger" not in text
