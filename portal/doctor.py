"""What an operator should look at: settings, schema, disk, jobs, site, audit chain."""

import shutil
from collections.abc import Iterable
from datetime import timedelta

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from portal import anchor, audit, create_app
from portal.blueprints.search.indexing import untrue
from portal.config import Settings, unsafe
from portal.db import alembic_config, db
from portal.models import AuditEvent, Job
from portal.publish import Publisher
from portal.time import day_of, utc_now

LEAST_FREE_BYTES = 500_000_000
LATE_JOB = timedelta(minutes=5)


def look(settings: Settings) -> list[str]:
    """Every finding, in words an operator can act on."""
    found = [f"setting {problem}" for problem in unsafe(settings)]
    found += _disk(settings)
    try:
        found += _database(settings)
        found += _search(settings)
    except (DBAPIError, SQLAlchemyError) as error:
        return [*found, f"the database does not answer: {error}"]
    return [*found, *_site(settings)]


def _disk(settings: Settings) -> Iterable[str]:
    folder = settings.data_dir if settings.data_dir.exists() else "."
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        yield f"only {free // 1_000_000} MB are free where the data lie"


def _database(settings: Settings) -> list[str]:
    engine = create_engine(settings.database)
    head = ScriptDirectory.from_config(alembic_config(settings.database))
    try:
        with engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
            if current != head.get_current_head():
                return ["the database is not up to date: run portal init"]
            with Session(connection) as session:
                return [*_jobs(session), *_chain(session, settings)]
    finally:
        engine.dispose()


def _jobs(session: Session) -> Iterable[str]:
    late = utc_now() - LATE_JOB
    waiting = select(Job).where(Job.finished_at.is_(None), Job.created_at < late)
    for job in session.scalars(waiting.order_by(Job.id).limit(3)):
        reason = job.failure or "is portal work running?"
        yield f"job {job.id} ({job.kind}) waits since {job.created_at:%F %R}: {reason}"


def _chain(session: Session, settings: Settings) -> Iterable[str]:
    rows = session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    broken = audit.first_broken(rows)
    if broken is not None:
        yield f"the audit log was changed at row {broken.id}"
    if lost := anchor.missing(settings.data_dir, session):
        yield (
            f"the audit log lacks row {lost}, which stood there: its end was cut off,"
            f" or an older backup was restored (then delete {anchor.NAME})"
        )


def _search(settings: Settings) -> Iterable[str]:
    """Whether the desk finds what the rows say now."""
    if unsafe(settings):
        return
    with create_app(settings).app_context():
        if kinds := untrue():
            yield f"search does not know each {', '.join(kinds)} as it is: portal index"
        db.session.remove()
        db.engine.dispose()


def _site(settings: Settings) -> Iterable[str]:
    publisher = Publisher(settings)
    built = publisher.built_on()
    if built is None:
        yield "the site was never built: run portal publish"
        return
    if built != day_of(utc_now()):
        yield f"the site was last built for {built}: is portal work running?"
    changed = publisher.check_files()
    if changed:
        yield f"{len(changed)} files of the site were changed, such as {changed[0]}"
