"""Runs migrations on rows: foreign keys checked after, triggers installed again."""

from alembic import context
from flask import current_app, has_app_context
from sqlalchemy import Connection, create_engine, pool

from portal.db import Base
from portal.models import columns
from portal.models.triggers import install

config = context.config


def url() -> str:
    given = config.get_main_option("sqlalchemy.url")
    if not given and has_app_context():
        given = current_app.config["SQLALCHEMY_DATABASE_URI"]
    return str(given)


def render_item(kind: str, item: object, autogen_context: object) -> str | bool:
    """Our column types by what they are in the database."""
    if kind == "type" and isinstance(item, columns.Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, columns.JsonText):
        return "sa.Text()"
    return False


def run(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        # A table is made anew under another name: triggers of others that read it must
        # not stop that. All of them are installed again below.
        connection.exec_driver_sql("PRAGMA legacy_alter_table=ON")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=sqlite,
        render_item=render_item,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        if sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"rows that point nowhere: {broken[:5]}")
        install(connection)
    connection.commit()


engine = create_engine(url(), poolclass=pool.NullPool)
with engine.connect() as connection:
    run(connection)
