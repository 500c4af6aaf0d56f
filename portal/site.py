"""The public floor as an app of its own: snapshots in, pages out, nobody signed in."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from flask import Flask, g, request, url_for
from werkzeug.local import LocalProxy

from portal import assets, languages, terms
from portal.blueprints.pages import site as pages
from portal.blueprints.pages.shown import shown_number
from portal.compiled import PlainGlobals, jinja_options
from portal.config import Settings
from portal.labels import label, limit_words, records
from portal.languages import ALL, BY_CODE, BY_PREFIX, Language
from portal.manifest import file_of
from portal.rooms import CONCLUSIONS, MORE_PAGES, OF_TOWNS, OWN_PAGES, ROOMS
from portal.shells import Shell, shell
from portal.snapshots import Build, Snapshots, build, national_number, window

PREFIXES = ", ".join(f"'{language.prefix}'" for language in ALL)
WHOLE = {"/": "index.html", "/404.html": "404.html"}


class Gone(Exception):
    """A page that was asked for is no longer there."""


class UnlistedPage(Exception):
    """A public page that no list names would never be built."""


def create_site(settings: Settings) -> Flask:
    """The app that renders public pages; it has no database but the window."""
    app = Flask("portal", static_folder=None)
    app.jinja_environment = PlainGlobals
    app.jinja_options = jinja_options()
    app.config["DEMO"] = settings.demo
    languages.init_app(app, _language)
    for room in ROOMS:
        app.register_blueprint(room.site, url_prefix=f"/<any({PREFIXES}):prefix>")
    app.register_blueprint(pages.whole)
    app.url_value_preprocessor(_take_prefix)
    app.context_processor(lambda: _context(settings))
    app.jinja_env.globals.update(
        asset=assets.asset, label=label, site_url=site_url, limit_words=limit_words
    )
    app.jinja_env.globals.update(records.GLOBALS, town_names=_town_names)
    app.extensions["portal_address"] = lambda endpoint, **values: (
        settings.site_url.rstrip("/") + site_url(endpoint, **values)
    )
    app.jinja_env.globals["map_shell"] = lambda: _shell(settings)
    terms.init_app(app, _terms)
    _check_listed(app)
    return app


def _town_names() -> dict[str, Any]:
    found: dict[str, Any] = build().snapshots.follows("names_of_towns")
    return found


def _terms() -> list[terms.Added]:
    told = build().snapshots.summaries("term")
    return [terms.Added(t["kind"], t["code"], t["name"], t["retired"]) for t in told]


def _shell(settings: Settings) -> Shell:
    return shell(settings.site_dir / "shells")


def _lists() -> dict[str, Any]:
    return {name: values for room in ROOMS for name, values in room.LISTS.items()}


def _check_listed(app: Flask) -> None:
    named = set(_lists()) | {f"whole.{name}" for name in pages.WHOLE}
    silent = {rule.endpoint for rule in app.url_map.iter_rules()} - named
    if silent:
        raise UnlistedPage(f"no list names these pages: {', '.join(sorted(silent))}")


def _take_prefix(endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.language = BY_PREFIX.get((values or {}).pop("prefix", None), ALL[0])


def _language() -> Language:
    return g.get("language", ALL[0])


def site_url(endpoint: str, language: str | None = None, **values: Any) -> str:
    """The address of a public page, in the page's own language or another."""
    spoken = BY_CODE[language] if language else _language()
    return url_for(endpoint, prefix=spoken.prefix, **values)


def _in_language(code: str) -> str:
    """The page that is being rendered, in another language."""
    values = {k: v for k, v in (request.view_args or {}).items() if k != "prefix"}
    endpoint = request.endpoint or "pages.home"
    if endpoint.startswith("whole."):
        endpoint = "pages.home"
    return site_url(endpoint, language=code, **values)


def _context(settings: Settings) -> dict[str, Any]:
    root = settings.site_url.rstrip("/")
    return {
        "demo": settings.demo,
        "in_language": _in_language,
        "site_root": root,
        "canonical": root + _in_language(_language().code),
        "leave_url": settings.leave_url,
        "desk_url": f"{settings.desk_url.rstrip('/')}/desk/",
        "build": build(),
        "national_number": LocalProxy(shown_number),
    }


