"""The desk of verification: what falls due, each row with its facts and two buttons."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from portal import paging
from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.indicators.queries import source_words
from portal.blueprints.services import actions, due, queries
from portal.domain.permissions import May
from portal.forms import DeskForm
from portal.labels.services import hours_lines
from portal.models import Service
from portal.time import now, today

desk = Blueprint("due", __name__, url_prefix="/due")


class SeenForm(DeskForm):
    """Which state of a record somebody found right."""

    seen_version = HiddenField()


@desk.get("/")
@needs(May.USE_DESK)
def index() -> ResponseReturnValue:
    return _page()


def _page(refused: UUID | None = None) -> str:
    actor, page, never = current_actor(), *_where()
    amounts = due.amounts(actor, today())
    found = amounts.never if never else amounts.due
    return render_template(
        "services/desk/due.html",
        rows=due.rows(actor, today(), never=never, page=page),
        amounts=amounts,
        never=never,
        page=page,
        pages=paging.pages(found),
        refused=refused,
        source_words=source_words,
        hours_lines=hours_lines,
        today=today(),
    )


def _where() -> tuple[int, bool]:
    """The page of which list: the address says it, for the buttons too."""
    return paging.asked(request.args), bool(request.args.get("never"))


@desk.post("/<uuid:uid>")
@needs(May.VERIFY_SERVICE, queries.service)
def verify(service: Service) -> ResponseReturnValue:
    """One click: right as it was shown; what changed since is looked at again."""
    seen = SeenForm().seen_version.data
    if seen != str(service.row_version):
        return _page(refused=service.uid), 422
    event = actions.verify(current_actor(), service, now())
    return done(event, back_to(service))


def back_to(service: Service) -> str:
    """The row of the service on the page where somebody was."""
    page, never = _where()
    told: dict[str, Any] = {"page": page} if page > 1 else {}
    told |= {"never": 1} if never else {}
    return url_for("services.due.index", **told, _anchor=f"s-{service.uid}")
