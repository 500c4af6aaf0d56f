"""The desk of meetings: the list, one meeting, planning, and what members say."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal import paging
from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.decisions import queries as decisions
from portal.blueprints.meetings import actions, answers, queries, sheets
from portal.blueprints.meetings.forms import (
    AnswerForm,
    CancelForm,
    HereForm,
    MeetingForm,
)
from portal.blueprints.meetings.sheet_form import SheetForm
from portal.blueprints.meetings.shown import MeetingPage, page_of
from portal.blueprints.minutes import queries as minutes
from portal.both import differences
from portal.domain.errors import DomainError
from portal.domain.meetings import Reply, next_like
from portal.domain.permissions import May, allowed
from portal.models import Meeting, Team
from portal.time import now, today

desk = Blueprint("meetings", __name__, url_prefix="/desk/meetings")

HOME = "meetings.index"
NAME = _l("Meetings")
BLUEPRINTS = frozenset({"meetings", "minutes", "decisions"})

BOTH = ["GET", "POST"]
desk.add_url_rule("/past/<uuid:uid>", view_func=sheets.past, methods=BOTH)
desk.add_url_rule("/<uuid:uid>/attendance", view_func=sheets.attendance, methods=BOTH)
desk.add_url_rule("/<uuid:uid>/sheet", view_func=sheets.sheet)


@desk.get("/")
@needs(May.USE_DESK)
def index() -> ResponseReturnValue:
    actor, team = current_actor(), request.args.get("team", None, UUID)
    page = paging.asked(request.args)
    found = queries.count(actor, team)
    teams = queries.teams_of(actor)
    return render_template(
        "meetings/desk/index.html",
        meetings=queries.meeting_list(actor, team, today(), page),
        found=found,
        page=page,
        pages=paging.pages(found),
        team=team,
        teams=teams,
        hosts=[one for one in teams if allowed(actor, May.PLAN_MEETING, one)],
        today=today(),
    )


@desk.get("/<uuid:uid>")
@needs(May.READ_MEETING, queries.meeting)
def meeting(meeting: Meeting) -> ResponseReturnValue:
    return _page(meeting)


def _page(meeting: Meeting, refused: Any = None, here: Any = None) -> Any:
    """The meeting; with the form that was refused, if one was."""
    page = page_of(current_actor(), meeting, queries.invited(meeting), now())
    html = render_template(
        "meetings/desk/meeting.html",
        meeting=meeting,
        page=page,
        form=_sheet(page),
        answer_form=refused or _answer_form(page),
        here_form=here or HereForm(formdata=None),
        minutes=minutes.of_meeting(meeting, current_actor()),
        decided=decisions.of_meeting(meeting, current_actor()),
    )
    return html, 422 if refused or here else 200


def _sheet(page: MeetingPage) -> SheetForm | None:
    """The sheet stands on the meeting's page for whoever keeps it, from that day on."""
    if not (page.may["record"] and page.day_has_come):
        return None
    return SheetForm(formdata=None).show(page.lines, page.guests)


def _answer_form(page: MeetingPage) -> AnswerForm:
    said = page.own[0].answer if page.own else None
    data = {"answer": said.answer, "substitute": said.substitute} if said else {}
    return AnswerForm(formdata=None, data=data)


@desk.route("/new/<uuid:uid>", methods=["GET", "POST"])
@needs(May.PLAN_MEETING, queries.team)
def new(team: Team) -> ResponseReturnValue:
    last = queries.last_of(team.id)
    months = team.rhythm_months or 1
    day = next_like(last.day if last else None, today(), months)
    form = MeetingForm.like(last, day).offer(queries.other_teams(team.id))
    if form.validate_on_submit():
        try:
            event = actions.plan(current_actor(), team, form.draft(), now())
            flash(_("Planned. Everybody invited sees it on their desk."))
            return done(event, url_for(".meeting", uid=event.thing))
        except DomainError as error:
            form.reject(error)
    page = render_template(
        "meetings/desk/plan.html", form=form, team=team, meeting=None
    )
    return page, 422 if form.is_submitted() else 200


@desk.route("/<uuid:uid>/edit", methods=["GET", "POST"])
@needs(May.EDIT_MEETING, queries.meeting)
def edit(meeting: Meeting) -> ResponseReturnValue:
    teams = queries.other_teams(meeting.host_team_id)
    form, differing = MeetingForm.of(meeting, teams), []
    if form.validate_on_submit():
        try:
            event = actions.edit(
                current_actor(), meeting, form.draft(), form.seen, now()
            )
            return done(event, url_for(".meeting", uid=meeting.uid))
        except DomainError as error:
            form.reject(error)
            if error.code == "meeting_conflict":
                differing = _both(form, meeting, teams)
    return _edit_page(form, meeting, differing)


def _both(form: MeetingForm, meeting: Meeting, teams: list[Team]) -> Any:
    """Both texts side by side; saving again is then a decision."""
    form.seen_version.data = str(meeting.row_version)
    return differences(MeetingForm.of(meeting, teams, formdata=None), form)


def _edit_page(form: MeetingForm, meeting: Meeting, differing: Any) -> Any:
    page = render_template(
        "meetings/desk/plan.html",
        form=form,
        team=meeting.host_team,
        meeting=meeting,
        differing=differing,
    )
    return page, 422 if form.is_submitted() else 200


@desk.route("/<uuid:uid>/cancel", methods=["GET", "POST"])
@needs(May.CANCEL_MEETING, queries.meeting)
def cancel(meeting: Meeting) -> ResponseReturnValue:
    form = CancelForm()
    if form.validate_on_submit():
        try:
            reason = form.optional_words("reason")
            event = actions.cancel(current_actor(), meeting, reason, now())
            return done(event, url_for(".meeting", uid=meeting.uid))
        except DomainError as error:
            form.reject(error)
    page = render_template("meetings/desk/cancel.html", form=form, meeting=meeting)
    return page, 422 if form.is_submitted() else 200


@desk.post("/<uuid:uid>/answer")
@needs(May.ANSWER_MEETING, queries.meeting)
def answer(meeting: Meeting) -> ResponseReturnValue:
    form = AnswerForm()
    if form.validate():
        said = Reply(form.answer.data), form.substitute.data or None
        try:
            event = answers.answer(
                current_actor(), meeting, said, form.seat.data or None, now()
            )
            flash(_("Your answer is saved."))
            return done(event, _back(meeting))
        except DomainError as error:
            form.reject(error)
    return _page(meeting, refused=form)


@desk.post("/<uuid:uid>/here")
@needs(May.CHECK_IN, queries.meeting)
def check_in(meeting: Meeting) -> ResponseReturnValue:
    form = HereForm()
    if form.validate():
        try:
            event = answers.check_in(
                current_actor(), meeting, form.mode.data, form.seat.data or None, now()
            )
            flash(_("Noted: you are there."))
            return done(event, _back(meeting))
        except DomainError as error:
            form.reject(error)
    return _page(meeting, here=form)


def _back(meeting: Meeting) -> str:
    """The page that the press came from: the desk's home, or else the meeting."""
    home = url_for("overview.home")
    if request.form.get("next") == home:
        return home
    return url_for(".meeting", uid=meeting.uid)
