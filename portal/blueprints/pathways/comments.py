"""What is said of a version while it is in work: reads, acts, and its form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from portal.audit import Event
from portal.blueprints.pathways import queries
from portal.careful import CarefulForm
from portal.db import db, given
from portal.domain.errors import DomainError
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.domain.words import language_of
from portal.forms import passage
from portal.models import Pathway, PathwayVersion, StepComment
from portal.time import today


class CommentForm(CarefulForm):
    body = passage(
        _l("What you would say about it"),
        hint=_l("Only the teams of this pathway read it. No names or stories here."),
        required=True,
        most=1000,
    )


class CommentOf:
    """A comment as the permissions see it: what its version is, it is."""

    def __init__(self, comment: StepComment, version: PathwayVersion) -> None:
        self.comment, self.version = comment, version

    def __getattr__(self, name: str) -> Any:
        own = name in ("person_id", "settled_at")
        return getattr(self.comment if own else self.version, name)


@dataclass(frozen=True)
class Remark:
    """A comment as a page shows it."""

    comment: StepComment
    may_settle: bool

    @property
    def language(self) -> str | None:
        """As far as its letters tell; the form does not ask."""
        return language_of(self.comment.body)


Remarks = Mapping[str | None, list[Remark]]


def comment(uid: UUID) -> CommentOf | None:
    """A comment with its version, as the permissions ask about it."""
    pathway = contains_eager(StepComment.version).contains_eager(PathwayVersion.pathway)
    found = db.session.scalar(
        select(StepComment)
        .join(StepComment.version)
        .join(PathwayVersion.pathway)
        .options(
            pathway.options(queries.approvers(today()), selectinload(Pathway.partners))
        )
        .where(StepComment.uid == uid)
        .execution_options(populate_existing=True)
    )
    return CommentOf(found, found.version) if found else None


def last(version: PathwayVersion) -> StepComment:
    """What was said of the version most recently."""
    newest = StepComment.id.desc()
    said = select(StepComment).where(StepComment.version_id == version.id)
    return db.session.scalars(said.order_by(newest).limit(1)).one()


def told(version: PathwayVersion, actor: Actor) -> Remarks:
    """The comments on a version by step, for who may read them; under None those on
    the whole, and those on steps that are gone."""
    if not allowed(actor, May.READ_COMMENTS, version):
        return {}
    rows = db.session.scalars(_of_version(), {"version": version.id})
    keys = {step.key for step in version.steps}
    found: dict[str | None, list[Remark]] = {}
    for row in rows:
        place = row.step_key if row.step_key in keys else None
        may = allowed(actor, May.SETTLE_COMMENT, CommentOf(row, version))
        found.setdefault(place, []).append(Remark(row, may))
    return found


@cache
def _of_version() -> Any:
    """The comments on a `version`, the oldest first."""
    return (
        select(StepComment)
        .options(joinedload(StepComment.person), joinedload(StepComment.settled_by))
        .where(StepComment.version_id == given("version"))
        .order_by(StepComment.id)
    )


def add(
    actor: Actor, version: PathwayVersion, key: str | None, body: str, at: datetime
) -> Event:
    """Say something of a step, or of the whole."""
    if key is not None and key not in {step.key for step in version.steps}:
        raise DomainError("unknown_step")
    row = StepComment(
        version_id=version.id,
        step_key=key,
        person_id=actor.person_id,
        at=at,
        body=body,
    )
    db.session.add(row)
    db.session.flush()
    return _event(version, "add_comment", key)


def settle(actor: Actor, found: CommentOf, at: datetime) -> Event:
    """Mark a comment as done with; it stays to be read."""
    said = found.comment
    said.settled_at, said.settled_by_id = at, actor.person_id
    db.session.flush()
    return _event(found.version, "settle_comment", said.step_key)


def _event(version: PathwayVersion, verb: str, key: str | None) -> Event:
    fields = (key,) if key else ()
    return Event(
        verb, "pathway_version", str(version.uid), version.host_team_id, fields
    )
