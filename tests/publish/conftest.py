"""A small country on the wall, its publisher, and its site as a reader gets it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from portal import create_app
from portal.config import Settings
from portal.db import db
from portal.publish import Publisher
from tests.clock import Clock
from tests.databases import Databases
from tests.publish.country import country
from tests.publish.walls import fill

TOWNS, PATHWAYS = 9, 12


@pytest.fixture
def size() -> tuple[int, int]:
    """How many towns and pathways there are."""
    return TOWNS, PATHWAYS


@pytest.fixture
def land(
    databases: Databases, engine_name: str, settings: Settings, size: tuple[int, int]
) -> Iterator[Settings]:
    """Settings of an instance with a whole country on the wall."""

    def put_all(url: str) -> None:
        fill(url, country(*size))

    url = databases.copy(databases.template(f"country {size}", engine_name, put_all))
    yield settings.model_copy(update={"database_url": url})
    databases.drop(url)


@pytest.fixture
def portal(land: Settings, clock: Clock) -> Iterator[Flask]:
    """The desk and the frozen site over that country."""
    app = create_app(land, clock)
    app.testing = True
    with app.app_context():
        db.session.execute(text("SELECT 1"))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def publisher(land: Settings) -> Publisher:
    return Publisher(land)
