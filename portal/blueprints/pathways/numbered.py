"""The versions of a pathway beside each other: their days, and who may read which."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.domain.people import Actor
from portal.models import PathwayVersion, Step, VersionMove
from portal.time import day_of
from portal.visible import visible_versions

ENDS = ("supersede", "withdraw")


def editions(pathway_id: int) -> list[dict[str, Any]]:
    """Each version that was ever published, the newest first.

    A withdrawal ends all that came before it: later versions do not bring them back.
    """
    rows = _moves(pathway_id)
    withdrawals = [row.at for row in rows if row.move == "withdraw"]
    published = [row for row in rows if row.move == "publish"]
    return [
        _edition(row, rows, withdrawals)
        for row in sorted(published, key=lambda row: -row.number)
    ]


def _edition(
    published: Row[Any], rows: Iterable[Row[Any]], withdrawals: Iterable[datetime]
) -> dict[str, Any]:
    ended = (r.at for r in rows if r.uid == published.uid and r.move == "supersede")
    gone = (at for at in withdrawals if at >= published.at)
    return {
        "number": published.number,
        "uid": str(published.uid),
        "published_on": day_of(published.at).isoformat(),
        "superseded_on": _first_day(ended),
        "withdrawn_on": _first_day(gone),
    }


def _first_day(moments: Iterable[datetime]) -> str | None:
    first = min(moments, default=None)
    return day_of(first).isoformat() if first else None


def _moves(pathway_id: int) -> list[Row[Any]]:
    return list(
        db.session.execute(
            select(
                PathwayVersion.uid,
                PathwayVersion.number,
                VersionMove.move,
                VersionMove.at,
            )
            .join(VersionMove, VersionMove.version_id == PathwayVersion.id)
            .where(
                PathwayVersion.pathway_id == pathway_id,
                PathwayVersion.number.is_not(None),
                VersionMove.move.in_(("publish", *ENDS)),
            )
            .order_by(VersionMove.id)
        )
    )


def others(version: PathwayVersion, actor: Actor, day: date) -> list[Row[Any]]:
    """The other versions of the pathway that the actor may read, the newest first."""
    columns = (
        PathwayVersion.id,
        PathwayVersion.uid,
        PathwayVersion.number,
        PathwayVersion.state,
    )
    return list(
        db.session.execute(
            select(*columns)
            .join(PathwayVersion.pathway)
            .where(
                PathwayVersion.pathway_id == version.pathway_id,
                PathwayVersion.id != version.id,
                visible_versions(actor, day),
            )
            .order_by(PathwayVersion.id.desc())
        )
    )


def said_by(version_id: int) -> PathwayVersion | None:
    """A version with its steps and their services, and nothing else, to compare."""
    steps = joinedload(PathwayVersion.steps).joinedload(Step.service)
    found = select(PathwayVersion).options(steps).where(PathwayVersion.id == version_id)
    return db.session.scalars(found).unique().one_or_none()
