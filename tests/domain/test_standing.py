from datetime import date
from fractions import Fraction

import pytest

from portal.domain.indicators import practice_found
from portal.domain.standing import (
    Beat,
    Cell,
    Completion,
    Received,
    Standing,
    cell,
    completion,
    days_late,
    held_in_12_months,
    is_expected,
    late_since,
    received,
    rhythm,
    strip_needs,
)

DAY = date(2026, 11, 22)
DUE = date(2026, 10, 31)


def beats(held: list[date], every: int) -> list[tuple[int, int, str]]:
    spans = rhythm(held, every, DAY).spans
    return [(span.first, span.months, span.beat.value) for span in spans]


def test_strip_shows_twelve_months_up_to_the_day() -> None:
    strip = rhythm([date(2026, 11, 3), date(2025, 12, 31)], None, DAY)
    assert (strip.months[0], strip.months[-1]) == (date(2025, 12, 1), date(2026, 11, 1))
    assert strip.met == (True, *[False] * 10, True)
    assert strip.spans == ()


def test_a_meeting_after_the_day_is_not_known_yet() -> None:
    assert sum(rhythm([date(2026, 11, 23)], 1, DAY).met) == 0


def test_quarters_are_kept_missed_or_still_open() -> None:
    held = [date(2025, 10, 5), date(2026, 2, 1), date(2026, 6, 30)]
    assert beats(held, 3) == [
        (0, 1, "kept"),
        (1, 3, "kept"),
        (4, 3, "kept"),
        (7, 3, "missed"),
        (10, 2, "open"),
    ]


def test_the_running_period_counts_as_soon_as_it_is_kept() -> None:
    before = rhythm([], 3, DAY)
    after = rhythm([date(2026, 11, 20)], 3, DAY)
    assert (before.kept, before.judged) == (0, 4)
    assert (after.kept, after.judged) == (1, 5)


def test_every_month_is_a_period_of_its_own() -> None:
    strip = rhythm([date(2026, 3, 9)], 1, DAY)
    assert (strip.kept, strip.judged, len(strip.spans)) == (1, 11, 12)


def test_a_year_may_be_kept_before_the_strip_begins() -> None:
    assert beats([date(2025, 1, 5)], 12) == [(0, 1, "kept"), (1, 11, "open")]
    assert strip_needs(DAY) <= date(2025, 1, 1)


@pytest.mark.parametrize("every", range(1, 13))
def test_periods_cover_the_strip_without_gaps(every: int) -> None:
    spans = rhythm([], every, DAY).spans
    covered = [at for s in spans for at in range(s.first, s.first + s.months)]
    assert covered == list(range(12))
    assert all(span.beat != Beat.KEPT for span in spans)


def test_twelve_months_end_with_the_day() -> None:
    held = [date(2025, 11, 22), date(2025, 11, 23), DAY, date(2026, 11, 23)]
    assert held_in_12_months(held, DAY) == 2


def test_completion_counts_and_no_report_is_not_zero_percent() -> None:
    found = completion(["done", "done", "delayed", None, "stopped", "in_progress"])
    assert found == Completion(done=2, in_progress=1, delayed=1, stopped=1, no_report=1)
    assert (found.total, found.share) == (6, Fraction(1, 3))
    assert completion([]).share == 0


@pytest.mark.parametrize(
    ("state", "day", "word"),
    [
        (None, DUE, Received.DUE),
        (None, DAY, Received.LATE),
        ("draft", DUE, Received.DRAFT),
        ("draft", DAY, Received.LATE),
        ("returned", DAY, Received.RETURNED),
        ("submitted", DAY, Received.SUBMITTED),
        ("approved", DAY, Received.APPROVED),
    ],
)
def test_report_is_late_unless_it_was_sent(
    state: str | None, day: date, word: Received
) -> None:
    assert received(state, DUE, day) == word


def test_cell_says_the_weakest_word_and_for_how_many() -> None:
    found = [Received.APPROVED, Received.LATE, Received.RETURNED, Received.LATE]
    assert cell(found, DUE, DAY) == Cell(Received.LATE, 2, 4, days=22, missing=3)
    assert cell([Received.RETURNED], DUE, DUE).missing == 0
    assert cell([], DUE, DAY).word is None


@pytest.mark.parametrize(
    ("begins", "done", "wanted"),
    [
        (date(2026, 9, 30), None, True),
        (date(2026, 10, 1), None, False),
        (date(2026, 1, 1), date(2026, 7, 1), True),
        (date(2026, 1, 1), date(2026, 4, 1), False),
    ],
)
def test_period_wants_reports_of_what_has_begun_and_is_not_done(
    begins: date, done: date | None, wanted: bool
) -> None:
    assert is_expected(begins, done, date(2026, 7, 1), date(2026, 9, 30)) is wanted


@pytest.mark.parametrize(
    ("status", "deadline", "since"),
    [
        ("done", date(2026, 1, 1), None),
        ("in_progress", date(2026, 1, 1), date(2026, 1, 1)),
        (None, date(2026, 1, 1), date(2026, 1, 1)),
        (None, DAY, None),
        ("delayed", None, date(2026, 9, 30)),
        ("delayed", date(2027, 1, 1), date(2026, 9, 30)),
        ("in_progress", None, None),
    ],
)
def test_activity_is_late_since_its_deadline_or_since_it_was_said(
    status: str | None, deadline: date | None, since: date | None
) -> None:
    assert late_since(status, deadline, date(2026, 9, 30), DAY) == since


def test_days_late_begin_the_day_after() -> None:
    assert [days_late(day, DAY) for day in (DAY, date(2026, 11, 21))] == [0, 1]
    assert days_late(date(2027, 1, 1), DAY) == 0


def test_completeness_weighs_four_parts_alike() -> None:
    whole = Standing(18, 18, operational=True, held=9, done=Fraction(1))
    half = Standing(9, 18, operational=False, held=2, done=Fraction(1, 2))
    assert (whole.completeness, half.completeness) == (1, Fraction(3, 8))


def test_study_without_a_part_has_no_score() -> None:
    assert practice_found(0, None, 2) is None
    found = practice_found(0, 0, 10)
    assert found is not None
    assert found.score == Fraction(1, 3)
