"""Rows that were there before a migration say the same after it."""

from datetime import UTC, date, datetime

from alembic import command
from flask import Flask
from sqlalchemy import select, text

from portal.db import alembic_config, begin_write, db
from portal.models import PathwayVersion, VersionMove
from tests import world


def test_every_version_says_how_far_it_reaches_as_its_pathway_did(
    app: Flask, database_url: str
) -> None:
    with app.app_context():
        begin_write()
        first = world.a_version(world.a_team("vranje"), "published")
        world.a_version(None, "draft", pathway=first.pathway)
        db.session.commit()
    config = alembic_config(database_url)
    command.downgrade(config, "0008")
    with app.app_context():
        begin_write()
        was = "UPDATE pathway SET scope = 'cross_border', countries = '[\"HU\"]'"
        db.session.execute(text(was))
        db.session.commit()
    command.upgrade(config, "head")
    with app.app_context():
        reach = select(PathwayVersion.scope, PathwayVersion.countries)
        assert list(db.session.execute(reach)) == [("cross_border", ["HU"])] * 2


def test_version_in_review_was_sent_on_the_day_of_its_last_sending(
    app: Flask, database_url: str
) -> None:
    with app.app_context():
        begin_write()
        team = world.a_team("vranje")
        ana = world.somebody(team, "coordinator").person_id
        version = world.a_version(team, "in_review", submitted_by_id=ana)
        about = {"version_id": version.id, "state": "in_review", "person_id": ana}
        for day in (3, 20):  # at midnight in London it is the next day here
            at = datetime(2026, 11, day, 23, 30, tzinfo=UTC)
            db.session.add(VersionMove(move="submit", at=at, **about))
        db.session.commit()
    config = alembic_config(database_url)
    command.downgrade(config, "0008")
    command.upgrade(config, "head")
    with app.app_context():
        (day,) = db.session.scalars(select(PathwayVersion.submitted_on))
    assert day == date(2026, 11, 21)
