"""The desk of decisions: lists, one decision, how it becomes public; done actions."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal import paging
from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.decisions import actions, loaders, queries, tasks, tasks_desk
from portal.blueprints.decisions.forms import DecisionForm
from portal.blueprints.meetings import queries as meetings
from portal.domain.errors import DomainError
from portal.domain.permissions import May, allowed
from portal.labels import wording
from portal.models import Action, Decision, Meeting
from portal.time import now, today

desk = Blueprint("decisions", __name__, url_prefix="/desk/decisions")
desk.register_blueprint(tasks_desk.desk)

ACTS = {
    "edit": May.RECORD_DECISION,
    "propose": May.PROPOSE_DECISION,
    "confirm": May.CONFIRM_DECISION,
    "hide": May.HIDE_DECISION,
}


@desk.get("/")
@needs(May.USE_DESK)
def index() -> ResponseReturnValue:
    actor, filters = current_actor(), _filters()
    page = paging.asked(request.args)
    count = queries.count_actions if filters.open_only else queries.count_decisions
    found = count(actor, filters)
    decisions = [] if filters.open_only else queries.decision_list(actor, filters, page)
    return render_template(
        "decisions/desk/index.html",
        decisions=decisions,
        actions=queries.action_list(actor, filters, page if filters.open_only else 1),
        found=found,
        page=page,
        pages=paging.pages(found),
        filters=filters,
        teams=loaders.teams_shown(actor.team_ids, everybody=actor.is_office),
        today=today(),
    )


def _filters() -> queries.Filters:
    wanted = request.args.get("team", None, UUID)
    return queries.Filters(team=wanted, open_only=bool(request.args.get("open")))


@desk.route("/new/<uuid:uid>", methods=["GET", "POST"])
@needs(May.RECORD_DECISION, meetings.meeting)
def record(meeting: Meeting) -> ResponseReturnValue:
    form = DecisionForm().offer(loaders.points(meeting))
    if form.validate_on_submit():
        try:
            event = actions.record(current_actor(), meeting, form.draft(), now())
            flash(_("Recorded. It stays inside until two people make it public."))
            return done(event, url_for("meetings.meeting", uid=meeting.uid))
        except DomainError as error:
            form.reject(error)
    page = _form_page(form, meeting, None)
    return page, 422 if form.is_submitted() else 200


def _form_page(
    form: DecisionForm, meeting: Meeting, decision: Decision | None, both: Any = ()
) -> str:
    return render_template(
        "decisions/desk/form.html",
        form=form,
        meeting=meeting,
        decision=decision,
        differing=both,
    )


@desk.get("/<uuid:uid>")
@needs(May.READ_DECISION, loaders.decision)
def decision(decision: Decision) -> ResponseReturnValue:
    return _page(decision)


def _page(decision: Decision, refusal: DomainError | None = None) -> Any:
    actor = current_actor()
    inside = allowed(actor, May.READ_MEETING, decision.meeting)
    if refusal:
        flash(wording(refusal.code, refusal.about), "late")
    proposer = loaders.person(decision.proposed_by_id) if inside else None
    html = render_template(
        "decisions/desk/decision.html",
        decision=decision,
        inside=inside,
        may={name: _may(name, decision) for name in ACTS},
        proposer=proposer.name if proposer else "",
        actions=queries.actions_of(decision.id, actor) if inside else [],
        today=today(),
    )
    return html, 422 if refusal else 200


def _may(name: str, decision: Decision) -> bool:
    """Editing is judged on the meeting: a new decision is, and so is this one."""
    thing = decision.meeting if name == "edit" else decision
    return allowed(current_actor(), ACTS[name], thing)


class DecisionOf:
    """A decision as the rule on recording sees it: what its meeting may, it may."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision

    def __getattr__(self, name: str) -> Any:
        return getattr(self.decision.meeting, name)


def _recorded(uid: UUID) -> DecisionOf | None:
    found = loaders.decision(uid)
    return DecisionOf(found) if found else None


@desk.route("/<uuid:uid>/edit", methods=["GET", "POST"])
@needs(May.RECORD_DECISION, _recorded)
def edit(found: DecisionOf) -> ResponseReturnValue:
    row, both = found.decision, []
    points = loaders.points(row.meeting)
    form = DecisionForm.of(row).offer(points)
    if form.validate_on_submit():
        try:
            event = actions.edit(current_actor(), row, form.draft(), form.seen, now())
            return done(event, url_for(".decision", uid=row.uid))
        except DomainError as error:
            form.reject(error)
            if error.code == "decision_conflict":
                both = form.differing(DecisionForm.of(row, formdata=None).offer(points))
                form.seen_version.data = str(row.row_version)
    page = _form_page(form, row.meeting, row, both)
    return page, 422 if form.is_submitted() else 200


@desk.post("/<uuid:uid>/propose")
@needs(May.PROPOSE_DECISION, loaders.decision)
def propose(decision: Decision) -> ResponseReturnValue:
    return _act(actions.propose, decision)


@desk.post("/<uuid:uid>/confirm")
@needs(May.CONFIRM_DECISION, loaders.decision)
def confirm(decision: Decision) -> ResponseReturnValue:
    return _act(actions.confirm, decision)


@desk.post("/<uuid:uid>/hide")
@needs(May.HIDE_DECISION, loaders.decision)
def hide(decision: Decision) -> ResponseReturnValue:
    return _act(actions.hide, decision)


def _act(action: Any, decision: Decision) -> ResponseReturnValue:
    try:
        event = action(current_actor(), decision, now())
    except DomainError as error:
        return _page(decision, error)
    return done(event, url_for(".decision", uid=decision.uid))


@desk.post("/actions/<uuid:uid>/done")
@needs(May.FINISH_ACTION, loaders.action)
def finish(action: Action) -> ResponseReturnValue:
    return done(tasks.finish(current_actor(), action, now()), _back(action))


@desk.post("/actions/<uuid:uid>/again")
@needs(May.FINISH_ACTION, loaders.action)
def reopen(action: Action) -> ResponseReturnValue:
    return done(tasks.reopen(current_actor(), action, now()), _back(action))


def _back(action: Action) -> str:
    """Where the button stood: the desk home, a meeting, a decision, or the list."""
    place, _sep, uid = request.form.get("back", "").partition(" ")
    if place == "home":
        return url_for("overview.home")
    if place == "decision" and action.decision:
        return url_for(".decision", uid=action.decision.uid)
    if place == "meeting" and _is_uid(uid):
        return url_for("meetings.meeting", uid=uid)
    return url_for(".index", open=1)


def _is_uid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
