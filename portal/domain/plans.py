"""Plans: activities, reporting periods, and what a progress report must say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from portal.domain.errors import DomainError


class PlanKind(StrEnum):
    STRATEGY = "strategy"
    ACTION_PLAN = "action_plan"
    LOCAL = "local"


class Part(StrEnum):
    """What an organisation does in an activity."""

    RESPONSIBLE = "responsible"
    PARTNER = "partner"


class Progress(StrEnum):
    """How an activity stands at the end of a period."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DELAYED = "delayed"
    STOPPED = "stopped"


class Cause(StrEnum):
    """What holds an activity up."""

    NO_COORDINATOR = "no_coordinator"
    PEOPLE_CHANGED = "people_changed"
    MONEY_NOT_RELEASED = "money_not_released"
    WAITING_FOR_LAW = "waiting_for_law"
    WAITING_FOR_PARTNER = "waiting_for_partner"
    NO_PREMISES = "no_premises"
    OTHER = "other"


class ReportState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


DUE_AFTER = timedelta(days=15)
LOCKS_AFTER = timedelta(days=45)
WHOLE = 100
MEASURED = frozenset({Progress.IN_PROGRESS, Progress.DELAYED})
EDITABLE = frozenset({ReportState.DRAFT, ReportState.RETURNED})
MOVES = {
    ("submit", ReportState.DRAFT): ReportState.SUBMITTED,
    ("submit", ReportState.RETURNED): ReportState.SUBMITTED,
    ("return", ReportState.SUBMITTED): ReportState.RETURNED,
    ("approve", ReportState.SUBMITTED): ReportState.APPROVED,
}


@dataclass(frozen=True)
class Period:
    """A reporting period: what it is about, when reports are due, when it closes."""

    starts_on: date
    ends_on: date
    opens_on: date
    due_on: date
    locks_on: date

    def is_open(self, day: date) -> bool:
        """Whether a report may be written on the day; both ends count."""
        return self.opens_on <= day <= self.locks_on

    def checked(self) -> "Period":
        """DomainError at the first day that stands before the one it follows."""
        if self.ends_on < self.starts_on:
            raise DomainError("end_before_start", "ends_on")
        if self.opens_on < self.starts_on:
            raise DomainError("opens_before_start", "opens_on")
        if self.due_on < self.opens_on:
            raise DomainError("due_before_opens", "due_on")
        if self.locks_on < self.due_on:
            raise DomainError("locks_before_due", "locks_on")
        return self


class Reported(Protocol):
    """What a report says, as far as the rules ask."""

    @property
    def status(self) -> str: ...
    @property
    def share(self) -> int | None: ...
    @property
    def cause(self) -> str | None: ...
    @property
    def cause_words(self) -> Mapping[str, str] | None: ...
    @property
    def effect(self) -> Mapping[str, str] | None: ...
    @property
    def evidence(self) -> Mapping[str, str] | None: ...


def report_after(move: str, state: str) -> ReportState:
    """The next state of a report; DomainError "report_moved" where there is none."""
    try:
        return MOVES[move, ReportState(state)]
    except KeyError:
        raise DomainError("report_moved") from None


def is_late(status: str, deadline: date | None, ends_on: date) -> bool:
    """Whether a report must say a cause: delayed, or past its deadline and not done.

    Rule: domain.md, Plans and progress, *cause of delay*.
    """
    over = deadline is not None and deadline < ends_on
    return status == Progress.DELAYED or (over and status != Progress.DONE)


def lacking(said: Reported, deadline: date | None, ends_on: date) -> list[DomainError]:
    """What a report still has to say before it can be sent, each at its field."""
    late = is_late(said.status, deadline, ends_on)
    done = said.status == Progress.DONE
    asked = (
        ("share", said.status in MEASURED, said.share is not None),
        ("cause", late, bool(said.cause)),
        ("cause_words", late, bool(said.cause_words)),
        ("effect", done, bool(said.effect)),
        ("evidence", done, bool(said.evidence)),
    )
    return [
        DomainError(f"{field}_needed", field)
        for field, needed, there in asked
        if needed and not there
    ]


def check_open(opens_on: date, locks_on: date, day: date) -> None:
    """DomainError where no report is taken on the day; both ends count."""
    if day < opens_on:
        raise DomainError("period_not_open")
    if day > locks_on:
        raise DomainError("period_locked")


def quarter_of(starts_on: date, ends_on: date) -> int | None:
    """Which quarter of a year the days are; None where they are no quarter."""
    whole = quarter_around(starts_on)
    return (starts_on.month + 2) // 3 if whole == (starts_on, ends_on) else None


def quarter_around(day: date) -> tuple[date, date]:
    """The first and the last day of the quarter of the day."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    beyond = (first + timedelta(days=95)).replace(day=1)
    return first, beyond - timedelta(days=1)


def period_after(last_day: date) -> Period:
    """What the office gets preset: the quarter after the day, and its usual dates."""
    starts_on, ends_on = quarter_around(last_day + timedelta(days=1))
    return Period(
        starts_on=starts_on,
        ends_on=ends_on,
        opens_on=ends_on + timedelta(days=1),
        due_on=ends_on + DUE_AFTER,
        locks_on=ends_on + LOCKS_AFTER,
    )
