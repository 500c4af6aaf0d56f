"""Reads of what other teams have published, to be copied."""

from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func

from portal import paging
from portal.blueprints.pathways import queries
from portal.db import db
from portal.domain.pathways import VersionState
from portal.domain.people import Actor
from portal.models import Municipality, Pathway, PathwayVersion, Team


def to_copy(actor: Actor, host: Team, day: date, page: int = 1) -> list[Row[Any]]:
    """One page of what other teams have published and the actor may read."""
    columns = (
        PathwayVersion.uid,
        PathwayVersion.title,
        Pathway.profile,
        Team.name.label("team"),
        Municipality.name.label("town"),
    )
    found = _published_by_others(actor, host, day, *columns)
    found = found.outerjoin(Team.municipality).order_by(Team.key, Pathway.id)
    return list(db.session.execute(paging.on_page(found, page)))


def count_to_copy(actor: Actor, host: Team, day: date) -> int:
    """How many there are of them in all."""
    found = _published_by_others(actor, host, day, func.count())
    return db.session.scalar(found) or 0


def _published_by_others(
    actor: Actor, host: Team, day: date, *columns: Any
) -> Select[Any]:
    return queries.readable(actor, day, *columns).where(
        PathwayVersion.state == VersionState.PUBLISHED,
        Pathway.host_team_id != host.id,
    )
