"""The database: one write at a time, foreign keys on, both engines alike."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Connection,
    Engine,
    MetaData,
    bindparam,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

BUSY_TIMEOUT_MS = 15_000
WRITERS_PLACE = 2017
SITE_ROLE = "portal_site"
MIGRATIONS = Path(__file__).parent.parent / "migrations"
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    __table_args__: Any = {"sqlite_autoincrement": True}


db = SQLAlchemy(model_class=Base)


def engine_options(url: str) -> dict[str, Any]:
    """Connection options that `prepare` relies on; no value of a row reaches a log."""
    if make_url(url).get_backend_name() != "sqlite":
        return {"pool_pre_ping": True, "hide_parameters": True}
    return {
        "connect_args": {"isolation_level": None, "timeout": BUSY_TIMEOUT_MS / 1000},
        "hide_parameters": True,
    }


def prepare(engine: Engine) -> None:
    """SQLite: WAL, FULL, foreign keys, and BEGIN said by us, IMMEDIATE for writers."""
    if engine.dialect.name != "sqlite":
        event.listen(engine, "connect", answer_at_once)
        return

    @event.listens_for(engine, "connect")
    def _pragmas(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "recursive_triggers=ON",  # REPLACE meets the triggers of DELETE
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("portal_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def answer_at_once(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    """PostgreSQL: do not compile a statement before answering it.

    Ours join many tables of few rows. The planner takes them for dear, above all where
    it has counted no rows yet, and compiling takes a second where answering takes
    milliseconds. Said here, since options in the address would displace its own.
    """
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SET jit = off")
    connection.commit()


def given(name: str) -> Any:
    """A value that each execution names, in a statement that is built once.

    Building a statement costs more than asking it: pages that everybody opens keep
    theirs with `@cache`.
    """
    return bindparam(name)


def among(name: str) -> Any:
    """The same for one of several values: `column.in_(among("names"))`."""
    return bindparam(name, expanding=True)


def begin_write() -> None:
    """Leave the reading transaction and start one that holds the writer's place.

    There is one writer at a time on both engines, so what is read after this stays
    true until the commit. What was loaded before is expired: a writer reloads it.
    """
    db.session.rollback()
    connection = db.session.connection(execution_options={"portal_writes": True})
    take_writers_place(connection)


def take_writers_place(connection: Connection) -> None:
    """PostgreSQL: wait for the one writer's lock (SQLite's BEGIN IMMEDIATE took it)."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(WRITERS_PLACE)))


def migrate_database(url: str) -> None:
    """Bring the database to the newest schema; on SQLite, make it first."""
    database = make_url(url).database
    if make_url(url).get_backend_name() == "sqlite" and database:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic_config(url), "head")
    make_site_role(url)


def alembic_config(url: str) -> Config:
    """How Alembic finds our migrations and this database."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def make_site_role(url: str) -> None:
    """PostgreSQL: the role that reads `published` alone; nothing to do on SQLite."""
    if make_url(url).get_backend_name() == "sqlite":
        return
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        known = connection.execute(
            text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": SITE_ROLE}
        ).first()
        if known is None:
            connection.execute(text(f"CREATE ROLE {SITE_ROLE} NOLOGIN"))
        connection.execute(text(f"GRANT {SITE_ROLE} TO CURRENT_USER"))
        connection.execute(text(f"GRANT SELECT ON published TO {SITE_ROLE}"))
