"""The read-only API of what is public: HSDS 3.1 for anybody, without a session.

It looks through the same window as the public pages and sees nothing else.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from portal.access import open_to_all
from portal.blueprints.opendata import answers
from portal.blueprints.opendata.answers import Desk
from portal.blueprints.opendata.asked import BadQuestion, asked
from portal.blueprints.opendata.index import Kept
from portal.blueprints.opendata.listed import named
from portal.blueprints.opendata.openapi import LISTS, described
from portal.blueprints.opendata.throttle import Counts
from portal.config import Settings
from portal.languages import ALL, BY_PREFIX
from portal.snapshots import Snapshots, window
from portal.time import now, today

VERSION = "3.1"
CACHED_SECONDS = 60
PREFIXES = ", ".join(f"'{language.prefix}'" for language in ALL)

api = Blueprint("api", __name__, url_prefix="/api")
hsds = Blueprint("hsds", __name__, url_prefix=f"/api/hsds/<any({PREFIXES}):prefix>")


def init_app(app: Flask, settings: Settings) -> None:
    """Answer below /api, from the window of this instance."""
    app.extensions["portal_api"] = {
        "window": window(settings.database),
        "kept": Kept(),
        "counts": Counts(),
        "root": settings.site_url.rstrip("/"),
    }
    app.register_blueprint(api)
    app.register_blueprint(hsds)


@api.before_request
@hsds.before_request
def _not_too_often() -> ResponseReturnValue | None:
    seconds = _ours("counts").wait(request.remote_addr, now())
    if not seconds:
        return None
    refused = _refused(429, "Too many questions in one minute. Please wait.")
    refused.headers["Retry-After"] = str(seconds)
    return refused


@api.after_request
@hsds.after_request
def _for_anybody(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    if response.status_code == 200:
        response.cache_control.public = True
        response.cache_control.max_age = CACHED_SECONDS
        response.add_etag()
        response.make_conditional(request)
    return response


def _ours(name: str) -> Any:
    return current_app.extensions["portal_api"][name]


def _refused(code: int, said: str) -> Response:
    response = jsonify(error=said)
    response.status_code = code
    return response


@api.get("/openapi.json")
@open_to_all
def openapi() -> ResponseReturnValue:
    return jsonify(described(_ours("root")))


@hsds.get("/")
@open_to_all
def about(prefix: str) -> ResponseReturnValue:
    root = _ours("root")
    return jsonify(
        version=VERSION,
        profile=f"{root}/{prefix}/data/",
        openapi_url=f"{root}/api/openapi.json",
    )


def _list(name: str) -> Callable[..., ResponseReturnValue]:
    """One page of a list; what cannot be understood is refused in a sentence."""

    @open_to_all
    def view(prefix: str) -> ResponseReturnValue:
        with force_locale(BY_PREFIX[prefix].locale):
            try:
                question = asked(request.args, LISTS[name].parameters)
            except BadQuestion as bad:
                return _refused(400, str(bad))
            told = getattr(answers, name)
            return _looked(prefix, lambda desk: told(desk, question))

    return view


def _one(name: str) -> Callable[..., ResponseReturnValue]:
    @open_to_all
    def view(prefix: str, id: str) -> ResponseReturnValue:
        with force_locale(BY_PREFIX[prefix].locale):
            if request.args:
                return _refused(400, _("A single thing has no parameters."))
            told = getattr(answers, name)
            return _looked(prefix, lambda desk: told(desk, id))

    return view


def _looked(prefix: str, answer: Callable[[Desk], Any]) -> ResponseReturnValue:
    """Answer through the window, which closes again."""
    with _ours("window").connect() as connection:
        snapshots, day = Snapshots(connection), today()
        towns = snapshots.summaries("municipality")
        listed = {town["slug"] for town in towns if town["on_portal"]}
        index = _ours("kept").index(snapshots, listed, day)
        told = named(snapshots, BY_PREFIX[prefix].code)
        told = replace(told, changed=index.changed)
        found = answer(Desk(snapshots, day, told, index))
    if found is None:
        return _refused(404, _("There is nothing of this id."))
    said = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return Response(said, content_type="application/json")


for _name, _said in LISTS.items():
    hsds.add_url_rule(f"/{_name}", _name, _list(_name))
    hsds.add_url_rule(f"/{_name}/<id>", _said.one, _one(_said.one))
