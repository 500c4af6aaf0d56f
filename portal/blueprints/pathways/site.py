"""Public pages of referral pathways."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from portal.blueprints.pathways.shown import (
    graph_of,
    operational_findings,
    reasons,
    service_view,
)
from portal.domain.clarity import unclear
from portal.snapshots import Snapshots, snapshots

site = Blueprint("pathways", __name__)


def _each(snapshots: Snapshots) -> Iterable[dict[str, Any]]:
    return [{"uid": uid} for uid in snapshots.uids("pathway")]


LISTS: dict[str, Callable[[Snapshots], Iterable[dict[str, Any]]]] = {
    "pathways.index": lambda snapshots: [{}],
    "pathways.pathway": _each,
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
    findings = operational_findings(way)
    return render_template(
        "pathways/site/pathway.html",
        pathway=way,
        state={
            "clear": not unclear(graph_of(way)),
            "operational": not findings,
            "reasons": reasons(findings),
        },
        services=_services_of(way),
    )


def _services_of(way: dict[str, Any]) -> dict[str, Any]:
    uids = {step["service"] for step in way["steps"] if step["service"]}
    found = {uid: snapshots().one("service", uid) for uid in uids}
    return {uid: service_view(service) for uid, service in found.items() if service}
