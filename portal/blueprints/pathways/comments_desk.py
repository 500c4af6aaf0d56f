"""Commenting on a step while a version is in work, and settling what was said."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access import current_actor, needs
from portal.acts import done
from portal.blueprints.pathways import comments, knots, queries
from portal.blueprints.pathways.comments import CommentForm, CommentOf
from portal.domain.permissions import May
from portal.models import PathwayVersion
from portal.time import now

desk = Blueprint("comments", __name__)


def _with_step(uid: UUID, key: str | None = None) -> PathwayVersion | None:
    """The version, where it has this step; without a key, the whole of it."""
    found = queries.version(uid)
    known = found and (key is None or any(step.key == key for step in found.steps))
    return found if known else None


@desk.route("/versions/<uuid:uid>/comment", methods=["GET", "POST"])
@desk.route("/versions/<uuid:uid>/comment/<key>", methods=["GET", "POST"])
@needs(May.ADD_COMMENT, _with_step)
def add(version: PathwayVersion) -> ResponseReturnValue:
    key, form = (request.view_args or {}).get("key"), CommentForm()
    if form.validate_on_submit():
        said = form.body.data or ""
        event = comments.add(current_actor(), version, key, said, now())
        return done(event, place(version, key))
    numbered = enumerate(version.steps, start=1)
    found = (knots.of_step(s, number) for number, s in numbered if s.key == key)
    page = render_template(
        "pathways/desk/comment.html",
        form=form,
        version=version,
        knot=next(found, None),
        back=place(version, key),
    )
    return page, 422 if form.is_submitted() else 200


@desk.post("/comments/<uuid:uid>/settle")
@needs(May.SETTLE_COMMENT, comments.comment)
def settle(found: CommentOf) -> ResponseReturnValue:
    event = comments.settle(current_actor(), found, now())
    return done(event, place(found.version, found.comment.step_key))


def place(version: PathwayVersion, key: str | None) -> str:
    """Where the version's page shows what is said of a step, or of the whole."""
    anchor = f"step-{key}" if key else "comments"
    return url_for("pathways.version", uid=version.uid, _anchor=anchor)
