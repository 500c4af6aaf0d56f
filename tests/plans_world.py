"""Plans to test with: a national and a local one, their activities and periods."""

from datetime import date, datetime
from typing import Any

from portal.blueprints.plans import loaders
from portal.blueprints.plans import reports as actions
from portal.blueprints.plans.drafts import ReportDraft
from portal.db import db
from portal.domain.people import Actor
from portal.models import (
    Activity,
    ActivityBody,
    Measure,
    Objective,
    Organisation,
    Plan,
    ProgressReport,
    ReportingPeriod,
    Team,
)
from tests.world import NOW, both


def _put(thing: Any) -> Any:
    db.session.add(thing)
    db.session.flush()
    return thing


def a_plan(team: Team, **more: Any) -> Plan:
    """A local plan with one objective and one measure."""
    given = {
        "kind": "local",
        "name": both("План", "The plan"),
        "period": "2026/2027",
        "host_team": team,
    }
    plan: Plan = _put(Plan(**given | more))
    a_measure(an_objective(plan))
    return plan


def an_objective(plan: Plan, number: int = 1) -> Objective:
    wording = both(f"Циљ {number}", f"Objective {number}")
    objective: Objective = _put(
        Objective(plan_id=plan.id, number=number, wording=wording)
    )
    return objective


def a_measure(objective: Objective, number: int = 1) -> Measure:
    wording = both(f"Мера {number}", f"Measure {number}")
    measure: Measure = _put(
        Measure(objective_id=objective.id, number=number, wording=wording)
    )
    return measure


def measure_of(plan: Plan) -> Measure:
    """The first measure of the plan."""
    within = Objective.plan_id == plan.id
    found = db.session.query(Measure).join(Measure.objective).where(within)
    return found.order_by(Measure.id).first() or a_measure(an_objective(plan))


def an_activity(plan: Plan, *responsible: Organisation, **more: Any) -> Activity:
    """An open-ended activity that began long ago, carried out by these bodies."""
    given = {
        "plan_id": plan.id,
        "measure_id": measure_of(plan).id,
        "number": 1,
        "title": both("Обуке", "Trainings"),
        "starts_on": date(2025, 1, 1),
        "bodies": [
            ActivityBody(organisation=body, part="responsible") for body in responsible
        ],
    }
    activity: Activity = _put(Activity(**given | more))
    return activity


def a_period(quarter: int = 3, year: int = 2026, **more: Any) -> ReportingPeriod:
    """A quarter whose reports are taken from its end until the end of the next one."""
    first = date(year, 3 * quarter - 2, 1)
    beyond = _months_on(first, 3)
    given = {
        "starts_on": first,
        "ends_on": date.fromordinal(beyond.toordinal() - 1),
        "opens_on": beyond,
        "due_on": beyond.replace(day=15),
        "locks_on": date.fromordinal(_months_on(beyond, 3).toordinal() - 1),
    }
    period: ReportingPeriod = _put(ReportingPeriod(**given | more))
    return period


def _months_on(day: date, months: int) -> date:
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, 1)


def a_report(
    activity: Activity,
    period: ReportingPeriod,
    by: Actor,
    *,
    approved_by: Actor | None = None,
    at: datetime = NOW,
    **more: Any,
) -> ProgressReport:
    """A report as a body sends it, and approved where somebody is named for that."""
    given: dict[str, Any] = {"status": "in_progress", "share": 50}
    draft = ReportDraft(**given | more)
    loaded = loaders.activity(activity.uid)
    assert loaded is not None
    report = _sent(by, loaded, period, draft, at)
    if approved_by:
        actions.approve(approved_by, report, at)
    return report


def _sent(
    by: Actor,
    activity: Activity,
    period: ReportingPeriod,
    draft: ReportDraft,
    at: datetime,
) -> ProgressReport:
    inside = max(at.date(), period.opens_on)
    moment = at.replace(year=inside.year, month=inside.month, day=inside.day)
    if inside > period.locks_on:
        last = period.locks_on
        moment = at.replace(year=last.year, month=last.month, day=last.day)
    actions.submit(by, activity, period, draft, 0, moment)
    report = actions.of_period(activity, period)
    assert report is not None
    return report
