"""Referrals, counted and never filed: outcomes, quarters and when a quarter closes."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.domain.errors import DomainError

MOST_AT_ONCE = 50
# So long after its end a quarter can still be counted, corrected and confirmed.
CLOSES_AFTER = timedelta(days=30)
# So many closed quarters are shown.
TOTALS_GO_BACK = 12


class Outcome(StrEnum):
    ANSWERED = "answered"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"


class Reason(StrEnum):
    """Why a body refused; there is no field for words."""

    NO_PLACE = "no_place"
    OTHER_GROUP = "other_group"
    CONDITIONS = "conditions"
    NO_LANGUAGE = "no_language"
    NOT_OURS = "not_ours"
    OTHER = "other"


class Word(StrEnum):
    """What the receiver says of it."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"


# What a line of the form may say: a class of outcome, of a refusal with its reason.
RESULTS = (
    Outcome.ANSWERED.value,
    *(f"{Outcome.REFUSED}.{reason}" for reason in Reason),
    Outcome.NO_ANSWER.value,
)


def outcome_and_reason(result: str) -> tuple[Outcome, Reason | None]:
    """A result of the form, taken apart."""
    outcome, _, reason = result.partition(".")
    return Outcome(outcome), Reason(reason) if reason else None


def result_of(outcome: str, reason: str | None) -> str:
    """The two, put together as the form says them."""
    return f"{outcome}.{reason}" if reason else outcome


def most_of(amount: int) -> int:
    """How many a line may say: one that grew bit by bit keeps its number."""
    return max(amount, MOST_AT_ONCE)


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year: the finest time that a referral has."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return self.after.first_day - timedelta(days=1)

    @property
    def last_open_day(self) -> date:
        return self.last_day + CLOSES_AFTER

    @property
    def after(self) -> "Quarter":
        last = self.number == 4
        return Quarter(self.year + last, 1 if last else self.number + 1)

    @property
    def before(self) -> "Quarter":
        first = self.number == 1
        return Quarter(self.year - first, 4 if first else self.number - 1)


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def quarter_named(text: str) -> Quarter:
    """The quarter written like 2026-Q4. ValueError for anything else."""
    year, _, number = text.partition("-Q")
    if len(text) != 7 or not year.isdecimal() or number not in ("1", "2", "3", "4"):
        raise ValueError(f"no quarter: {text!r}")
    return Quarter(int(year), int(number))


def is_open(quarter: Quarter, today: date) -> bool:
    """Whether referrals of the quarter can be counted or changed on the day."""
    return quarter.first_day <= today <= quarter.last_open_day


def open_quarters(today: date) -> list[Quarter]:
    """Those that can be counted on the day, the running one first."""
    running = quarter_of(today)
    return [q for q in (running, running.before) if is_open(q, today)]


def last_closed(today: date) -> Quarter:
    """The newest quarter whose numbers no longer change."""
    quarter = quarter_of(today).before
    return quarter.before if is_open(quarter, today) else quarter


def closed_quarters(today: date) -> list[Quarter]:
    """Those whose totals are shown, the newest first.

    How many does not depend on what was counted: that would tell of a first referral.
    """
    quarters = [last_closed(today)]
    while len(quarters) < TOTALS_GO_BACK:
        quarters.append(quarters[-1].before)
    return quarters


def first_seen(since: date) -> str:
    """The oldest quarter of which somebody sees lines who came on that day.

    It was open then. Of those that had closed the totals stood fast, and they are safe
    from the people of that time only: who came to a second body later would take both
    bodies' lines away.
    """
    return str(last_closed(since).after) if since > date.min else ""


def check_open(quarter: str, today: date) -> None:
    """DomainError where the quarter is closed, or has not begun."""
    try:
        opened = is_open(quarter_named(quarter), today)
    except ValueError:
        opened = False
    if not opened:
        raise DomainError("quarter_closed", "quarter")
