"""A week as people type it: a line for working days, one for each day that differs."""

from collections import Counter
from collections.abc import Mapping

from portal.domain.schedule import (
    WEEKDAYS,
    WORKING_DAYS,
    Interval,
    NoHours,
    Week,
    intervals,
    said_intervals,
)

# What stands for a working day on which it is shut.
SHUT = "–"


def week_of(working: str, days: Mapping[str, str]) -> Week:
    """The week that the lines mean; an empty line is as its working days are.

    NoHours where a line cannot be read.
    """
    usual = intervals(working)
    week = {}
    for day in WEEKDAYS:
        said = days.get(day, "").strip()
        found = usual if not said and day in WORKING_DAYS else intervals(said)
        if found:
            week[day] = [list(one) for one in found]
    return week


def said_week(week: Week) -> tuple[str, dict[str, str]]:
    """The shortest lines that mean the week."""
    usual = _usual(week)
    days = {}
    for day in WEEKDAYS:
        found = week.get(day, [])
        if found != (usual if day in WORKING_DAYS else []):
            days[day] = said_intervals(found) or SHUT
    return said_intervals(usual), days


def _usual(week: Week) -> list[Interval]:
    """What most working days have, if more than one has it."""
    said = Counter(said_intervals(week.get(day, [])) for day in WORKING_DAYS)
    often, times = said.most_common(1)[0]
    return intervals(often) if times > 1 else []


def is_week(week: Mapping[str, list[Interval]]) -> bool:
    """Whether it says hours of weekdays as they are kept: read, in order, apart."""
    try:
        return set(week) <= set(WEEKDAYS) and all(
            found and intervals(said_intervals(found)) == found
            for found in week.values()
        )
    except (NoHours, ValueError, TypeError):
        return False
