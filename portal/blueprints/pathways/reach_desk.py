"""The page on which a team says how far its pathway reaches and with whom."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.pathways import queries
from portal.blueprints.pathways.reach import ReachForm, others, set_reach
from portal.domain.errors import DomainError
from portal.domain.permissions import May
from portal.models import PathwayVersion
from portal.time import now

desk = Blueprint("reach", __name__, url_prefix="/desk/pathways/versions/<uuid:uid>")


@desk.route("/reach", methods=["GET", "POST"])
@needs(May.EDIT_VERSION, queries.version)
def edit(version: PathwayVersion) -> ResponseReturnValue:
    host = version.pathway.host_team
    form = ReachForm.of(version).offer(host, others(host))
    if form.validate_on_submit():
        try:
            event = set_reach(current_actor(), version, form.draft(), now())
            return done(event, url_for("pathways.version", uid=version.uid))
        except DomainError as error:
            form.reject(error)
    page = render_template("pathways/desk/reach.html", form=form, version=version)
    return page, 422 if form.is_submitted() else 200
