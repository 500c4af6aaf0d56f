"""Publish acts: a snapshot goes up, its predecessor ends, the site is built again."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.db import db
from portal.models import Job, Published
from portal.models.columns import canonical_json
from portal.snapshots import touched


@dataclass(frozen=True)
class Snapshot:
    """What a room wants public: all of it, and the summary that lists show."""

    kind: str
    uid: str
    area: str | None
    summary: dict[str, Any]
    payload: dict[str, Any]


def put(
    snapshot: Snapshot,
    *,
    approvers: Sequence[str],
    at: datetime,
    urgent: bool = False,
) -> Published:
    """Make the snapshot the public one; equal to what stands, nothing changes.

    `approvers`: the uids of the people who approved; empty only for what nobody wrote
    for the public: counts, and figures and places that were published elsewhere.
    `urgent`: what narrows is built even where a build would be refused.
    """
    digest = _digest(snapshot)
    before = standing(snapshot.kind, snapshot.uid)
    if before is not None and before.hash == digest:
        return before
    row = Published(
        **vars(snapshot), hash=digest, valid_from=at, approvers=sorted(approvers)
    )
    _end(before, at)
    db.session.add(row)
    db.session.flush()
    _rebuild(_keys(before, row), at, urgent=urgent)
    return row


def _digest(snapshot: Snapshot) -> str:
    said = canonical_json([snapshot.summary, snapshot.payload, snapshot.area])
    return hashlib.sha256(said.encode()).hexdigest()


def take_down(kind: str, uid: str, at: datetime) -> None:
    """End what is public of a thing."""
    row = standing(kind, uid)
    if row is not None:
        _end(row, at)
        _rebuild(_keys(row, None), at, urgent=True)


def standing(kind: str, uid: str) -> Published | None:
    """What is public of a thing now."""
    return db.session.scalar(
        select(Published).where(
            Published.kind == kind, Published.uid == uid, Published.valid_to.is_(None)
        )
    )


def _end(row: Published | None, at: datetime) -> None:
    if row is not None:
        row.valid_to = at
        db.session.flush()


def _keys(before: Published | None, after: Published | None) -> set[str]:
    keys: set[str] = set()
    listed = before is None or after is None or before.summary != after.summary
    moved = before is not None and after is not None and before.area != after.area
    for row in (before, after):
        if row is not None:
            keys |= touched(row.kind, row.uid, row.area, listed=listed or moved)
    return keys


def _rebuild(keys: set[str], at: datetime, *, urgent: bool) -> None:
    about = {"keys": sorted(keys), "urgent": urgent}
    db.session.add(Job(kind="build", about=about, created_at=at, not_before=at))
    db.session.flush()
