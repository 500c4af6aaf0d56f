"""The page on which a team says how far its pathway reaches and with whom."""

from typing import Any

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.pathways import queries
from portal.blueprints.pathways.late import is_late, refuse
from portal.blueprints.pathways.reach import ReachForm, others, set_reach
from portal.domain.errors import DomainError
from portal.domain.permissions import May
from portal.models import PathwayVersion
from portal.time import now

desk = Blueprint("reach", __name__, url_prefix="/desk/pathways/versions/<uuid:uid>")


@desk.route("/reach", methods=["GET", "POST"])
@needs(May.WRITE_VERSION, queries.version)
def edit(version: PathwayVersion) -> ResponseReturnValue:
    form, differing, late = _form(version), [], is_late(version)
    if late:
        refuse(form)
    elif form.validate_on_submit():
        try:
            given = (version, form.draft(), form.seen_version.data, now())
            event = set_reach(current_actor(), *given)
            if form.countries.data and not version.countries:
                flash(
                    _("It crosses no border, so the countries were left out."), "note"
                )
            return done(event, url_for("pathways.version", uid=version.uid))
        except DomainError as error:
            form.reject(error)
            if error.code == "version_conflict":
                differing = form.beside(_form(version, formdata=None))
    page = render_template(
        "pathways/desk/reach.html",
        form=form,
        version=version,
        differing=differing,
        late=late,
    )
    return page, 409 if late else 422 if form.is_submitted() else 200


def _form(version: PathwayVersion, **how: Any) -> ReachForm:
    host = version.pathway.host_team
    return ReachForm.of(version, **how).offer(host, others(host))
