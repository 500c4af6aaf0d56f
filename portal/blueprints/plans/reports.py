"""What is done to progress reports: save, send, repeat, approve, return; periods."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal import audit
from portal.audit import Event
from portal.blueprints.plans.drafts import ReportDraft, Text
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.judges import carries_out
from portal.domain.people import Actor
from portal.domain.plans import (
    EDITABLE,
    WHOLE,
    Period,
    Progress,
    ReportState,
    check_open,
    is_late,
    lacking,
    report_after,
)
from portal.models import (
    Activity,
    ProgressReport,
    ReportingPeriod,
    ReportMove,
)
from portal.time import day_of

HANDED_IN = (ReportState.SUBMITTED, ReportState.APPROVED)


def _event(verb: str, report: ProgressReport, fields: Any = ()) -> Event:
    return Event(
        verb,
        "report",
        str(report.uid),
        team_id=report.host_team_id,
        fields=tuple(fields),
    )


def of_period(activity: Activity, period: ReportingPeriod) -> ProgressReport | None:
    """The report on the activity in the period, if one is begun."""
    found = (row for row in activity.reports if row.period_id == period.id)
    return next(found, None)


def save(
    actor: Actor,
    activity: Activity,
    period: ReportingPeriod,
    draft: ReportDraft,
    seen: int,
    at: datetime,
) -> Event:
    """Keep the report as a draft, which only those who work on it read."""
    report = _written(actor, activity, period, draft, seen, at)
    db.session.flush()
    return _event("save_report", report)


def submit(
    actor: Actor,
    activity: Activity,
    period: ReportingPeriod,
    draft: ReportDraft,
    seen: int,
    at: datetime,
) -> Event:
    """Send the report for approval; whole, or DomainError at what lacks."""
    for lack in lacking(draft, activity.deadline, period.ends_on):
        raise lack
    report = _written(actor, activity, period, draft, seen, at)
    if not is_late(draft.status, activity.deadline, period.ends_on):
        report.cause = report.cause_words = None
    if draft.status == Progress.DONE and draft.share is None:
        report.share = WHOLE
    return _handed_in(actor, activity, report, "submit_report", at)


def _written(
    actor: Actor,
    activity: Activity,
    period: ReportingPeriod,
    draft: ReportDraft,
    seen: int,
    at: datetime,
) -> ProgressReport:
    """The report with what the draft says; refused where another saved meanwhile."""
    check_open(period.opens_on, period.locks_on, day_of(at))
    report = of_period(activity, period)
    if report and report.state not in EDITABLE:
        raise DomainError("report_moved")
    if seen != (report.row_version if report else 0):
        raise DomainError("report_conflict")
    said = vars(draft)
    if report is None:
        return _begun(activity, period, said)
    before = {n: getattr(report, n) for n in said if getattr(report, n) != said[n]}
    if before:
        audit.keep(actor, noun="report", thing=str(report.uid), before=before, at=at)
    for name, value in said.items():
        setattr(report, name, value)
    report.unchanged = False
    return report


def _begun(
    activity: Activity, period: ReportingPeriod, said: dict[str, Any]
) -> ProgressReport:
    report = ProgressReport(
        activity=activity, period=period, state=ReportState.DRAFT, **said
    )
    db.session.add(report)
    return report


def _handed_in(
    actor: Actor, activity: Activity, report: ProgressReport, verb: str, at: datetime
) -> Event:
    """To those who approve; the verb says when it is on behalf of the body."""
    report.submitted_by_id = actor.person_id
    _move(actor, report, "submit", at)
    behalf = "" if carries_out(actor, activity) else "_on_behalf"
    return _event(f"{verb}{behalf}", report, ("state",))


def _move(actor: Actor, report: ProgressReport, move: str, at: datetime) -> None:
    report.state = report_after(move, report.state)
    db.session.flush()
    row = {"move": move, "state": report.state, "person_id": actor.person_id}
    db.session.add(ReportMove(report_id=report.id, at=at, **row))
    db.session.flush()


def last_handed_in(
    activity: Activity, period: ReportingPeriod
) -> ProgressReport | None:
    """The newest report of an earlier period that was sent."""
    earlier = [
        row
        for row in activity.reports
        if row.state in HANDED_IN and row.period.ends_on < period.ends_on
    ]
    return max(earlier, key=lambda row: row.period.ends_on, default=None)


def repeated(activity: Activity, period: ReportingPeriod) -> ReportDraft:
    """What "unchanged" would say; DomainError where it cannot be said."""
    if of_period(activity, period):
        raise DomainError("report_begun")
    last = last_handed_in(activity, period)
    if last is None:
        raise DomainError("no_earlier_report")
    if last.status == Progress.DONE:
        raise DomainError("was_done")
    if is_late(last.status, activity.deadline, period.ends_on) and not last.cause:
        raise DomainError("late_needs_cause")
    names = ("status", "share", "cause", "cause_words")
    return ReportDraft(**{name: getattr(last, name) for name in names})


def unchanged(
    actor: Actor, activity: Activity, period: ReportingPeriod, at: datetime
) -> Event:
    """Report that all stands as in the last report, and send it."""
    check_open(period.opens_on, period.locks_on, day_of(at))
    report = _begun(activity, period, vars(repeated(activity, period)))
    report.unchanged = True
    return _handed_in(actor, activity, report, "unchanged_report", at)


def approve(actor: Actor, report: ProgressReport, at: datetime) -> Event:
    """Take the report as it is; from now on nobody changes it."""
    _move(actor, report, "approve", at)
    return _event("approve_report", report, ("state",))


def send_back(
    actor: Actor, report: ProgressReport, reason: Text, at: datetime
) -> Event:
    """Give the report back to its body, and say what should change."""
    report.return_reason = reason
    _move(actor, report, "return", at)
    return _event("return_report", report, ("state", "return_reason"))


def add_period(actor: Actor, period: Period, at: datetime) -> Event:
    """Say when reports are written, due and no longer taken."""
    period.checked()
    touching = select(ReportingPeriod.id).where(
        ReportingPeriod.starts_on <= period.ends_on,
        ReportingPeriod.ends_on >= period.starts_on,
    )
    if db.session.scalar(touching.limit(1)) is not None:
        raise DomainError("period_overlaps", "starts_on")
    row = ReportingPeriod(**vars(period))
    db.session.add(row)
    db.session.flush()
    return Event("add_period", "period", str(row.uid))
