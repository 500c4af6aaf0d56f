"""Today: where I am, what waits for me, and what comes next."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from portal.access import current_actor, needs
from portal.blueprints.overview import queries
from portal.domain.awareness import minutes_to_read
from portal.domain.people import Role
from portal.domain.permissions import May
from portal.time import now

desk = Blueprint("overview", __name__, url_prefix="/desk")

HOME = "overview.home"
NAME = _l("Today")
BLUEPRINTS = frozenset({"overview"})
# Where each kind of thing is judged, and where what falls due is done.
PLACES = {
    "version": "pathways.version",
    "pathway": "pathways.version",
    "draft": "pathways.version",
    "service": "services.service",
    "suggestion": "services.suggestions.suggestion",
    "decision": "decisions.decision",
    "minutes": "minutes.minutes",
    "action": "meetings.meeting",
    "report": "plans.activity",
    "returned": "plans.activity",
}
# A report is judged on its own page, and written on that of its activity.
JUDGED_AT = PLACES | {"report": "plans.report"}


@desk.get("/")
@needs(May.USE_DESK)
def home() -> ResponseReturnValue:
    actor = current_actor()
    return render_template(
        "overview/desk/home.html",
        home=queries.home(actor, now()),
        places=PLACES,
        judged_at=JUDGED_AT,
        coordinates=actor.has(Role.COORDINATOR),
        office=actor.is_office,
        minutes_to_read=minutes_to_read,
    )
