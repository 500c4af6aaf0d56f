"""Reads of the services that a pathway names, or may name."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from portal.db import db
from portal.domain.clarity import ServiceToday
from portal.domain.pathways import Audience
from portal.domain.people import Actor
from portal.domain.places import Tier
from portal.domain.services import ContactKind, ServiceStatus, is_geographic
from portal.models import (
    Organisation,
    PathwayVersion,
    Service,
    ServiceContact,
    ServiceStatusRow,
    Team,
    Verification,
)


def linkable(host: Team, *, kept: int | None = None) -> list[Row[Any]]:
    """The services that a pathway of this team may name.

    Own ones, and public ones that are national or of the same municipality; `kept` is
    the service that a step names already, whatever has become of it since.
    """
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
            .where((Service.host_team_id == host.id) | public | (Service.id == kept))
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


def phones(version: PathwayVersion, actor: Actor) -> dict[int, list[ServiceContact]]:
    """The contacts of the services that the version names, as the actor may see them.

    Of a confidential service, other teams get only what tells no place.
    """
    ids = {step.service_id for step in version.steps if step.service_id}
    known = Service.host_team_id.in_(actor.team_ids)
    found: dict[int, list[ServiceContact]] = {}
    if ids:
        for contact, whole in db.session.execute(
            select(ServiceContact, or_(known, Service.tier != Tier.CONFIDENTIAL))
            .join(Service, ServiceContact.service_id == Service.id)
            .where(ServiceContact.service_id.in_(ids))
            .order_by(ServiceContact.id)
        ):
            if whole or _tells_no_place(contact):
                found.setdefault(contact.service_id, []).append(contact)
    return found


def _tells_no_place(contact: ServiceContact) -> bool:
    public = contact.audience == Audience.PUBLIC
    phone = contact.kind == ContactKind.PHONE
    return public and phone and not is_geographic(contact.value)
