"""The desk's one box: services, organisations, pathways and guidance by their words."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from portal.access import current_actor, needs
from portal.blueprints.search import queries
from portal.blueprints.search.guidance import found_guides
from portal.domain.permissions import May
from portal.domain.searching import asked
from portal.languages import current
from portal.time import today

LONGEST = 100
GUIDES = 8

desk = Blueprint("search", __name__, url_prefix="/desk/search")


@desk.get("/")
@needs(May.USE_DESK)
def index() -> ResponseReturnValue:
    question = request.args.get("q", "").strip()[:LONGEST]
    found = queries.find(current_actor(), question, today())
    return render_template(
        "search/desk/index.html",
        question=question,
        asked=bool(asked(question)),
        found=found,
        guides=found_guides(question, current().code, GUIDES),
        shown=queries.SHOWN,
        today=today(),
    )
