from datetime import UTC, date, datetime, time, timedelta

import pytest

from portal.domain.errors import DomainError
from portal.domain.meetings import (
    Counted,
    check_counted_once,
    check_hours,
    check_in_opens,
    check_past_day,
    check_planned_day,
    name_key,
    next_like,
    preset,
    quorum,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("seats", "percent", "needed"), [(9, 50, 5), (10, 50, 6), (3, 66, 2), (0, 50, 1)]
)
def test_quorum_is_more_than_the_share(seats: int, percent: int, needed: int) -> None:
    found = quorum(there=needed, seats=seats, percent=percent)
    assert found.needed == needed
    assert found.reached
    assert not quorum(there=needed - 1, seats=seats, percent=percent).reached


def test_sheet_proposes_present_unless_the_seat_said_otherwise() -> None:
    replies = (None, "coming", "substitute", "excused")
    marks = [str(preset(reply)) for reply in replies]
    assert marks == ["present", "present", "substitute", "excused"]


@pytest.mark.parametrize("ends", [time(9), time(10)])
def test_meeting_ends_after_it_starts(ends: time) -> None:
    with pytest.raises(DomainError) as refused:
        check_hours(time(10), ends)
    assert (refused.value.code, refused.value.field) == ("ends_before_start", "ends_at")
    check_hours(time(10), time(10, 1))
    check_hours(time(10), None)


@pytest.mark.parametrize(
    ("days", "code"), [(-1, "day_is_past"), (732, "day_far_ahead"), (0, ""), (731, "")]
)
def test_meeting_is_planned_for_a_day_ahead_and_near(days: int, code: str) -> None:
    day = TODAY + timedelta(days=days)
    if not code:
        check_planned_day(day, TODAY)
        return
    with pytest.raises(DomainError, match=code):
        check_planned_day(day, TODAY)


@pytest.mark.parametrize(
    ("day", "code"),
    [(TODAY + timedelta(days=1), "day_to_come"), (date(206, 1, 1), "day_long_ago")],
)
def test_past_meeting_has_been(day: date, code: str) -> None:
    check_past_day(TODAY, TODAY)
    with pytest.raises(DomainError, match=code):
        check_past_day(day, TODAY)


@pytest.mark.parametrize(
    ("last", "months", "wanted"),
    [
        (date(2026, 11, 17), 1, date(2026, 12, 15)),  # the third Tuesday
        (date(2026, 11, 17), 3, date(2027, 2, 16)),
        (date(2026, 9, 29), 1, date(2026, 11, 24)),  # a fifth Tuesday, then a fourth
        (date(2024, 1, 1), 1, date(2026, 12, 7)),  # long ago: the next that lies ahead
        (None, 1, date(2026, 12, 7)),  # none yet: in two weeks, on a working day
    ],
)
def test_next_meeting_is_proposed_as_the_last_was(
    last: date | None, months: int, wanted: date
) -> None:
    assert next_like(last, TODAY, months) == wanted


def test_check_in_opens_half_an_hour_before_in_the_meetings_own_zone() -> None:
    opens = check_in_opens(date(2026, 7, 1), time(10), "Europe/Belgrade")
    assert opens == datetime(2026, 7, 1, 7, 30, tzinfo=UTC)


def test_one_name_is_one_name_in_either_script() -> None:
    assert name_key(" Љиљана  ЂУРИЋ") == name_key("Ljiljana Đurić")
    assert name_key("Ana K.") != name_key("Ana L.")


def test_people_and_substitutes_count_once() -> None:
    check_counted_once(
        [Counted("a-", 1), Counted("b-", 2), Counted("c-", None, "Maja J.")]
    )
    with pytest.raises(DomainError, match="counted_twice at b-status"):
        check_counted_once([Counted("a-", 1), Counted("b-", 1)])
    with pytest.raises(DomainError, match="substitute_twice at b-substitute"):
        check_counted_once(
            [Counted("a-", None, "Maja J."), Counted("b-", None, "Маја  Ј.")]
        )
