"""Public pages of pathways in the languages that the office has added."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from portal.blueprints.pathways.fixed_words import fixed_words
from portal.blueprints.pathways.keeping import kept_pages, tongues_of
from portal.blueprints.pathways.shown import services_of, state
from portal.domain.terms import LANGUAGE
from portal.snapshots import Snapshots, snapshots

site = Blueprint("further", __name__)


def pages(snapshots: Snapshots, *, standing: bool = False) -> Iterator[dict[str, str]]:
    """Each pathway in each language that it has and that is in use; `standing`: those
    that nobody has withdrawn."""
    used = {
        term["code"]
        for term in snapshots.summaries("term")
        if term["kind"] == LANGUAGE and not term["retired"]
    }
    for way in snapshots.summaries("pathway"):
        if not (standing and way["withdrawn_on"]):
            for code in way.get("languages", ()):
                if code in used:
                    yield {"uid": way["uid"], "code": code}


def addresses(snapshots: Snapshots, about: str) -> list[str]:
    """The pages that searchers may find."""
    found = pages(snapshots, standing=True)
    return [f"pathways/{page['uid']}/in/{page['code']}/" for page in found]


def pages_of(
    snapshots: Snapshots, kind: str, uid: str
) -> Iterator[tuple[str, dict[str, str]]]:
    """Those of one pathway, or all where the terms of the office moved."""
    if kind in ("pathway", "term"):
        for one in pages(snapshots):
            if kind == "term" or one["uid"] == uid:
                yield "further.pathway", one


LISTS: dict[str, Callable[[Snapshots], Iterable[dict[str, Any]]]] = {
    "further.pathway": pages,
}


@site.get("/pathways/<uuid:uid>/in/<code>/")
def pathway(uid: object, code: str) -> ResponseReturnValue:
    way = snapshots().one("pathway", str(uid)) or {}
    tongue = next((one for one in tongues_of(way) if one.code == code), None)
    if tongue is None:
        abort(404)
    stands = not way["withdrawn_on"]
    return render_template(
        "pathways/site/further.html",
        pathway=way,
        tongue=tongue,
        said=fixed_words(tongue, demo=current_app.config["DEMO"]),
        services=services_of(way) if stands else {},
        kept=kept_pages(way),
        state=state(way) if stands else None,
    )
