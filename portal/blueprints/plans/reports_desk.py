"""The desk of reports: what is missing or waits, one report, its judgement."""

from uuid import UUID

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal import paging
from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.plans import loaders, queries, tables
from portal.blueprints.plans import reports as actions
from portal.blueprints.plans.forms import ReturnForm
from portal.domain.permissions import May, allowed
from portal.domain.plans import ReportState
from portal.models import ProgressReport
from portal.time import now, today

LISTS = ("submitted", "missing", "late")
# So many of each list where all are shown together.
FIRST = 10


@needs(May.USE_DESK)
def reports() -> ResponseReturnValue:
    actor, day, state = current_actor(), today(), request.args.get("state", "")
    teams = tables.teams_with_plans()
    team = request.args.get("team", None, UUID)
    ids = [row.id for row in teams if row.uid == team] if team else None
    found = {
        "submitted": lambda: tables.in_state(actor, ReportState.SUBMITTED, ids),
        "missing": lambda: queries.missing(day, ids),
        "late": lambda: tables.late(day, ids),
    }
    names = [state] if state in LISTS else list(LISTS)
    lists = {name: found[name]() for name in names}
    page = paging.asked(request.args) if state in LISTS else 1
    most = paging.ROWS if state in LISTS else FIRST
    return render_template(
        "plans/desk/reports.html",
        lists={name: paging.cut(rows, page)[:most] for name, rows in lists.items()},
        counts={name: len(rows) for name, rows in lists.items()},
        page=page,
        pages=paging.pages(len(lists[state])) if state in LISTS else 1,
        names=LISTS,
        teams=teams,
        team=team,
        state=state,
        may_set_periods=allowed(actor, May.SET_PERIODS),
    )


@needs(May.READ_REPORT, loaders.report)
def report(report: ProgressReport) -> ResponseReturnValue:
    return _page(report, ReturnForm(formdata=None))


def _page(report: ProgressReport, form: ReturnForm) -> str:
    actor = current_actor()
    sent = [move for move in report.moves if move.move == "submit"]
    ids = report.responsible_ids
    return render_template(
        "plans/desk/report.html",
        report=report,
        form=form,
        may_judge=allowed(actor, May.JUDGE_REPORT, report),
        named=allowed(actor, May.READ_NAMES, report),
        on_behalf=bool(sent) and not tables.sat_for(sent[-1], ids),
    )


@needs(May.JUDGE_REPORT, loaders.report)
def approve(report: ProgressReport) -> ResponseReturnValue:
    event = actions.approve(current_actor(), report, now())
    flash(_("Approved."))
    return done(event, url_for("plans.report", uid=report.uid))


@needs(May.JUDGE_REPORT, loaders.report)
def send_back(report: ProgressReport) -> ResponseReturnValue:
    form = ReturnForm()
    if not form.validate():
        return _page(report, form), 422
    words = form.words("reason")
    event = actions.send_back(current_actor(), report, words, now())
    flash(_("Returned."))
    return done(event, url_for("plans.report", uid=report.uid))


VIEWS = (
    ("/reports/", reports, ["GET"]),
    ("/reports/<uuid:uid>", report, ["GET"]),
    ("/reports/<uuid:uid>/approve", approve, ["POST"]),
    ("/reports/<uuid:uid>/return", send_back, ["POST"]),
)
