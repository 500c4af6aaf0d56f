"""The public page of open data, and its files in each language."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal import content
from portal.blueprints.opendata import licence, ways
from portal.blueprints.opendata.atom import MAP, About, Entry, atom, entry, newest
from portal.blueprints.opendata.geojson import collection
from portal.blueprints.opendata.listed import (
    feed,
    services,
    services_of,
    some_services,
    words,
)
from portal.blueprints.opendata.table import table
from portal.changes import stays
from portal.hsds import writing
from portal.hsds.package import package
from portal.hsds.pages import whole
from portal.hsds.tables import apart
from portal.hsds.taxonomy import TAXONOMIES, taxonomy
from portal.languages import current
from portal.sheets import CSV_TYPE
from portal.snapshots import Snapshots, build, snapshots

site = Blueprint("opendata", __name__)


def _once(snapshots: Snapshots) -> Iterable[dict[str, Any]]:
    return [{}]


def _each(snapshots: Snapshots) -> Iterable[dict[str, Any]]:
    towns = snapshots.summaries("municipality")
    return [{"slug": town["slug"]} for town in towns if town["on_portal"]]


LISTS: dict[str, Callable[[Snapshots], Iterable[dict[str, Any]]]] = {
    "opendata.page": _once,
    "opendata.hsds": _once,
    "opendata.tables": _once,
    "opendata.points": _once,
    "opendata.points_of_town": _each,
    "opendata.sheet": _once,
    "opendata.changes": _once,
    "opendata.pathway_changes": _once,
}
# Each tells every service: they are made after the pages that people read.
WHOLE = frozenset(
    f"data/{name}"
    for name in ("services.hsds.json", "services.hsds.zip", "services.csv")
)


@site.get("/data/")
def page() -> ResponseReturnValue:
    return render_template(
        "opendata/site/data.html",
        article=content.page("data", current().code),
        licence=licence,
    )


@site.get("/data/services.hsds.json")
def hsds() -> ResponseReturnValue:
    feed = _feed()
    found = [writing.service(told, feed) for told in _services()]
    said = json.dumps(whole(found), ensure_ascii=False, separators=(",", ":"))
    return Response(said, content_type="application/json")


@site.get("/data/services.hsds.zip")
def tables() -> ResponseReturnValue:
    feed = _feed()
    lists = [taxonomy(kind, feed) for kind in TAXONOMIES]
    rows = apart((writing.service(told, feed) for told in _services()), lists)
    said = package(rows, title=_("Services"), licence=licence.OF_PACKAGE)
    return Response(said, content_type="application/zip")


@site.get("/data/services.geojson")
def points() -> ResponseReturnValue:
    return _geojson(collection(_services(), words(snapshots(), current().code)))


@site.get("/municipalities/<slug>/services.geojson")
def points_of_town(slug: str) -> ResponseReturnValue:
    if slug not in _towns():
        abort(404)
    found = services_of(snapshots(), slug, build().checked_on)
    return _geojson(collection(found, words(snapshots(), current().code)))


@site.get("/data/services.csv")
def sheet() -> ResponseReturnValue:
    return Response(table(_services(), _feed()), content_type=CSV_TYPE)


@site.get("/data/changes.atom")
def changes() -> ResponseReturnValue:
    found, feed = newest(stays(snapshots(), "service"), _towns()), _feed()
    public = some_services(
        snapshots(), _towns(), build().checked_on, [one[-1].uid for one in found]
    )
    title = _("Changes in the list of services")
    return _atom(
        [entry(one, public.get(one[-1].uid), feed) for one in found],
        About("changes", title, MAP),
    )


@site.get("/data/pathways.atom")
def pathway_changes() -> ResponseReturnValue:
    title = _("Changes of the pathways")
    found = ways.entries(snapshots(), current().code)
    return _atom(found, About("pathways", title, ways.PAGE))


def _atom(found: list[Entry], about: About) -> Response:
    root = current_app.extensions["portal_address"]("pages.home")
    day, language = build().checked_on, current().code
    said = atom(found, about, language=language, day=day, root=root)
    return Response(said, content_type="application/atom+xml")


def _towns() -> list[str]:
    found: list[str] = snapshots().follows("towns_on_portal")
    return found


def _services() -> Iterable[dict[str, Any]]:
    return services(snapshots(), _towns(), build().checked_on)


def _feed() -> Any:
    return feed(snapshots(), current().code)


def _geojson(told: dict[str, Any]) -> Response:
    said = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Response(said, content_type="application/geo+json")
