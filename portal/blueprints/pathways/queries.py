"""Reads of pathways, versions and steps."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload, with_expression

from portal.access import approvers_of, visible_versions
from portal.db import db
from portal.domain.clarity import ServiceToday
from portal.domain.pathways import WORK_IN_PROGRESS, VersionState
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.domain.services import ServiceStatus
from portal.models import (
    Organisation,
    Pathway,
    PathwayVersion,
    Service,
    ServiceContact,
    ServiceStatusRow,
    Step,
    Team,
    Verification,
    VersionMove,
)
from portal.time import today


def team(uid: UUID) -> Team | None:
    """A team with its municipality, as the host of something new."""
    return db.session.scalar(
        select(Team).options(joinedload(Team.municipality)).where(Team.uid == uid)
    )


def _approvers(day: date) -> Any:
    return with_expression(
        Pathway.host_approvers, approvers_of(Pathway.host_team_id, day)
    )


def version(uid: UUID) -> PathwayVersion | None:
    """A version with its pathway, host team, steps, services and history."""
    return db.session.scalar(_version().where(PathwayVersion.uid == uid))


def _version() -> Any:
    pathway = contains_eager(PathwayVersion.pathway)
    host = pathway.contains_eager(Pathway.host_team)
    step = selectinload(PathwayVersion.steps)
    return (
        select(PathwayVersion)
        .join(PathwayVersion.pathway)
        .join(Pathway.host_team)
        .options(
            pathway.options(_approvers(today()), selectinload(Pathway.partners)),
            host.joinedload(Team.municipality),
            step.joinedload(Step.service).joinedload(Service.organisation),
            step.immediateload(Step.version),
            selectinload(PathwayVersion.moves).joinedload(VersionMove.person),
        )
        .execution_options(populate_existing=True)
    )


def step(uid: UUID, key: str) -> Step | None:
    """A step, with its whole version: what it leads to is judged there."""
    found = version(uid)
    return next((s for s in found.steps if s.key == key), None) if found else None


def pathway(uid: UUID) -> Pathway | None:
    """A pathway with its host team and every version's moves."""
    return db.session.scalar(
        select(Pathway)
        .options(
            _approvers(today()),
            joinedload(Pathway.host_team).joinedload(Team.municipality),
            selectinload(Pathway.partners),
            selectinload(Pathway.versions)
            .selectinload(PathwayVersion.moves)
            .joinedload(VersionMove.person),
        )
        .where(Pathway.uid == uid)
    )


def listed(actor: Actor, day: date) -> list[Row[Any]]:
    """The newest versions that the actor may read, own teams first, by team."""
    own = Pathway.host_team_id.in_(actor.team_ids)
    return list(
        db.session.execute(
            select(
                PathwayVersion.uid,
                PathwayVersion.title,
                PathwayVersion.state,
                PathwayVersion.number,
                PathwayVersion.review_by,
                Pathway.profile,
                Pathway.uid.label("pathway_uid"),
                Team.name.label("team"),
                own.label("own"),
            )
            .join(Pathway, PathwayVersion.pathway_id == Pathway.id)
            .join(Team, Pathway.host_team_id == Team.id)
            .where(
                visible_versions(actor, day),
                PathwayVersion.state.not_in(
                    (VersionState.SUPERSEDED, VersionState.WITHDRAWN)
                ),
            )
            .order_by(own.desc(), Team.key, Pathway.id, PathwayVersion.id)
        )
    )


def waiting_for(actor: Actor, day: date) -> list[PathwayVersion]:
    """The versions that wait for this person's approval or publication."""
    found = db.session.scalars(
        select(PathwayVersion)
        .join(PathwayVersion.pathway)
        .join(Pathway.host_team)
        .options(
            contains_eager(PathwayVersion.pathway).options(
                _approvers(day),
                selectinload(Pathway.partners),
                contains_eager(Pathway.host_team),
            )
        )
        .where(
            visible_versions(actor, day),
            PathwayVersion.state.in_((VersionState.IN_REVIEW, VersionState.APPROVED)),
        )
        .order_by(PathwayVersion.id)
    )
    return [
        version
        for version in found
        if allowed(actor, May.APPROVE_VERSION, version)
        or allowed(actor, May.PUBLISH_VERSION, version)
    ]


