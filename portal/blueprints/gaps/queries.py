"""Reads of the table of gaps: what services offer, and who looked and found none."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, with_expression

from portal.db import db
from portal.domain.gaps import Looked, Offer, offer
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.domain.places import Tier
from portal.domain.services import RUNNING_STATUSES, PublicationState, ServiceStatus
from portal.models import (
    GapConfirmation,
    Municipality,
    Organisation,
    Published,
    Service,
    ServicePlace,
    ServiceStatusRow,
    Team,
    Verification,
)
from portal.time import today
from portal.visible import (
    approvers_of,
    visible_gaps,
    visible_services,
)


def team(uid: UUID) -> Team | None:
    """A local team with its town, as the host of what it finds."""
    return db.session.scalar(
        select(Team)
        .options(joinedload(Team.municipality))
        .where(Team.uid == uid, Team.municipality_id.is_not(None))
        .execution_options(populate_existing=True)
    )


def teams_of(actor: Actor, town: Municipality | None = None) -> list[Team]:
    """The actor's own teams, all or those of a town."""
    asked = select(Team).where(
        Team.id.in_(actor.team_ids), Team.municipality_id.is_not(None)
    )
    if town is not None:
        asked = asked.where(Team.municipality_id == town.id)
    return list(db.session.scalars(asked.order_by(Team.key)))


def town(slug: str) -> Municipality | None:
    """A town whose teams work on the portal: the others have no table."""
    return db.session.scalar(
        select(Municipality).where(Municipality.slug == slug, Municipality.on_portal)
    )


def towns() -> list[Municipality]:
    """The towns of the overview."""
    asked = select(Municipality).where(Municipality.on_portal)
    return list(db.session.scalars(asked.order_by(Municipality.slug)))


def organisations(host: Team) -> list[Organisation]:
    """The bodies that may own a gap of the team: local and national ones."""
    here = Organisation.municipality_id == host.municipality_id
    national = Organisation.municipality_id.is_(None)
    return list(
        db.session.scalars(
            select(Organisation)
            .where(or_(here, national))
            .order_by(national, Organisation.key)
        )
    )


def runs_on(day: date) -> ColumnElement[bool]:
    """Whether a service runs on the day; what nobody has stated runs."""
    status = (
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
    return func.coalesce(status, ServiceStatus.RUNNING).in_(RUNNING_STATUSES)


def verified_on(day: date) -> ColumnElement[bool]:
    """Whether the record of a service was verified in time."""
    return (
        select(Verification.id)
        .where(Verification.service_id == Service.id, Verification.verify_by >= day)
        .correlate(Service)
        .exists()
    )


def offers(actor: Actor, day: date, slug: str | None = None) -> list[Offer]:
    """What the services that the actor may read offer, alike ones once; one statement.

    `slug`: those alone that can count for this town.
    """
    rows = db.session.execute(_by_town(actor, day, slug).union(_by_place(actor, day)))
    found = (
        offer(
            category=row.category,
            tier=row.tier,
            status=ServiceStatus.RUNNING,
            verified=bool(row.verified),
            groups=row.groups,
            towns=[row.town, *row.areas],
            nationwide=row.nationwide,
        )
        for row in rows
    )
    return list({one for one in found if one is not None})


def _by_town(actor: Actor, day: date, slug: str | None) -> Select[Any]:
    """By the own town; a service of places alone is found by these."""
    places = select(ServicePlace.id).where(ServicePlace.service_id == Service.id)
    somewhere = Service.municipality_id.is_not(None)
    asked = _offering(actor, day, Municipality.slug).outerjoin(Service.municipality)
    asked = asked.where(or_(somewhere, Service.nationwide, ~places.exists()))
    if slug is None:
        return asked
    country = or_(~somewhere, Service.nationwide, Service.tier == Tier.CONFIDENTIAL)
    return asked.where(or_(country, Municipality.slug == slug, serves(slug)))


def serves(slug: str) -> ColumnElement[bool]:
    """Whether the areas of a service name the town; slugs hold no quotation mark."""
    return Service.areas.like(f'%"{slug}"%')


def takes(group: str) -> ColumnElement[bool]:
    """Whether a service takes the group; none named means anyone."""
    return or_(Service.groups == [], Service.groups.like(f'%"{group}"%'))


def _by_place(actor: Actor, day: date) -> Select[Any]:
    return (
        _offering(actor, day, Municipality.slug)
        .join(Service.places)
        .join(ServicePlace.municipality)
    )


def _offering(actor: Actor, day: date, town: Any) -> Select[Any]:
    return select(
        Service.category,
        Service.tier,
        Service.groups,
        Service.areas,
        Service.nationwide,
        town.label("town"),
        verified_on(day).label("verified"),
    ).where(visible_services(actor, day), runs_on(day))


def _whole(day: date) -> Select[Any]:
    approvers = approvers_of(GapConfirmation.host_team_id, day)
    return (
        select(GapConfirmation)
        .options(
            with_expression(GapConfirmation.host_approvers, approvers),
            joinedload(GapConfirmation.host_team).joinedload(Team.municipality),
            joinedload(GapConfirmation.municipality),
            joinedload(GapConfirmation.owner),
            joinedload(GapConfirmation.looked),
        )
        .execution_options(populate_existing=True)
    )


def gap(uid: UUID, day: date | None = None) -> GapConfirmation | None:
    """One confirmed gap with all that its rules ask."""
    asked = _whole(day or today()).where(GapConfirmation.uid == uid)
    return db.session.scalar(asked)


def gaps(actor: Actor, day: date, slug: str | None = None) -> list[GapConfirmation]:
    """The confirmed gaps that hold on the day and that the actor may read."""
    asked = _whole(day).where(
        visible_gaps(actor, day),
        GapConfirmation.since <= day,
        or_(GapConfirmation.ended_on.is_(None), GapConfirmation.ended_on > day),
    )
    if slug is not None:
        town = GapConfirmation.municipality.has(Municipality.slug == slug)
        asked = asked.where(town)
    return list(db.session.scalars(asked.order_by(GapConfirmation.id)))


def looked(found: Sequence[GapConfirmation]) -> list[Looked]:
    """The same, as the table takes them."""
    return [
        Looked(row.category, row.group, row.municipality.slug, row.since, row)
        for row in found
    ]


def waiting_for(
    actor: Actor, found: Sequence[GapConfirmation]
) -> list[GapConfirmation]:
    """Of these the proposed ones that this person may confirm."""
    return [
        row
        for row in found
        if row.publication == PublicationState.PROPOSED
        and allowed(actor, May.CONFIRM_GAP, row)
    ]


def confidential_categories() -> set[str]:
    """The kinds of help in which a confidential service is public."""
    return {
        row.summary["category"]
        for row in db.session.execute(
            select(Published.summary).where(
                Published.kind == "service",
                Published.area.is_(None),
                Published.valid_to.is_(None),
            )
        )
        if row.summary["tier"] == Tier.CONFIDENTIAL
    }


def public_in(categories: Sequence[str]) -> list[GapConfirmation]:
    """The public gaps of these kinds of help, in every town."""
    return list(
        db.session.scalars(
            select(GapConfirmation).where(
                GapConfirmation.publication != PublicationState.INTERNAL,
                GapConfirmation.category.in_(categories),
            )
        )
    )
