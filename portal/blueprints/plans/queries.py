"""Reads of plans that other rooms share: completion, and which reports are missing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Subquery,
    and_,
    case,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from portal.blueprints.plans import loaders
from portal.db import db, given
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.domain.plans import EDITABLE, Part, Progress, ReportState
from portal.models import (
    Activity,
    ActivityBody,
    Measure,
    Objective,
    Plan,
    ProgressReport,
    ReportingPeriod,
    ReportMove,
    Team,
)
from portal.time import end_of
from portal.visible import (
    visible_reports,
)

HANDED_IN = (ReportState.SUBMITTED, ReportState.APPROVED)


@dataclass(frozen=True)
class Completion:
    """How far a plan is: its activities, those reported on, and those done."""

    activities: int = 0
    reported: int = 0
    done: int = 0

    @property
    def share(self) -> float | None:
        """The done among all; None where nothing is reported, which is not 0 %."""
        return self.done / self.activities if self.reported else None


def state_at(end: Any, report: Any = ProgressReport) -> ColumnElement[str | None]:
    """The state that a report had reached by the moment, as its moves tell."""
    return (
        select(ReportMove.state)
        .where(ReportMove.report_id == report.id, ReportMove.at <= end)
        .order_by(ReportMove.id.desc())
        .limit(1)
        .correlate(report)
        .scalar_subquery()
    )


def latest_approved(end: Any) -> Subquery:
    """Each activity's newest report that was approved before the moment."""
    rank = func.row_number().over(
        partition_by=ProgressReport.activity_id,
        order_by=ReportingPeriod.ends_on.desc(),
    )
    ranked = (
        select(
            ProgressReport.activity_id,
            ProgressReport.uid,
            ProgressReport.status,
            ProgressReport.share,
            ReportingPeriod.starts_on,
            ReportingPeriod.ends_on,
            rank.label("rank"),
        )
        .join(ProgressReport.period)
        .where(state_at(end) == ReportState.APPROVED)
        .subquery()
    )
    return select(ranked).where(ranked.c.rank == 1).subquery()


def completion(plan_ids: Collection[int], at: date) -> dict[int, Completion]:
    """How far each plan was at the end of the day.

    The reports are those approved by then, as their moves tell; an activity is done
    when the newest of these says so. The activities are those the plan has now, none
    for a plan adopted later.
    """
    asked = {"plans": list(plan_ids), "day": at.isoformat(), "end": end_of(at)}
    rows = db.session.execute(_counted(), asked)
    found = {plan_id: Completion(*counted) for plan_id, *counted in rows}
    return {plan_id: found.get(plan_id, Completion()) for plan_id in plan_ids}


@cache
def _counted() -> Any:
    """Of `plans`, at the `end` of a `day` in ISO form; built once."""
    return counted(Plan.id.in_(given("plans")), given("day"), given("end"))


def counted(which: ColumnElement[bool], iso_day: Any, end: Any) -> Any:
    """How far these plans were at the `end` of a day; a row for each that has any."""
    last = latest_approved(end)
    done = func.sum(case((last.c.status == Progress.DONE, 1), else_=0))
    adopted = or_(Plan.adopted.is_(None), Plan.adopted <= iso_day)
    return (
        select(
            Plan.id,
            func.count().label("activities"),
            func.count(last.c.status).label("reported"),
            done.label("done"),
        )
        .select_from(Activity)
        .join(Activity.plan)
        .outerjoin(last, last.c.activity_id == Activity.id)
        .where(which, adopted)
        .group_by(Plan.id)
    )


def _pairs(*more: Any) -> Select[Any]:
    """Activities with the periods that began to concern them."""
    return (
        select(
            Activity.uid,
            Activity.title,
            Activity.number,
            Objective.number.label("objective"),
            Plan.uid.label("plan_uid"),
            Plan.name.label("plan"),
            Plan.host_team_id,
            ReportingPeriod.starts_on,
            ReportingPeriod.ends_on,
            ReportingPeriod.due_on,
            ReportingPeriod.locks_on,
            *more,
        )
        .select_from(Activity)
        .join(Activity.plan)
        .join(Measure, Activity.measure_id == Measure.id)
        .join(Measure.objective)
        .join(ReportingPeriod, Activity.starts_on <= ReportingPeriod.ends_on)
        .order_by(ReportingPeriod.due_on, Plan.id, Objective.number, Activity.number)
    )


def _done_before(end: Any) -> ColumnElement[bool]:
    """A report of an earlier period says that it is done, and is approved."""
    report, period = aliased(ProgressReport), aliased(ReportingPeriod)
    return exists(
        select(report.id)
        .join(period, report.period_id == period.id)
        .where(
            report.activity_id == Activity.id,
            report.status == Progress.DONE,
            period.ends_on < ReportingPeriod.ends_on,
            state_at(end, report) == ReportState.APPROVED,
        )
        .correlate(Activity, ReportingPeriod)
    )


def missing(day: date, team_ids: Collection[int] | None = None) -> list[Row[Any]]:
    """The (activity, period) pairs whose report was due before the day and not sent.

    Only periods in which the activity had begun and was not done before; what was
    sent counts as it stood at the end of the day.
    """
    end = end_of(day)
    handed_in = exists(
        select(ProgressReport.id)
        .where(
            ProgressReport.activity_id == Activity.id,
            ProgressReport.period_id == ReportingPeriod.id,
            state_at(end).in_(HANDED_IN),
        )
        .correlate(Activity, ReportingPeriod)
    )
    found = _pairs(Team.name.label("team")).join(Plan.host_team)
    if team_ids is not None:
        found = found.where(Plan.host_team_id.in_(team_ids))
    late = (ReportingPeriod.due_on < day, ~handed_in, ~_done_before(end))
    return list(db.session.execute(found.where(*late)))


def reports_due_for(actor: Actor, day: date) -> list[Row[Any]]:
    """Activities of the actor's bodies whose report of an open period is not sent."""
    bodies = list(actor.organisation_ids)
    asked = {"bodies": bodies, "day": day, "end": end_of(day)}
    return list(db.session.execute(_due(), asked))


@cache
def _due() -> Select[Any]:
    """For `bodies` on a `day` and at its `end`; built once."""
    day, end = given("day"), given("end")
    carried = select(ActivityBody.activity_id).where(
        ActivityBody.organisation_id.in_(given("bodies")),
        ActivityBody.part == Part.RESPONSIBLE,
    )
    of_pair = and_(
        ProgressReport.activity_id == Activity.id,
        ProgressReport.period_id == ReportingPeriod.id,
    )
    return (
        _pairs(ProgressReport.state)
        .outerjoin(ProgressReport, of_pair)
        .where(
            Activity.id.in_(carried),
            ReportingPeriod.opens_on <= day,
            ReportingPeriod.locks_on >= day,
            or_(ProgressReport.id.is_(None), ProgressReport.state.in_(EDITABLE)),
            ~_done_before(end),
        )
    )


def waiting_for(actor: Actor, day: date) -> list[ProgressReport]:
    """The reports that this person may approve or return."""
    found = db.session.scalars(
        loaders.reports(day)
        .where(visible_reports(actor), ProgressReport.state == ReportState.SUBMITTED)
        .order_by(ProgressReport.id)
    )
    return [row for row in found.unique() if allowed(actor, May.JUDGE_REPORT, row)]
