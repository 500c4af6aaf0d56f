"""A year of a team: a dozen meetings and what belongs to them, a plan with reports."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from portal.db import db
from portal.domain.people import Actor
from portal.models import (
    Action,
    Activity,
    AgendaItem,
    Decision,
    InternalMinutes,
    Measure,
    Meeting,
    Organisation,
    Plan,
    ProgressReport,
    PublicMinutes,
    ReportingPeriod,
    ReportMove,
    Team,
)
from portal.seal import seal
from portal.time import day_of, utc_now
from tests import meetings_world, plans_world
from tests.world import NOW, both, put

MEETINGS, POINTS, DECISIONS = 12, 5, 2
OBJECTIVES, ACTIVITIES, PERIODS = 3, 12, 4
QUARTER = timedelta(days=91)


def a_year(team: Team, people: list[Actor]) -> dict[str, str]:
    """Fill it, and name the pages that the first of these people opens."""
    month = timedelta(days=30)
    today = day_of(utc_now())
    meetings = [
        _held(team, people, number, today - month * (MEETINGS - number))
        for number in range(MEETINGS)
    ]
    meetings_world.a_meeting(team, day=today + month)
    held = f"/desk/meetings/{meetings[-1].uid}"
    return {
        "list of meetings": "/desk/meetings/",
        "meeting": held,
        "attendance sheet": f"{held}/attendance",
        "minutes": f"/desk/minutes/{meetings[-1].uid}",
        **_planned(team, people),
    }


def _held(team: Team, people: list[Actor], number: int, day: date) -> Meeting:
    """All were there; every point has its minutes, the last actions are still open."""
    meeting = meetings_world.a_meeting(team, day=day, state="held", recorded_at=NOW)
    for actor in people:
        meetings_world.an_attendance(meeting, actor)
    points = [meetings_world.an_item(meeting, at + 1) for at in range(POINTS)]
    db.session.add_all(row for point in points for row in _minutes(point, people[0]))
    for at in range(DECISIONS):
        about = {"number": number * DECISIONS + at + 1, "agenda_item": points[at]}
        decision = _decision(meeting, people, **about)
        done = None if number == MEETINGS - 1 else day + timedelta(days=20)
        db.session.add(_action(decision, people[at + 1], done_on=done))
    db.session.flush()
    return meeting


def _minutes(point: AgendaItem, by: Actor) -> tuple[InternalMinutes, PublicMinutes]:
    about = {"agenda_item_id": point.id, "changed_by_id": by.person_id}
    text = both("Договорено је како даље.", "It is agreed how to go on.")
    return (
        InternalMinutes(sealed=seal("Ко шта ради. " * 20), changed_at=NOW, **about),
        PublicMinutes(text=text, changed_at=NOW, **about),
    )


def _decision(meeting: Meeting, people: list[Actor], **more: Any) -> Decision:
    there = len(people)
    decision = Decision(
        host_team_id=meeting.host_team_id,
        meeting=meeting,
        year=meeting.day.year,
        decided_on=meeting.day,
        text=both("Тим позива предавача.", "The team invites a speaker."),
        method="consensus",
        seats_there=there,
        seats=there,
        seats_needed=there // 2 + 1,
        **more,
    )
    db.session.add(decision)
    return decision


def _action(decision: Decision, owner: Actor, **more: Any) -> Action:
    meeting = decision.meeting
    return Action(
        host_team_id=meeting.host_team_id,
        meeting=meeting,
        decision=decision,
        seat_id=owner.seats[0].seat_id,
        text=both("Позвати предавача", "Invite the speaker"),
        starts_on=meeting.day,
        due_on=meeting.day + timedelta(days=30),
        **more,
    )


def _planned(team: Team, people: list[Actor]) -> dict[str, str]:
    """A plan of a dozen activities, each reported on in every period but the last."""
    plan = plans_world.a_plan(team, adopted="2025-01-10")
    measures = [plans_world.measure_of(plan)]
    for number in range(2, OBJECTIVES + 1):
        objective = plans_world.an_objective(plan, number)
        measures.append(plans_world.a_measure(objective))
    activities = [
        _activity(plan, measures[at % OBJECTIVES], people[0], at + 1)
        for at in range(ACTIVITIES)
    ]
    for period in _periods()[:-1]:
        for activity in activities:
            db.session.add(_report(activity, period, people))
    db.session.flush()
    return {
        "list of plans": "/desk/plans/",
        "plan": f"/desk/plans/{plan.uid}",
        "activity": f"/desk/plans/activities/{activities[0].uid}",
        "reports": "/desk/plans/reports/",
    }


def _activity(plan: Plan, measure: Measure, by: Actor, number: int) -> Activity:
    """Carried out by the coordinator's body; every third without a deadline."""
    deadline = day_of(utc_now()) + timedelta(days=30 * number - 120)
    body = db.session.get_one(Organisation, by.seats[0].organisation_id)
    given = {"measure_id": measure.id, "number": number}
    given["deadline"] = deadline if number % 3 else None
    return plans_world.an_activity(plan, body, **given)


def _periods() -> list[ReportingPeriod]:
    """Those of the year, shared by all teams; the last one is open now."""
    found = list(
        db.session.scalars(select(ReportingPeriod).order_by(ReportingPeriod.starts_on))
    )
    today = day_of(utc_now())
    return found or [
        put(_period(today - QUARTER * ago)) for ago in range(PERIODS, 0, -1)
    ]


def _period(first: date) -> ReportingPeriod:
    """From a day on, a quarter long, written in the quarter after it."""
    after = first + QUARTER
    return ReportingPeriod(
        starts_on=first,
        ends_on=after - timedelta(days=1),
        opens_on=after,
        due_on=after + timedelta(days=30),
        locks_on=after + timedelta(days=60),
    )


def _report(
    activity: Activity, period: ReportingPeriod, people: list[Actor]
) -> ProgressReport:
    """Sent by the first and approved by the second."""
    moves = (("submit", "submitted"), ("approve", "approved"))
    return ProgressReport(
        activity_id=activity.id,
        period_id=period.id,
        state="approved",
        status="in_progress",
        share=50,
        submitted_by_id=people[0].person_id,
        moves=[
            ReportMove(move=move, state=state, person_id=actor.person_id, at=NOW)
            for (move, state), actor in zip(moves, people, strict=False)
        ],
    )
