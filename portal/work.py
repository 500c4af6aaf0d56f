"""Jobs are rows; this takes the waiting ones, oldest first, and does them."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import structlog
from flask import Flask
from sqlalchemy import delete, select

from portal import anchor, mail
from portal.blueprints.pathways import reminders as of_pathways
from portal.blueprints.pathways import unread
from portal.blueprints.services import reminders as of_services
from portal.blueprints.teams.showing import show_towns
from portal.config import Settings
from portal.db import begin_write, db
from portal.models import Intake, Job
from portal.publish import Manifest, Publisher, Refused
from portal.time import day_of

log = structlog.get_logger()

PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 60


def work(
    app: Flask,
    settings: Settings,
    *,
    stop: Callable[[], bool],
    beside: int | None = None,
) -> None:
    """Do jobs until told to stop, or until the server `beside` us is gone."""
    parent = beside or os.getppid()
    publisher = Publisher(settings)
    publisher.renderer.warm()
    night = Night(publisher)
    while not stop() and os.getppid() == parent:
        now: datetime = app.config["CLOCK"]()
        with app.app_context():
            night.look(now)
            done = do_waiting(publisher, now)
            anchor.keep(settings.data_dir, db.session)
        if not done:
            time.sleep(PAUSE_SECONDS)


@dataclass
class Night:
    """The site says what holds today: a new day, or a new edition, builds it again."""

    publisher: Publisher
    not_before: datetime | None = None

    def look(self, now: datetime) -> None:
        """Build where it is due; what fails is tried again a minute later."""
        waits = self.not_before is not None and now < self.not_before
        today = day_of(now)
        if not waits and self.publisher.is_stale(today):
            failure = _attempt(partial(_full, self.publisher, now))
            pause = timedelta(seconds=LONGEST_PAUSE_SECONDS)
            self.not_before = now + pause if failure else None


def build_all(publisher: Publisher, now: datetime) -> Manifest:
    """Build the whole site, and with it every build that waits."""
    _count_anew(now)
    ids = [job.id for job in _waiting(now) if job.kind == "build"]
    db.session.rollback()
    manifest = publisher.full(day_of(now))
    _finish(ids, None, now)
    return manifest


def _full(publisher: Publisher, now: datetime) -> Manifest:
    _count_anew(now)
    return publisher.full(day_of(now))


def _count_anew(now: datetime) -> None:
    """What towns show of the last months is another thing on another day; so is what
    falls due, which pathways would not work, and what nobody has read."""
    begin_write()
    show_towns(now)
    of_services.remind(now)
    of_pathways.remind(now)
    unread.remind(now)
    db.session.commit()


def do_waiting(publisher: Publisher, now: datetime) -> int:
    """Do what waits: all builds as one, the others one by one; returns how many."""
    jobs = _waiting(now)
    builds = [job for job in jobs if job.kind == "build"]
    mails = [job for job in jobs if job.kind == "mail"]
    keys = {key for job in builds for key in job.about["keys"]}
    insist = any(job.about["urgent"] for job in builds)
    forgets = [(job.id, job.about["intake"]) for job in jobs if job.kind == "forget"]
    plans = [([job.id], dict(job.about)) for job in mails]
    ids = [job.id for job in builds]
    db.session.rollback()
    if ids:
        today = day_of(now)
        change = partial(publisher.change, keys, today, insist=insist)
        _finish(ids, _attempt(change), now)
    for mail_ids, about in plans:
        _finish(mail_ids, _attempt(partial(mail.send, about)), now)
    for job_id, uid in forgets:
        _finish([job_id], _attempt(partial(_forget, uid)), now)
    return len(ids) + len(plans) + len(forgets)


def _forget(uid: str) -> None:
    """A file that nobody took is not kept."""
    begin_write()
    db.session.execute(delete(Intake).where(Intake.uid == UUID(uid)))
    db.session.commit()


def _waiting(now: datetime) -> list[Job]:
    return list(
        db.session.scalars(
            select(Job)
            .where(Job.finished_at.is_(None), Job.not_before <= now)
            .order_by(Job.id)
        )
    )


def _attempt(act: Callable[[], object]) -> str | None:
    try:
        act()
    except (Refused, OSError) as error:
        log.error("a job failed and will be tried again", reason=str(error))
        return str(error)[:300]
    except Exception as error:
        log.exception("a bug stopped a job; it will be tried again")
        return f"a bug: {error!r}"[:300]
    return None


def _finish(ids: list[int], failure: str | None, now: datetime) -> None:
    """Done, or to be tried again after 2, 4, 8 … up to 60 seconds."""
    begin_write()
    for job in db.session.scalars(select(Job).where(Job.id.in_(ids))):
        job.attempts += 1
        job.failure = failure
        if failure is None:
            job.finished_at = now
        else:
            pause = min(2**job.attempts, LONGEST_PAUSE_SECONDS)
            job.not_before = now + timedelta(seconds=pause)
    db.session.commit()
