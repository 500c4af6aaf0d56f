"""Reads of pathways, versions and steps."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import (
    aliased,
    contains_eager,
    joinedload,
    selectinload,
    with_expression,
)
from sqlalchemy.orm.attributes import set_committed_value

from portal import paging
from portal.blueprints.pathways import linked
from portal.blueprints.pathways.figures import open_comments
from portal.db import db, given
from portal.domain.approval import office_decides_by
from portal.domain.pathways import WORK_IN_PROGRESS, VersionState
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.models import (
    Pathway,
    PathwayPartner,
    PathwayVersion,
    Step,
    Team,
    VersionMove,
)
from portal.time import day_of, today
from portal.visible import (
    deciders_of,
    first_seats,
    visible_versions,
)


def team(uid: UUID) -> Team | None:
    """A team with its municipality, as the host of something new."""
    return db.session.scalar(
        select(Team).options(joinedload(Team.municipality)).where(Team.uid == uid)
    )


def approvers(day: date) -> Any:
    return with_expression(
        Pathway.host_approvers, deciders_of(Pathway.host_team_id, day)
    )


def version(uid: UUID) -> PathwayVersion | None:
    """A version with its pathway, host team, steps, services and history."""
    found = db.session.scalars(_version(), {"uid": uid, "day": today()})
    return found.unique().one_or_none()


@cache
def _version() -> Any:
    """The version with a `uid`, as things stand on a `day`; built once."""
    pathway = contains_eager(PathwayVersion.pathway)
    host = pathway.contains_eager(Pathway.host_team)
    step = selectinload(PathwayVersion.steps)
    return (
        select(PathwayVersion)
        .join(PathwayVersion.pathway)
        .join(Pathway.host_team)
        .options(
            with_expression(PathwayVersion.first_seats, first_seats()),
            pathway.options(approvers(given("day")), _partners()),
            host.joinedload(Team.municipality),
            step.joinedload(Step.service).options(*linked.as_steps_tell_it()),
            selectinload(PathwayVersion.moves).joinedload(VersionMove.person),
        )
        .where(PathwayVersion.uid == given("uid"))
        .execution_options(populate_existing=True)
    )


def _partners() -> Any:
    """The teams that share a pathway, with their towns."""
    team = joinedload(Pathway.partners).joinedload(PathwayPartner.team)
    return team.joinedload(Team.municipality)


def step(uid: UUID, key: str) -> Step | None:
    """A step, with its whole version: what it leads to is judged there."""
    whole = version(uid)
    return step_of(whole, key) if whole else None


def step_of(whole: PathwayVersion, key: str | None) -> Step | None:
    """The step of a version that is loaded already; it knows the version then."""
    found = next((s for s in whole.steps if s.key == key), None)
    if found:
        set_committed_value(found, "version", whole)
    return found


def pathway(uid: UUID) -> Pathway | None:
    """A pathway with its host team and every version's moves."""
    version = selectinload(Pathway.versions)
    return db.session.scalar(
        select(Pathway)
        .options(
            approvers(today()),
            joinedload(Pathway.host_team).joinedload(Team.municipality),
            selectinload(Pathway.partners),
            version.immediateload(PathwayVersion.pathway),
            version.selectinload(PathwayVersion.moves).joinedload(VersionMove.person),
        )
        .where(Pathway.uid == uid)
    )


def goes_on(own: ColumnElement[bool]) -> ColumnElement[bool]:
    """Not superseded; withdrawn only for its own team, until the next is begun."""
    newer = aliased(PathwayVersion)
    newest = (
        select(func.max(newer.id))
        .where(newer.pathway_id == Pathway.id)
        .correlate(Pathway)
        .scalar_subquery()
    )
    withdrawn = PathwayVersion.state == VersionState.WITHDRAWN
    return and_(
        PathwayVersion.state != VersionState.SUPERSEDED,
        or_(~withdrawn, and_(own, PathwayVersion.id == newest)),
    )


def listed(actor: Actor, day: date, page: int = 1) -> list[Row[Any]]:
    """One page of the newest versions that the actor may read, own teams' first."""
    own = Pathway.host_team_id.in_(actor.team_ids)
    found = readable(
        actor,
        day,
        PathwayVersion.uid,
        PathwayVersion.title,
        PathwayVersion.state,
        PathwayVersion.number,
        PathwayVersion.review_by,
        Pathway.profile,
        Pathway.uid.label("pathway_uid"),
        Team.name.label("team"),
        own.label("own"),
        open_comments(PathwayVersion.id).label("comments"),
    ).order_by(own.desc(), Team.key, Pathway.id, PathwayVersion.id)
    return list(db.session.execute(paging.on_page(found, page)))


def these(actor: Actor, ids: Collection[int], day: date) -> list[Row[Any]]:
    """Those of these versions that the list would show to the actor."""
    columns = (
        PathwayVersion.id,
        PathwayVersion.uid,
        PathwayVersion.title,
        PathwayVersion.state,
        Pathway.profile,
        Team.name.label("team"),
    )
    wanted = PathwayVersion.id.in_(ids)
    return list(db.session.execute(readable(actor, day, *columns).where(wanted)))


def count(actor: Actor, day: date) -> int:
    """How many versions the list has in all."""
    return db.session.scalar(readable(actor, day, func.count())) or 0


def readable(actor: Actor, day: date, *columns: Any) -> Select[Any]:
    """These columns of the versions that the list shows to the actor."""
    own = Pathway.host_team_id.in_(actor.team_ids)
    return (
        select(*columns)
        .select_from(PathwayVersion)
        .join(Pathway, PathwayVersion.pathway_id == Pathway.id)
        .join(Team, Pathway.host_team_id == Team.id)
        .where(visible_versions(actor, day), goes_on(own))
    )


def in_progress(pathway_id: int) -> PathwayVersion | None:
    """The version of a pathway that is being worked on, if there is one."""
    return db.session.scalar(
        select(PathwayVersion).where(
            PathwayVersion.pathway_id == pathway_id,
            PathwayVersion.state.in_(WORK_IN_PROGRESS),
        )
    )


def published(pathway_id: int) -> PathwayVersion | None:
    return db.session.scalar(
        select(PathwayVersion).where(
            PathwayVersion.pathway_id == pathway_id,
            PathwayVersion.state == VersionState.PUBLISHED,
        )
    )


def in_force_instead(version: PathwayVersion) -> PathwayVersion | None:
    """The version that is in force, where this one was and no longer is."""
    ended = (VersionState.SUPERSEDED, VersionState.WITHDRAWN)
    return published(version.pathway_id) if version.state in ended else None


def last_number(pathway_id: int) -> int:
    """The number of the newest version ever published, 0 for none."""
    found = db.session.scalar(
        select(func.max(PathwayVersion.number)).where(
            PathwayVersion.pathway_id == pathway_id
        )
    )
    return found or 0


def decided_by(version: PathwayVersion) -> date | None:
    """By when the office decides, where the team has no second person of its own."""
    waits = version.state in (VersionState.IN_REVIEW, VersionState.APPROVED)
    sent = [move.at for move in version.moves if move.move == "submit"]
    if not (waits and sent and version.host_approvers < 2):
        return None
    return office_decides_by(day_of(sent[-1]))


def hosts(actor: Actor) -> list[Team]:
    """The teams for which the actor may start a pathway."""
    teams = db.session.scalars(
        select(Team).where(Team.id.in_(actor.team_ids)).order_by(Team.key)
    )
    return [team for team in teams if allowed(actor, May.START_PATHWAY, team)]
