"""A version as PDF files: complete and marked, or what the public has of it."""

from typing import Any

import segno
from flask import Blueprint, abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from portal import paper
from portal.access import current_actor, needs
from portal.blueprints.pages.shown import shown_number
from portal.blueprints.pathways import drawn, knots, queries
from portal.blueprints.pathways.graph import not_working
from portal.blueprints.pathways.shown import services_of, state
from portal.db import db
from portal.domain.pathways import VersionState
from portal.domain.permissions import May
from portal.languages import current
from portal.models import PathwayVersion
from portal.paper import Instead
from portal.snapshots import Build, Snapshots
from portal.time import today

desk = Blueprint("paper", __name__, url_prefix="/versions/<uuid:uid>")


@desk.get("/professional.pdf")
@needs(May.READ_VERSION, queries.version)
def professional(version: PathwayVersion) -> ResponseReturnValue:
    wrong = not_working(version, today())
    page = render_template(
        "pathways/desk/print.html",
        layout="layouts/paper.html",
        version=version,
        knots=knots.of_version(version, current_actor(), today(), wrong),
        not_working=wrong,
        drawing=drawn.of_steps(version.steps, drawn.SHEET),
        day=today(),
    )
    to_print = url_for("pathways.printed", uid=version.uid)
    return paper.sent(
        page, "pathway-complete", Instead(_("Print on one sheet"), to_print)
    )


@desk.get("/public.pdf")
@needs(May.READ_VERSION, queries.version)
def public(version: PathwayVersion) -> ResponseReturnValue:
    on = Build(Snapshots(db.session.connection()), today())
    way = _in_force(version, on)
    page = render_template(
        "pathways/desk/public_sheet.html",
        pathway=way,
        state=state(way, on),
        services=services_of(way, on),
        drawing=drawn.of_payload(way["steps"], drawn.SHEET),
        number=shown_number(on),
        day=on.checked_on,
    )
    return paper.sent(page, "pathway", _public_page(way))


@desk.get("/poster.pdf")
@needs(May.READ_VERSION, queries.version)
def poster(version: PathwayVersion) -> ResponseReturnValue:
    on = Build(Snapshots(db.session.connection()), today())
    way = _in_force(version, on)
    address = _public_page(way).address
    page = render_template(
        "pathways/desk/public_poster.html",
        pathway=way,
        address=address,
        code=_code(address),
        number=shown_number(on),
    )
    return paper.sent(page, "poster", _public_page(way))


def _in_force(version: PathwayVersion, on: Build) -> dict[str, Any]:
    """What is public of the version now, and nothing of any other one: paper stays
    where it hangs, so what is superseded or withdrawn is not printed anew."""
    way = on.snapshots.one("pathway", str(version.pathway.uid)) or {}
    same = way.get("number") == version.number and not way.get("withdrawn_on")
    if not (same and version.state == VersionState.PUBLISHED):
        abort(404)
    return way


def _public_page(way: dict[str, Any]) -> Instead:
    root = current_app.config["SETTINGS"].site_url.rstrip("/")
    address = f"{root}/{current().prefix}/pathways/{way['uid']}/"
    return Instead(_("See the public page"), address)


def _code(address: str) -> Markup | None:
    """The address as a QR code; a telephone needs a whole one."""
    if not address.startswith("http"):
        return None
    drawn_code = segno.make(address, micro=False).svg_inline(
        scale=8, border=2, title=_("Code that leads to the page of this pathway")
    )
    return Markup(drawn_code)  # noqa: S704
