"""Quarters open and close, and a result is a class with or without a coded reason."""

from datetime import date, timedelta

import pytest

from portal.domain.errors import DomainError
from portal.domain.referrals import (
    RESULTS,
    Quarter,
    check_open,
    closed_quarters,
    is_open,
    last_closed,
    open_quarters,
    outcome_and_reason,
    quarter_named,
    quarter_of,
    result_of,
)


def test_each_day_has_one_quarter_and_quarters_follow_each_other() -> None:
    day = date(2024, 1, 1)
    while day < date(2027, 1, 1):
        quarter = quarter_of(day)
        assert quarter.first_day <= day <= quarter.last_day
        assert quarter_named(str(quarter)) == quarter
        assert quarter.after.before == quarter
        assert quarter.after.first_day == quarter.last_day + timedelta(days=1)
        day += timedelta(days=1)


def test_quarter_is_open_from_its_first_day_to_thirty_days_after_its_last() -> None:
    quarter = Quarter(2026, 3)
    opened = [d for d in range(-5, 200) if is_open(quarter, _day(quarter, d))]
    assert opened == list(range(92 + 30))


def _day(quarter: Quarter, after: int) -> date:
    return quarter.first_day + timedelta(days=after)


def test_quarter_is_either_open_or_closed_and_closes_for_good() -> None:
    day, shown = date(2024, 1, 1), set()
    while day < date(2027, 1, 1):
        newest = last_closed(day)
        assert newest not in open_quarters(day)
        assert open_quarters(day)[0] == quarter_of(day)
        assert newest.after in open_quarters(day)
        assert shown <= {q for q in shown | {newest} if q <= newest}
        shown.add(newest)
        day += timedelta(days=1)


def test_totals_go_back_three_years_whatever_was_counted() -> None:
    quarters = closed_quarters(date(2026, 11, 22))
    assert (str(quarters[0]), str(quarters[-1])) == ("2026-Q3", "2023-Q4")
    assert len(quarters) == 12


@pytest.mark.parametrize("text", ["", "2026", "2026-Q5", "2026-Q0", "26-Q1", "2026Q1x"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no quarter"):
        quarter_named(text)
    with pytest.raises(DomainError, match="quarter_closed"):
        check_open(text, date(2026, 11, 22))


def test_result_is_taken_apart_and_put_together_again() -> None:
    for result in RESULTS:
        outcome, reason = outcome_and_reason(result)
        assert result_of(outcome, reason) == result
        assert (reason is not None) == (outcome == "refused")
