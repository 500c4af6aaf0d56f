"""The figures of the dashboard again, by plain loops over all rows, in no hurry."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.db import db
from portal.models import (
    Action,
    Activity,
    Meeting,
    MeetingPartner,
    Plan,
    ProgressReport,
    ReportingPeriod,
    ReportMove,
)
from portal.time import day_of


@dataclass
class Loops:
    """What a team has, counted row by row as of a day."""

    team_id: int
    day: date

    def held(self) -> list[date]:
        partners = [(r.meeting_id, r.team_id) for r in _all(MeetingPartner)]
        return [
            row.day
            for row in _all(Meeting)
            if row.state == "held"
            and self._a_year_ago() < row.day <= self.day
            and (row.host_team_id == self.team_id or (row.id, self.team_id) in partners)
        ]

    def _a_year_ago(self) -> date:
        return self.day.replace(year=self.day.year - 1)

    def plan(self) -> Plan | None:
        plans = [p for p in _all(Plan) if p.host_team_id == self.team_id]
        adopted = [p for p in plans if p.adopted and p.adopted <= str(self.day)]
        return max(adopted, key=lambda plan: plan.adopted, default=None)

    def activities(self) -> list[Activity]:
        plan = self.plan()
        return [row for row in _all(Activity) if plan and row.plan_id == plan.id]

    def state(self, report: ProgressReport) -> str | None:
        """The state that the last move by the end of the day left."""
        moves = [m for m in _all(ReportMove) if m.report_id == report.id]
        made = [move.state for move in moves if day_of(move.at) <= self.day]
        return made[-1] if made else None

    def last(self, activity: Activity) -> tuple[Any, Any] | None:
        """(report, period) of the newest approved report of the activity."""
        periods = {row.id: row for row in _all(ReportingPeriod)}
        approved = [
            (row, periods[row.period_id])
            for row in _all(ProgressReport)
            if row.activity_id == activity.id and self.state(row) == "approved"
        ]
        return max(approved, key=lambda pair: pair[1].ends_on, default=None)

    def statuses(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for activity in self.activities():
            last = self.last(activity)
            status = last[0].status if last else "no_report"
            found[status] = found.get(status, 0) + 1
        return found

    def open_actions(self) -> list[Action]:
        return [
            row
            for row in _all(Action)
            if row.host_team_id == self.team_id
            and row.starts_on <= self.day
            and not (row.done_on and row.done_on <= self.day)
        ]

    def late_actions(self) -> list[Action]:
        return [a for a in self.open_actions() if a.due_on and a.due_on < self.day]

    def missing(self) -> int:
        """Of the last four periods: due before the day, wanted, and not handed in."""
        opened = [p for p in _all(ReportingPeriod) if p.opens_on <= self.day]
        last_four = sorted(opened, key=lambda period: period.starts_on)[-4:]
        return sum(
            self._lacks(activity, period)
            for activity in self.activities()
            for period in last_four
            if period.due_on < self.day
        )

    def _lacks(self, activity: Activity, period: ReportingPeriod) -> bool:
        last = self.last(activity)
        if last and last[0].status == "done" and last[1].ends_on < period.starts_on:
            return False
        return not any(
            self.state(row) in ("submitted", "approved")
            for row in _all(ProgressReport)
            if (row.activity_id, row.period_id) == (activity.id, period.id)
        )


def _all(model: Any) -> list[Any]:
    """Every row, in the order in which they were made; read once per test."""
    kept = db.session.info.setdefault("plain_loops", {})
    if model not in kept:
        kept[model] = list(db.session.scalars(select(model).order_by(model.id)))
    return list(kept[model])
