"""What the pages of plans show to whom: a plan's table, an activity and its periods."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.blueprints.plans import loaders, reports, tables
from portal.domain.errors import DomainError
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.domain.plans import (
    EDITABLE,
    Part,
    Progress,
    ReportState,
    is_late,
)
from portal.models import Activity, Plan, ProgressReport, ReportingPeriod

PERIODS_SHOWN = 6


@dataclass(frozen=True)
class PlanPage:
    """The activities of a plan by measure, who carries them out, and who serves it."""

    may_edit: bool
    activities: dict[int, list[Any]]
    responsible: dict[int, list[Any]]
    serving: dict[int, list[Any]]
    measures: dict[int, Any]
    late: frozenset[int]
    done: int
    reported: int

    @property
    def number(self) -> int:
        return sum(len(rows) for rows in self.activities.values())


def plan_page(actor: Actor, plan: Plan, day: date) -> PlanPage:
    """Gather it, with what was approved by the end of the day."""
    rows = tables.activities(plan, day)
    bodies = [row for row in tables.bodies(plan) if row.part == Part.RESPONSIBLE]
    serves = any(row.serves_id for row in rows)
    measures = tables.national_measures() if serves else []
    return PlanPage(
        may_edit=allowed(actor, May.EDIT_PLAN, plan),
        activities=_by(rows, "measure_id"),
        responsible=_by(bodies, "activity_id"),
        serving=_by(tables.serving(plan), "serves_id"),
        measures={row.id: row for row in measures},
        late=frozenset(row.id for row in rows if _is_late(row, day)),
        done=sum(row.status == Progress.DONE for row in rows),
        reported=sum(row.status is not None for row in rows),
    )


def _by(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return dict(found)


def _is_late(row: Any, day: date) -> bool:
    return is_late(row.status or Progress.NOT_STARTED, row.deadline, day)


@dataclass(frozen=True)
class Told:
    """A period in the thread of an activity, with its report where one may be read."""

    period: ReportingPeriod
    report: ProgressReport | None
    kind: str

    @property
    def moved_on(self) -> Any:
        return self.report.moves[-1].at if self.report and self.report.moves else None


@dataclass(frozen=True)
class ActivityPage:
    """What one reader sees of an activity."""

    may_edit: bool
    may_report: bool
    period: ReportingPeriod | None
    report: ProgressReport | None
    latest: ProgressReport | None
    late: bool
    overdue: bool
    unchanged: bool
    on_behalf: bool
    thread: list[Told]

    @property
    def writes(self) -> bool:
        """Whether the form is there: the period is open and nothing was sent."""
        begun = self.report is None or self.report.state in EDITABLE
        return self.may_report and self.period is not None and begun


def activity_page(actor: Actor, activity: Activity, day: date) -> ActivityPage:
    """Gather it; drafts of others are as if they were not there."""
    periods = [p for p in loaders.periods() if p.ends_on >= activity.starts_on]
    period = _to_write(activity, periods, day)
    report = reports.of_period(activity, period) if period else None
    latest = _latest(activity)
    status = latest.status if latest else Progress.NOT_STARTED
    may_report = allowed(actor, May.REPORT_ACTIVITY, activity)
    return ActivityPage(
        may_edit=allowed(actor, May.EDIT_ACTIVITY, activity),
        may_report=may_report,
        period=period,
        report=report if report and _reads(actor, report) else None,
        latest=latest,
        late=is_late(status, activity.deadline, day),
        overdue=bool(
            activity.deadline and period and activity.deadline < period.ends_on
        ),
        unchanged=may_report and period is not None and _repeats(activity, period),
        on_behalf=not actor.organisation_ids & activity.responsible_ids,
        thread=_thread(actor, activity, periods, day),
    )


def _reads(actor: Actor, report: ProgressReport) -> bool:
    return allowed(actor, May.READ_REPORT, report)


def _to_write(
    activity: Activity, periods: list[ReportingPeriod], day: date
) -> ReportingPeriod | None:
    """Of the open periods the oldest without a sent report, or else the newest."""
    opened = [p for p in reversed(periods) if p.opens_on <= day <= p.locks_on]
    for period in opened:
        report = reports.of_period(activity, period)
        if report is None or report.state in EDITABLE:
            return period
    return opened[-1] if opened else None


def _latest(activity: Activity) -> ProgressReport | None:
    approved = [r for r in activity.reports if r.state == ReportState.APPROVED]
    return max(approved, key=lambda row: row.period.ends_on, default=None)


def _repeats(activity: Activity, period: ReportingPeriod) -> bool:
    try:
        reports.repeated(activity, period)
    except DomainError:
        return False
    return True


def _thread(
    actor: Actor, activity: Activity, periods: list[ReportingPeriod], day: date
) -> list[Told]:
    """The last periods, oldest first, up to the one that comes next."""
    told = []
    for period in reversed(periods[:PERIODS_SHOWN]):
        report = reports.of_period(activity, period)
        seen = report if report and _reads(actor, report) else None
        told.append(Told(period, seen, _kind(period, report, day)))
    return told


def _kind(period: ReportingPeriod, report: ProgressReport | None, day: date) -> str:
    if report and report.state == ReportState.APPROVED:
        return "done"
    if report and report.state == ReportState.SUBMITTED:
        return "now"
    if period.due_on < day:
        return "late"
    return "now" if period.opens_on <= day else "to_come"
