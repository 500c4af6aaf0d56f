"""What is done to plans: add one, take over objectives, add and edit activities."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from portal import audit
from portal.audit import Event
from portal.blueprints.plans import tables
from portal.blueprints.plans.drafts import ActivityDraft, PlanDraft, Text
from portal.blueprints.plans.loaders import Part as PlanPart
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.people import Actor
from portal.domain.places import TeamKind
from portal.domain.plans import Part, PlanKind
from portal.models import (
    Activity,
    ActivityBody,
    Measure,
    Objective,
    Organisation,
    Plan,
    Team,
)
from portal.time import day_of

DAYS = ("starts_on", "deadline")


def _event(
    verb: str, noun: str, thing: Any, team_id: int | None, fields: Any = ()
) -> Event:
    return Event(verb, noun, str(thing.uid), team_id=team_id, fields=tuple(fields))


def _put(thing: Any) -> Any:
    db.session.add(thing)
    db.session.flush()
    return thing


def add_plan(actor: Actor, team: Team, draft: PlanDraft, at: datetime) -> Event:
    """Enter the local plan of a team, or an action plan of the national office."""
    draft.checked()
    national = team.kind == TeamKind.OFFICE
    plan = Plan(
        kind=PlanKind.ACTION_PLAN if national else PlanKind.LOCAL,
        name=draft.name,
        period=draft.period,
        adopted=draft.adopted.isoformat() if draft.adopted else None,
        host_team_id=team.id,
        serves_id=_served_plan(draft.serves),
    )
    return _event("add_plan", "plan", _put(plan), team.id)


def _served_plan(uid: str | None) -> int | None:
    if not uid:
        return None
    for plan in tables.national_plans():
        if str(plan.uid) == uid:
            return plan.id
    raise DomainError("unknown_plan", "serves")


def take_over(actor: Actor, plan: Plan, at: datetime) -> Event:
    """Copy the objectives of the plan that it serves, or else of the strategy."""
    if plan.objectives:
        raise DomainError("has_objectives")
    taken = _objectives_of(Plan.id == plan.serves_id) or _objectives_of(
        Plan.kind == PlanKind.STRATEGY
    )
    if not taken:
        raise DomainError("no_objectives")
    for one in taken:
        copied = {"number": one.number, "wording": one.wording, "source": one.source}
        db.session.add(Objective(plan_id=plan.id, **copied))
    db.session.flush()
    return _event("take_over_objectives", "plan", plan, plan.host_team_id)


def _objectives_of(which: Any) -> list[Objective]:
    found = select(Objective).join(Objective.plan).where(which)
    return list(db.session.scalars(found.order_by(Objective.number)))


def add_objective(actor: Actor, plan: Plan, wording: Text, at: datetime) -> Event:
    """Say what the plan is to reach; it gets the next number."""
    number = _next(plan.objectives)
    _put(Objective(plan_id=plan.id, number=number, wording=_said(wording)))
    return _event("add_objective", "plan", plan, plan.host_team_id)


def add_measure(actor: Actor, part: PlanPart, wording: Text, at: datetime) -> Event:
    """Add a measure under an objective; it gets the next number."""
    number = _next(part.objective.measures)
    within = {"objective_id": part.objective.id, "number": number}
    _put(Measure(wording=_said(wording), **within))
    return _event("add_measure", "plan", part.plan, part.plan.host_team_id)


def _said(wording: Text) -> Text:
    if not wording:
        raise DomainError("needs_english_or_serbian", "wording")
    return wording


def _next(numbered: Iterable[Any]) -> int:
    return max((one.number for one in numbered), default=0) + 1


def add_activity(
    actor: Actor, part: PlanPart, draft: ActivityDraft, at: datetime
) -> Event:
    """Add an activity; it gets the next number within its objective."""
    draft.checked()
    measure = part.measure
    if measure is None:
        raise DomainError("unknown_measure")
    same = [one.id for one in part.objective.measures]
    numbered = db.session.scalars(select(Activity).where(Activity.measure_id.in_(same)))
    activity = Activity(
        plan_id=part.plan.id,
        measure_id=measure.id,
        number=_next(numbered),
        serves_id=_served(part.plan, draft.serves),
        bodies=_bodies(part.plan, draft, at, ()),
        **draft.columns(),
    )
    return _event("add_activity", "activity", _put(activity), part.plan.host_team_id)


def _served(plan: Plan, uid: str | None) -> int | None:
    """The measure of a national plan, not of its own."""
    if not uid:
        return None
    for measure in tables.national_measures(but=plan.id):
        if str(measure.uid) == uid:
            return int(measure.id)
    raise DomainError("unknown_measure", "serves")


def _bodies(
    plan: Plan, draft: ActivityDraft, at: datetime, kept: Iterable[Organisation]
) -> list[ActivityBody]:
    """Who is responsible, and who else takes part; nobody is both."""
    seated = tables.seated(plan.host_team_id or 0, day_of(at))
    known = {str(body.uid): body for body in (*kept, *seated)}
    parts = dict.fromkeys(draft.partners, Part.PARTNER)
    parts |= dict.fromkeys(draft.responsible, Part.RESPONSIBLE)
    if not set(parts) <= set(known):
        raise DomainError("unknown_body", "responsible")
    order = sorted(parts, key=lambda uid: parts[uid] != Part.RESPONSIBLE)
    return [ActivityBody(organisation=known[uid], part=parts[uid]) for uid in order]


def edit_activity(
    actor: Actor, activity: Activity, draft: ActivityDraft, seen: int, at: datetime
) -> Event:
    """Change an activity and keep what it was.

    DomainError "activity_conflict" where somebody else saved since `seen`.
    """
    if seen != activity.row_version:
        raise DomainError("activity_conflict")
    draft.checked()
    said = draft.columns() | {"serves_id": _served(activity.plan, draft.serves)}
    before = {n: getattr(activity, n) for n in said if getattr(activity, n) != said[n]}
    bodies = _bodies(
        activity.plan, draft, at, [b.organisation for b in activity.bodies]
    )
    held = {(row.organisation_id, row.part) for row in activity.bodies}
    if held != {(row.organisation.id, row.part) for row in bodies}:
        before["bodies"] = [list(pair) for pair in sorted(held)]
        _replace(activity, bodies)
    if before:
        kept = {n: str(v) if n in DAYS and v else v for n, v in before.items()}
        audit.keep(actor, noun="activity", thing=str(activity.uid), before=kept, at=at)
        for name, value in said.items():
            setattr(activity, name, value)
        flag_modified(activity, "title")  # other bodies alone are an edit too
        db.session.flush()
    return _event("edit_activity", "activity", activity, activity.host_team_id, before)


def _replace(activity: Activity, bodies: list[ActivityBody]) -> None:
    activity.bodies = []
    db.session.flush()
    activity.bodies = bodies
