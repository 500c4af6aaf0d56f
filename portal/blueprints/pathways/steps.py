"""The desk of steps: add, edit, move, remove, and two people in the same one."""

from typing import Any
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    flash,
    get_template_attribute,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.pathways import drawn, linked, queries, step_actions, step_texts
from portal.blueprints.pathways.late import is_late
from portal.blueprints.pathways.step_form import StepForm, new_key
from portal.both import Rows
from portal.domain.errors import DomainError
from portal.domain.flow import Drawing
from portal.domain.pathways import Audience, Consent, StepKind
from portal.domain.permissions import May, allowed
from portal.domain.words import in_language
from portal.frozen import FETCHING_POLICY
from portal.languages import current
from portal.models import PathwayVersion, Step
from portal.time import now

desk = Blueprint(
    "steps", __name__, url_prefix="/desk/pathways/versions/<uuid:uid>/steps"
)

NEW = "new"
DIRECTIONS = {"up": -1, "down": 1}


class StepOf:
    """A step as the permissions see it: what its version may, it may."""

    def __init__(self, step: Step) -> None:
        self.step = step

    def __getattr__(self, name: str) -> Any:
        return getattr(self.step.version, name)


def _step(uid: UUID, key: str, **rest: Any) -> StepOf | None:
    found = queries.step(uid, key)
    return StepOf(found) if found else None


def _step_or_version(uid: UUID, key: str) -> StepOf | PathwayVersion | None:
    """The step; for what was typed into one that is gone meanwhile, its version."""
    gone = request.method == "POST" and queries.version(uid)
    return _step(uid, key) or gone or None


@desk.route("/new", methods=["GET", "POST"])
@needs(May.WRITE_VERSION, queries.version)
def add(version: PathwayVersion) -> ResponseReturnValue:
    if is_late(version):
        return _too_late(version, None, "no_draft")
    form = StepForm(
        data={
            "kind": StepKind.ACTION,
            "audience": Audience.PUBLIC,
            "consent": Consent.NOT_NEEDED,
            "after": request.args.get("after"),
            "own_key": new_key(),
        }
    )
    if saved := queries.step_of(version, form.own_key.data):
        return _again(form, version, saved)
    if _offered(form, version).validate_on_submit():
        try:
            given = {"key": form.key, "after": form.after.data}
            event = step_actions.add(
                current_actor(), version, form.draft(), now(), **given
            )
            return done(event, _at_step(version, event.fields[0]))
        except DomainError as error:
            form.reject(error)
    return _form_page(form, version, None)


@desk.route("/<key>", methods=["GET", "POST"])
@needs(May.WRITE_VERSION, _step_or_version)
def edit(found: StepOf | PathwayVersion) -> ResponseReturnValue:
    step = None if isinstance(found, PathwayVersion) else found.step
    version = found if isinstance(found, PathwayVersion) else found.step.version
    if is_late(version):
        return _too_late(version, step, "no_draft")
    if step is None:
        return _too_late(version, None, "step_gone")
    form = StepForm() if request.method == "POST" else StepForm.of(step)
    return _save(form, version, step)


def _again(form: StepForm, version: PathwayVersion, step: Step) -> ResponseReturnValue:
    """The form of a new step that is sent twice, on a slow line or by a reload, is one
    step. A browser that goes back opens a fresh form, for another step."""
    theirs = _offered(StepForm.of(step), version, step)
    if step_texts.differing(_offered(form, version, step), theirs):
        return _save(form, version, step)
    return redirect(_at_step(version, step.key), 303)


def _save(form: StepForm, version: PathwayVersion, step: Step) -> ResponseReturnValue:
    if _offered(form, version, step).validate_on_submit():
        try:
            return _edited(form, step)
        except DomainError as error:
            if error.code == "conflict":
                return _conflict_page(form, step)
            form.reject(error)
    return _form_page(form, version, step)


def _edited(form: StepForm, step: Step) -> ResponseReturnValue:
    """Saved; what it says in English is not changed unseen."""
    before = step_texts.texts_of(step)
    event = step_actions.edit(current_actor(), step, form.draft(), _seen(form), now())
    if left := step_texts.english_left(before, step_texts.texts_of(step)):
        said = _(
            "Look whether the English still says the same: %(fields)s.",
            fields=", ".join(left),
        )
        flash(said, "due")
    return done(event, _at_step(step.version, step.key))


