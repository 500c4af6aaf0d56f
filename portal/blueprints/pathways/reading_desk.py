"""Saying that one has read a version that is in force."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.pathways import queries, readers
from portal.domain.permissions import May
from portal.models import PathwayVersion
from portal.time import now

desk = Blueprint("reading", __name__)


@desk.post("/versions/<uuid:uid>/read")
@needs(May.CONFIRM_READING, queries.version)
def confirm(version: PathwayVersion) -> ResponseReturnValue:
    actor = current_actor()
    back = url_for("pathways.version", uid=version.uid, _anchor="reading")
    if readers.has_read(actor, version):
        return redirect(back, 303)
    return done(readers.confirm(actor, version, now()), back)
