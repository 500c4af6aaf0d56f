"""Public pages of words, and those that belong to no language."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, Response, make_response, render_template
from flask.typing import ResponseReturnValue

from portal import content, languages
from portal.blueprints.teams.towns import (
    names_on_portal,
    other_towns,
    towns_on_portal,
)
from portal.snapshots import Snapshots, snapshots

site = Blueprint("pages", __name__)
whole = Blueprint("whole", __name__)

WHOLE = {
    "home": "/",
    "not_found": "/404.html",
    "sitemap": "/sitemap.xml",
    "robots": "/robots.txt",
}


def once(snapshots: Snapshots) -> Iterable[dict[str, Any]]:
    """The page list of a page that there is once."""
    return [{}]


LISTS: dict[str, Callable[[Snapshots], Iterable[dict[str, Any]]]] = {
    f"pages.{name}": once
    for name in (
        "home",
        "help",
        "helping",
        "about",
        "glossary",
        "accessibility",
        "privacy",
    )
}


@site.get("/")
def home() -> ResponseReturnValue:
    return _home()


def _home() -> str:
    return render_template(
        "pages/site/home.html",
        towns=towns_on_portal(snapshots()),
        others=other_towns(snapshots()),
        emergency=content.emergency(),
    )


@site.get("/help/")
def help() -> ResponseReturnValue:
    return _guidance("help")


@site.get("/helping/")
def helping() -> ResponseReturnValue:
    return _guidance("helping")


def _guidance(slug: str) -> str:
    return render_template(
        f"pages/site/{slug}.html",
        article=content.page(slug, languages.current().code),
        towns=names_on_portal(snapshots()),
        emergency=content.emergency(),
    )


@site.get("/about/")
def about() -> ResponseReturnValue:
    return _article("about")


@site.get("/accessibility/")
def accessibility() -> ResponseReturnValue:
    return _article("accessibility")


@site.get("/privacy/")
def privacy() -> ResponseReturnValue:
    return _article("privacy")


def _article(slug: str) -> str:
    page = content.page(slug, languages.current().code)
    return render_template("pages/site/article.html", page=page, html=page.html)


@site.get("/glossary/")
def glossary() -> ResponseReturnValue:
    entries = content.glossary(languages.current().code)
    return render_template("pages/site/glossary.html", entries=entries)


@whole.get(WHOLE["home"], endpoint="home")
def root() -> ResponseReturnValue:
    return _home()


@whole.get(WHOLE["not_found"])
def not_found() -> ResponseReturnValue:
    return render_template("pages/site/404.html")


@whole.get(WHOLE["sitemap"])
def sitemap() -> ResponseReturnValue:
    """Every page of every language, with its other languages."""
    found = snapshots().follows("addresses")
    xml = render_template("pages/site/sitemap.xml", addresses=found)
    return _typed(xml, "application/xml")


def addresses(snapshots: Snapshots, about: str) -> list[str]:
    """The pages that searchers may find: those of withdrawn pathways are none."""
    addresses = ["", "help/", "helping/", "municipalities/", "pathways/", "figures/"]
    addresses += ["map/", "search/", "about/", "glossary/", "data/"]
    addresses += ["accessibility/", "privacy/", "gaps/"]
    towns = snapshots.summaries("municipality")
    addresses += [f"municipalities/{town['slug']}/" for town in towns]
    maps = [town["slug"] for town in towns if town["on_portal"]]
    addresses += [
        f"municipalities/{slug}/{page}/" for slug in maps for page in ("map", "gaps")
    ]
    addresses += snapshots.follows("addresses_of_kinds")
    ways = snapshots.summaries("pathway")
    addresses += [
        f"pathways/{way['uid']}/{page}"
        for way in ways
        for page in ("", "follow/", "poster/")
        if not way["withdrawn_on"]
    ]
    addresses += snapshots.follows("addresses_of_tongues")
    return addresses


@whole.get(WHOLE["robots"])
def robots() -> ResponseReturnValue:
    text = render_template("pages/site/robots.txt")
    return _typed(text, "text/plain")


def _typed(text: str, mimetype: str) -> Response:
    response = make_response(text)
    response.mimetype = mimetype
    return response
