"""Hours as people type them, and what they mean."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.schedule import (
    INTERVALS_AT_MOST,
    WEEKDAYS,
    NoHours,
    alike,
    intervals,
    is_open,
    said_intervals,
)
from portal.domain.week import SHUT, is_week, said_week, week_of

minutes = st.integers(0, 24 * 60 - 1)


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@st.composite
def days(draw: Any) -> list[list[str]]:
    """Intervals of one day, in order and apart; the last may run into the next day."""
    count = draw(st.integers(0, INTERVALS_AT_MOST))
    edges = sorted(draw(st.sets(minutes, min_size=2 * count, max_size=2 * count)))
    found = [[_time(a), _time(b)] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if found and draw(st.booleans()):
        found[-1][1] = draw(st.sampled_from(["24:00", _time(max(edges[0] - 1, 0))]))
    return [one for one in found if one[0] != one[1]]


weeks = st.dictionaries(st.sampled_from(WEEKDAYS), days().filter(bool))


@given(days())
def test_what_is_said_of_a_day_reads_back_as_the_same(found: list[list[str]]) -> None:
    assert intervals(said_intervals(found)) == found


@given(weeks)
def test_a_week_reads_back_from_its_shortest_lines(week: Any) -> None:
    working, differing = said_week(week)
    assert week_of(working, differing) == week
    assert is_week(week)


@given(weeks, st.text(max_size=12))
def test_no_text_breaks_the_reading_of_a_day(week: Any, said: str) -> None:
    try:
        found = intervals(said)
    except NoHours:
        return
    assert intervals(said_intervals(found)) == found


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("8-16", [["08:00", "16:00"]]),
        ("8–12, 17:30–20", [["08:00", "12:00"], ["17:30", "20:00"]]),
        ("17:30 до 20 и 8.15 до 12", [["08:15", "12:00"], ["17:30", "20:00"]]),
        ("20-6", [["20:00", "06:00"]]),
        ("0-24", [["00:00", "24:00"]]),
        ("", []),
        (SHUT, []),
    ],
)
def test_a_day_is_read_as_people_write_it(said: str, means: Any) -> None:
    assert intervals(said) == means


@pytest.mark.parametrize(
    "said", ["8", "8-25", "8:70-9", "8-12, 11-13", "8-8", "20-6, 22-23", "morning"]
)
def test_what_cannot_be_hours_is_refused(said: str) -> None:
    with pytest.raises(NoHours):
        intervals(said)


def test_one_line_says_the_working_days_and_others_only_where_they_differ() -> None:
    week = week_of("8-16", {"3": "–", "6": "9-12"})
    assert sorted(week) == ["1", "2", "4", "5", "6"]
    assert said_week(week) == ("8–16", {"3": SHUT, "6": "9–12"})
    assert [(first, last) for first, last, _ in alike(week)] == [
        ("1", "2"),
        ("4", "5"),
        ("6", "6"),
    ]


def test_a_week_that_others_made_up_is_not_taken() -> None:
    assert not is_week({"8": [["08:00", "16:00"]]})
    assert not is_week({"1": [["16:00", "08:00"], ["09:00", "10:00"]]})
    assert not is_week({"1": [["noon", "16:00"]]})
    assert not is_week({"1": []})


MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "is_it"),
    [
        *((19, 59, False), (20, 0, True), (23, 59, True)),
        *((24, 0, True), (29, 59, True), (30, 0, False)),
    ],
)
def test_a_night_shift_is_open_past_midnight_and_no_longer(
    hour: int, minute: int, is_it: bool
) -> None:
    at = MONDAY + timedelta(hours=hour, minutes=minute)
    night = {"week": {"1": [["20:00", "06:00"]]}}
    assert is_open(night, at) is is_it


def test_sunday_night_runs_into_monday_and_a_whole_day_ends_at_midnight() -> None:
    sunday = {"week": {"7": [["22:00", "02:00"]]}}
    assert is_open(sunday, MONDAY + timedelta(hours=1))
    assert not is_open(sunday, MONDAY + timedelta(hours=2))
    whole = {"week": {"1": [["00:00", "24:00"]]}}
    assert is_open(whole, MONDAY + timedelta(hours=23, minutes=59))
    assert not is_open(whole, MONDAY + timedelta(hours=24))


def test_of_unknown_hours_nothing_is_said() -> None:
    assert is_open(None, MONDAY) is None
    assert is_open({"week": {}}, MONDAY) is None
