"""The desk of gaps: the overview, the table of a town, one cell, and what is done."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal import paging
from portal.access import current_actor, needs
from portal.acts import done, follow
from portal.blueprints.gaps import actions, beside, export, queries, tables
from portal.blueprints.gaps.forms import GapForm, cell_code
from portal.blueprints.gaps.shown import findings
from portal.domain.errors import DomainError
from portal.domain.gaps import SHELTERING, CellState, alike
from portal.domain.permissions import May, allowed
from portal.labels import wording
from portal.models import GapConfirmation, Municipality, Team
from portal.time import now, today

desk = Blueprint("gaps", __name__, url_prefix="/desk/gaps")

NAME = _l("Gaps")
ACTS = {
    "propose": May.PROPOSE_GAP,
    "confirm": May.CONFIRM_GAP,
    "hide": May.HIDE_GAP,
    "end": May.END_GAP,
}


@desk.get("/")
@needs(May.USE_DESK)
def index() -> ResponseReturnValue:
    actor, group, towns = current_actor(), _group(), queries.towns()
    found = tables.computed(actor, today())
    rows = found.across([town.slug for town in towns], group)
    lacking = bool(request.args.get("missing"))
    return render_template(
        "gaps/desk/index.html",
        towns=towns,
        rows=[row for row in rows if tables.missing(row)] if lacking else rows,
        groups=tables.groups(),
        group=group,
        lacking=lacking,
        waiting=queries.waiting_for(actor, found.gaps),
        findings=findings(),
    )


def _group() -> str | None:
    asked = request.args.get("group", "")
    return asked if asked in tables.groups() else None


@desk.get("/layer.json")
@needs(May.USE_DESK)
def layer() -> ResponseReturnValue:
    """For the desk's map: what a kind of help is in each town, for a group."""
    category = request.args.get("category", "")
    if category not in tables.categories():
        return jsonify(towns=[])
    towns = queries.towns()
    found = tables.computed(current_actor(), today())
    return jsonify(towns=export.layer(found, towns, category, _group()))


@desk.get("/table.csv")
@needs(May.USE_DESK)
def as_csv() -> ResponseReturnValue:
    return _file("csv")


@desk.get("/table.xlsx")
@needs(May.USE_DESK)
def as_xlsx() -> ResponseReturnValue:
    return _file("xlsx")


def _file(kind: str) -> ResponseReturnValue:
    """Every cell of every town, or of the one in the address."""
    only = queries.town(request.args.get("town", ""))
    towns = [only] if only else queries.towns()
    found = tables.computed(current_actor(), today(), only.slug if only else None)
    return export.file(kind, tables.heads(), tables.lines(found, towns), now())


@desk.get("/<slug>/")
@needs(May.USE_DESK, queries.town)
def town(town: Municipality) -> ResponseReturnValue:
    actor, day = current_actor(), today()
    found = tables.computed(actor, day, town.slug)
    held = [gap for gap in found.gaps if _holds(found, gap, town.slug)]
    cells = [(gap.category, gap.group) for gap in held]
    return render_template(
        "gaps/desk/town.html",
        town=town,
        groups=tables.groups(),
        rows=found.rows_of(town.slug),
        held=alike(held, _said),
        near=beside.nearest_to(actor, day, town, cells),
        hosts=[t for t in queries.teams_of(actor, town) if _may_add(t)],
        waiting=queries.waiting_for(actor, found.gaps),
        findings=findings(),
    )


def _said(gap: GapConfirmation) -> Any:
    """What must be equal for gaps of several groups to stand together."""
    whose = (gap.host_team_id, gap.proposed_by_id, gap.owner_id, gap.publication)
    return gap.category, gap.since, gap.need, *whose


def _holds(found: tables.Computed, gap: GapConfirmation, slug: str) -> bool:
    return found.cells.cell(slug, gap.category, gap.group).state == CellState.NONE


def _may_add(team: Team) -> bool:
    return allowed(current_actor(), May.ADD_GAP, team)


@desk.get("/<slug>/<category>/<group>/")
@needs(May.USE_DESK, beside.where)
def cell(where: beside.Where) -> ResponseReturnValue:
    return _cell(where)


