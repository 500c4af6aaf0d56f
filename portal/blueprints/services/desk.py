"""The desk of the register: lists, one service, and every act on it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal import paging, terms
from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.indicators.queries import source_words
from portal.blueprints.services import (
    actions,
    bodies_desk,
    due_desk,
    intake_desk,
    map_desk,
    places_desk,
    queries,
    revisions_desk,
    suggest_desk,
    tiers_desk,
    traces,
)
from portal.blueprints.services.differing import differences
from portal.blueprints.services.forms import ServiceForm, StatusForm
from portal.blueprints.services.shown import page_of
from portal.domain.errors import DomainError
from portal.domain.permissions import May, allowed
from portal.domain.places import TeamKind
from portal.domain.services import ServiceStatus
from portal.domain.terms import TermKind
from portal.labels import wording
from portal.models import Service, Team
from portal.time import now, today

desk = Blueprint("services", __name__, url_prefix="/desk/services")

HOME = "services.index"
NAME = _l("Services")
WITHIN = (
    *(places_desk, map_desk, due_desk, suggest_desk, revisions_desk, tiers_desk),
    *(intake_desk, bodies_desk),
)
BLUEPRINTS = frozenset(
    {"services", "gaps", *(f"services.{r.desk.name}" for r in WITHIN)}
)

for room in WITHIN:
    desk.register_blueprint(room.desk)


@desk.get("/")
@needs(May.USE_DESK)
def index() -> ResponseReturnValue:
    actor, filters = current_actor(), _filters()
    page = paging.asked(request.args)
    found = queries.count(actor, filters, today())
    teams = queries.teams_of(actor)
    return render_template(
        "services/desk/index.html",
        services=queries.service_list(actor, filters, today(), page),
        found=found,
        page=page,
        pages=paging.pages(found),
        filters=filters,
        teams=teams,
        categories=terms.every(TermKind.CATEGORY),
        hosts=[team for team in teams if allowed(actor, May.ADD_SERVICE, team)],
        waiting=queries.waiting_for(actor, today()),
        today=today(),
    )


def _filters() -> queries.Filters:
    category = request.args.get("category", "")
    return queries.Filters(
        team=request.args.get("team", None, UUID),
        category=category if category in terms.every(TermKind.CATEGORY) else None,
        overdue=bool(request.args.get("overdue")),
    )


@desk.route("/new/<uuid:uid>", methods=["GET", "POST"])
@needs(May.ADD_SERVICE, queries.team)
def add(team: Team) -> ResponseReturnValue:
    form = _offered(ServiceForm(), team)
    if form.validate_on_submit():
        try:
            event = actions.add(current_actor(), team, form.draft(), now())
            flash(_("Entered. Nobody outside the team sees it yet."))
            return done(event, url_for(".service", uid=event.thing))
        except DomainError as error:
            form.reject(error)
    page = render_template(
        "services/desk/form.html", form=form, team=team, service=None
    )
    return page, 422 if form.is_submitted() else 200


def _offered(
    form: ServiceForm, team: Team, service: Service | None = None
) -> ServiceForm:
    """Who edits the record of their own organisation gives it to no other."""
    office, bodies = team.kind == TeamKind.OFFICE, traces.organisations(team)
    if service and not allowed(current_actor(), May.KEEP_SERVICE, service):
        bodies = [service.organisation]
    towns = traces.all_towns()
    return form.offer(bodies, towns, office=office, service=service)


@desk.get("/<uuid:uid>")
@needs(May.READ_SERVICE, queries.service)
def service(service: Service) -> ResponseReturnValue:
    return _page(service)


def _page(service: Service, refusal: DomainError | None = None) -> Any:
    page = page_of(current_actor(), service, today())
    form = StatusForm(formdata=None, data={"status": page.status})
    if refusal:
        flash(wording(refusal.code, refusal.about), "late")
    html = render_template(
        "services/desk/service.html",
        service=service,
        page=page,
        source=source_words(service.source),
        status_form=form,
    )
    return html, 422 if refusal else 200


@desk.route("/<uuid:uid>/edit", methods=["GET", "POST"])
@needs(May.EDIT_SERVICE, queries.service)
def edit(service: Service) -> ResponseReturnValue:
    form = _offered(ServiceForm.of(service), service.host_team, service)
    differing: list[tuple[str, str, str]] = []
    if form.validate_on_submit():
        try:
            actor, draft = current_actor(), form.draft()
            event = actions.edit(actor, service, draft, form.seen, now())
            return done(event, _after_edit(service))
        except DomainError as error:
            form.reject(error)
            if error.code == "service_conflict":
                differing = _both(form, service)
    page = render_template(
        "services/desk/form.html",
        form=form,
        team=service.host_team,
        service=service,
        differing=differing,
    )
    return page, 422 if form.is_submitted() else 200


def _after_edit(service: Service) -> str:
    """Where somebody came from: the list of what falls due, or the record's page."""
    if request.args.get("back") == "due":
        return due_desk.back_to(service)
    return url_for(".service", uid=service.uid)


def _both(form: ServiceForm, service: Service) -> list[tuple[str, str, str]]:
    """Both texts side by side; saving again is then a decision."""
    stands = ServiceForm.of(service, formdata=None)
    stands = _offered(stands, service.host_team, service)
    form.seen_version.data = str(service.row_version)
    return differences(stands, form)


@desk.post("/<uuid:uid>/verify")
@needs(May.VERIFY_SERVICE, queries.service)
def verify(service: Service) -> ResponseReturnValue:
    return _act(actions.verify, service)


@desk.post("/<uuid:uid>/propose")
@needs(May.PROPOSE_SERVICE, queries.service)
def propose(service: Service) -> ResponseReturnValue:
    return _act(actions.propose, service)


@desk.post("/<uuid:uid>/confirm")
@needs(May.CONFIRM_SERVICE, queries.service)
def confirm(service: Service) -> ResponseReturnValue:
    return _act(actions.confirm, service)


@desk.post("/<uuid:uid>/hide")
@needs(May.HIDE_SERVICE, queries.service)
def hide(service: Service) -> ResponseReturnValue:
    return _act(actions.hide, service)


def _act(action: Any, service: Service) -> ResponseReturnValue:
    try:
        event = action(current_actor(), service, now())
    except DomainError as error:
        return _page(service, error)
    return done(event, url_for(".service", uid=service.uid))


@desk.post("/<uuid:uid>/status")
@needs(May.VERIFY_SERVICE, queries.service)
def status(service: Service) -> ResponseReturnValue:
    form = StatusForm()
    if not form.validate():
        return _page(service, DomainError("unknown_status"))
    wanted = ServiceStatus(form.status.data)
    event = actions.set_status(current_actor(), service, wanted, now())
    return done(event, url_for(".service", uid=service.uid))
