"""The desk of steps: add, edit, move, remove, and two people in the same one."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.pathways import linked, queries, step_actions
from portal.blueprints.pathways.step_form import StepForm
from portal.domain.errors import DomainError
from portal.domain.pathways import Audience, Consent, StepKind
from portal.domain.permissions import May
from portal.models import PathwayVersion, Step
from portal.time import now

desk = Blueprint(
    "steps", __name__, url_prefix="/desk/pathways/versions/<uuid:uid>/steps"
)

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


@desk.route("/new", methods=["GET", "POST"])
@needs(May.EDIT_VERSION, queries.version)
def add(version: PathwayVersion) -> ResponseReturnValue:
    form = StepForm(
        data={
            "kind": StepKind.ACTION,
            "audience": Audience.PUBLIC,
            "consent": Consent.NOT_NEEDED,
        }
    )
    if _offered(form, version).validate_on_submit():
        try:
            event = step_actions.add(current_actor(), version, form.draft(), now())
            return done(event, _at_step(version, event.fields[0]))
        except DomainError as error:
            form.reject(error)
    return _form_page(form, version, None)


@desk.route("/<key>", methods=["GET", "POST"])
@needs(May.EDIT_VERSION, _step)
def edit(found: StepOf) -> ResponseReturnValue:
    step, version = found.step, found.step.version
    form = StepForm() if request.method == "POST" else StepForm.of(step)
    if _offered(form, version, step).validate_on_submit():
        try:
            event = step_actions.edit(
                current_actor(), step, form.draft(), _seen(form), now()
            )
            return done(event, _at_step(version, step.key))
        except DomainError as error:
            if error.code == "conflict":
                return _conflict_page(form, step)
            form.reject(error)
    return _form_page(form, version, step)


def _offered(
    form: StepForm, version: PathwayVersion, step: Step | None = None
) -> StepForm:
    kept = step.service_id if step else None
    services = linked.linkable(version.pathway.host_team, kept=kept)
    return form.offer(services, version.steps, step.key if step else None)


def _seen(form: StepForm) -> int:
    text = form.seen_version.data or ""
    return int(text) if text.isdecimal() else 0


def _at_step(version: PathwayVersion, key: str) -> str:
    return url_for("pathways.version", uid=version.uid, _anchor=f"step-{key}")


def _form_page(
    form: StepForm, version: PathwayVersion, step: Step | None
) -> ResponseReturnValue:
    page = render_template(
        "pathways/desk/step.html", form=form, version=version, step=step, theirs=None
    )
    return page, 422 if form.is_submitted() else 200


def _conflict_page(form: StepForm, step: Step) -> ResponseReturnValue:
    """Both texts side by side; saving again is knowing what the other wrote."""
    theirs = _offered(StepForm.of(step), step.version, step)
    differing = [
        (mine.label.text, _shown(mine), _shown(theirs[mine.name]))
        for mine in form
        if mine.name not in ("csrf_token", "seen_version", "answers")
        and _shown(mine) != _shown(theirs[mine.name])
    ]
    differing += _differing_answers(form, theirs)
    form.seen_version.data = form.seen_version.raw_data = None
    form.seen_version.process_data(str(step.row_version))
    form.reject(DomainError("conflict"))
    page = render_template(
        "pathways/desk/step.html",
        form=form,
        version=step.version,
        step=step,
        theirs=differing,
    )
    return page, 409


def _differing_answers(form: StepForm, theirs: StepForm) -> list[tuple[str, str, str]]:
    mine, other = _answers(form), _answers(theirs)
    return [(form.answers.label.text, mine, other)] if mine != other else []


def _answers(form: StepForm) -> str:
    lines = []
    for answer in form.answers:
        if answer.to.data:
            to = _shown(answer.to)
            words = " / ".join(
                filter(None, (answer.condition.data, answer.condition_en.data))
            )
            lines.append(f"{words} → {to}" if words else f"→ {to}")
    return "\n".join(lines)


def _shown(field: Any) -> str:
    """What a field holds, as a person reads it."""
    if hasattr(field, "choices"):
        names = {str(value): str(text) for value, text, *_ in field.choices}
        return names.get(str(field.data), "")
    return "" if field.data is None else str(field.data)


@desk.post("/<key>/move/<any(up, down):direction>")
@needs(May.EDIT_VERSION, _step)
def move(found: StepOf) -> ResponseReturnValue:
    by = DIRECTIONS[(request.view_args or {})["direction"]]
    event = step_actions.move(current_actor(), found.step, by, now())
    return done(event, _at_step(found.step.version, found.step.key))


@desk.post("/<key>/remove")
@needs(May.EDIT_VERSION, _step)
def remove(found: StepOf) -> ResponseReturnValue:
    version = found.step.version
    event = step_actions.remove(current_actor(), found.step, now())
    return done(event, url_for("pathways.version", uid=version.uid))
