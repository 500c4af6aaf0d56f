"""Two looks at a version: what differs from another one, and what the public gets."""

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from portal.access import current_actor, needs
from portal.blueprints.pages.shown import shown_number
from portal.blueprints.pathways import drawn, linked, numbered, queries
from portal.blueprints.pathways.differences import Compared, compared
from portal.blueprints.pathways.shown import service_view, tells_its_town
from portal.blueprints.pathways.snapshot import kept_version
from portal.changes import some
from portal.db import db
from portal.domain.flow import Drawing
from portal.domain.pathways import VersionState
from portal.domain.permissions import May
from portal.models import PathwayVersion
from portal.snapshots import Build, Snapshots
from portal.time import today

desk = Blueprint("editions", __name__, url_prefix="/versions/<uuid:uid>")


@desk.get("/compare")
@needs(May.READ_VERSION, queries.version)
def compare(version: PathwayVersion) -> ResponseReturnValue:
    others = numbered.others(version, current_actor(), today())
    other = _asked(others) if "since" in request.args else _usual(version, others)
    before = numbered.said_by(other.id) if other else None
    may_name = linked.told(version, current_actor(), today(), before)
    found = compared(before, version, may_name) if before else None
    return render_template(
        "pathways/desk/compare.html",
        version=version,
        others=others,
        before=before,
        found=found,
        drawing=_drawing(before, version, found) if before and found else None,
    )


def _drawing(before: PathwayVersion, after: PathwayVersion, found: Compared) -> Drawing:
    """Both versions in one drawing."""
    became = {shown.found.key: shown.found.change for shown in found.steps}
    return drawn.of_both(before.steps, after.steps, became)


def _asked(others: list[Row[Any]]) -> Row[Any]:
    named = (v for v in others if str(v.uid) == request.args["since"])
    return next(named, None) or abort(404)


def _usual(version: PathwayVersion, others: list[Row[Any]]) -> Row[Any] | None:
    """What was published before it; for a draft, what is published now."""
    before = [other for other in others if other.id < version.id]
    standing = (v for v in before if v.state == VersionState.PUBLISHED)
    return next(standing, None) or next(iter(before), None)


@desk.get("/as-public")
@needs(May.READ_VERSION, queries.version)
def as_public(version: PathwayVersion) -> ResponseReturnValue:
    told = kept_version(version, today()).payload
    on = Build(Snapshots(db.session.connection()), today())
    return render_template(
        "pathways/desk/as_public.html",
        version=version,
        told=told,
        services=_public_services(told, on),
        number=shown_number(on),
        kept_back=len(version.steps) - len(told["steps"]),
    )


def _public_services(told: dict[str, Any], on: Build) -> dict[str, Any]:
    """The services that its public steps name, as they are public today: in one look,
    since nothing of a build is kept here."""
    uids = sorted({step["service"] for step in told["steps"] if step["service"]})
    found = some(on.snapshots, "service", uids) if uids else []
    shown = (one for one in found if not tells_its_town(one))
    return {one["uid"]: service_view(one, on.checked_on) for one in shown}
