"""The public search: a page, and files that a browser searches by itself.

Services stand in a few files, by the hash of their town: an edit makes one anew.
All are fetched before anything is found, so that no request tells what was asked.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any
from zlib import crc32

from flask import Blueprint, Response, abort, make_response, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from portal.blueprints.pathways.shown import is_overdue
from portal.blueprints.search.guidance import guides
from portal.domain.naming import FORMS
from portal.domain.searching import fold
from portal.domain.words import in_language
from portal.labels import label
from portal.languages import current
from portal.snapshots import Snapshots, build, snapshots

SHELVES = 16
NATIONAL = SHELVES
# So much of a uid tells the entries of a page apart; the rest does not compress.
SHORT = 8

site = Blueprint("search", __name__)


def shelf_of(slug: str) -> int:
    """In which file the services of a town stand."""
    return crc32(slug.encode()) % SHELVES


def _shelves(snapshots: Snapshots) -> list[int]:
    towns = snapshots.follows("towns_on_portal")
    return [*sorted({shelf_of(slug) for slug in towns}), NATIONAL]


def _each(snapshots: Snapshots) -> Iterable[dict[str, Any]]:
    """All of them, empty or not: a town that comes to the portal finds its own."""
    return [{"number": number} for number in range(NATIONAL + 1)]


LISTS: dict[str, Callable[[Snapshots], Iterable[dict[str, Any]]]] = {
    "search.page": lambda snapshots: [{}],
    "search.about": lambda snapshots: [{}],
    "search.shelf": _each,
}


@site.get("/search/")
def page() -> ResponseReturnValue:
    return render_template("search/site/search.html", named=FORMS)


@site.get("/search/index.json")
def about() -> ResponseReturnValue:
    """Towns, pathways, articles and terms, and which files of services there are."""
    towns = snapshots().summaries("municipality")
    here = [town for town in towns if town["on_portal"]]
    ways = [w for w in snapshots().summaries("pathway") if not w["withdrawn_on"]]
    return _data(
        {
            "shelves": _shelves(snapshots()),
            "towns": {town["slug"]: _said(town["name"]) for town in here},
            "pathways": [
                [way["uid"], _said(way["title"]), _town_of(way)] for way in ways
            ],
            "guides": [
                [guide.address, guide.title, _words(guide.text), guide.is_term]
                for guide in guides(current().code)
            ],
        }
    )


def _town_of(way: dict[str, Any]) -> str:
    town = way["municipality"]
    return in_language(town["name"], current().code).text if town else ""


def _words(text: str) -> str:
    return " ".join(sorted(set(fold(text).split())))


def _said(words: Any, own: str = "") -> str | list[str]:
    """The text, and its language where it is another than the page's."""
    own = own or current().code
    shown = in_language(words, own)
    return shown.text if shown.language == own else [shown.text, shown.language]


@site.get("/search/<int:number>.json")
def shelf(number: int) -> ResponseReturnValue:
    if number > NATIONAL:
        abort(404)
    if number == NATIONAL:
        return _data(_columns([("", snapshots().national("service"))]))
    towns = snapshots().follows("towns_on_portal")
    here = [slug for slug in towns if shelf_of(slug) == number]
    return _data(_columns([(s, snapshots().summaries("service", s)) for s in here]))


def _columns(found: Iterable[tuple[str, list[dict[str, Any]]]]) -> dict[str, Any]:
    """One list for each column, as short as they can be: thousands stand in them."""
    bodies, kinds, towns = Codes(), Codes(), Codes()
    rows = [(slug, service) for slug, services in found for service in services]
    today, own = build().checked_on, current().code
    names = {code: _kind(code) for code in {s["category"] for _, s in rows}}
    return {
        "name": [_said(service["name"], own) for _, service in rows],
        "body": [bodies.of(_said(service["organisation"], own)) for _, service in rows],
        "kind": [kinds.of(names[service["category"]]) for _, service in rows],
        "town": [towns.of(slug) for slug, _ in rows],
        "late": [at for at, (_, s) in enumerate(rows) if is_overdue(s, today)],
        "uid": "".join(service["uid"][:SHORT] for _, service in rows),
        "bodies": bodies.all,
        "kinds": kinds.all,
        "towns": towns.all,
    }


def _kind(code: str) -> str:
    """As plain text: the name of an added term may be marked with its language."""
    return Markup(label("category", code)).striptags()  # noqa: S704 (tags go)


class Codes:
    """Each text once, and which number it has."""

    def __init__(self) -> None:
        self.all: list[Any] = []
        self._numbers: dict[str, int] = {}

    def of(self, said: Any) -> int:
        number = self._numbers.setdefault(str(said), len(self.all))
        if number == len(self.all):
            self.all.append(said)
        return number


def _data(told: dict[str, Any]) -> Response:
    said = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    response = make_response(said)
    response.mimetype = "application/json"
    return response
