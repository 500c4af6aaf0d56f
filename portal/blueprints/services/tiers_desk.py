"""The page that shows what everybody would see of a service under each tier."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from portal.access import needs
from portal.blueprints.services import queries, tiers, traces
from portal.blueprints.services.said import FIELDS
from portal.domain.permissions import May
from portal.models import Service
from portal.time import today

NAMES = FIELDS | {"area": _l("Town"), "lat": _l("Coordinates")}

desk = Blueprint("tiers", __name__, url_prefix="/<uuid:uid>/tiers")


@desk.get("/")
@needs(May.EDIT_SERVICE, queries.service)
def index(service: Service) -> ResponseReturnValue:
    shown = tiers.previews(service, today())
    slugs = {slug for one in shown for slug in tiers.towns_in(one.told)}
    return render_template(
        "services/desk/tiers.html",
        service=service,
        previews=shown,
        names=NAMES,
        towns=traces.town_names(slugs),
    )
