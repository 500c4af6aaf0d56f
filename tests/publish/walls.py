"""Puts snapshots on the wall as acts do, or whole countries in one go."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from flask import Flask
from sqlalchemy import create_engine, insert
from sqlalchemy.pool import NullPool

from portal import wall
from portal.db import begin_write, db
from portal.models import Job, Published
from portal.models.columns import canonical_json
from portal.wall import Snapshot
from tests.world import NOW


def put(app: Flask, *snapshots: Snapshot, urgent: bool = False) -> None:
    """One act that makes these public."""
    with app.app_context():
        begin_write()
        for snapshot in snapshots:
            wall.put(snapshot, approvers=(), at=NOW, urgent=urgent)
        db.session.commit()


def take_down(app: Flask, *snapshots: Snapshot) -> None:
    """One act that ends these."""
    with app.app_context():
        begin_write()
        for snapshot in snapshots:
            wall.take_down(snapshot.kind, snapshot.uid, NOW)
        db.session.commit()


def waiting_keys(app: Flask) -> set[str]:
    """The keys of the builds that wait; they count as done afterwards."""
    with app.app_context():
        begin_write()
        jobs = db.session.query(Job).filter(Job.finished_at.is_(None)).all()
        keys = {key for job in jobs for key in job.about["keys"]}
        for job in jobs:
            job.finished_at = NOW
        db.session.commit()
    return keys


def fill(url: str, snapshots: Iterable[Snapshot]) -> None:
    """Rows of a whole country at once, as acts would have left them."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        rows = [_row(snapshot, NOW) for snapshot in snapshots]
        connection.execute(insert(Published), rows)


def _row(snapshot: Snapshot, at: datetime) -> dict[str, object]:
    said = canonical_json([snapshot.summary, snapshot.payload, snapshot.area])
    return vars(snapshot) | {
        "hash": hashlib.sha256(said.encode()).hexdigest(),
        "valid_from": at,
        "valid_to": None,
        "approvers": [],
    }
