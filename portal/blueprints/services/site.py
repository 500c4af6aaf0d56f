"""Public maps of services: the whole country and each town, with the list beside it."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template
from flask.typing import ResponseReturnValue

from portal.blueprints.services.features import features
from portal.blueprints.services.placed import by_kind, in_town, in_towns, nationwide
from portal.blueprints.teams.towns import names_on_portal, other_towns
from portal.snapshots import Snapshots, snapshots

# More services than this are listed by their towns alone: the page has to stay light.
BRIEF_AT_MOST = 200

site = Blueprint("services", __name__)


def _once(snapshots: Snapshots) -> Iterable[dict[str, Any]]:
    return [{}]


def _each(snapshots: Snapshots) -> Iterable[dict[str, Any]]:
    """Towns whose teams work on the portal: the others list no services."""
    towns = snapshots.summaries("municipality")
    return [{"slug": town["slug"]} for town in towns if town["on_portal"]]


LISTS: dict[str, Callable[[Snapshots], Iterable[dict[str, Any]]]] = {
    "services.map": _once,
    "services.places": _once,
    "services.map_of_town": _each,
    "services.places_of_town": _each,
}


@site.get("/map/")
def map() -> ResponseReturnValue:
    return render_template(
        "services/site/map.html",
        kinds=by_kind(in_towns(snapshots())),
        national=nationwide(snapshots()),
        towns=names_on_portal(snapshots()),
        others=other_towns(snapshots()),
        brief_at_most=BRIEF_AT_MOST,
    )


@site.get("/map/services.json")
def places() -> ResponseReturnValue:
    return _data(features(in_towns(snapshots())))


@site.get("/municipalities/<slug>/map/")
def map_of_town(slug: str) -> ResponseReturnValue:
    town = _on_portal(slug)
    return render_template(
        "services/site/town_map.html",
        town=town,
        kinds=by_kind(in_town(snapshots(), slug)),
        national=len(nationwide(snapshots())),
        towns=names_on_portal(snapshots()),
    )


@site.get("/municipalities/<slug>/map/services.json")
def places_of_town(slug: str) -> ResponseReturnValue:
    _on_portal(slug)
    return _data(features(in_town(snapshots(), slug)))


def _on_portal(slug: str) -> dict[str, Any]:
    town = snapshots().one("municipality", slug)
    if town is None or not town["on_portal"]:
        abort(404)
    return town


def _data(told: dict[str, Any]) -> Response:
    return jsonify(told)