def drafts_of(actor: Actor) -> list[PathwayVersion]:
    """Drafts that the actor can go on with."""
    return list(
        db.session.scalars(
            select(PathwayVersion)
            .join(PathwayVersion.pathway)
            .options(
                contains_eager(PathwayVersion.pathway).joinedload(Pathway.host_team)
            )
            .where(
                PathwayVersion.state == VersionState.DRAFT,
                Pathway.host_team_id.in_(actor.team_ids),
            )
            .order_by(PathwayVersion.id)
        )
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


def last_number(pathway_id: int) -> int:
    """The number of the newest version ever published, 0 for none."""
    found = db.session.scalar(
        select(func.max(PathwayVersion.number)).where(
            PathwayVersion.pathway_id == pathway_id
        )
    )
    return found or 0


def linkable(host: Team) -> list[Row[Any]]:
    """The services that a pathway of this team may name: own ones, and public ones
    that are national or of the same municipality."""
    here: ColumnElement[bool] = Service.municipality_id.is_(None)
    if host.municipality_id is not None:
        here |= Service.municipality_id == host.municipality_id
    public = here & (Service.publication == "public")
    return list(
        db.session.execute(
            select(
                Service.id,
                Service.uid,
                Service.name,
                Service.category,
                Organisation.sector,
            )
            .join(Service.organisation)
            .where((Service.host_team_id == host.id) | public)
            .order_by(Service.municipality_id.is_(None), Service.id)
        )
    )


def services_today(version: PathwayVersion, day: date) -> dict[str, ServiceToday]:
    """What "operational" asks of each service that the version names, by uid."""
    ids = {step.service_id for step in version.steps if step.service_id}
    rows = db.session.execute(_today(ids, day)) if ids else ()
    return {
        str(row.uid): ServiceToday(
            status=row.status or ServiceStatus.RUNNING,
            has_contact=bool(row.contacts),
            trusted=bool(row.verify_by and row.verify_by >= day),
            always_open=row.always_open,
        )
        for row in rows
    }


def _today(ids: set[int], day: date) -> Select[Any]:
    contacts = _of_service(func.count(ServiceContact.id), ServiceContact)
    verify_by = _of_service(func.max(Verification.verify_by), Verification)
    status = (
        select(ServiceStatusRow.status)
        .where(
            ServiceStatusRow.service_id == Service.id,
            ServiceStatusRow.starts_on <= day,
        )
        .order_by(ServiceStatusRow.starts_on.desc(), ServiceStatusRow.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(
        Service.uid,
        Service.always_open,
        contacts.label("contacts"),
        verify_by.label("verify_by"),
        status.label("status"),
    ).where(Service.id.in_(ids))


def _of_service(what: Any, model: Any) -> Any:
    return select(what).where(model.service_id == Service.id).scalar_subquery()


def phones(version: PathwayVersion) -> dict[int, list[ServiceContact]]:
    """The contacts of the services that the version names."""
    ids = {step.service_id for step in version.steps if step.service_id}
    found: dict[int, list[ServiceContact]] = {}
    if ids:
        for contact in db.session.scalars(
            select(ServiceContact)
            .where(ServiceContact.service_id.in_(ids))
            .order_by(ServiceContact.id)
        ):
            found.setdefault(contact.service_id, []).append(contact)
    return found


def hosts(actor: Actor) -> list[Team]:
    """The teams for which the actor may start a pathway."""
    teams = db.session.scalars(
        select(Team).where(Team.id.in_(actor.team_ids)).order_by(Team.key)
    )
    return [team for team in teams if allowed(actor, May.START_PATHWAY, team)]
