"""What teams planned in the demonstration, and how far they report to be."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.blueprints.plans import loaders, plan_actions, reports, tables
from portal.blueprints.plans.drafts import ActivityDraft, PlanDraft, ReportDraft
from portal.db import db
from portal.domain.permissions import May
from portal.domain.plans import Period, period_after, quarter_around
from portal.loading.stage import Diary, Stage
from portal.models import Activity, Plan, ReportingPeriod

PERIODS = 4
# So many days after a period opened reports are sent, and judged.
SENT, JUDGED = 5, 9
TEXTS = ("cause_words", "effect", "evidence")


@dataclass
class PlanStory:
    """One plan of the files; `uids` are its activities' once it is entered."""

    stage: Stage
    data: dict[str, Any]
    uids: list[UUID] = field(default_factory=list, init=False)

    def diary(self) -> Diary:
        """The plan is entered whole; then its bodies report, period by period."""
        entered = self.stage.moment(self.data["days_ago"])
        acts: Diary = []
        if "periods_by" in self.data:
            acts.append((entered, self._set_periods))
        acts.append((entered, self._enter))
        for place, activity in enumerate(self._activities()):
            for report in activity.get("report", ()):
                acts += self._reported(place, report)
        return acts

    def _activities(self) -> Iterator[dict[str, Any]]:
        for measure in self.data["measure"]:
            yield from measure["activity"]

    def _period(self, ago: int) -> Period:
        """The quarter so many before today's; 0 is today's.

        Its reports are taken until the next one ends, so that on any day of the
        demonstration one period is open.
        """
        first, last = quarter_around(self.stage.day(0))
        for _ in range(ago):
            first, last = quarter_around(first - timedelta(days=1))
        usual = period_after(first - timedelta(days=1))
        closes = quarter_around(last + timedelta(days=1))[1]
        days = vars(usual) | {"locks_on": closes}
        return Period(**days)

    def _set_periods(self, at: datetime) -> None:
        for ago in range(PERIODS, -1, -1):
            period, by = self._period(ago), self.data["periods_by"]
            self.stage.act(by, May.SET_PERIODS, period, reports.add_period, at=at)

    def _enter(self, at: datetime) -> None:
        plan = self._plan(at)
        self._act(May.EDIT_PLAN, plan, plan_actions.take_over, at=at)
        for measure in self.data["measure"]:
            part = self._part(plan.uid, measure["objective"])
            words = measure["wording"]
            self._act(May.EDIT_PLAN, part, plan_actions.add_measure, words, at=at)
            for activity in measure["activity"]:
                part = self._part(plan.uid, measure["objective"])
                draft = self._draft(activity)
                may, add = May.EDIT_PLAN, plan_actions.add_activity
                self.uids.append(UUID(self._act(may, part, add, draft, at=at).thing))

    def _plan(self, at: datetime) -> Plan:
        team, draft = self.stage.teams[self.data["team"]], self._plan_draft()
        event = self._act(May.ADD_PLAN, team, plan_actions.add_plan, draft, at=at)
        return _found(loaders.plan(UUID(event.thing)))

    def _plan_draft(self) -> PlanDraft:
        first = self.stage.day(0).year - self.data["years_ago"]
        return PlanDraft(
            name=self.data["name"],
            first_year=first,
            last_year=first + self.data["years"] - 1,
            adopted=self.stage.day(self.data["days_ago"]),
            serves=self._served(),
        )

    def _served(self) -> str:
        """The national plan that the files name, or else the newest."""
        plans = tables.national_plans()
        named = (plan for plan in plans if plan.key == self.data.get("serves"))
        return str(next(named, plans[0]).uid)

    def _part(self, uid: UUID, number: int) -> loaders.Part:
        """An objective of the plan, with the measure that was added last."""
        plan = _found(loaders.plan(uid))
        objective = next(one for one in plan.objectives if one.number == number)
        return loaders.Part(plan, objective, next(reversed(objective.measures), None))

    def _draft(self, data: dict[str, Any]) -> ActivityDraft:
        uids = {key: str(row.uid) for key, row in self.stage.organisations.items()}
        ends = data.get("deadline_in_days")
        words = ("indicator", "beneficiaries", "precondition")
        return ActivityDraft(
            title=data["title"],
            responsible=tuple(uids[key] for key in data["responsible"]),
            partners=tuple(uids[key] for key in data.get("partners", ())),
            starts_on=self._period(data.get("since", self.data["since"])).starts_on,
            deadline=None if ends is None else self.stage.day(-ends),
            serves=_measure(data["serves"]) if "serves" in data else None,
            **{name: data.get(name) for name in words},
        )

    def _reported(self, place: int, data: dict[str, Any]) -> Diary:
        acts: Diary = [self._on(data, SENT, partial(self._send, place, data))]
        if "approved_by" in data or "returned_by" in data:
            acts.append(self._on(data, JUDGED, partial(self._judge, place, data)))
        return acts

    def _on(self, data: dict[str, Any], after: int, act: Any) -> tuple[datetime, Any]:
        """So many days after period and plan were there, or else today."""
        passed = (self.stage.day(0) - self._period(data["ago"]).opens_on).days
        since = min(passed, self.data["days_ago"])
        return self.stage.moment(max(since - after, 0)), act

    def _send(self, place: int, data: dict[str, Any], at: datetime) -> None:
        activity, period = self._activity(place), self._row(data)
        act: Any = reports.unchanged
        given: tuple[Any, ...] = (period,)
        if not data.get("unchanged"):
            act, given = reports.submit, (period, _report(data), 0)
        may, by = May.REPORT_ACTIVITY, data["by"]
        self.stage.act(by, may, activity, act, *given, at=at)

    def _judge(self, place: int, data: dict[str, Any], at: datetime) -> None:
        sent = reports.of_period(self._activity(place), self._row(data))
        report = _found(loaders.report(_found(sent).uid))
        may = May.JUDGE_REPORT
        if "approved_by" in data:
            self.stage.act(data["approved_by"], may, report, reports.approve, at=at)
            return
        back = reports.send_back
        self.stage.act(data["returned_by"], may, report, back, data["reason"], at=at)

    def _activity(self, place: int) -> Activity:
        return _found(loaders.activity(self.uids[place]))

    def _row(self, data: dict[str, Any]) -> ReportingPeriod:
        first = ReportingPeriod.starts_on == self._period(data["ago"]).starts_on
        return db.session.scalars(select(ReportingPeriod).where(first)).one()

    def _act(self, may: May, thing: Any, action: Any, *given: Any, at: datetime) -> Any:
        return self.stage.act(self.data["by"], may, thing, action, *given, at=at)


def _found(thing: Any) -> Any:
    if thing is None:
        raise LookupError("it is not entered yet")
    return thing


def _measure(number: str) -> str:
    """The uid of a national measure, "2/1" being the first of objective 2."""
    for row in tables.national_measures():
        if f"{row.objective}/{row.number}" == number:
            return str(row.uid)
    raise LookupError(f"no national measure {number}")


def _report(data: dict[str, Any]) -> ReportDraft:
    names = ("share", "cause", *TEXTS)
    return ReportDraft(data["status"], **{name: data.get(name) for name in names})
