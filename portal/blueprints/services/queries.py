"""Reads of services, one and many, as the actor may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    case,
    func,
    not_,
    null,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import joinedload, selectinload, with_expression

from portal import paging
from portal.db import db
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.domain.services import PublicationState, ServiceStatus
from portal.models import (
    Organisation,
    Service,
    ServicePlace,
    ServiceStatusRow,
    Team,
    Verification,
)
from portal.time import today
from portal.visible import (
    approvers_of,
    hidden_services,
    visible_services,
)

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Filters:
    """What a list of services is narrowed to."""

    team: UUID | None = None
    category: str | None = None
    overdue: bool = False


def team(uid: UUID) -> Team | None:
    """A team with its municipality, as the host of something new."""
    return db.session.scalar(
        select(Team).options(joinedload(Team.municipality)).where(Team.uid == uid)
    )


def service(uid: UUID, day: date | None = None) -> Service | None:
    """A service with all that its page shows and its rules ask."""
    return (
        db.session.scalars(
            select(Service)
            .options(*whole(day or today()))
            .where(Service.uid == uid)
            .execution_options(populate_existing=True)
        )
        .unique()
        .one_or_none()
    )


def whole(day: date) -> tuple[Any, ...]:
    """All that acts on a service and its page ask of it, to be loaded at once."""
    return (
        _approvers(day),
        joinedload(Service.organisation),
        joinedload(Service.host_team),
        joinedload(Service.municipality),
        joinedload(Service.custodians),
        selectinload(Service.contacts),
        joinedload(Service.places).joinedload(ServicePlace.municipality),
        selectinload(Service.verifications),
        joinedload(Service.statuses),
    )


def _approvers(day: date) -> Any:
    return with_expression(
        Service.host_approvers, approvers_of(Service.host_team_id, day)
    )


def _of_service(what: Any) -> Any:
    return (
        select(what)
        .where(Verification.service_id == Service.id)
        .correlate(Service)
        .scalar_subquery()
    )


def _verify_by() -> Any:
    return _of_service(func.max(Verification.verify_by))


def _status(day: date) -> Any:
    return (
        select(ServiceStatusRow.status)
        .where(
            ServiceStatusRow.service_id == Service.id,
            ServiceStatusRow.starts_on <= day,
        )
        .order_by(ServiceStatusRow.starts_on.desc(), ServiceStatusRow.id.desc())
        .limit(1)
        .correlate(Service)
        .scalar_subquery()
    )


def state_columns(day: date) -> tuple[Any, Any]:
    """By when the record must be verified again, and whether the service runs."""
    status = func.coalesce(_status(day), ServiceStatus.RUNNING)
    return _verify_by().label("verify_by"), status.label("status")


def _unless(hidden: ColumnElement[bool], column: Any) -> Any:
    return type_coerce(case((hidden, null()), else_=column), column.type)


def _where(actor: Actor, filters: Filters, day: date) -> list[Any]:
    conditions = [visible_services(actor, day)]
    if filters.team:
        conditions += [Team.uid == filters.team, not_(hidden_services(actor))]
    if filters.category:
        conditions.append(Service.category == filters.category)
    if filters.overdue:
        conditions.append(or_(_verify_by().is_(None), _verify_by() < day))
    return conditions


def count(actor: Actor, filters: Filters, day: date) -> int:
    """How many services the list holds on all its pages."""
    found = db.session.scalar(
        select(func.count())
        .select_from(Service)
        .join(Service.host_team)
        .where(*_where(actor, filters, day))
    )
    return found or 0


def service_list(
    actor: Actor, filters: Filters, day: date, page: int = 1
) -> list[Row[Any]]:
    """One page of the services that the actor may read, own teams' first."""
    own, hidden = Service.host_team_id.in_(actor.team_ids), hidden_services(actor)
    found = (
        _listed(actor, day)
        .where(*_where(actor, filters, day))
        .order_by(own.desc(), hidden, _unless(hidden, Team.key), Service.id)
    )
    return list(db.session.execute(paging.on_page(found, page)))


def _listed(actor: Actor, day: date) -> Select[Any]:
    hidden = hidden_services(actor)
    local = and_(hidden, Organisation.municipality_id.is_not(None))
    status = func.coalesce(_status(day), ServiceStatus.RUNNING)
    return (
        select(
            Service.uid,
            Service.name,
            Service.category,
            Service.tier,
            Service.publication,
            _unless(local, Organisation.name).label("organisation"),
            _unless(hidden, Team.name).label("team"),
            _of_service(func.max(Verification.verified_on)).label("verified_on"),
            _verify_by().label("verify_by"),
            status.label("status"),
        )
        .join(Service.organisation)
        .join(Service.host_team)
    )


def these(actor: Actor, ids: Collection[int], day: date) -> list[Row[Any]]:
    """Those of these services that the actor may read, as the list says them."""
    found = _listed(actor, day).add_columns(Service.id)
    wanted = (Service.id.in_(ids), visible_services(actor, day))
    return list(db.session.execute(found.where(*wanted)))


def due(actor: Actor, day: date) -> list[Row[Any]]:
    """Verified services of the actor's teams that are overdue or will be in 30 days."""
    return list(
        db.session.execute(
            _listed(actor, day)
            .where(
                Service.host_team_id.in_(actor.team_ids),
                _verify_by() <= day + SOON,
                func.coalesce(_status(day), ServiceStatus.RUNNING)
                != ServiceStatus.CLOSED,
            )
            .order_by(_verify_by(), Service.id)
        )
    )


def waiting_for(actor: Actor, day: date) -> list[Service]:
    """The proposed services that this person may confirm."""
    found = db.session.scalars(
        select(Service)
        .options(_approvers(day), joinedload(Service.host_team))
        .where(
            visible_services(actor, day),
            Service.publication == PublicationState.PROPOSED,
        )
        .order_by(Service.id)
        .execution_options(populate_existing=True)
    )
    return [row for row in found if allowed(actor, May.CONFIRM_SERVICE, row)]


def teams_of(actor: Actor) -> list[Team]:
    """The actor's own teams: filters of the list, and hosts of new services."""
    return list(
        db.session.scalars(
            select(Team).where(Team.id.in_(actor.team_ids)).order_by(Team.key)
        )
    )
