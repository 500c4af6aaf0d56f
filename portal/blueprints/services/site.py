"""Public maps of services: the whole country and each town, with the list beside it."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template
from flask.typing import ResponseReturnValue

from portal.blueprints.services.features import features
from portal.blueprints.services.placed import (
    Placed,
    by_kind,
    in_town,
    in_towns,
    nationwide,
    serving,
)
from portal.blueprints.teams.towns import names_on_portal, other_towns
from portal.domain import tiling
from portal.domain.terms import TermKind
from portal.snapshots import Snapshots, snapshots
from portal.terms import position

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
    "services.index": _once,
    "services.map_of_town": _each,
    "services.places_of_town": _each,
}


@site.get("/map/")
def map() -> ResponseReturnValue:
    amounts, found = snapshots().follows("amounts"), _brief()
    return render_template(
        "services/site/map.html",
        kinds=None if found is None else by_kind(found),
        amounts=amounts,
        categories=sorted(amounts["kinds"], key=_place_of),
        national=nationwide(snapshots()),
        towns=names_on_portal(snapshots()),
        others=other_towns(snapshots()),
        offered=snapshots().follows("offered"),
    )


def _place_of(kind: str) -> int:
    return position(TermKind.CATEGORY, kind)


def _brief() -> list[Placed] | None:
    """The services of the towns, while they are so few that a page can name them."""
    few = snapshots().follows("amounts")["all"] <= BRIEF_AT_MOST
    return in_towns(snapshots()) if few else None


@site.get("/map/services.json")
def places() -> ResponseReturnValue:
    found = _brief()
    if found is None:
        return jsonify(towns=tiling.overview(snapshots().follows("tiled")))
    return _features(found)


@site.get("/map/index.json")
def index() -> ResponseReturnValue:
    """What filters ask of all services, for a map that has not fetched them."""
    return jsonify(tiling.index(snapshots().follows("tiled")))


@site.get("/municipalities/<slug>/map/")
def map_of_town(slug: str) -> ResponseReturnValue:
    town = _on_portal(slug)
    return render_template(
        "services/site/town_map.html",
        town=town,
        kinds=by_kind(in_town(snapshots(), slug)),
        serving=serving(snapshots(), slug),
        national=len(nationwide(snapshots())),
        towns=names_on_portal(snapshots()),
        offered=snapshots().follows("offered"),
    )


@site.get("/municipalities/<slug>/map/services.json")
def places_of_town(slug: str) -> ResponseReturnValue:
    _on_portal(slug)
    return _features(in_town(snapshots(), slug))


def _on_portal(slug: str) -> dict[str, Any]:
    town = snapshots().one("municipality", slug)
    if town is None or not town["on_portal"]:
        abort(404)
    return town


def _features(placed: Iterable[Placed]) -> Response:
    return jsonify(features(placed, snapshots().follows("places_of_towns")))