def _offered(
    form: StepForm, version: PathwayVersion, step: Step | None = None
) -> StepForm:
    kept = step.service_id if step else None
    host, partners = version.pathway.host_team, version.partner_team_ids
    services = linked.linkable(host, partners=partners, kept=kept)
    return form.offer(services, version.steps, step.key if step else None)


def _seen(form: StepForm) -> int:
    text = form.seen_version.data or ""
    return int(text) if text.isdecimal() else 0


def _at_step(version: PathwayVersion, key: str) -> str:
    return url_for("pathways.version", uid=version.uid, _anchor=f"step-{key}")


def _form_page(
    form: StepForm, version: PathwayVersion, step: Step | None
) -> ResponseReturnValue:
    return _page(form, version, step, None, 422 if form.is_submitted() else 200)


def _too_late(
    version: PathwayVersion, step: Step | None, why: str
) -> ResponseReturnValue:
    """What was typed, and why it is not saved."""
    form = _offered(StepForm(), version, step)
    form.own_key.data = new_key()
    form.validate()
    form.reject(DomainError(why))
    return _page(form, version, step, None, 409)


def _page(
    form: StepForm,
    version: PathwayVersion,
    step: Step | None,
    theirs: Rows | None,
    status: int,
) -> ResponseReturnValue:
    """The form, and beside it the drawing: as it would be, once something was sent."""
    drawing = drawn.of_steps(version.steps, drawn.BESIDE)
    if form.is_submitted():
        drawing = _drawing(form, version, step)
    page = render_template(
        "pathways/desk/step.html",
        form=form,
        version=version,
        step=step,
        theirs=theirs,
        drawing=drawing,
        may_save=allowed(current_actor(), May.EDIT_VERSION, version),
    )
    return Response(page, status, {"Content-Security-Policy": FETCHING_POLICY})


def _drawing(form: StepForm, version: PathwayVersion, step: Step | None) -> Drawing:
    return drawn.with_draft(version.steps, step.key if step else NEW, form.draft())


@desk.post("/new/drawing")
@needs(May.EDIT_VERSION, queries.version)
def draw_new(version: PathwayVersion) -> ResponseReturnValue:
    return _drawn(version, None)


@desk.post("/<key>/drawing")
@needs(May.EDIT_VERSION, _step)
def draw(found: StepOf) -> ResponseReturnValue:
    return _drawn(found.step.version, found.step)


def _drawn(version: PathwayVersion, step: Step | None) -> ResponseReturnValue:
    """The version with the step as it is being written; nothing is saved."""
    drawing = _drawing(StepForm(), version, step)
    title = in_language(version.title, current().code).text
    svg = get_template_attribute("parts/flow.html", "flow_svg")
    chosen = step.key if step else NEW
    said = svg(drawing, title, current().code, chosen=chosen)
    return Response(said, content_type="image/svg+xml")


def _conflict_page(form: StepForm, step: Step) -> ResponseReturnValue:
    """Both texts side by side; saving again is knowing what the other wrote."""
    theirs = _offered(StepForm.of(step), step.version, step)
    differing = step_texts.differing(form, theirs)
    form.seen_version.data = form.seen_version.raw_data = None
    form.seen_version.process_data(str(step.row_version))
    form.reject(DomainError("conflict"))
    return _page(form, step.version, step, differing, 409)


@desk.post("/<key>/move/<any(up, down):direction>")
@needs(May.EDIT_VERSION, _step)
def move(found: StepOf) -> ResponseReturnValue:
    by = DIRECTIONS[(request.view_args or {})["direction"]]
    event = step_actions.move(current_actor(), found.step, by, now())
    return done(event, _at_step(found.step.version, found.step.key))


@desk.post("/<key>/remove")
@needs(May.EDIT_VERSION, _step)
def remove(found: StepOf) -> ResponseReturnValue:
    step, version = found.step, found.step.version
    shown = StepForm.of(step)
    try:
        seen = _seen(StepForm())
        event = step_actions.remove(current_actor(), step, seen, now())
        return done(event, url_for("pathways.version", uid=version.uid))
    except DomainError as error:
        shown.reject(error)
    return _page(_offered(shown, version, step), version, step, None, 409)
