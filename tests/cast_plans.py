"""The plans and reports that the access matrix asks for."""

from datetime import date, timedelta
from typing import Any

from portal.db import db
from portal.models import (
    Activity,
    ActivityBody,
    Measure,
    Objective,
    Plan,
    ProgressReport,
    ReportingPeriod,
    Team,
)
from tests import world
from tests.world import put


def of_a_plan(cast: Any, name: str, state: str, host: Team) -> Any:
    plan = put(
        Plan(
            kind="local",
            name=world.both("План", "Plan"),
            period="2026/2027",
            host_team_id=host.id,
        )
    )
    if name == "take_over":
        _strategy()
        return {"uid": plan.uid}
    objective = put(Objective(plan=plan, number=1, wording=world.both("Циљ", "Aim")))
    wording = world.both("Мера", "Measure")
    measure = put(Measure(objective=objective, number=1, wording=wording))
    activity = _activity(cast, plan, measure)
    if name in ("report", "approve", "send_back"):
        return {"uid": _report(cast, activity, state).uid}
    if name == "unchanged":
        _report(cast, activity, "approved", _period(date(2026, 4, 1)))
    things = {"add_measure": objective, "add_activity": measure}
    things |= dict.fromkeys(("activity", "write", "unchanged"), activity)
    things |= {"edit_activity": activity}
    _period()
    return {"uid": things.get(name, plan).uid}


def _strategy() -> None:
    """What a plan without objectives takes them over from."""
    given = {"name": world.both("Стратегија", "Strategy"), "period": "2017/2022"}
    strategy = put(Plan(kind="strategy", **given))
    wording = world.both("Циљ", "Aim")
    put(Objective(plan=strategy, number=1, wording=wording))


def _activity(cast: Any, plan: Plan, measure: Measure) -> Activity:
    """The member's body is responsible for it."""
    activity = put(
        Activity(
            plan=plan,
            measure=measure,
            number=1,
            title=world.both("Обука", "Training"),
            starts_on=date(2026, 1, 1),
        )
    )
    body = cast.people["member"].seats[0].organisation_id
    given = {"activity_id": activity.id, "organisation_id": body}
    put(ActivityBody(part="responsible", **given))
    return activity


def _period(starts_on: date = date(2026, 7, 1)) -> ReportingPeriod:
    """The quarter that is open for reports on the day of the world, made once."""
    found = db.session.query(ReportingPeriod).filter_by(starts_on=starts_on).first()
    ends_on = starts_on + timedelta(days=91)
    return found or put(
        ReportingPeriod(
            starts_on=starts_on,
            ends_on=ends_on,
            opens_on=ends_on + timedelta(days=1),
            due_on=ends_on + timedelta(days=15),
            locks_on=ends_on + timedelta(days=80),
        )
    )


def _report(
    cast: Any, activity: Activity, state: str, period: ReportingPeriod | None = None
) -> ProgressReport:
    return put(
        ProgressReport(
            activity=activity,
            period=period or _period(),
            state=state,
            status="in_progress",
            share=40,
            submitted_by_id=cast.people["member"].person_id,
        )
    )
