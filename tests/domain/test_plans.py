from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from portal.domain.errors import DomainError
from portal.domain.plans import (
    Period,
    check_open,
    is_late,
    lacking,
    period_after,
    quarter_around,
    quarter_of,
    report_after,
)

END = date(2026, 9, 30)
WORDS = {"en": "Words"}


@dataclass(frozen=True)
class Said:
    status: str
    share: int | None = 50
    cause: str | None = None
    cause_words: dict[str, str] | None = None
    effect: dict[str, str] | None = None
    evidence: dict[str, str] | None = None


def lacks(said: Said, deadline: date | None = None) -> list[str | None]:
    return [error.field for error in lacking(said, deadline, END)]


def test_running_report_needs_its_share_alone() -> None:
    assert lacks(Said("in_progress")) == []
    assert lacks(Said("in_progress", share=None)) == ["share"]
    assert lacks(Said("in_progress", share=0)) == []
    assert lacks(Said("not_started", share=None)) == []


def test_cause_is_asked_only_when_late() -> None:
    yesterday = END - timedelta(days=1)
    assert lacks(Said("delayed")) == ["cause", "cause_words"]
    assert lacks(Said("delayed", cause="other", cause_words=WORDS)) == []
    assert lacks(Said("in_progress"), yesterday) == ["cause", "cause_words"]
    assert lacks(Said("in_progress"), END) == []
    assert lacks(Said("done", effect=WORDS, evidence=WORDS), yesterday) == []


def test_effect_and_evidence_are_asked_when_done() -> None:
    assert lacks(Said("done")) == ["effect", "evidence"]


def test_late_is_past_the_deadline_and_not_done() -> None:
    assert is_late("stopped", END - timedelta(days=1), END)
    assert not is_late("done", END - timedelta(days=1), END)
    assert not is_late("in_progress", None, END)


@pytest.mark.parametrize(
    ("move", "state"),
    [("submit", "approved"), ("approve", "draft"), ("return", "approved")],
)
def test_report_goes_no_forbidden_way(move: str, state: str) -> None:
    with pytest.raises(DomainError, match="report_moved"):
        report_after(move, state)


def test_next_period_is_the_quarter_with_its_usual_days() -> None:
    assert period_after(END) == Period(
        starts_on=date(2026, 10, 1),
        ends_on=date(2026, 12, 31),
        opens_on=date(2027, 1, 1),
        due_on=date(2027, 1, 15),
        locks_on=date(2027, 2, 14),
    )


@pytest.mark.parametrize("month", range(1, 13))
def test_every_day_lies_in_its_quarter(month: int) -> None:
    first, last = quarter_around(date(2028, month, 29))
    assert first <= date(2028, month, 29) <= last
    assert quarter_of(first, last) == (month + 2) // 3
    assert quarter_of(first, last - timedelta(days=1)) is None


def test_period_takes_reports_on_its_first_and_last_day() -> None:
    check_open(END, END, END)
    with pytest.raises(DomainError, match="period_not_open"):
        check_open(END, END, END - timedelta(days=1))
    with pytest.raises(DomainError, match="period_locked"):
        check_open(END, END, END + timedelta(days=1))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ends_on", "end_before_start"),
        ("opens_on", "opens_before_start"),
        ("due_on", "due_before_opens"),
        ("locks_on", "locks_before_due"),
    ],
)
def test_days_of_a_period_follow_one_another(name: str, code: str) -> None:
    days = vars(period_after(END)) | {name: date(2026, 1, 1)}
    with pytest.raises(DomainError) as refused:
        Period(**days).checked()
    assert (refused.value.code, refused.value.field) == (code, name)
