"""Acts become rows: ids and field names, each chained to the row before."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from portal.db import db, take_writers_place
from portal.domain.people import Actor
from portal.models import AuditEvent, Revision
from portal.models.columns import canonical_json

START = "0" * 64


@dataclass(frozen=True)
class Event:
    """What an action did: the audit row, and what effects follow from it."""

    verb: str
    noun: str
    thing: str | None = None
    team_id: int | None = None
    fields: Sequence[str] = ()


def record(actor: Actor, event: Event, at: datetime) -> Event:
    """Append the event to the chain; the writer's place must be held."""
    _append(db.session, actor, event, at)
    return event


def record_apart(actor: Actor, event: Event, at: datetime) -> Event:
    """Append the event in a transaction of its own: a confidential thing is read."""
    engine = db.engine.execution_options(portal_writes=True)
    with engine.begin() as connection:
        take_writers_place(connection)
        with Session(connection) as session:
            _append(session, actor, event, at)
    return event


def _append(
    session: Session | scoped_session[Any], actor: Actor, event: Event, at: datetime
) -> None:
    last = session.scalar(
        select(AuditEvent.chain).order_by(AuditEvent.id.desc()).limit(1)
    )
    row = AuditEvent(
        at=at,
        person_id=actor.person_id,
        verb=event.verb,
        noun=event.noun,
        thing=event.thing,
        team_id=event.team_id,
        fields=sorted(event.fields),
    )
    row.chain = link(last or START, row)
    session.add(row)
    session.flush()


def link(before: str, row: AuditEvent) -> str:
    """SHA-256 over the link before and what the row says."""
    said = [
        row.at.isoformat(),
        row.person_id,
        row.verb,
        row.noun,
        row.thing,
        row.team_id,
        row.fields,
    ]
    return hashlib.sha256((before + canonical_json(said)).encode()).hexdigest()


def first_broken(rows: Sequence[AuditEvent]) -> AuditEvent | None:
    """The first row that does not follow from the one before it."""
    before = START
    for row in rows:
        if row.chain != link(before, row):
            return row
        before = row.chain
    return None


def keep(
    actor: Actor, *, noun: str, thing: str, before: dict[str, Any], at: datetime
) -> None:
    """Keep what a thing held before an edit."""
    db.session.add(
        Revision(
            noun=noun, thing=thing, at=at, person_id=actor.person_id, before=before
        )
    )
