"""The desk of the agenda: points added, named anew, moved, settled, taken off."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import current_actor, needs
from portal.acts import done
from portal.audit import Event
from portal.blueprints.minutes import actions, queries
from portal.blueprints.minutes.forms import ItemForm, OutcomeForm
from portal.blueprints.minutes.page import name_of
from portal.domain.errors import DomainError
from portal.domain.meetings import AgendaOutcome
from portal.domain.permissions import May
from portal.labels import wording
from portal.models import AgendaItem, Meeting
from portal.time import now

desk = Blueprint("agenda", __name__, url_prefix="/items")

DIRECTIONS = {"up": -1, "down": 1}


class ItemOf:
    """A point as the permissions see it: what its meeting may, it may."""

    def __init__(self, item: AgendaItem) -> None:
        self.item = item
        self.meeting = item.meeting

    def __getattr__(self, name: str) -> Any:
        return getattr(self.meeting, name)


def item(uid: UUID, **rest: Any) -> ItemOf | None:
    found = queries.item(uid)
    return ItemOf(found) if found else None


@desk.route("/new/<uuid:uid>", methods=["GET", "POST"])
@needs(May.WRITE_MINUTES, queries.meeting)
def add(meeting: Meeting) -> ResponseReturnValue:
    form = ItemForm()
    if form.validate_on_submit():
        try:
            event = actions.add(current_actor(), meeting, form.words("title"), now())
            return done(event, _at(meeting, event.thing))
        except DomainError as error:
            form.reject(error)
    return _form_page(form, meeting, None), 422 if form.is_submitted() else 200


@desk.route("/<uuid:uid>/title", methods=["GET", "POST"])
@needs(May.WRITE_MINUTES, item)
def edit(found: ItemOf) -> ResponseReturnValue:
    point = found.item
    form = ItemForm() if request.method == "POST" else ItemForm.of(point)
    if form.validate_on_submit():
        try:
            title, seen = form.words("title"), form.seen
            event = actions.edit_title(current_actor(), point, title, seen, now())
            return done(event, _at(found.meeting, point.uid))
        except DomainError as error:
            form.reject(error)
            form.seen_version.data = str(point.row_version)
    page = _form_page(form, found.meeting, point)
    return page, 422 if form.is_submitted() else 200


def _form_page(form: ItemForm, meeting: Meeting, point: AgendaItem | None) -> str:
    return render_template(
        "minutes/desk/item.html",
        form=form,
        meeting=meeting,
        name=name_of(meeting),
        item=point,
    )


def _at(meeting: Meeting, wanted: Any = None) -> str:
    return url_for("minutes.minutes", uid=meeting.uid, item=wanted)


@desk.post("/<uuid:uid>/move/<any(up, down):direction>")
@needs(May.WRITE_MINUTES, item)
def move(found: ItemOf) -> ResponseReturnValue:
    by = DIRECTIONS[(request.view_args or {})["direction"]]
    return _act(found, actions.move, by)


@desk.post("/<uuid:uid>/outcome")
@needs(May.WRITE_MINUTES, item)
def settle(found: ItemOf) -> ResponseReturnValue:
    form = OutcomeForm()
    if not form.validate():
        return _refused(found, DomainError("unknown_choice"))
    return _act(found, actions.settle, AgendaOutcome(form.outcome.data))


@desk.post("/<uuid:uid>/remove")
@needs(May.WRITE_MINUTES, item)
def remove(found: ItemOf) -> ResponseReturnValue:
    return _act(found, actions.remove, stays=False)


def _act(
    found: ItemOf, action: Any, *given: Any, stays: bool = True
) -> ResponseReturnValue:
    try:
        event: Event = action(current_actor(), found.item, *given, now())
    except DomainError as error:
        return _refused(found, error)
    return done(event, _at(found.meeting, event.thing if stays else None))


def _refused(found: ItemOf, error: DomainError) -> ResponseReturnValue:
    """Back to the point, with the reason above it."""
    flash(wording(error.code, error.about), "late")
    form = ItemForm.of(found.item)
    return _form_page(form, found.meeting, found.item), 422