def _cell(where: beside.Where, refusal: DomainError | None = None) -> Any:
    actor, day = current_actor(), today()
    if refusal:
        flash(wording(refusal.code, refusal.about), "late")
    found = tables.computed(actor, day, where.town.slug).cells.cell(*where.key)
    about = found.gap.about if found.gap else None
    html = render_template(
        "gaps/desk/cell.html",
        where=where,
        cell=found,
        may=_acts_on(about) if about else {},
        knows=about is not None and allowed(actor, May.READ_NAMES, about),
        code=cell_code(where.category, where.group),
        **_beside(where, found.state),
    )
    return html, 422 if refusal else 200


def _beside(where: beside.Where, state: CellState) -> dict[str, Any]:
    """The services of a cell that has one; what is near, and who may look, else."""
    actor, day, page = current_actor(), today(), paging.asked(request.args)
    served = state in (CellState.SERVICE, CellState.COUNTRY)
    rows, amount = beside.services(actor, day, where.key, page) if served else ([], 0)
    near, hosts = {}, []
    if state != CellState.SERVICE:
        near = beside.nearest_to(actor, day, where.town, [where.key[1:]])
    if state == CellState.UNKNOWN:
        hosts = [t for t in queries.teams_of(actor, where.town) if _may_add(t)]
    return {
        "services": rows,
        "page": page,
        "pages": paging.pages(amount),
        "near": near,
        "hosts": hosts,
    }


def _acts_on(gap: GapConfirmation) -> dict[str, bool]:
    """What this person may do to it as it stands."""
    actor, stays = current_actor(), gap.category in SHELTERING
    fits = {"internal": {"propose", "end"}, "proposed": {"confirm", "hide", "end"}}
    now_fits = fits.get(gap.publication, {"hide", "end"})
    may = {n: n in now_fits and allowed(actor, rule, gap) for n, rule in ACTS.items()}
    return may | {"propose": may["propose"] and not stays, "stays": stays}


@desk.route("/new/<uuid:uid>", methods=["GET", "POST"])
@needs(May.ADD_GAP, queries.team)
def add(team: Team) -> ResponseReturnValue:
    form = _offered(team)
    if form.validate_on_submit():
        try:
            events = actions.add(current_actor(), team, form.draft(), now())
            for event in events[:-1]:
                follow(current_actor(), event)
            flash(_noted(len(events)))
            return done(events[-1], url_for(".town", slug=_slug(team)))
        except DomainError as error:
            form.reject(error)
    return _form(form, team), 422 if form.is_submitted() else 200


def _slug(team: Team) -> str:
    return team.municipality.slug if team.municipality else ""


def _noted(amount: int) -> str:
    return ngettext("%(num)d gap is noted.", "%(num)d gaps are noted.", amount)


def _offered(team: Team) -> GapForm:
    start = {"cells": request.args.getlist("cell"), "since": today()}
    form = GapForm(data=start) if request.method == "GET" else GapForm()
    found = tables.computed(current_actor(), today(), _slug(team))
    free = [
        (category, group)
        for category, row in found.rows_of(_slug(team))
        for group, cell in zip(found.cells.groups, row, strict=True)
        if cell.state == CellState.UNKNOWN
    ]
    return form.offer(free, queries.organisations(team))


def _form(form: GapForm, team: Team) -> str:
    free = set(form.free)
    return render_template(
        "gaps/desk/form.html",
        form=form,
        team=team,
        categories=[c for c in tables.categories() if any(f[0] == c for f in free)],
        groups=tables.groups(),
        free=free,
    )


@desk.post("/<uuid:uid>/propose")
@needs(May.PROPOSE_GAP, queries.gap)
def propose(gap: GapConfirmation) -> ResponseReturnValue:
    return _act(actions.propose, gap)


@desk.post("/<uuid:uid>/confirm")
@needs(May.CONFIRM_GAP, queries.gap)
def confirm(gap: GapConfirmation) -> ResponseReturnValue:
    return _act(actions.confirm, gap)


@desk.post("/<uuid:uid>/hide")
@needs(May.HIDE_GAP, queries.gap)
def hide(gap: GapConfirmation) -> ResponseReturnValue:
    return _act(actions.hide, gap)


@desk.post("/<uuid:uid>/end")
@needs(May.END_GAP, queries.gap)
def end(gap: GapConfirmation) -> ResponseReturnValue:
    return _act(actions.end, gap)


def _act(action: Callable[..., Any], gap: GapConfirmation) -> ResponseReturnValue:
    where = beside.Where(gap.municipality, gap.category, gap.group)
    try:
        event = action(current_actor(), gap, now())
    except DomainError as error:
        return _cell(where, error)
    slug, category, group = where.key
    return done(event, url_for(".cell", slug=slug, category=category, group=group))