def _short(value: Any) -> str:
    said = json.dumps(value, sort_keys=True)
    return said if len(said) < 100 else hashlib.sha256(said.encode()).hexdigest()


def _address(endpoint: str, **values: Any) -> str:
    return site_url(endpoint, language="en", **values)[len("/en/") :]


def _is_public(template: str) -> bool:
    return template.startswith(("parts/", "layouts/")) or "/site/" in template


class SiteRenderer:
    """Renders addresses; one without a leading slash is a page in each language."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self.app = app
        self.engine = window(settings.database)
        self.settings = settings

    def warm(self) -> None:
        """Compile what pages are made of now, so that the first one need not wait."""
        environment = self.app.jinja_env
        for name in environment.list_templates(filter_func=_is_public):
            environment.get_template(name)
        languages.warm()
        _shell(self.settings)

    @contextmanager
    def on(self, today: date) -> Iterator["SiteRenderer"]:
        """Look through the window once, for all pages of one build."""
        with self.engine.connect() as connection:
            found = Snapshots(connection, CONCLUSIONS)
            self.app.extensions["portal_build"] = Build(found, today)
            yield self

    @property
    def _snapshots(self) -> Snapshots:
        return self.app.extensions["portal_build"].snapshots

    def addresses(self) -> list[str]:
        """Every page that the lists name.

        A list, so that no request is open any more when the first page is rendered:
        pages inside of it would speak its language.
        """
        with self.app.test_request_context("/"):
            named = [
                _address(endpoint, **given)
                for endpoint, values in _lists().items()
                for given in values(self._snapshots)
            ]
        self._snapshots.forget_needs()
        return [*pages.WHOLE.values(), *named]

    def own_addresses(self, keys: set[str]) -> Iterator[str]:
        """The pages of the things that keys name: a new one is in no manifest."""
        with self.app.test_request_context("/"):
            for kind, _, uid in (key.partition(":") for key in keys):
                name, endpoints = OWN_PAGES.get(kind, ("", ()))
                for endpoint in endpoints:
                    if self._is_listed(endpoint, uid):
                        yield _address(endpoint, **{name: uid})
                for more in MORE_PAGES.get(kind, ()):
                    for endpoint, values in more(self._snapshots, kind, uid):
                        yield _address(endpoint, **values)
        self._snapshots.forget_needs()

    def _is_listed(self, endpoint: str, slug: str) -> bool:
        """Whether a page stands: not every town has a map."""
        listed = [r.LISTS[endpoint] for r in OF_TOWNS if endpoint in r.LISTS]
        return all({"slug": slug} in named(self._snapshots) for named in listed)

    def render(self, address: str, only: str = "") -> Iterable[tuple[str, bytes]]:
        """(file, bytes) in every language, or in one. Gone where it is no page."""
        if address.startswith("/"):
            yield WHOLE.get(address, address[1:]), self._get(address)
            return
        for language in [BY_PREFIX[only]] if only else ALL:
            path = f"{language.prefix}/{address}"
            yield file_of(path), self._get(f"/{path}")

    def files(self) -> Iterator[tuple[str, bytes]]:
        """(address, bytes) of what pages load: named by content, in no language."""
        yield from assets.all_files()
        yield assets.keeper()
        drawn = _shell(self.settings)
        yield drawn.address, drawn.script

    def needs(self) -> set[str]:
        """What the pages since the last call were made of."""
        return self._snapshots.forget_needs()

    def conclusions(self) -> dict[str, tuple[str, list[str]]]:
        """What was concluded up to now: each in short, and what it needs."""
        found = self._snapshots.concluded
        return {n: (_short(v), sorted(needs)) for n, (v, needs) in found.items()}

    def conclude(self, name: str) -> None:
        """Draw a conclusion of the build before again."""
        with self.app.app_context():
            self._snapshots.follows(*name.split("=", 1))
            self._snapshots.forget_needs()

    def national_number(self) -> dict[str, Any] | None:
        with self.app.app_context():
            return national_number()

    def _get(self, url: str) -> bytes:
        with self.app.test_request_context(url):
            response = self.app.full_dispatch_request()
        if response.status_code == 404 and url != "/404.html":
            raise Gone(url)
        return response.get_data()
