"""The complete edition on the desk, one step at a time, for a phone in the field."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from portal.access import current_actor, needs
from portal.blueprints.pathways import followed, linked, queries
from portal.blueprints.pathways.graph import not_working
from portal.domain.permissions import May
from portal.models import PathwayVersion
from portal.time import today

desk = Blueprint("professional", __name__)


@desk.get("/versions/<uuid:uid>/follow")
@needs(May.READ_VERSION, queries.version)
def follow(version: PathwayVersion) -> ResponseReturnValue:
    told = linked.told(version, current_actor(), today())
    wrong = not_working(version, today())
    return render_template(
        "pathways/desk/follow.html",
        version=version,
        steps=followed.of_steps(version.steps, told, wrong),
        not_working=wrong,
        in_force=queries.in_force_instead(version),
        national_number=linked.national_number(today()),
    )
