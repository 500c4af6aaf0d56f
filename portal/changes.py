"""All of a kind that is public, and when each went up and came down."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, String, bindparam, text

from portal.snapshots import Snapshots

_MOMENT = DateTime(timezone=True)
_STAYS = text(
    "SELECT uid, area, valid_from, valid_to FROM published WHERE kind = :kind"
    " ORDER BY id"
).columns(valid_from=_MOMENT, valid_to=_MOMENT)
_LATEST = text(
    "SELECT uid, MAX(COALESCE(valid_to, valid_from)) AS changed FROM published"
    " WHERE kind = :kind GROUP BY uid ORDER BY changed DESC, uid DESC LIMIT :most"
).columns(changed=_MOMENT)
_ALL = "SELECT payload FROM published WHERE valid_to IS NULL AND kind = :kind"
_OF_ALL = text(f"{_ALL} ORDER BY uid")
_SOME = text(
    "SELECT uid, payload FROM published WHERE valid_to IS NULL AND kind = :kind"
    " AND uid IN :uids"
).bindparams(bindparam("uids", type_=String, expanding=True))
_OF_AREA = text(f"{_ALL} AND area = :area ORDER BY uid")


def payloads(
    snapshots: Snapshots, kind: str, area: str | None = None
) -> Iterator[dict[str, Any]]:
    """The payload of every thing of a kind, one after the other: there may be many."""
    snapshots.needs.add(f"{kind}~{area or '*'}")
    ask, given = (_OF_AREA, {"area": area}) if area else (_OF_ALL, {})
    for row in snapshots.connection.execute(ask, {"kind": kind, **given}):
        yield json.loads(row.payload)


def some(snapshots: Snapshots, kind: str, uids: Iterable[str]) -> list[dict[str, Any]]:
    """The payloads of these things, in their order; what is not public is left out."""
    wanted = list(uids)
    snapshots.needs |= {f"{kind}:{uid}" for uid in wanted}
    rows = snapshots.connection.execute(_SOME, {"kind": kind, "uids": wanted})
    found = {row.uid: json.loads(row.payload) for row in rows}
    return [found[uid] for uid in wanted if uid in found]


@dataclass(frozen=True)
class Stay:
    """From when until when one snapshot of a thing was public."""

    uid: str
    area: str | None
    since: datetime
    until: datetime | None


def stays(snapshots: Snapshots, kind: str) -> list[Stay]:
    """Every stay of every thing of a kind, the earliest first."""
    snapshots.needs.add(f"{kind}~*")
    rows = snapshots.connection.execute(_STAYS, {"kind": kind})
    return [
        Stay(
            row.uid,
            row.area,
            _utc(row.valid_from),
            None if row.valid_to is None else _utc(row.valid_to),
        )
        for row in rows
    ]


def latest(snapshots: Snapshots, kind: str, most: int) -> list[tuple[str, datetime]]:
    """The things of a kind that changed last, also those that are gone, and when."""
    snapshots.needs.add(f"{kind}~*")
    rows = snapshots.connection.execute(_LATEST, {"kind": kind, "most": most})
    return [(row.uid, _utc(row.changed)) for row in rows]


def _utc(moment: datetime) -> datetime:
    """SQLite tells moments without their zone."""
    return (
        moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    )


def changed(stays: Iterable[Stay]) -> dict[str, datetime]:
    """When each thing that is public now became as it is."""
    return {stay.uid: stay.since for stay in stays if stay.until is None}
