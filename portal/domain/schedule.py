"""When a service is open: hours of each day as people type them, and what they mean.

A week is {"1": [["08:00", "16:00"]], …}: ISO weekdays that are open, each with its
intervals in order; an interval that ends at or before its start goes on into the next
day. A schedule is {"week": week, "holidays": code or None, "by_appointment": bool}.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Any

Interval = list[str]
Week = dict[str, list[Interval]]

WEEKDAYS = ("1", "2", "3", "4", "5", "6", "7")
WORKING_DAYS = WEEKDAYS[:5]
INTERVALS_AT_MOST = 4
WHOLE_DAY = ["00:00", "24:00"]

_INTERVAL = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?\s*h?\s*(?:-|–|—|до|do|to)\s*"
    r"(\d{1,2})(?:[:.](\d{2}))?\s*h?",
    re.IGNORECASE,
)
_SHUT = frozenset({"", "-", "–", "x", "х"})


class Holidays(StrEnum):
    """What holds on public holidays."""

    CLOSED = "closed"
    OPEN = "open"


class NoHours(ValueError):
    """What was typed cannot be read as hours of a day."""


def intervals(said: str) -> list[Interval]:
    """What one day's text means: "8-12, 17:30-20" is two intervals, "" none.

    NoHours where it cannot be read, or where two intervals meet each other.
    """
    said = said.strip()
    if said.lower() in _SHUT:
        return []
    if said in ("24", "0-24", "24h"):
        return [list(WHOLE_DAY)]
    parts = [part.strip() for part in re.split(r"[,;]|\s+(?:i|и|and)\s+", said)]
    found = sorted(_interval(part) for part in parts)
    if len(found) > INTERVALS_AT_MOST or _overlap(found):
        raise NoHours(said)
    return found


def _interval(said: str) -> Interval:
    read = _INTERVAL.fullmatch(said)
    if read is None:
        raise NoHours(said)
    starts, ends = _time(read[1], read[2]), _time(read[3], read[4])
    if starts == ends or starts == "24:00":
        raise NoHours(said)
    return [starts, ends]


def _time(hour: str, minute: str | None) -> str:
    h, m = int(hour), int(minute or 0)
    if h > 24 or m > 59 or (h == 24 and m):
        raise NoHours(f"{hour}:{minute or '00'}")
    return f"{h:02}:{m:02}"


def _overlap(found: list[Interval]) -> bool:
    """Whether one begins before the one before has ended; the last may run on."""
    later = pairwise(found)
    return any(one[1] > other[0] or one[1] <= one[0] for one, other in later)


def said_intervals(found: Iterable[Interval]) -> str:
    """The same as text, shortest first: "8–12, 17:30–20"."""
    return ", ".join(f"{_short(start)}–{_short(end)}" for start, end in found)


def _short(time: str) -> str:
    hour, _, minute = time.partition(":")
    return str(int(hour)) if minute == "00" else f"{int(hour)}:{minute}"


def alike(week: Mapping[str, list[Interval]]) -> list[tuple[str, str, list[Interval]]]:
    """(first day, last day, intervals) of runs of days with the same hours."""
    runs = []
    days = ((day, week.get(day, [])) for day in WEEKDAYS)
    for found, run in groupby(days, key=lambda day: day[1]):
        named = [day for day, _ in run]
        if found:
            runs.append((named[0], named[-1], found))
    return runs


def is_open(schedule: Mapping[str, Any] | None, at: datetime) -> bool | None:
    """Whether it is open at a moment of local time; None where no hours are known."""
    if not schedule or not schedule["week"]:
        return None
    today, clock = str(at.isoweekday()), f"{at:%H:%M}"
    yesterday = str((at.isoweekday() + 5) % 7 + 1)
    week = schedule["week"]
    now = any(
        start <= clock and (clock < end or end <= start)
        for start, end in week.get(today, [])
    )
    before = any(end <= start and clock < end for start, end in week.get(yesterday, []))
    return now or before


def spans(schedule: Mapping[str, Any] | None) -> list[tuple[int, int]]:
    """When it is open, in minutes since the week began; the last may run over."""
    week = (schedule or {}).get("week") or {}
    return [
        _span((int(day) - 1) * 1440, *interval)
        for day in WEEKDAYS
        for interval in week.get(day, [])
    ]


def _span(midnight: int, start: str, end: str) -> tuple[int, int]:
    starts, ends = _minutes(start), _minutes(end)
    return midnight + starts, midnight + ends + (1440 if ends <= starts else 0)


def _minutes(time: str) -> int:
    hour, _, minute = time.partition(":")
    return int(hour) * 60 + int(minute)
