"""The desk of referral pathways: lists, one version, and every move of its state."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from portal import paging
from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.pathways import (
    actions,
    comments_desk,
    copies_desk,
    drawn,
    editions_desk,
    knots,
    linked,
    offered,
    paper_desk,
    professional,
    queries,
    reach,
    reading_desk,
    scripts,
    working,
)
from portal.blueprints.pathways.forms import (
    ReasonForm,
    SettingsForm,
    start_draft,
    start_form,
)
from portal.blueprints.pathways.graph import not_working
from portal.blueprints.pathways.late import is_late, refuse
from portal.blueprints.pathways.page import of_version
from portal.blueprints.pathways.templates import all_templates, by_group
from portal.domain.errors import DomainError
from portal.domain.permissions import May, allowed
from portal.models import Pathway, PathwayVersion, Team
from portal.time import now, today

desk = Blueprint("pathways", __name__, url_prefix="/desk/pathways")

HOME = "pathways.index"
NAME = _l("Referral pathways")
WITHIN = (
    *(comments_desk, copies_desk, editions_desk),
    *(paper_desk, professional, reading_desk),
)
BLUEPRINTS = frozenset(
    {
        *("pathways", "steps", "further", "reach", "referrals"),
        *(f"pathways.{room.desk.name}" for room in WITHIN),
    }
)
for room in WITHIN:
    desk.register_blueprint(room.desk)


@desk.get("/")
@needs(May.USE_DESK)
def index() -> ResponseReturnValue:
    page = paging.asked(request.args)
    versions = queries.listed(current_actor(), today(), page)
    return render_template(
        "pathways/desk/index.html",
        versions=versions,
        wrong=working.count_of([version.uid for version in versions], today()),
        page=page,
        pages=paging.pages(queries.count(current_actor(), today())),
        hosts=queries.hosts(current_actor()),
    )


@desk.get("/new/<uuid:uid>")
@needs(May.START_PATHWAY, queries.team)
def choose(host: Team) -> ResponseReturnValue:
    actor, page = current_actor(), paging.asked(request.args)
    return render_template(
        "pathways/desk/choose.html",
        host=host,
        groups=by_group(),
        others=offered.to_copy(actor, host, today(), page),
        page=page,
        pages=paging.pages(offered.count_to_copy(actor, host, today())),
    )


def _host_and_template(uid: Any, template: str) -> Team | None:
    known = template == "blank" or template in all_templates()
    return queries.team(uid) if known else None


@desk.route("/new/<uuid:uid>/<template>", methods=["GET", "POST"])
@needs(May.START_PATHWAY, _host_and_template)
def start(host: Team) -> ResponseReturnValue:
    template = all_templates().get((request.view_args or {})["template"])
    services = linked.to_start_with(host)
    form = start_form(template, services, reach.scopes(host), today())
    if form.validate_on_submit():
        try:
            draft = start_draft(form, template, services)
            event = actions.start(current_actor(), host, draft, now())
            return done(event, _version_url(event.thing))
        except DomainError as error:
            form.reject(error)
    page = render_template(
        "pathways/desk/start.html", form=form, host=host, template=template
    )
    return page, 422 if form.is_submitted() else 200


def _version_url(uid: object) -> str:
    return url_for("pathways.version", uid=uid)


@desk.get("/<uuid:uid>")
@needs(May.READ_PATHWAY, queries.pathway)
def history(pathway: Pathway) -> ResponseReturnValue:
    actor = current_actor()
    return render_template(
        "pathways/desk/history.html",
        pathway=pathway,
        versions=[v for v in pathway.versions if allowed(actor, May.READ_VERSION, v)],
        named=allowed(actor, May.READ_NAMES, pathway),
        may_start=allowed(actor, May.START_VERSION, pathway),
    )


@desk.post("/<uuid:uid>/next")
@needs(May.START_VERSION, queries.pathway)
def start_version(pathway: Pathway) -> ResponseReturnValue:
    try:
        event = actions.start_version(current_actor(), pathway, now())
    except DomainError as error:
        return _history_with_refusal(pathway, error)
    return done(event, _version_url(event.thing))


def _history_with_refusal(
    pathway: Pathway, refusal: DomainError
) -> ResponseReturnValue:
    page = render_template(
        "pathways/desk/history.html",
        pathway=pathway,
        versions=pathway.versions,
        named=True,
        may_start=True,
        refusal=refusal,
    )
    return page, 422


@desk.get("/versions/<uuid:uid>")
@needs(May.READ_VERSION, queries.version)
def version(version: PathwayVersion) -> ResponseReturnValue:
    return of_version(version, ReasonForm(formdata=None))


@desk.get("/versions/<uuid:uid>/print")
@needs(May.READ_VERSION, queries.version)
def printed(version: PathwayVersion) -> ResponseReturnValue:
    wrong = not_working(version, today())
    return render_template(
        "pathways/desk/print.html",
        version=version,
        knots=knots.of_version(version, current_actor(), today(), wrong),
        not_working=wrong,
        drawing=drawn.of_steps(version.steps, drawn.SHEET),
        day=today(),
    )


@desk.route("/versions/<uuid:uid>/settings", methods=["GET", "POST"])
@needs(May.WRITE_VERSION, queries.version)
def settings(version: PathwayVersion) -> ResponseReturnValue:
    form, differing, late = SettingsForm.of(version), [], is_late(version)
    if late:
        refuse(form)
    elif form.validate_on_submit():
        try:
            given = (version, form.draft(), form.seen_version.data, now())
            event = actions.edit_settings(current_actor(), *given)
            return done(event, _version_url(version.uid))
        except DomainError as error:
            form.reject(error)
            if error.code == "version_conflict":
                differing = form.beside(SettingsForm.of(version, formdata=None))
    page = render_template(
        "pathways/desk/settings.html",
        form=form,
        version=version,
        differing=differing,
        late=late,
    )
    return page, 409 if late else 422 if form.is_submitted() else 200


@desk.post("/versions/<uuid:uid>/cyrillic")
@needs(May.EDIT_VERSION, queries.version)
def confirm_cyrillic(version: PathwayVersion) -> ResponseReturnValue:
    return _move(scripts.confirm, version, _seen())


@desk.post("/versions/<uuid:uid>/submit")
@needs(May.SUBMIT_VERSION, queries.version)
def submit(version: PathwayVersion) -> ResponseReturnValue:
    return _move(actions.submit, version)


@desk.post("/versions/<uuid:uid>/approve")
@needs(May.APPROVE_VERSION, queries.version)
def approve(version: PathwayVersion) -> ResponseReturnValue:
    return _move(actions.approve, version, _seen())


@desk.post("/versions/<uuid:uid>/publish")
@needs(May.PUBLISH_VERSION, queries.version)
def publish(version: PathwayVersion) -> ResponseReturnValue:
    return _move(actions.publish, version)


@desk.post("/versions/<uuid:uid>/withdraw")
@needs(May.WITHDRAW_VERSION, queries.version)
def withdraw(version: PathwayVersion) -> ResponseReturnValue:
    return _move(actions.withdraw, version)


def _seen() -> str:
    """What the page of the button had shown."""
    return request.form.get("seen_version", "")


def _move(act: Any, version: PathwayVersion, *given: str) -> ResponseReturnValue:
    try:
        event = act(current_actor(), version, *given, now())
    except DomainError as error:
        return of_version(version, ReasonForm(formdata=None), error)
    return done(event, _version_url(version.uid))


@desk.post("/versions/<uuid:uid>/return")
@needs(May.RETURN_VERSION, queries.version)
def send_back(version: PathwayVersion) -> ResponseReturnValue:
    form = ReasonForm()
    if not form.validate():
        return of_version(version, form)
    event = actions.send_back(current_actor(), version, form.words("reason"), now())
    return done(event, _version_url(version.uid))
