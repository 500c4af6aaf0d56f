"""The desk of files: services taken out as a table, and brought in as one."""

from typing import Any

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal import paging
from portal.access import current_actor, needs
from portal.acts import done, follow_all
from portal.blueprints.services import intake_actions, queries, taking_out
from portal.blueprints.services.bringing import Brought, brought
from portal.blueprints.services.columns import every
from portal.blueprints.services.intake_form import TakeForm, UploadForm
from portal.blueprints.services.intake_queries import intake
from portal.blueprints.services.judging import Outcome, Verdict, judged
from portal.domain.errors import DomainError
from portal.domain.intake import from_json
from portal.domain.permissions import May, allowed
from portal.forms import REQUIRED
from portal.labels import wording
from portal.models import Intake, Team
from portal.sheets import CSV_TYPE, XLSX_TYPE
from portal.time import now

desk = Blueprint("intake", __name__, url_prefix="/intake")

# What is larger still is refused before it is read.
SENT_AT_MOST = 20_000_000
SHOWN = (Verdict.BAD, Verdict.NEW, Verdict.CHANGED, Verdict.SAME)


@desk.url_value_preprocessor
def _let_files_in(endpoint: str | None, values: Any) -> None:
    """A file may be larger than a form; nothing has read the request before this."""
    if endpoint == "services.intake.bring":
        request.max_content_length = SENT_AT_MOST


@desk.get("/of/<uuid:uid>")
@needs(May.EXPORT_SERVICES, queries.team)
def files(team: Team) -> ResponseReturnValue:
    return _files_page(team, UploadForm(formdata=None))


def _files_page(team: Team, form: UploadForm) -> str:
    may = allowed(current_actor(), May.ADD_SERVICE, team)
    return render_template(
        "services/desk/files.html", team=team, form=form, may_bring=may
    )


@desk.post("/of/<uuid:uid>")
@needs(May.ADD_SERVICE, queries.team, first=brought)
def bring(team: Team, file: Brought | None) -> ResponseReturnValue:
    form = UploadForm()
    if form.validate() and (said := _refusal(file)):
        form.reject_with("file", said)
    if form.errors or file is None:
        return _files_page(team, form), 422
    event = intake_actions.keep(current_actor(), team, file.name, file.read, now())
    return done(event, url_for(".look", uid=event.thing))


def _refusal(file: Brought | None) -> str | None:
    if file is None:
        return str(REQUIRED)
    if file.refusal:
        return wording(file.refusal.code, dict(file.refusal.about))
    return wording("nothing_to_take", {}) if file.is_empty else None


@desk.get("/of/<uuid:uid>/services.xlsx")
@needs(May.EXPORT_SERVICES, queries.team)
def xlsx(team: Team) -> ResponseReturnValue:
    return _file(
        taking_out.as_xlsx(team, now()), XLSX_TYPE, f"services-{team.key}.xlsx"
    )


@desk.get("/of/<uuid:uid>/services.csv")
@needs(May.EXPORT_SERVICES, queries.team)
def csv(team: Team) -> ResponseReturnValue:
    return _file(taking_out.as_table(team), CSV_TYPE, f"services-{team.key}.csv")


@desk.get("/of/<uuid:uid>/template.xlsx")
@needs(May.EXPORT_SERVICES, queries.team)
def template(team: Team) -> ResponseReturnValue:
    return _file(taking_out.as_template(team, now()), XLSX_TYPE, "template.xlsx")


def _file(content: bytes, kind: str, name: str) -> Response:
    said = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type=kind, headers=said)


@desk.get("/<uuid:uid>")
@needs(May.READ_INTAKE, intake)
def look(intake: Intake) -> ResponseReturnValue:
    return _look_page(intake, judged(from_json(intake.rows), intake.host_team))


def _look_page(
    intake: Intake, outcome: Outcome, refusal: DomainError | None = None
) -> str:
    asked = request.args.get("show", "")
    shown = [Verdict(asked)] if asked in set(Verdict) else list(SHOWN[:3])
    rows, page = outcome.of(*shown), paging.asked(request.args)
    return render_template(
        "services/desk/file.html",
        intake=intake,
        notes=[n for n in from_json(intake.rows).notes if not n.place.row],
        outcome=outcome,
        rows=paging.cut(rows, page),
        page=page,
        pages=paging.pages(len(rows)),
        verdicts=SHOWN,
        asked=asked,
        refusal=refusal,
        column_names={code: column.heading for code, column in every().items()},
        form=TakeForm(formdata=None, data={"mark": outcome.mark}),
    )


@desk.post("/<uuid:uid>/take")
@needs(May.TAKE_INTAKE, intake)
def take(intake: Intake) -> ResponseReturnValue:
    form, actor = TakeForm(), current_actor()
    mark = form.mark.data or ""
    try:
        events, outcome = intake_actions.take(actor, intake, mark, now())
    except DomainError as refusal:
        outcome = judged(from_json(intake.rows), intake.host_team)
        return _look_page(intake, outcome, refusal), 422
    follow_all(actor, events[:-1])
    flash(_taken(outcome))
    return done(events[-1], url_for(".files", uid=intake.host_team.uid))


def _taken(outcome: Outcome) -> str:
    return _(
        "Taken. New: %(new)d, changed: %(changed)d, as they were: %(same)d, not taken:"
        " %(bad)d.",
        **{verdict.value: outcome.counts.get(verdict, 0) for verdict in Verdict},
    )


@desk.post("/<uuid:uid>/drop")
@needs(May.TAKE_INTAKE, intake)
def drop(intake: Intake) -> ResponseReturnValue:
    team = intake.host_team.uid
    event = intake_actions.drop(current_actor(), intake)
    flash(_("The file was thrown away. Nothing of it was taken."))
    return done(event, url_for(".files", uid=team))
