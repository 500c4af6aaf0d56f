"""The desk: its rooms, what every page of it shows, and the language it speaks."""

from typing import Any

from flask import Flask, current_app, g, request, session
from flask_login import current_user
from flask_wtf import CSRFProtect

from portal import terms
from portal.access import current_actor
from portal.blueprints.decisions import desk as decisions
from portal.blueprints.gaps import desk as gaps
from portal.blueprints.indicators import desk as indicators
from portal.blueprints.meetings import desk as meetings
from portal.blueprints.minutes import desk as minutes
from portal.blueprints.overview import dashboard
from portal.blueprints.overview import desk as overview
from portal.blueprints.pathways import desk as pathways
from portal.blueprints.pathways import further_desk, steps
from portal.blueprints.pathways import reach_desk as reach
from portal.blueprints.people import desk as people
from portal.blueprints.plans import desk as plans
from portal.blueprints.referrals import desk as referrals
from portal.blueprints.search import desk as search
from portal.blueprints.services import desk as services
from portal.blueprints.teams import desk as teams
from portal.blueprints.terms import desk as terms_desk
from portal.blueprints.terms import queries as term_queries
from portal.config import Settings
from portal.domain.words import CYRILLIC, LATIN
from portal.labels import wording
from portal.languages import ALL, BY_CODE, Language, say

ROOMS = (
    overview,
    dashboard,
    teams,
    services,
    pathways,
    meetings,
    plans,
    indicators,
)
OFFICE_ROOMS = (dashboard,)
WITHIN_ROOMS = (
    *(people, steps, further_desk, reach, referrals, minutes, decisions),
    *(terms_desk, gaps, search),
)


def init_app(app: Flask) -> None:
    """Register the rooms; every form of the desk carries a token."""
    CSRFProtect(app)
    for room in (*ROOMS, *WITHIN_ROOMS):
        app.register_blueprint(room.desk)
    app.context_processor(_context)
    terms.init_app(app, _terms)


def _terms() -> list[terms.Added]:
    """The office's terms, asked for once in a request."""
    if "terms" not in g:
        g.terms = term_queries.in_use()
    return g.terms


def language() -> Language:
    """The reader's: chosen on this page, kept, or what the browser asks for."""
    chosen = request.args.get("lang") or session.get("language")
    known = BY_CODE.get(getattr(current_user, "language", None) or chosen or "")
    return known or _asked_for()


def _asked_for() -> Language:
    tags = [tag.lower() for tag, _ in request.accept_languages]
    for tag in tags:
        if tag.startswith("sr"):
            return BY_CODE[LATIN if "latn" in tag else CYRILLIC]
        if tag.startswith("en"):
            return BY_CODE["en"]
    return ALL[0]


def _context() -> dict[str, Any]:
    actor = current_actor()
    if request.path != "/desk" and not request.path.startswith("/desk/"):
        return {}
    settings: Settings = current_app.config["SETTINGS"]
    return {
        "demo": settings.demo,
        "actor": _shown(actor) if actor.is_somebody else None,
        "rooms": _rooms() if actor.is_somebody else [],
        "here": request.full_path if request.method == "GET" else request.path,
        "refusal_words": lambda refusal: wording(refusal.code, refusal.about),
        "site_home": f"{settings.site_url.rstrip('/')}/{language().prefix}/",
    }


def _shown(actor: Any) -> dict[str, Any]:
    seats = [say(name) for name in current_user.organisations]
    return {"person_name": actor.name, "seat_line": seats[0] if seats else None}


def _rooms() -> list[tuple[str, str, bool]]:
    return [
        (room.HOME, str(room.NAME), (request.blueprint or "") in room.BLUEPRINTS)
        for room in ROOMS
        if current_actor().is_office or room not in OFFICE_ROOMS
    ]
