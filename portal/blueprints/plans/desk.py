"""The desk of plans: its addresses, the list, one plan and what is added to it."""

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal import paging
from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.plans import (
    activities_desk,
    loaders,
    periods_desk,
    plan_actions,
    queries,
    reports_desk,
    shown,
    tables,
)
from portal.blueprints.plans.forms import PlanForm, WordingForm
from portal.domain.errors import DomainError
from portal.domain.permissions import May, allowed
from portal.labels import wording
from portal.labels.plans import period_sign, period_words
from portal.models import Plan, Team
from portal.time import now, today

desk = Blueprint("plans", __name__, url_prefix="/desk/plans")

HOME = "plans.index"
NAME = _l("Plans")
BLUEPRINTS = frozenset({"plans"})

desk.add_app_template_filter(period_words, "period_words")
desk.add_app_template_filter(period_sign, "period_sign")
for room in (activities_desk, reports_desk, periods_desk):
    for rule, view, methods in room.VIEWS:
        desk.add_url_rule(rule, view_func=view, methods=methods)


@desk.get("/")
@needs(May.USE_DESK)
def index() -> ResponseReturnValue:
    actor, page, plans = (
        current_actor(),
        paging.asked(request.args),
        tables.plans(current_actor()),
    )
    shown = paging.cut(plans, page)
    ids = [row.id for row in shown]
    strategies = [row.id for row in shown if row.kind == "strategy"]
    teams = tables.teams_of(actor)
    return render_template(
        "plans/desk/index.html",
        plans=shown,
        page=page,
        pages=paging.pages(len(plans)),
        objectives=tables.objectives(strategies),
        completion=queries.completion(ids, today()),
        hosts=[team for team in teams if allowed(actor, May.ADD_PLAN, team)],
        waiting=queries.waiting_for(actor, today()),
        due=queries.reports_due_for(actor, today()),
        today=today(),
    )


@desk.route("/new/<uuid:uid>", methods=["GET", "POST"])
@needs(May.ADD_PLAN, loaders.team)
def add(team: Team) -> ResponseReturnValue:
    form = PlanForm(data=_years()).offer(tables.national_plans())
    if form.validate_on_submit():
        try:
            event = plan_actions.add_plan(current_actor(), team, form.draft(), now())
            return done(event, url_for(".plan", uid=event.thing))
        except DomainError as error:
            form.reject(error)
    page = render_template("plans/desk/add.html", form=form, team=team)
    return page, 422 if form.is_submitted() else 200


def _years() -> dict[str, int]:
    return {"first_year": today().year, "last_year": today().year + 1}


@desk.get("/<uuid:uid>")
@needs(May.READ_PLAN, loaders.plan)
def plan(plan: Plan) -> ResponseReturnValue:
    return _page(plan), 200


def _page(plan: Plan, refusal: DomainError | None = None) -> str:
    if refusal:
        flash(wording(refusal.code, refusal.about), "late")
    page = shown.plan_page(current_actor(), plan, today())
    return render_template("plans/desk/plan.html", plan=plan, page=page, today=today())


@desk.post("/<uuid:uid>/take-over")
@needs(May.EDIT_PLAN, loaders.plan)
def take_over(plan: Plan) -> ResponseReturnValue:
    try:
        event = plan_actions.take_over(current_actor(), plan, now())
    except DomainError as error:
        return _page(plan, error), 422
    return done(event, url_for(".plan", uid=plan.uid))


@desk.route("/<uuid:uid>/objectives/new", methods=["GET", "POST"])
@needs(May.EDIT_PLAN, loaders.plan)
def add_objective(plan: Plan) -> ResponseReturnValue:
    return _worded(plan, plan, plan_actions.add_objective, _("Add an objective"))


@desk.route("/objectives/<uuid:uid>/measures/new", methods=["GET", "POST"])
@needs(May.EDIT_PLAN, loaders.objective)
def add_measure(part: loaders.Part) -> ResponseReturnValue:
    return _worded(part.plan, part, plan_actions.add_measure, _("Add a measure"))


def _worded(plan: Plan, thing: Any, act: Any, heading: str) -> ResponseReturnValue:
    form = WordingForm()
    if form.validate_on_submit():
        try:
            event = act(current_actor(), thing, form.words("wording"), now())
            return done(event, url_for(".plan", uid=plan.uid))
        except DomainError as error:
            form.reject(error)
    page = render_template(
        "plans/desk/wording.html",
        form=form,
        plan=plan,
        objective=thing.objective if isinstance(thing, loaders.Part) else None,
        heading=heading,
    )
    return page, 422 if form.is_submitted() else 200
