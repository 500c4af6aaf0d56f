"""Rows of lists and choices: plans, activities, served measures, bodies of a team."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from portal.blueprints.plans.queries import latest_approved
from portal.db import db
from portal.domain.people import Actor
from portal.domain.plans import PlanKind, Progress
from portal.models import (
    Activity,
    ActivityBody,
    Measure,
    Membership,
    Objective,
    Organisation,
    Plan,
    ProgressReport,
    ReportingPeriod,
    ReportMove,
    Seat,
    Team,
)
from portal.time import day_of, end_of
from portal.visible import (
    held_on,
    visible_reports,
)

NATIONAL = (PlanKind.STRATEGY, PlanKind.ACTION_PLAN)


def plans(actor: Actor) -> list[Row[Any]]:
    """Every plan: the national ones, the actor's own, the others; the newest first."""
    local, own = Plan.kind == PlanKind.LOCAL, Plan.host_team_id.in_(actor.team_ids)
    return list(
        db.session.execute(
            select(
                Plan.id,
                Plan.uid,
                Plan.kind,
                Plan.name,
                Plan.period,
                Plan.host_team_id,
                Team.name.label("team"),
            )
            .join(Plan.host_team)
            .order_by(local, Plan.kind.desc(), own.desc(), Team.key)
            .order_by(Plan.period.desc(), Plan.id)
        )
    )


def objectives(plan_ids: Iterable[int]) -> list[Row[Any]]:
    """The objectives of the plans, in their order."""
    found = select(Objective.plan_id, Objective.number, Objective.wording)
    wanted = found.where(Objective.plan_id.in_(plan_ids))
    return list(db.session.execute(wanted.order_by(Objective.number)))


def _activities(day: date) -> Select[Any]:
    last = latest_approved(end_of(day))
    return (
        select(
            Activity.id,
            Activity.uid,
            Activity.number,
            Activity.title,
            Activity.deadline,
            Activity.measure_id,
            Activity.serves_id,
            Objective.number.label("objective"),
            last.c.status,
            last.c.share,
            last.c.ends_on,
        )
        .join(Measure, Activity.measure_id == Measure.id)
        .join(Measure.objective)
        .outerjoin(last, last.c.activity_id == Activity.id)
        .order_by(Objective.number, Activity.number)
    )


def activities(plan: Plan, day: date) -> list[Row[Any]]:
    """The activities of a plan, each with what was last approved on it."""
    found = _activities(day).where(Activity.plan_id == plan.id)
    return list(db.session.execute(found))


def late(day: date, team_ids: Iterable[int] | None) -> list[Row[Any]]:
    """Activities reported as delayed, or past their deadline and not done."""
    found = _activities(day).join(Activity.plan).join(Plan.host_team)
    last = found.selected_columns.status
    delayed = last == Progress.DELAYED
    over = and_(
        Activity.deadline < day, or_(last.is_(None), not_(last == Progress.DONE))
    )
    found = found.add_columns(
        Plan.uid.label("plan_uid"), Plan.name.label("plan"), Team.name.label("team")
    ).where(or_(delayed, over))
    if team_ids is not None:
        found = found.where(Plan.host_team_id.in_(team_ids))
    return list(db.session.execute(found))


def bodies(plan: Plan) -> list[Row[Any]]:
    """Who has which part in the activities of a plan."""
    return list(
        db.session.execute(
            select(ActivityBody.activity_id, ActivityBody.part, Organisation.name)
            .join(ActivityBody.organisation)
            .join(Activity, ActivityBody.activity_id == Activity.id)
            .where(Activity.plan_id == plan.id)
            .order_by(ActivityBody.id)
        )
    )


def serving(plan: Plan) -> list[Row[Any]]:
    """The activities of other plans that serve a measure of this one."""
    served, within = aliased(Measure), aliased(Objective)
    return list(
        db.session.execute(
            select(
                Activity.serves_id,
                Activity.uid,
                Activity.title,
                Activity.number,
                Objective.number.label("objective"),
                Team.name.label("team"),
            )
            .join(served, Activity.serves_id == served.id)
            .join(within, served.objective_id == within.id)
            .join(Measure, Activity.measure_id == Measure.id)
            .join(Measure.objective)
            .join(Activity.plan)
            .join(Plan.host_team)
            .where(within.plan_id == plan.id)
            .order_by(Activity.serves_id, Team.key, Objective.number, Activity.number)
        )
    )


def national_measures(but: int | None = None) -> list[Row[Any]]:
    """The measures that a local activity may serve, plan by plan."""
    found = (
        select(
            Measure.id,
            Measure.uid,
            Measure.number,
            Measure.wording,
            Objective.number.label("objective"),
            Plan.id.label("plan_id"),
        )
        .join(Measure.objective)
        .join(Objective.plan)
        .where(Plan.kind.in_(NATIONAL), Plan.id != (but or 0))
        .order_by(Plan.id.desc(), Objective.number, Measure.number)
    )
    return list(db.session.execute(found))


def national_plans() -> list[Plan]:
    """What a plan may serve: the newest first."""
    found = select(Plan).where(Plan.kind.in_(NATIONAL)).order_by(Plan.id.desc())
    return list(db.session.scalars(found))


def seated(team_id: int, day: date) -> list[Organisation]:
    """The bodies with a seat in the team."""
    return list(
        db.session.scalars(
            select(Organisation)
            .where(
                exists().where(
                    Seat.organisation_id == Organisation.id,
                    Seat.team_id == team_id,
                    held_on(Seat, day),
                )
            )
            .order_by(Organisation.key)
        )
    )


def teams_of(actor: Actor) -> list[Team]:
    """The actor's own teams, as hosts of new plans."""
    own = select(Team).where(Team.id.in_(actor.team_ids)).order_by(Team.key)
    return list(db.session.scalars(own))


def teams_with_plans() -> list[Row[Any]]:
    """The teams that have a plan, for the choice above the lists."""
    hosts = select(Plan.host_team_id)
    found = select(Team.id, Team.uid, Team.name).where(Team.id.in_(hosts))
    return list(db.session.execute(found.order_by(Team.key)))


def in_state(actor: Actor, state: str, team_ids: Any) -> list[Row[Any]]:
    """The reports in a state that the actor may read, oldest first."""
    found = (
        select(
            ProgressReport.uid,
            ProgressReport.status,
            ProgressReport.share,
            Activity.title,
            Activity.number,
            Objective.number.label("objective"),
            Plan.uid.label("plan_uid"),
            Plan.name.label("plan"),
            ReportingPeriod.starts_on,
            ReportingPeriod.ends_on,
        )
        .join(ProgressReport.activity)
        .join(Activity.plan)
        .join(Measure, Activity.measure_id == Measure.id)
        .join(Measure.objective)
        .join(ProgressReport.period)
        .where(ProgressReport.state == state, visible_reports(actor))
        .order_by(ReportingPeriod.ends_on, ProgressReport.id)
    )
    if team_ids is not None:
        found = found.where(Plan.host_team_id.in_(team_ids))
    return list(db.session.execute(found))


def sat_for(move: ReportMove, organisation_ids: Iterable[int]) -> bool:
    """Whether who made the move sat for one of these bodies on that day."""
    day = day_of(move.at)
    found = (
        select(func.count())
        .select_from(Membership)
        .join(Membership.seat)
        .where(
            Membership.person_id == move.person_id,
            Seat.organisation_id.in_(organisation_ids),
            held_on(Membership, day),
            held_on(Seat, day),
        )
    )
    return bool(db.session.scalar(found))
