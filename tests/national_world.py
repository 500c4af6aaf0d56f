"""Seven towns with years of meetings, plans, reports and actions, made by a rule."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import uuid4

from portal.db import db
from portal.domain.people import Actor
from portal.models import (
    Action,
    Activity,
    Indicator,
    IndicatorValue,
    Measure,
    Meeting,
    MeetingPartner,
    Objective,
    Plan,
    ProgressReport,
    Published,
    ReportingPeriod,
    ReportMove,
    Team,
)
from tests import world
from tests.world import both

FOUND_2017 = {"practice_map": 0, "practice_pathway": 0, "meetings_held": 2}
_numbers = count(1)
STATUSES = ("not_started", "in_progress", "done", "delayed")


def put(thing: Any) -> Any:
    db.session.add(thing)
    db.session.flush()
    return thing


def noon(day: date) -> datetime:
    return datetime.combine(day, time(11), UTC)


def a_local_meeting(team: Team, day: date, *partners: Team, **more: Any) -> Meeting:
    given = {
        "host_team_id": team.id,
        "kind": "regular",
        "day": day,
        "starts_at": time(10),
        "state": "held",
        "created_at": noon(day),
    }
    joint = [MeetingPartner(team_id=partner.id) for partner in partners]
    return put(Meeting(**given | more, partners=joint))


def a_local_plan(team: Team, adopted: str | None = "2025-01-10", **more: Any) -> Plan:
    given = {"kind": "local", "name": both("План", "Plan"), "period": "2025-2027"}
    return put(Plan(host_team_id=team.id, adopted=adopted, **given | more))


def an_activity(plan: Plan, **more: Any) -> Activity:
    aim = {"number": next(_numbers), "wording": both("Циљ", "Aim")}
    objective = put(Objective(plan_id=plan.id, **aim))
    measure = put(
        Measure(objective_id=objective.id, number=1, wording=both("Мера", "Measure"))
    )
    given = {
        "number": 1,
        "title": both("Активност", f"Activity {measure.id}"),
        "starts_on": date(2017, 1, 1),
    }
    return put(Activity(plan_id=plan.id, measure_id=measure.id, **given | more))


def a_quarter(year: int, quarter: int) -> ReportingPeriod:
    """Written from the day after it ended, due after 30 days, closed after 60."""
    starts = date(year, 3 * quarter - 2, 1)
    after = date(year + quarter // 4, 3 * (quarter % 4) + 1, 1)
    return put(
        ReportingPeriod(
            starts_on=starts,
            ends_on=after - timedelta(days=1),
            opens_on=after,
            due_on=after + timedelta(days=30),
            locks_on=after + timedelta(days=60),
        )
    )


def a_report(
    activity: Activity,
    period: ReportingPeriod,
    status: str = "in_progress",
    *moves: tuple[str, date],
    by: Actor,
    cause: str | None = None,
) -> ProgressReport:
    """A report with its moves, each (state, day); a draft where there is none."""
    state = moves[-1][0] if moves else "draft"
    about = {"activity_id": activity.id, "period_id": period.id, "cause": cause}
    row = put(ProgressReport(state=state, status=status, **about))
    for state, day in moves:
        about = {"report_id": row.id, "person_id": by.person_id, "at": noon(day)}
        put(ReportMove(move="move", state=state, **about))
    return row


def an_action(
    meeting: Meeting, due_on: date | None, done_on: date | None = None, **more: Any
) -> Action:
    team = db.session.get_one(Team, meeting.host_team_id)
    given = {"text": both("Учинити", "Do it"), "starts_on": meeting.day}
    return put(
        Action(
            host_team_id=team.id,
            meeting_id=meeting.id,
            seat_id=world.a_seat(team).id,
            due_on=due_on,
            done_on=done_on,
            **given | more,
        )
    )


def put_up(kind: str, area: str | None, told: dict[str, Any], *days: date) -> Published:
    """What was public from a day, perhaps until another."""
    uid = told.setdefault("uid", str(uuid4()))
    since, until = noon(days[0]), noon(days[1]) if len(days) > 1 else None
    dated = {"valid_from": since, "valid_to": until, "hash": "0" * 64}
    row = Published(kind=kind, uid=uid, area=area, summary=told, payload=told, **dated)
    return put(row)


def a_public_service(
    area: str | None, category: str, *days: date, verify_by: date = date(2030, 1, 1)
) -> Published:
    told = {"category": category, "verify_by": verify_by.isoformat()}
    told |= {"status": "running", "contacts": [{}], "always_open": True}
    return put_up("service", area, told, *days)


def a_public_pathway(area: str, number: int, *days: date, **more: Any) -> Published:
    step = {"key": "a", "number": 1, "kind": "end", "service": None}
    told: dict[str, Any] = {
        "number": number,
        "title": both("Пут", "The way"),
        "withdrawn_on": None,
        "review_by": "2030-01-01",
        "steps": [step | {"night": both("Исто", "Same"), "next": []}],
    }
    return put_up("pathway", area, told | more, *days)


@dataclass
class Country:
    """Who looks, and the teams with what was made for them."""

    office: Actor
    member: Actor
    teams: list[Team]
    periods: list[ReportingPeriod] = field(default_factory=list)


def a_country(years: range, towns: int = 7, activities: int = 8) -> Country:
    """Teams that meet, plan and report more or less, as the dice of a seed fall."""
    dice = Random(2017)
    office = world.somebody(world.a_team("office", kind="office"), "office")
    teams = [
        world.a_team(f"town{n}", rhythm_months=n % 4 or None) for n in range(towns)
    ]
    country = Country(office, world.somebody(teams[0]), teams)
    country.periods = [a_quarter(year, q) for year in years for q in range(1, 5)]
    _found_in_2017(teams)
    for number, team in enumerate(teams):
        _meets(team, years, dice)
        if number < towns - 1:
            _reports(country, team, activities, dice)
    return country


def _found_in_2017(teams: list[Team]) -> None:
    for key, value in FOUND_2017.items():
        words = {"wording": both(key, key), "unit": "x", "polarity": "up"}
        row = put(Indicator(key=key, **words, kind="outcome", source="Baseline study"))
        for team in teams:
            about = {"municipality_id": team.municipality_id, "period": "2017"}
            said = {"value": value, "source": "Baseline study", "as_of": "2018-05"}
            put(IndicatorValue(indicator_id=row.id, **about, **said))


def _meets(team: Team, years: range, dice: Random) -> None:
    for year in years:
        for month in dice.sample(range(1, 13), dice.randint(0, 9)):
            day = date(year, month, dice.randint(1, 28))
            held = a_local_meeting(team, day, state=dice.choice(("held", "cancelled")))
            due = day + timedelta(days=dice.randint(10, 90))
            done = day + timedelta(days=dice.randint(5, 200))
            an_action(held, due, dice.choice((None, done)))


def _reports(country: Country, team: Team, activities: int, dice: Random) -> None:
    plan = a_local_plan(team, f"{country.periods[0].starts_on.year}-01-05")
    for number in range(activities):
        deadline = date(2026, dice.randint(1, 12), 1) if number % 2 else None
        activity = an_activity(plan, deadline=deadline)
        for period in country.periods:
            _report(country, activity, period, dice)


def _report(country: Country, activity: Activity, period: Any, dice: Random) -> None:
    day = period.opens_on + timedelta(days=dice.randint(0, 60))
    chain = (("submitted", day), ("approved", day + timedelta(days=9)))
    moves = dice.choice(((), chain[:1], chain, chain, None))
    if moves is not None:
        status = dice.choice(STATUSES)
        cause = dice.choice(("no_premises", "other")) if status == "delayed" else None
        a_report(activity, period, status, *moves, by=country.office, cause=cause)
