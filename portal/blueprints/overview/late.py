"""What holds the teams up: every late item, and the causes that reports gave."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from portal.domain.standing import Cell, days_late, late_since

NOT_STATED = "not_stated"


@dataclass(frozen=True)
class Late:
    """An activity, an action, or the reports of a period that are late."""

    kind: str
    uid: UUID | None
    words: Any
    since: date
    days: int
    cause: str | None = None
    period: Any = None
    count: int = 1


def late_items(
    activities: Sequence[Row[Any]],
    actions: Sequence[Row[Any]],
    cells: Iterable[tuple[Any, Cell]],
    day: date,
) -> tuple[Late, ...]:
    """Of one team, the oldest first."""
    found = [*_activities(activities, day), *_actions(actions, day)]
    return tuple(sorted([*found, *_reports(cells)], key=lambda late: late.since))


def _activities(rows: Sequence[Row[Any]], day: date) -> Iterable[Late]:
    for row in rows:
        since = late_since(row.status, row.deadline, row.said_to, day)
        if since is not None:
            days = days_late(since, day)
            yield Late("activity", row.uid, row.title, since, days, row.cause)


def _actions(rows: Sequence[Row[Any]], day: date) -> Iterable[Late]:
    for row in rows:
        if row.due_on is not None and row.due_on < day:
            days = days_late(row.due_on, day)
            yield Late("action", row.uid, row.text, row.due_on, days)


def _reports(cells: Iterable[tuple[Any, Cell]]) -> Iterable[Late]:
    for period, cell in cells:
        if cell.missing:
            yield Late(
                kind="report",
                uid=None,
                words=None,
                since=period.due_on,
                days=cell.days,
                period=period,
                count=cell.missing,
            )


def causes(items: Iterable[Late]) -> list[tuple[str, int]]:
    """How often each cause was given, the most frequent first; not stated last."""
    counted = Counter(item.cause or NOT_STATED for item in items)
    silent = counted.pop(NOT_STATED, 0)
    found = sorted(counted.items(), key=lambda cause: (-cause[1], cause[0]))
    return [*found, (NOT_STATED, silent)] if silent else found
