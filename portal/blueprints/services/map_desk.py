"""The desk's map: all that the team may see, the list beside it, what is missing."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal import terms
from portal.access import current_actor, needs
from portal.blueprints.services import map_queries
from portal.blueprints.services.features import collection
from portal.blueprints.services.placed import Placed, by_kind, spots_of
from portal.config import Settings
from portal.domain import tiling
from portal.domain.conditions import SPOKEN, StatusNeeded
from portal.domain.permissions import May
from portal.frozen import FETCHING_POLICY
from portal.labels import label
from portal.models import Municipality
from portal.shells import Shell, shell
from portal.time import today

# More services than this are listed by their towns alone: the page has to stay light.
BRIEF_AT_MOST = 200

desk = Blueprint("map", __name__, url_prefix="/map")


@desk.get("/")
@needs(May.USE_DESK)
def index() -> ResponseReturnValue:
    towns, actor = map_queries.towns(), current_actor()
    amounts = map_queries.amounts(actor, today())
    page = render_template(
        "services/desk/map.html",
        towns=towns,
        amounts=amounts,
        kinds=by_kind(_all(towns)) if _is_brief(amounts) else None,
        hidden=map_queries.without_place(actor, today()),
        offered=_offered(),
        shell=_shell(),
        layer=_layer(),
    )
    return Response(page, headers={"Content-Security-Policy": FETCHING_POLICY})


def _is_brief(amounts: dict[str, int]) -> bool:
    return sum(amounts.values()) <= BRIEF_AT_MOST


def _all(towns: list[Any], town: str | None = None) -> list[Placed]:
    middles = map_queries.middles(towns)
    return map_queries.on_map(current_actor(), today(), middles, town)


def _offered() -> dict[str, list[str]]:
    named = {kind: terms.every(kind) for kind in ("category", "group")}
    return {**named, "status_needed": [*StatusNeeded], "spoken": [*SPOKEN]}


def _shell() -> Shell:
    settings: Settings = current_app.config["SETTINGS"]
    return shell(settings.site_dir / "shells")


def _layer() -> str | None:
    """Where a view tells what is missing in which town, if there is one."""
    there = "gaps.layer" in current_app.view_functions
    return url_for("gaps.layer") if there else None


@desk.get("/services.json")
@needs(May.USE_DESK)
def places() -> ResponseReturnValue:
    towns = map_queries.towns()
    if _is_brief(map_queries.amounts(current_actor(), today())):
        return _features(towns, None)
    return jsonify(towns=tiling.overview(_tiled(towns)))


@desk.get("/index.json")
@needs(May.USE_DESK)
def codes() -> ResponseReturnValue:
    return jsonify(tiling.index(_tiled(map_queries.towns())))


@desk.get("/<slug>/services.json")
@needs(May.USE_DESK, map_queries.town)
def places_of_town(town: Municipality) -> ResponseReturnValue:
    return _features(map_queries.towns(), town.slug)


def _features(towns: list[Any], town: str | None) -> Response:
    found = _all(towns, town)
    return jsonify(collection(found, map_queries.middles(towns), _state))


def _state(service: dict[str, Any]) -> dict[str, str]:
    said = label("publication", service["publication"])
    return {
        "note": f"{said}. {_('Not verified in time.')}" if service["overdue"] else said
    }


def _tiled(towns: list[Any]) -> tiling.Tiling:
    return tiling.tiling(
        spot
        for one in _all(towns)
        for spot in spots_of(one.codes, one.markers, set(one.towns))
    )
