"""The form that gives a seat something to do."""

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.decisions import loaders, tasks
from portal.blueprints.decisions.forms import ActionForm
from portal.blueprints.meetings import queries as meetings
from portal.domain.errors import DomainError
from portal.domain.permissions import May
from portal.models import Meeting
from portal.time import now

desk = Blueprint("actions", __name__, url_prefix="/actions")


@desk.route("/new/<uuid:uid>", methods=["GET", "POST"])
@needs(May.RECORD_DECISION, meetings.meeting)
def add(meeting: Meeting) -> ResponseReturnValue:
    form = ActionForm(data={"decision": request.args.get("decision", "")}).offer(
        loaders.owners(meeting), loaders.decisions(meeting), loaders.activities(meeting)
    )
    if form.validate_on_submit():
        try:
            event = tasks.add(current_actor(), meeting, form.draft(), now())
            flash(_("Given. It stands on every agenda until it is done."))
            return done(event, url_for("meetings.meeting", uid=meeting.uid))
        except DomainError as error:
            form.reject(error)
    page = render_template("decisions/desk/action.html", form=form, meeting=meeting)
    return page, 422 if form.is_submitted() else 200
