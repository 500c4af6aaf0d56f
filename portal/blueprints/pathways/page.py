"""The page of one version: what it says, what is wrong with it, what one may do."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access import current_actor
from portal.blueprints.pathways import (
    comments,
    drawn,
    knots,
    marks,
    queries,
    readers,
    scripts,
)
from portal.blueprints.pathways.forms import ReasonForm
from portal.blueprints.pathways.graph import findings
from portal.domain.errors import DomainError
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.models import PathwayVersion
from portal.time import today

MOVES = {
    "submit": May.SUBMIT_VERSION,
    "return": May.RETURN_VERSION,
    "approve": May.APPROVE_VERSION,
    "publish": May.PUBLISH_VERSION,
    "withdraw": May.WITHDRAW_VERSION,
    "edit": May.EDIT_VERSION,
    "comment": May.ADD_COMMENT,
    "confirm": May.CONFIRM_READING,
    "name": May.READ_NAMES,
}


def of_version(
    version: PathwayVersion, reason: ReasonForm, refusal: DomainError | None = None
) -> ResponseReturnValue:
    """The page; `reason` and `refusal` say why what was tried did not happen."""
    actor = current_actor()
    not_clear, not_working = findings(version, today())
    may = {name: allowed(actor, may, version) for name, may in MOVES.items()}
    acts = knots.Acts(version.uid, may["edit"], may["comment"])
    wrong = [*not_clear, *not_working]
    told = knots.of_version(version, actor, today(), wrong, acts)
    drawing = drawn.of_steps(version.steps)
    page = render_template(
        "pathways/desk/version.html",
        version=version,
        knots=told,
        written=knots.written,
        drawing=drawing,
        picture=drawn.picture(drawing, version.title),
        suggestions=scripts.suggestions(version) if may["edit"] else [],
        seen=_seen(version, may),
        **_remarks(version, actor),
        readers=readers.of_version(version, actor, today()),
        **_at_present(version),
        not_clear=not_clear,
        not_working=not_working,
        may=may,
        reason=reason,
        refusal=refusal,
    )
    return page, 422 if refusal or reason.errors else 200


def _remarks(version: PathwayVersion, actor: Actor) -> dict[str, Any]:
    told = comments.told(version, actor)
    found = (remark.comment for remarks in told.values() for remark in remarks)
    return {"comments": told, "open_remarks": sum(not c.settled_at for c in found)}


def _at_present(version: PathwayVersion) -> dict[str, Any]:
    """The day, until when somebody decides, and what is in force in its place."""
    return {
        "day": today(),
        "decides_by": queries.decided_by(version),
        "in_force": queries.in_force_instead(version),
    }


def _seen(version: PathwayVersion, may: dict[str, bool]) -> str:
    """What the button that can be pressed holds to: approval, or the Cyrillic."""
    if may["approve"]:
        return marks.of_version(version)
    return scripts.seen(version) if may["edit"] else ""
