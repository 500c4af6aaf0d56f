"""Today: what waits for me, and where I can go on."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from portal.access import current_actor, needs
from portal.blueprints.overview import queries
from portal.domain.permissions import May
from portal.time import today

desk = Blueprint("overview", __name__, url_prefix="/desk")

HOME = "overview.home"
NAME = _l("Today")
BLUEPRINTS = frozenset({"overview"})


@desk.get("/")
@needs(May.USE_DESK)
def home() -> ResponseReturnValue:
    return render_template(
        "overview/desk/home.html",
        waiting=queries.waiting(current_actor(), today()),
        today=today(),
    )
