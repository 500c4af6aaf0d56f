"""Who counts as having read, and by when the office decides."""

from datetime import date

import pytest

from portal.domain.approval import office_decides_by
from portal.domain.awareness import minutes_to_read, seats_that_read


def test_seat_counts_when_somebody_on_it_has_read_each_version() -> None:
    holders = {1: [10, 11], 2: [20], 3: []}
    read = {(5, 10), (6, 11), (5, 20)}
    assert seats_that_read(holders, [5, 6], read) == {1}
    assert seats_that_read(holders, [5], read) == {1, 2}


def test_no_seat_counts_where_there_is_nothing_to_read() -> None:
    assert seats_that_read({1: [10]}, [], {(5, 10)}) == set()


@pytest.mark.parametrize(("steps", "minutes"), [(0, 1), (3, 1), (4, 2), (60, 20)])
def test_reading_takes_at_least_a_minute(steps: int, minutes: int) -> None:
    assert minutes_to_read(steps) == minutes


@pytest.mark.parametrize(
    ("sent", "by"),
    [
        (date(2026, 11, 23), date(2026, 11, 25)),  # Monday
        (date(2026, 11, 26), date(2026, 11, 30)),  # Thursday
        (date(2026, 11, 27), date(2026, 12, 1)),  # Friday
        (date(2026, 11, 28), date(2026, 12, 1)),  # Saturday
        (date(2026, 11, 29), date(2026, 12, 1)),  # Sunday
    ],
)
def test_office_has_two_working_days(sent: date, by: date) -> None:
    assert office_decides_by(sent) == by
