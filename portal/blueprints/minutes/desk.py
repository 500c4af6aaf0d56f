"""The desk of minutes: both layers of each point, and how the minutes go on."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.minutes import agenda, layers, queries, states
from portal.blueprints.minutes.agenda import ItemOf
from portal.blueprints.minutes.forms import ItemForm, LayersForm
from portal.blueprints.minutes.page import name_of, page_of, saved_at
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.permissions import May
from portal.labels import wording
from portal.models import Meeting
from portal.time import now

desk = Blueprint("minutes", __name__, url_prefix="/desk/minutes")
desk.register_blueprint(agenda.desk)


@desk.get("/<uuid:uid>")
@needs(May.READ_MEETING, queries.meeting)
def minutes(meeting: Meeting) -> ResponseReturnValue:
    return _shown(meeting, request.args.get("item"))


def _shown(
    meeting: Meeting,
    wanted: str | None,
    *,
    form: LayersForm | None = None,
    conflict: bool = False,
) -> str:
    """The page; with the form that was not taken in the place of the fresh one."""
    page = page_of(current_actor(), meeting, wanted, now())
    if form and conflict and page.form:
        form.saw(page.form)
    differing = page.differing(form) if form and conflict else []
    return render_template(
        "minutes/desk/minutes.html",
        meeting=meeting,
        name=name_of(meeting),
        page=page,
        form=form or page.form,
        item_form=ItemForm(formdata=None),
        differing=differing,
    )


@desk.post("/items/<uuid:uid>")
@needs(May.WRITE_MINUTES, agenda.item)
def write(found: ItemOf) -> ResponseReturnValue:
    form, conflict, meeting_uid = LayersForm(), False, found.meeting.uid
    if form.validate():
        try:
            event = layers.save(current_actor(), found.item, form.draft(), now())
            flash(_("Saved %(time)s", time=saved_at(now(), now())))
            url = url_for(".minutes", uid=meeting_uid, item=found.item.uid)
            return done(event, url)
        except DomainError as error:
            form.reject(error)
            conflict = error.code == "minutes_conflict"
    page = _again(meeting_uid, str(found.item.uid), form=form, conflict=conflict)
    return page, 409 if conflict else 422


def _again(uid: UUID, wanted: str | None, **more: Any) -> str:
    """The page after a refusal: nothing is written, so the writer's place is left.

    The page opens the internal layer, and that reading is kept in a row of its own.
    """
    db.session.rollback()
    meeting = queries.meeting(uid)
    if meeting is None:
        raise DomainError("minutes_moved")
    return _shown(meeting, wanted, **more)


@desk.post("/<uuid:uid>/circulate")
@needs(May.CIRCULATE_MINUTES, queries.meeting)
def circulate(meeting: Meeting) -> ResponseReturnValue:
    return _act(states.circulate, meeting)


@desk.post("/<uuid:uid>/correct")
@needs(May.CIRCULATE_MINUTES, queries.meeting)
def correct(meeting: Meeting) -> ResponseReturnValue:
    return _act(states.correct, meeting)


@desk.post("/<uuid:uid>/approve")
@needs(May.APPROVE_MINUTES, queries.meeting)
def approve(meeting: Meeting) -> ResponseReturnValue:
    return _act(states.approve, meeting)


def _act(action: Any, meeting: Meeting) -> ResponseReturnValue:
    uid = meeting.uid
    try:
        event = action(current_actor(), meeting, now())
    except DomainError as error:
        flash(wording(error.code, error.about), "late")
        return _again(uid, None), 422
    return done(event, url_for(".minutes", uid=uid))
