import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Engine, create_engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from portal.config import Settings
from portal.db import Base, alembic_config, begin_write, db, migrate_database
from portal.models import Job
from portal.models.triggers import FROZEN
from tests import world
from tests.databases import Databases
from tests.publish.country import a_town
from tests.publish.walls import fill

WRITERS, TIMES = 8, 12


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url, poolclass=NullPool)
    yield engine
    engine.dispose()


@pytest.fixture
def inside(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def triggers(engine: Engine) -> set[str]:
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with engine.connect() as connection:
        return set(connection.scalars(text(names[engine.dialect.name])))


def test_migrated_schema_equals_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []
        there = inspect(connection)
        for table in Base.metadata.sorted_tables:
            found = {index["name"] for index in there.get_indexes(table.name)}
            assert {index.name for index in table.indexes} <= found, table.name
    assert len(Base.metadata.sorted_tables) > 20


def test_partial_indexes_are_partial_in_the_database(engine: Engine) -> None:
    with engine.connect() as connection:
        indexes = inspect(connection).get_indexes("published")
    (current,) = [i for i in indexes if i["name"] == "ix_published_current"]
    where = current["dialect_options"][f"{engine.dialect.name}_where"]
    assert "valid_to IS NULL" in str(where)
    assert current["unique"]


def test_every_frozen_row_has_its_trigger(engine: Engine) -> None:
    expected = {f"frozen_{table}_{when.lower()}" for table, when, *_ in FROZEN}
    assert expected <= triggers(engine)
    assert len(expected) >= 9


def test_migrating_again_changes_nothing(engine: Engine, database_url: str) -> None:
    before = triggers(engine)
    migrate_database(database_url)
    assert triggers(engine) == before
    with engine.connect() as connection:
        assert (
            compare_metadata(MigrationContext.configure(connection), Base.metadata)
            == []
        )


def test_every_step_runs_from_an_empty_database(
    databases: Databases, engine_name: str
) -> None:
    url = databases.empty(engine_name)
    config = alembic_config(url)
    steps = list(ScriptDirectory.from_config(config).walk_revisions())
    for step in reversed(steps):
        command.upgrade(config, step.revision)
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == steps[0].revision
        assert compare_metadata(context, Base.metadata) == []
    databases.drop(url)


def test_upgrade_keeps_the_rows(
    engine: Engine, database_url: str, app: Flask, inside: None
) -> None:
    begin_write()
    team = world.a_team("vranje")
    world.a_version(team, "published")
    world.a_service(team)
    db.session.commit()
    fill(database_url, [a_town(1)])
    before = counts(engine)
    migrate_database(database_url)
    assert counts(engine) == before
    assert sum(before.values()) > 15


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            table.name: connection.scalar(text(f'SELECT count(*) FROM "{table.name}"'))
            or 0
            for table in Base.metadata.sorted_tables
        }


@pytest.mark.one_engine
def test_migration_refuses_rows_that_point_nowhere(database_url: str) -> None:
    connection = sqlite3.connect(make_url(database_url).database or "")
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute(
        "INSERT INTO seat (team_id, organisation_id, starts_on, uid)"
        " VALUES (99, 99, '2020-01-01', 'x')"
    )
    connection.commit()
    connection.close()
    with pytest.raises(RuntimeError, match="point nowhere"):
        migrate_database(database_url)


def test_public_row_can_end_but_neither_change_nor_go(
    engine: Engine, database_url: str
) -> None:
    fill(database_url, [a_town(1)])
    forbidden = (
        "UPDATE published SET payload = '{}'",
        "UPDATE published SET valid_from = '2020-01-01 00:00:00+00:00'",
        "DELETE FROM published",
    )
    for statement in forbidden:
        with engine.connect() as connection, pytest.raises(DBAPIError):
            connection.execute(text(statement))
    with engine.begin() as connection:
        ended = "UPDATE published SET valid_to = '2026-12-01 00:00:00+00:00'"
        assert connection.execute(text(ended)).rowcount == 1
    with engine.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(text("UPDATE published SET valid_to = NULL"))


@pytest.mark.one_engine
def test_sqlite_is_durable_and_keeps_its_keys(app: Flask, inside: None) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 15000,
    }
    for pragma, value in expected.items():
        assert db.session.scalar(text(f"PRAGMA {pragma}")) == value, pragma
    db.session.rollback()


def test_foreign_key_is_kept_by_the_database(inside: None) -> None:
    move = text(
        "INSERT INTO version_move (version_id, person_id, move, state, at)"
        " VALUES (99, 99, 'submit', 'draft', '2026-01-01 00:00:00+00:00')"
    )
    begin_write()
    with pytest.raises(DBAPIError):
        db.session.execute(move)
    db.session.rollback()


def test_keys_of_deleted_rows_are_not_given_again(inside: None) -> None:
    begin_write()
    keys = []
    for _ in range(2):
        job = Job(kind="mail", about={}, created_at=world.NOW, not_before=world.NOW)
        db.session.add(job)
        db.session.flush()
        keys.append(job.id)
        db.session.delete(job)
        db.session.flush()
    db.session.rollback()
    assert keys[0] < keys[1]


def test_writers_who_read_first_lose_nothing(
    app: Flask, settings: Settings, inside: None
) -> None:
    """Eight at once, each reading a number, thinking, and writing the next."""
    begin_write()
    about = {"count": 0}
    job = Job(kind="mail", about=about, created_at=world.NOW, not_before=world.NOW)
    db.session.add(job)
    db.session.commit()
    key, failures = job.id, []

    def write() -> None:
        with app.app_context():
            for _ in range(TIMES):
                try:
                    _count_one(key)
                except Exception as error:
                    failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    db.session.rollback()
    assert failures == []
    assert db.session.get(Job, key).about == {"count": WRITERS * TIMES}


def _count_one(key: int) -> None:
    db.session.get(Job, key)
    begin_write()
    job = db.session.get(Job, key)
    job.about = {"count": job.about["count"] + 1}
    db.session.commit()
    db.session.remove()


def test_moments_come_back_in_utc(inside: None) -> None:
    begin_write()
    at = datetime(2026, 11, 22, 10, 30, 15, 123456, tzinfo=UTC)
    job = Job(kind="mail", about={}, created_at=at, not_before=at)
    db.session.add(job)
    db.session.commit()
    db.session.expire_all()
    assert job.created_at == at
    assert job.created_at.utcoffset().total_seconds() == 0
