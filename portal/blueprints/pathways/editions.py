"""How a public pathway is taken along: step by step, on a wall, as files."""

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    get_template_attribute,
    render_template,
)
from flask.typing import ResponseReturnValue

from portal.blueprints.pathways import drawn, followed, told
from portal.blueprints.pathways.keeping import kept_pages
from portal.blueprints.pathways.shown import services_of, state
from portal.domain.lettering import wrapped
from portal.domain.words import in_language
from portal.languages import current
from portal.snapshots import Snapshots, snapshots
from portal.status_note import note_on

site = Blueprint("editions", __name__)

SCHEMA = Path(__file__).with_name("pathway.schema.json").read_text(encoding="utf-8")
Pages = Callable[[Snapshots], Iterable[dict[str, Any]]]


def _each(snapshots: Snapshots) -> Iterable[dict[str, Any]]:
    """Withdrawn ones too: who kept the address reads there that it is withdrawn."""
    return [{"uid": uid} for uid in snapshots.uids("pathway")]


LISTS: dict[str, Pages] = {
    "editions.follow": _each,
    "editions.poster": _each,
    "editions.picture": _each,
    "editions.data": _each,
    "editions.schema": lambda snapshots: [{}],
}


@site.get("/pathways/<uuid:uid>/follow/")
def follow(uid: object) -> ResponseReturnValue:
    """One page, so that it goes on without a network once it is open."""
    way = _way(uid)
    gone = bool(way["withdrawn_on"])
    steps = [] if gone else followed.of_payload(way["steps"], services_of(way))
    kept = [] if gone else kept_pages(way)
    return render_template(
        "pathways/site/follow.html",
        pathway=way,
        steps=steps,
        kept=kept,
        state=None if gone else state(way),
    )


@site.get("/pathways/<uuid:uid>/poster/")
def poster(uid: object) -> ResponseReturnValue:
    """One sheet for a wall, with a code that leads to the pathway."""
    way = _way(uid)
    address = _address("pathways.pathway", way)
    return render_template(
        "pathways/site/poster.html",
        pathway=way,
        address=address,
        code=_picture_of(address),
    )


@site.get("/pathways/<uuid:uid>/pathway.svg")
def picture(uid: object) -> ResponseReturnValue:
    way = _way(uid)
    title = in_language(way["title"], current().code).text
    if way["withdrawn_on"]:
        gone = get_template_attribute("parts/flow.html", "flow_withdrawn")
        svg = _alone(gone, 640, title, way["withdrawn_on"], current().code)
    else:
        draw = get_template_attribute("parts/flow.html", "flow_svg")
        drawing = drawn.of_payload(way["steps"])
        svg = _alone(draw, drawing.width, drawing, title, current().code)
    return Response(svg, content_type="image/svg+xml")


def _alone(draw: Callable[..., str], width: float, *about: Any) -> str:
    """The drawing as a file, with the note on Kosovo* in it where it names it."""
    svg = draw(*about)
    note = note_on(svg)
    return draw(*about, beneath=wrapped(note, width - 24, 12, most=20)) if note else svg


@site.get("/pathways/<uuid:uid>/pathway.json")
def data(uid: object) -> ResponseReturnValue:
    way = _way(uid)
    root = current_app.extensions["portal_address"]
    document = told.document(
        way,
        current().code,
        named={} if way["withdrawn_on"] else services_of(way),
        schema=root("editions.schema"),
        address=_address("pathways.pathway", way),
    )
    if note := note_on(document):
        document["status_note"] = {"text": note, "language": current().code}
    said = json.dumps(document, ensure_ascii=False, indent=1)
    return Response(said, content_type="application/json")


@site.get("/data/pathway.schema.json")
def schema() -> ResponseReturnValue:
    return Response(SCHEMA, content_type="application/json")


def _way(uid: object) -> dict[str, Any]:
    way = snapshots().one("pathway", str(uid))
    if way is None:
        abort(404)
    return way


def _address(endpoint: str, way: dict[str, Any]) -> str:
    address: str = current_app.extensions["portal_address"](endpoint, uid=way["uid"])
    return address


@lru_cache(maxsize=256)
def _picture_of(address: str) -> str | None:
    """The address as a QR code; a telephone needs a whole one."""
    if not address.startswith("http"):
        return None
    picture: str = segno.make(address, micro=False).svg_data_uri(scale=8, border=2)
    return picture
