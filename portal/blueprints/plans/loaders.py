"""Loads one plan, activity or report with all that its page shows and its rules ask."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import (
    contains_eager,
    joinedload,
    selectinload,
    with_expression,
)

from portal.db import db
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
from portal.time import today
from portal.visible import (
    approvers_of,
)


@dataclass(frozen=True)
class Part:
    """An objective or a measure as the permissions see it: what its plan may."""

    plan: Plan
    objective: Objective
    measure: Measure | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.plan, name)


def team(uid: UUID) -> Team | None:
    """A team, as the host of a new plan."""
    return db.session.scalar(select(Team).where(Team.uid == uid))


def _approvers(day: date) -> Any:
    host: Any = Plan.host_team_id
    return with_expression(Plan.host_approvers, approvers_of(host, day))


def plan(uid: UUID) -> Plan | None:
    """A plan with its team, its objectives and their measures."""
    return _plan(Plan.uid == uid)


def _plan(which: Any) -> Plan | None:
    return (
        db.session.scalars(
            select(Plan)
            .options(
                _approvers(today()),
                joinedload(Plan.host_team),
                joinedload(Plan.serves),
                joinedload(Plan.objectives).joinedload(Objective.measures),
            )
            .where(which)
            .execution_options(populate_existing=True)
        )
        .unique()
        .one_or_none()
    )


def objective(uid: UUID) -> Part | None:
    """An objective within its plan."""
    found = _plan(Plan.objectives.any(Objective.uid == uid))
    parts = (Part(found, one) for one in found.objectives) if found else ()
    return next((part for part in parts if part.objective.uid == uid), None)


def measure(uid: UUID) -> Part | None:
    """A measure within its plan."""
    within = Objective.measures.any(Measure.uid == uid)
    found = _plan(Plan.objectives.any(within))
    for one in found.objectives if found else ():
        for measured in one.measures:
            if found and measured.uid == uid:
                return Part(found, one, measured)
    return None


def activity(uid: UUID) -> Activity | None:
    """An activity with its plan, who carries it out, and every report on it."""
    plan = contains_eager(Activity.plan)
    report = selectinload(Activity.reports)
    served = joinedload(Activity.serves).joinedload(Measure.objective)
    return db.session.scalar(
        select(Activity)
        .join(Activity.plan)
        .options(
            plan.options(_approvers(today()), joinedload(Plan.host_team)),
            joinedload(Activity.measure).joinedload(Measure.objective),
            served.joinedload(Objective.plan),
            selectinload(Activity.bodies).joinedload(ActivityBody.organisation),
            report.joinedload(ProgressReport.period),
            report.immediateload(ProgressReport.activity),
            report.selectinload(ProgressReport.moves).joinedload(ReportMove.person),
        )
        .where(Activity.uid == uid)
        .execution_options(populate_existing=True)
    )


def reports(day: date) -> Select[Any]:
    """Reports with their activity, plan and bodies; unique() on what it finds."""
    activity = contains_eager(ProgressReport.activity)
    plan = activity.contains_eager(Activity.plan)
    bodies = activity.selectinload(Activity.bodies)
    return (
        select(ProgressReport)
        .join(ProgressReport.activity)
        .join(Activity.plan)
        .options(
            plan.options(_approvers(day), joinedload(Plan.host_team)),
            activity.joinedload(Activity.measure).joinedload(Measure.objective),
            bodies.joinedload(ActivityBody.organisation),
            joinedload(ProgressReport.period),
        )
        .execution_options(populate_existing=True)
    )


def report(uid: UUID) -> ProgressReport | None:
    """A report with its activity, and every move with the person who made it."""
    moves = selectinload(ProgressReport.moves).joinedload(ReportMove.person)
    found = reports(today()).options(moves).where(ProgressReport.uid == uid)
    return db.session.scalars(found).unique().one_or_none()


def period(uid: UUID) -> ReportingPeriod | None:
    return db.session.scalar(select(ReportingPeriod).where(ReportingPeriod.uid == uid))


def periods() -> list[ReportingPeriod]:
    """Every reporting period, the newest first."""
    newest = select(ReportingPeriod).order_by(ReportingPeriod.ends_on.desc())
    return list(db.session.scalars(newest))
