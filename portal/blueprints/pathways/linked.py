"""Reads of the services that a pathway names, or may name."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    not_,
    select,
)
from sqlalchemy.orm import joinedload, load_only

from portal.anybody import Anybody, asked_by
from portal.db import among, db, given
from portal.domain.clarity import ServiceToday
from portal.domain.pathways import Audience
from portal.domain.people import Actor
from portal.domain.places import Tier
from portal.domain.services import (
    ContactKind,
    PublicationState,
    ServiceStatus,
    is_geographic,
)
from portal.models import (
    Organisation,
    PathwayVersion,
    Published,
    Service,
    ServiceContact,
    ServiceStatusRow,
    Team,
    Verification,
)
from portal.visible import hidden_services, visible_services


def linkable(
    host: Team, *, partners: Collection[int] = (), kept: int | None = None
) -> list[Row[Any]]:
    """The services that a pathway of this team may name.

    Own ones, and public ones that are national, of the same municipality or of one of
    the partner teams', but no confidential one of another team: to be offered in one
    town alone tells its town. `kept` is the service that a step names already, whatever
    has become of it since.
    """
    sharing = (host.id, *partners)
    towns = select(Team.municipality_id).where(Team.id.in_(sharing))
    here: ColumnElement[bool] = Service.municipality_id.is_(None)
    here |= Service.municipality_id.in_(towns)
    public = here & (Service.publication == PublicationState.PUBLIC)
    public &= Service.tier != Tier.CONFIDENTIAL
    return list(
        db.session.execute(
            select(
                *(Service.id, Service.uid, Service.name),
                *(Service.category, Service.publication, Service.tier),
                *(Organisation.sector, Organisation.name.label("body")),
            )
            .join(Service.organisation)
            .where((Service.host_team_id == host.id) | public | (Service.id == kept))
            .order_by(Service.municipality_id.is_(None), Service.id)
        )
    )


def to_start_with(host: Team) -> list[Row[Any]]:
    """Those of them that any step may name, public ones too: what a start offers."""
    return [row for row in linkable(host) if row.tier != Tier.CONFIDENTIAL]


def why_not(actor: Actor, uid: UUID, day: date) -> str:
    """Why a pathway may not name this service, as the code of a refusal.

    A reason of its own is given only for what the actor may read anyway. A service that
    may not be read and one that does not exist answer with the same sentence, which
    names all reasons at once: whoever guesses an address learns nothing by it.
    """
    seen = select(Service.tier, Service.host_team_id).where(
        Service.uid == uid, visible_services(actor, day)
    )
    found = db.session.execute(seen).first()
    if found is None:
        return "unknown_service"
    if found.tier == Tier.CONFIDENTIAL:
        return "service_confidential"
    return "service_elsewhere"


def services_today(version: PathwayVersion, day: date) -> dict[str, ServiceToday]:
    """What "operational" asks of each service that the version names, by uid."""
    ids = {step.service_id for step in version.steps if step.service_id}
    rows = db.session.execute(_today(), {"ids": ids, "day": day}) if ids else ()
    return {str(row.uid): service_today(row, day) for row in rows}


def service_today(row: Any, day: date) -> ServiceToday:
    """What stands in a row of `facts_of_service` on the day."""
    return ServiceToday(
        status=row.status or ServiceStatus.RUNNING,
        has_contact=bool(row.contacts),
        has_public_contact=bool(row.public_contacts),
        trusted=bool(row.verify_by and row.verify_by >= day),
        always_open=row.always_open,
        is_public=bool(row.is_public),
        is_hidden=row.tier == Tier.CONFIDENTIAL,
    )


@cache
def _today() -> Select[Any]:
    """How the services with these `ids` stand on a `day`."""
    named = Service.id.in_(among("ids"))
    return select(Service.uid, *facts_of_service(given("day"))).where(named)


def facts_of_service(day: Any) -> tuple[Any, ...]:
    """The columns that say how a service stands on a day, or on one to be given."""
    public = case((ServiceContact.audience == Audience.PUBLIC, 1))
    contacts = _of_service(func.count(ServiceContact.id), ServiceContact)
    public_contacts = _of_service(func.count(public), ServiceContact)
    verify_by = _of_service(func.max(Verification.verify_by), Verification)
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
    return (
        Service.always_open,
        Service.tier,
        _is_public().label("is_public"),
        contacts.label("contacts"),
        public_contacts.label("public_contacts"),
        verify_by.label("verify_by"),
        status.label("status"),
    )


def _is_public() -> ColumnElement[Any]:
    """Whether the public is shown the service: a record whose change waits for a second
    person is public as it was before, if it was."""
    number = func.replace(cast(Service.uid, String), "-", "")
    stands = exists().where(
        Published.kind == "service",
        Published.valid_to.is_(None),
        func.replace(Published.uid, "-", "") == number,
    )
    waits = Service.publication == PublicationState.PROPOSED
    public = Service.publication == PublicationState.PUBLIC
    return case((waits, stands.correlate(Service)), else_=public)


def _of_service(what: Any, model: Any) -> Any:
    counted = select(what).where(model.service_id == Service.id)
    return counted.correlate(Service).scalar_subquery()


def told(
    version: PathwayVersion,
    actor: Actor,
    day: date,
    other: PathwayVersion | None = None,
) -> dict[int, list[tuple[str, str]]]:
    """Of the services that the version names, or another one of its pathway, by id,
    those that the actor may be told of: each with its phones (number, audience).

    A record that is not public is told to its own. A confidential one, which stands in
    the pathway of a town, is told to the teams of the pathway and to the office, to
    others than its own without what tells a place.
    """
    steps = [*version.steps, *(other.steps if other else ())]
    ids = {step.service_id for step in steps if step.service_id}
    if not (ids and actor.is_somebody):
        return {}
    sharing = {version.host_team_id, *version.partner_team_ids}
    shared = actor.is_office or bool(sharing & actor.team_ids)
    asked = {"ids": ids, "day": day, **asked_by(actor)}
    found: dict[int, list[tuple[str, str]]] = {}
    for row in db.session.execute(_told(actor.is_office, shared), asked):
        phones = found.setdefault(row.id, [])
        if row.value and (row.whole or _tells_no_place(row)):
            phones.append((row.value, row.audience))
    return found


@cache
def _told(office: bool, shared: bool) -> Select[Any]:
    """The phones of the services with these `ids`, asked for by somebody of these
    `teams` and `bodies` on a `day`; `shared`: whether the pathway is theirs."""
    actor = Anybody(office)
    seen = visible_services(actor, given("day"))
    if not shared:
        seen &= not_(hidden_services(actor))
    phone = and_(
        ServiceContact.service_id == Service.id,
        ServiceContact.kind == ContactKind.PHONE,
    )
    return (
        select(
            *(Service.id, ServiceContact.value, ServiceContact.audience),
            not_(hidden_services(actor)).label("whole"),
        )
        .outerjoin(ServiceContact, phone)
        .where(Service.id.in_(among("ids")), seen)
        .order_by(ServiceContact.id)
    )


def national_number(day: date) -> Row[Any] | None:
    """The public phone of the national number (value, label), while it is verified."""
    return db.session.execute(
        select(ServiceContact.value, ServiceContact.label)
        .join(Service, ServiceContact.service_id == Service.id)
        .where(
            Service.national_number,
            Service.publication == "public",
            ServiceContact.kind == ContactKind.PHONE,
            ServiceContact.audience == Audience.PUBLIC,
            _of_service(func.max(Verification.verify_by), Verification) >= day,
        )
        .order_by(ServiceContact.id)
        .limit(1)
    ).first()


def _tells_no_place(phone: Any) -> bool:
    return phone.audience == Audience.PUBLIC and not is_geographic(phone.value)


def as_steps_tell_it() -> tuple[Any, ...]:
    """Of a service, what pages of a pathway tell: each of its steps repeats it."""
    return (
        load_only(
            *(Service.uid, Service.name, Service.category),
            *(Service.always_open, Service.schedule, Service.hours),
            *(Service.publication, Service.tier),
            raiseload=True,
        ),
        joinedload(Service.organisation).load_only(Organisation.sector, raiseload=True),
    )
