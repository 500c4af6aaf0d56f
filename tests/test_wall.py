"""The window of the public floor, and rows that nobody changes afterwards."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection, Engine, create_engine, delete, insert, text, update
from sqlalchemy.exc import DBAPIError

from portal.config import Settings
from portal.db import Base, engine_options, prepare
from portal.models import AuditEvent, Published, Step, VersionMove
from portal.snapshots import Snapshots, window
from tests import world

TABLES = sorted(set(Base.metadata.tables) - {"published"})
ROW = {
    **{"kind": "figure", "uid": "f", "area": "vranje", "summary": {}, "payload": {}},
    **{"hash": "0" * 64, "valid_from": world.NOW, "approvers": ["a", "b"]},
}


@pytest.fixture
def desk(settings: Settings) -> Iterator[Engine]:
    """The desk's own connections, which may write."""
    engine = create_engine(settings.database, **engine_options(settings.database))
    prepare(engine)
    with engine.begin() as connection:
        connection.execute(insert(Published).values(**ROW))
    yield engine
    engine.dispose()


@pytest.fixture
def glass(settings: Settings, desk: Engine) -> Iterator[Engine]:
    engine = window(settings.database)
    yield engine
    engine.dispose()


def refused(engine: Engine, statement: str) -> bool:
    with engine.connect() as connection:
        try:
            connection.execute(text(statement))
            connection.commit()
        except DBAPIError:
            return True
    return False


def test_window_reads_what_is_published(glass: Engine) -> None:
    with glass.connect() as connection:
        assert Snapshots(connection).one("figure", "f") == {}


def test_window_is_blind_to_every_other_table(glass: Engine) -> None:
    assert len(TABLES) > 25
    assert [t for t in TABLES if not refused(glass, f"SELECT * FROM {t}")] == []
    counted = [t for t in TABLES if not refused(glass, f"SELECT count(*) FROM {t}")]
    assert counted == []


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT p.uid, person.email FROM published p, person",
        "SELECT uid FROM published WHERE uid IN (SELECT email FROM person)",
        "SELECT uid FROM published UNION SELECT email FROM person",
        "WITH x AS (SELECT sealed FROM exact_place) SELECT * FROM x",
        "SELECT (SELECT max(email) FROM person) FROM published",
    ],
)
def test_window_cannot_be_led_around(glass: Engine, statement: str) -> None:
    assert refused(glass, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE published SET hash = ''",
        "DELETE FROM published",
        "INSERT INTO published (kind) VALUES ('x')",
        "INSERT INTO person (name) VALUES ('x')",
        "CREATE TABLE mine (id integer)",
        "DROP TABLE published",
        "CREATE VIEW mine AS SELECT * FROM published",
    ],
)
def test_window_writes_nothing(glass: Engine, statement: str) -> None:
    assert refused(glass, statement)


def test_window_opens_no_other_file_and_no_setting(glass: Engine) -> None:
    if glass.dialect.name == "sqlite":
        ways = ("ATTACH ':memory:' AS x", "PRAGMA query_only = 0", "VACUUM INTO '/x'")
    else:
        ways = ("COPY person TO STDOUT", "COPY published TO '/tmp/x'", "LOAD 'x'")
    assert [way for way in ways if not refused(glass, way)] == []


def stays(connection: Connection, statement: object) -> bool:
    """Whether the database refuses, and says why."""
    with pytest.raises(DBAPIError) as refusal, connection.begin_nested():
        connection.execute(statement)  # type: ignore[call-overload]
    return any(w in str(refusal.value) for w in ("stay", "never changes", "appended"))


def test_snapshot_never_changes(desk: Engine) -> None:
    changed = {
        **{"kind": "pathway", "uid": "g", "area": "nis", "summary": {"a": 1}},
        **{"payload": {"a": 1}, "hash": "1" * 64, "approvers": ["c"]},
        **{"valid_from": world.NOW - timedelta(days=1), "id": 99},
    }
    kept = {"valid_to"}
    assert set(changed) | kept == {c.name for c in Published.__table__.columns}
    with desk.begin() as connection:
        for name, value in changed.items():
            assert stays(connection, update(Published).values({name: value})), name
        assert stays(connection, update(Published).values(area=None))
        assert stays(connection, delete(Published))


def test_snapshot_ends_once(desk: Engine) -> None:
    with desk.begin() as connection:
        connection.execute(update(Published).values(valid_to=world.NOW))
        later = world.NOW + timedelta(days=1)
        assert stays(connection, update(Published).values(valid_to=later))
        assert stays(connection, update(Published).values(valid_to=None))


def test_there_is_one_current_snapshot_of_a_thing(desk: Engine) -> None:
    with desk.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(insert(Published).values(**ROW))


def test_replacing_a_row_is_changing_it(desk: Engine) -> None:
    if desk.dialect.name == "sqlite":
        again = insert(Published).prefix_with("OR REPLACE").values(**ROW, id=1)
    else:
        again = text(
            "INSERT INTO published SELECT * FROM published"
            " ON CONFLICT (id) DO UPDATE SET hash = 'x'"
        )
    with desk.begin() as connection:
        assert stays(connection, again)


def test_steps_and_moves_of_what_was_published_stay(app, desk: Engine) -> None:  # type: ignore[no-untyped-def]
    with app.app_context():
        team = world.a_team()
        ana = world.somebody(team, "coordinator")
        for state in ("published", "superseded", "withdrawn"):
            version = world.a_version(team, state)
            moved = {"move": "publish", "state": state, "at": world.NOW}
            row = VersionMove(version_id=version.id, person_id=ana.person_id, **moved)
            world.db.session.add(row)
        version_id = version.id
        world.db.session.commit()
    fresh = {"version_id": version_id, "key": "new", "position": 9, "kind": "end"}
    fresh |= {"audience": "public", "action": {"en": "New"}, "forks": []}
    with desk.begin() as connection:
        assert stays(connection, update(Step).values(action={"en": "Other"}))
        assert stays(connection, delete(Step))
        assert stays(connection, insert(Step).values(**fresh, row_version=1))
        assert stays(connection, update(VersionMove).values(move="create"))
        assert stays(connection, delete(VersionMove))


def test_log_is_only_appended_to(desk: Engine) -> None:
    row = {"at": world.NOW, "verb": "v", "noun": "n", "fields": [], "chain": "0" * 64}
    with desk.begin() as connection:
        connection.execute(insert(AuditEvent).values(**row))
        for column in AuditEvent.__table__.columns:
            if column.name not in ("id", "person_id", "team_id"):
                value = world.NOW if column.name == "at" else "x"
                change = update(AuditEvent).values({column.name: value})
                assert stays(connection, change), column
        assert stays(connection, delete(AuditEvent))


def test_postgres_compiles_no_statement_before_it_answers(
    desk: Engine, glass: Engine
) -> None:
    if desk.dialect.name == "postgresql":
        for engine in (desk, glass):
            with engine.connect() as connection:
                assert connection.scalar(text("SHOW jit")) == "off"
