"""The canaries of plans: what is to be done, and what was reported of it."""

from datetime import date, timedelta

from portal.domain.people import Actor
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
from tests import world
from tests.canaries import DESK, WITH_OFFICE, Cage
from tests.world import put

REPORT_WORDS = ("cause_words", "effect", "evidence")


class PlanCanaries:
    """A local plan with an activity, an approved report and a returned one."""

    def __init__(self, cage: Cage, team: Team, people: dict[str, Actor]) -> None:
        self.cage, self.team, self.people = cage, team, people
        self.plan = put(
            Plan(
                kind="local",
                name=world.both("План", "Plan"),
                period="2026",
                host_team_id=team.id,
            )
        )
        objective = put(
            Objective(plan=self.plan, number=1, wording=world.both("Циљ", "Objective"))
        )
        wording = cage.words("measure.wording", DESK)
        measure = put(Measure(objective=objective, number=1, wording=wording))
        self.activity = self._activity(measure)
        self._report(date(2026, 4, 1), "approved", DESK)
        self._report(date(2026, 7, 1), "returned", WITH_OFFICE)

    def _activity(self, measure: Measure) -> Activity:
        names = ("title", "beneficiaries", "indicator", "precondition")
        given = {
            "plan": self.plan,
            "measure": measure,
            "number": 1,
            "starts_on": date(2026, 1, 1),
            "deadline": date(2026, 12, 31),
        }
        activity = put(Activity(**given, **self.cage.fill("activity", DESK, *names)))
        body = self.people["member"].seats[0].organisation_id
        put(
            ActivityBody(
                activity_id=activity.id, organisation_id=body, part="responsible"
            )
        )
        return activity

    def _report(self, starts_on: date, state: str, seen: frozenset[str]) -> None:
        period = _period(starts_on)
        texts = self.cage.fill("progress_report", seen, *REPORT_WORDS)
        if state == "returned":
            texts |= self.cage.fill("progress_report", seen, "return_reason")
        member = self.people["member"].person_id
        report = put(
            ProgressReport(
                activity=self.activity,
                period=period,
                state=state,
                status="delayed",
                share=40,
                cause="other",
                submitted_by_id=member,
                **texts,
            )
        )
        put(
            ReportMove(
                report_id=report.id,
                move="submit",
                state="submitted",
                person_id=member,
                at=world.NOW,
            )
        )

    def addresses(self) -> list[str]:
        """The pages that not every list leads to."""
        return [f"/desk/plans/activities/{self.activity.uid}"]


def _period(starts_on: date) -> ReportingPeriod:
    ends_on = starts_on + timedelta(days=89)
    days = {
        name: ends_on + timedelta(days=more)
        for name, more in (("opens_on", 1), ("due_on", 15), ("locks_on", 60))
    }
    return put(ReportingPeriod(starts_on=starts_on, ends_on=ends_on, **days))
