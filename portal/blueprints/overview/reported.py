"""What the dashboard reads of local plans: activities, periods, and their reports."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Row, Subquery, and_, func, null, select

from portal.blueprints.overview.national import AsOf
from portal.db import db, given
from portal.domain.plans import PlanKind, ReportState
from portal.models import Activity, Plan, ProgressReport, ReportingPeriod, ReportMove
from portal.time import end_of

PERIODS = 4


def activities(team_ids: Sequence[int], on: AsOf) -> list[Row[Any]]:
    """The activities of each team's local plan, with the last report approved then.

    A plan without activities is one row, whose activity is None.
    """
    return list(db.session.execute(_activities(), _asked(team_ids, on)))


def _asked(team_ids: Sequence[int], on: AsOf) -> dict[str, Any]:
    """What the statements of this module are asked with; they are built once."""
    day = on.day
    return {
        "teams": list(team_ids),
        "day": day,
        "iso_day": day.isoformat(),
        "end": end_of(day),
    }


@cache
def _activities() -> Any:
    plan, said = _plans_of_the_day(), _last_approved()
    return (
        select(
            Plan.host_team_id.label("team_id"),
            Plan.uid.label("plan_uid"),
            Activity.id,
            Activity.uid,
            Activity.title,
            Activity.starts_on,
            Activity.deadline,
            said.c.status,
            said.c.cause,
            said.c.starts_on.label("said_from"),
            said.c.ends_on.label("said_to"),
        )
        .join(plan, and_(plan.c.id == Plan.id, plan.c.place == 1))
        .outerjoin(Activity, Activity.plan_id == Plan.id)
        .outerjoin(said, and_(said.c.activity_id == Activity.id, said.c.place == 1))
        .order_by(Plan.host_team_id, Activity.id)
    )


def _place(of: Any, *newest_first: Any) -> Any:
    place = func.row_number().over(partition_by=of, order_by=newest_first)
    return place.label("place")


def _plans_of_the_day() -> Subquery:
    """Local plans by team, the one adopted last before the day at place 1."""
    newest = _place(Plan.host_team_id, Plan.adopted.desc(), Plan.id.desc())
    return (
        select(Plan.id, newest)
        .where(
            Plan.kind == PlanKind.LOCAL,
            Plan.host_team_id.in_(given("teams")),
            Plan.adopted <= given("iso_day"),
        )
        .subquery()
    )


def _last_approved() -> Subquery:
    period = ReportingPeriod
    approved = and_(
        ReportMove.report_id == ProgressReport.id,
        ReportMove.state == ReportState.APPROVED,
        ReportMove.at <= given("end"),
    )
    return (
        select(
            ProgressReport.activity_id,
            ProgressReport.status,
            ProgressReport.cause,
            period.starts_on,
            period.ends_on,
            _place(ProgressReport.activity_id, period.ends_on.desc()),
        )
        .join(ReportMove, approved)
        .join(ProgressReport.period)
        .join(ProgressReport.activity)
        .join(Activity.plan)
        .where(Plan.host_team_id.in_(given("teams")))
        .subquery()
    )


def reports(team_ids: Sequence[int], on: AsOf) -> list[Row[Any]]:
    """The last periods, oldest first, with every report's state on the day.

    A period without reports is one row, whose activity is None.
    """
    asked = _asked(team_ids, on)
    return list(db.session.execute(_by_period(is_today=on.is_today), asked))


@cache
def _by_period(*, is_today: bool) -> Any:
    period, found = _last_periods(), _reports(is_today=is_today)
    return (
        select(period, found.c.activity_id, found.c.state)
        .outerjoin(found, found.c.period_id == period.c.id)
        .order_by(period.c.starts_on)
    )


def _last_periods() -> Subquery:
    row = ReportingPeriod
    return (
        select(row.id, row.starts_on, row.ends_on, row.due_on)
        .where(row.opens_on <= given("day"))
        .order_by(row.starts_on.desc())
        .limit(PERIODS)
        .subquery()
    )


def _reports(*, is_today: bool) -> Subquery:
    """A report's state is that of its last move then; a draft has none before it."""
    moves = (
        select(
            ReportMove.report_id,
            ReportMove.state,
            _place(ReportMove.report_id, ReportMove.at.desc(), ReportMove.id.desc()),
        )
        .where(ReportMove.at <= given("end"))
        .join(ProgressReport, ProgressReport.id == ReportMove.report_id)
        .where(ProgressReport.period_id.in_(select(_last_periods().c.id)))
        .subquery()
    )
    now = ProgressReport.state if is_today else null()
    last = and_(moves.c.report_id == ProgressReport.id, moves.c.place == 1)
    state = func.coalesce(moves.c.state, now)
    return (
        select(
            ProgressReport.period_id, ProgressReport.activity_id, state.label("state")
        )
        .join(ProgressReport.activity)
        .join(Activity.plan)
        .outerjoin(moves, last)
        .where(Plan.host_team_id.in_(given("teams")))
        .subquery()
    )
