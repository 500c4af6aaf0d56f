"""Where a team stands on a day: meetings and rhythm, completion, what is late."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from portal.domain.indicators import MEETINGS_A_YEAR
from portal.domain.meetings import year_before
from portal.domain.plans import Progress, ReportState

MONTHS = 12
FIRST_DAY = date(2017, 1, 1)


class Beat(StrEnum):
    """What became of one period of a rhythm; open: not over and no meeting yet."""

    KEPT = "kept"
    MISSED = "missed"
    OPEN = "open"


@dataclass(frozen=True)
class Span:
    """A period of the rhythm, as far as the strip shows it."""

    first: int
    months: int
    beat: Beat


@dataclass(frozen=True)
class Rhythm:
    """Twelve months up to a day: in which the team met, and its own rhythm."""

    months: tuple[date, ...]
    met: tuple[bool, ...]
    every: int | None
    spans: tuple[Span, ...]

    @property
    def kept(self) -> int:
        return sum(span.beat == Beat.KEPT for span in self.spans)

    @property
    def judged(self) -> int:
        return sum(span.beat != Beat.OPEN for span in self.spans)


def rhythm(held: Iterable[date], every: int | None, day: date) -> Rhythm:
    """The strip of a team that agreed to meet every so many months, or agreed nothing.

    Periods follow the calendar (a quarter begins in January), so that one that was
    kept stays kept as months go by; `held` reaches back to `strip_needs`.
    """
    there = {_index(meeting) for meeting in held if meeting <= day}
    shown = range(_index(day) - MONTHS + 1, _index(day) + 1)
    return Rhythm(
        months=tuple(_first_of(index) for index in shown),
        met=tuple(index in there for index in shown),
        every=every,
        spans=tuple(_spans(shown, there, every)) if every else (),
    )


def strip_needs(day: date) -> date:
    """The first day whose meetings may count for the strip of the day."""
    return _first_of(_index(day) - 2 * MONTHS + 1)


def _spans(shown: range, there: set[int], every: int) -> Iterable[Span]:
    for start in range(shown[0] // every * every, shown[-1] + 1, every):
        whole = range(start, start + every)
        seen = range(max(start, shown[0]), min(whole[-1], shown[-1]) + 1)
        yield Span(seen[0] - shown[0], len(seen), _beat(whole, there, shown[-1]))


def _beat(whole: range, there: set[int], now: int) -> Beat:
    if there.intersection(whole):
        return Beat.KEPT
    return Beat.OPEN if whole[-1] >= now else Beat.MISSED


def _index(day: date) -> int:
    return day.year * MONTHS + day.month - 1


def _first_of(index: int) -> date:
    return date(index // MONTHS, index % MONTHS + 1, 1)


def held_in_12_months(held: Iterable[date], day: date) -> int:
    """How many of the meetings lie in the twelve months up to the day."""
    return sum(year_before(day) < meeting <= day for meeting in held)


@dataclass(frozen=True)
class Completion:
    """The activities of a plan by what their last approved report says."""

    done: int = 0
    in_progress: int = 0
    delayed: int = 0
    stopped: int = 0
    not_started: int = 0
    no_report: int = 0

    @property
    def total(self) -> int:
        known = self.done + self.in_progress + self.delayed
        return known + self.stopped + self.not_started + self.no_report

    @property
    def share(self) -> Fraction:
        """Approved as done, of all. Rule: domain.md, Plans and progress."""
        return Fraction(self.done, self.total or 1)


def completion(statuses: Iterable[str | None]) -> Completion:
    """Count them; None is an activity without an approved report, which is not 0 %."""
    counted = Counter(status or "no_report" for status in statuses)
    return Completion(**counted)


class Received(StrEnum):
    """What there is of a report on a day; due: not written and not late either."""

    LATE = "late"
    RETURNED = "returned"
    DRAFT = "draft"
    DUE = "due"
    SUBMITTED = "submitted"
    APPROVED = "approved"


def received(state: str | None, due_on: date, day: date) -> Received:
    """A report that was not handed in by its day is late, begun or not."""
    if state is None or state == ReportState.DRAFT:
        if due_on < day:
            return Received.LATE
        return Received.DRAFT if state else Received.DUE
    return Received(state)


@dataclass(frozen=True)
class Cell:
    """What a team handed in for a period: its weakest word, for how many of all.

    `missing`: those that were due and are not there; one sent back is not there.
    """

    word: Received | None = None
    count: int = 0
    of: int = 0
    days: int = 0
    missing: int = 0


def cell(found: Sequence[Received], due_on: date, day: date) -> Cell:
    """The cell of these reports; no word where nothing was to be reported."""
    if not found:
        return Cell()
    word = min(found, key=list(Received).index)
    days = days_late(due_on, day)
    missing = sum(one in _NOT_THERE for one in found) if days else 0
    return Cell(word, found.count(word), len(found), days, missing)


_NOT_THERE = (Received.LATE, Received.RETURNED)


def is_expected(
    starts_on: date, done_since: date | None, period_starts: date, period_ends: date
) -> bool:
    """Whether a period wants a report: begun, and not done in a period before."""
    done = done_since is not None and done_since < period_starts
    return starts_on <= period_ends and not done


def late_since(
    status: str | None, deadline: date | None, reported_to: date | None, day: date
) -> date | None:
    """From when an activity is late: its deadline, or the period that said so."""
    if status == Progress.DONE:
        return None
    if deadline is not None and deadline < day:
        return deadline
    return reported_to if status == Progress.DELAYED else None


def days_late(due_on: date, day: date) -> int:
    """How many days ago it was due, 0 while it is not late."""
    return max(0, (day - due_on).days)


@dataclass(frozen=True)
class Standing:
    """The parts that say how complete a team is."""

    answered: int
    required: int
    operational: bool
    held: int
    done: Fraction

    @property
    def completeness(self) -> Fraction:
        """Map, pathway, meetings and plan, a quarter each; it orders the desk's table.

        It is no score: the practice score asks for confirmed reading and no plan.
        """
        there = Fraction(self.answered, self.required or 1)
        met = min(Fraction(1), Fraction(self.held, MEETINGS_A_YEAR))
        return (there + int(self.operational) + met + self.done) / 4
