"""Weekly hours as schedules of the standard (RFC 5545), and back."""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.domain.schedule import WEEKDAYS, Week
from portal.hsds import ids
from portal.hsds.taxonomy import Hsds

_DAYS = dict(zip(WEEKDAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
_NUMBERS = {code: day for day, code in _DAYS.items()}
# The day's end: the standard's times have no 24:00, and 00:00 is the next day's begin.
_MIDNIGHT, _LAST_SECOND = "24:00", "23:59:59"


def weekly(uid: str, week: Week, since: str | None) -> list[Hsds]:
    """One schedule for each interval, with the days that have it."""
    found: dict[tuple[str, str], list[str]] = {}
    for day in WEEKDAYS:
        for starts, ends in week.get(day, ()):
            found.setdefault((starts, ends), []).append(day)
    return [
        _one(uid, starts, ends, days, since) for (starts, ends), days in found.items()
    ]


def every_day(uid: str, since: str | None, said: str) -> Hsds:
    """Open day and night; it stands for no hours that somebody typed."""
    told = _one(uid, "00:00", _MIDNIGHT, list(WEEKDAYS), since)
    return told | {"id": ids.part(uid, "schedule", "always"), "description": said}


def _one(uid: str, starts: str, ends: str, days: list[str], since: str | None) -> Hsds:
    told = {
        "id": ids.part(uid, "schedule", starts, ends),
        "freq": "WEEKLY",
        "wkst": "MO",
        "byday": ",".join(_DAYS[day] for day in days),
        "opens_at": f"{starts}:00",
        "closes_at": _LAST_SECOND if ends == _MIDNIGHT else f"{ends}:00",
        "valid_from": since,
    }
    return {name: value for name, value in told.items() if value is not None}


def week_of(uid: str, schedules: Iterable[Mapping[str, Any]]) -> Week:
    """The week that our schedules tell; the others say it in words."""
    week: Week = {}
    always = ids.part(uid, "schedule", "always")
    for one in schedules:
        if "byday" not in one or one["id"] == always:
            continue
        said = one["closes_at"]
        ends = _MIDNIGHT if said == _LAST_SECOND else said[:5]
        interval = [one["opens_at"][:5], ends]
        for code in one["byday"].split(","):
            week.setdefault(_NUMBERS[code], []).append(interval)
    return {day: sorted(week[day]) for day in WEEKDAYS if day in week}
