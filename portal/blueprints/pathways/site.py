"""Public pages of referral pathways."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from portal.blueprints.pathways import drawn
from portal.blueprints.pathways.keeping import kept_pages, tongues_of
from portal.blueprints.pathways.shown import (
    changes_in_public,
    services_of,
    state,
)
from portal.snapshots import Snapshots, snapshots

site = Blueprint("pathways", __name__)


def _each(snapshots: Snapshots) -> Iterable[dict[str, Any]]:
    return [{"uid": uid} for uid in snapshots.uids("pathway")]


def _each_version(snapshots: Snapshots) -> Iterable[dict[str, Any]]:
    for uid in snapshots.uids("pathway"):
        yield from (values for _, values in pages_of(snapshots, "pathway", uid))


def pages_of(
    snapshots: Snapshots, kind: str, uid: str
) -> Iterable[tuple[str, dict[str, Any]]]:
    """The permanent addresses of a pathway's versions."""
    way = snapshots.one("pathway", uid) or {}
    for edition in way.get("versions", ()):
        yield "pathways.version", {"uid": uid, "number": edition["number"]}


LISTS: dict[str, Callable[[Snapshots], Iterable[dict[str, Any]]]] = {
    "pathways.index": lambda snapshots: [{}],
    "pathways.pathway": _each,
    "pathways.version": _each_version,
}


@site.get("/pathways/")
def index() -> ResponseReturnValue:
    groups: dict[str | None, dict[str, Any]] = {}
    for way in snapshots().summaries("pathway"):
        if not way["withdrawn_on"]:
            town = way["municipality"]
            group = groups.setdefault(
                town and town["slug"], {"municipality": town, "pathways": []}
            )
            group["pathways"].append(way)
    ordered = sorted(groups.values(), key=_place_of_group)
    return render_template("pathways/site/pathways.html", groups=ordered)


def _place_of_group(group: dict[str, Any]) -> str:
    town = group["municipality"]
    return town["slug"] if town else ""


@site.get("/pathways/<uuid:uid>/")
def pathway(uid: object) -> ResponseReturnValue:
    way = snapshots().one("pathway", str(uid))
    if way is None:
        abort(404)
    if way["withdrawn_on"]:
        return render_template(
            "pathways/site/pathway.html", pathway=way, state=None, services={}
        )
    drawing = drawn.of_payload(way["steps"])
    return render_template(
        "pathways/site/pathway.html",
        pathway=way,
        state=state(way),
        services=services_of(way),
        drawing=drawing,
        picture=drawn.picture(drawing, way["title"]),
        kept=kept_pages(way),
        tongues=tongues_of(way),
    )


@site.get("/pathways/<uuid:uid>/<int:number>/")
def version(uid: object, number: int) -> ResponseReturnValue:
    """One version at its permanent address, whatever came after it."""
    way = snapshots().one("pathway", str(uid))
    editions = {e["number"]: e for e in (way or {}).get("versions", ())}
    if way is None or number not in editions:
        abort(404)
    told = _told(way, editions[number])
    before = editions.get(number - 1)
    return render_template(
        "pathways/site/version.html",
        pathway=way,
        edition=editions[number],
        told=told,
        changed=changes_in_public(before and _told(way, before), told),
        services=services_of(told) if told else {},
    )


def _told(way: dict[str, Any], edition: dict[str, Any]) -> dict[str, Any] | None:
    """What the version says; None once it was withdrawn."""
    if way["withdrawn_on"] or edition["withdrawn_on"]:
        return None
    if edition["number"] == way.get("number"):
        return way
    return snapshots().one("pathway_version", edition["uid"])
