"""Which records are to be verified, by whom, and the most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import joinedload, selectinload, with_expression

from portal import paging
from portal.blueprints.services import state, traces
from portal.blueprints.services.queries import SOON
from portal.db import db
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.domain.services import ServiceStatus, Trust, number_is_trusted
from portal.models import Service, ServiceStatusRow, Team, Verification
from portal.visible import (
    approvers_of,
)


@dataclass(frozen=True)
class Amounts:
    """How many records the lists hold, with what this person verified today; of the
    overdue ones those alone that still are.
    """

    due: int
    overdue: int
    never: int


@dataclass(frozen=True)
class DueRow:
    """A record with the facts to check, and what this person may do about it."""

    service: Service
    trust: Trust
    status: str
    last_by: str | None
    done: bool
    second_wanted: bool
    may_verify: bool
    may_edit: bool


def _earlier(actor: Actor, day: date) -> ColumnElement[bool]:
    """Verifications of the service, what this person verified today left out: so the
    row stays where it was until tomorrow and says that it is done."""
    return and_(Verification.service_id == Service.id, not_(_own_today(actor, day)))


def _own_today(actor: Actor, day: date) -> ColumnElement[bool]:
    return and_(
        Verification.person_id == (actor.person_id or 0),
        Verification.verified_on == day,
        Verification.verify_by >= day,
    )


def due_by(actor: Actor, day: date) -> ColumnElement[date]:
    """The day by which the record must be verified; the national number by two."""
    last, earlier = func.max(Verification.verify_by), _earlier(actor, day)
    once = select(last).where(earlier).correlate(Service).scalar_subquery()
    twice = (
        select(last)
        .where(earlier)
        .group_by(Verification.person_id)
        .order_by(last.desc())
        .offset(1)
        .limit(1)
        .correlate(Service)
        .scalar_subquery()
    )
    return case((Service.national_number, twice), else_=once)


def _looked_after(actor: Actor, day: date) -> list[ColumnElement[bool]]:
    """Records of the own teams, and of those where the office is second; not closed."""
    teams: ColumnElement[bool] = Service.host_team_id.in_(actor.team_ids)
    if actor.is_office:
        few = select(Team.id).where(approvers_of(Team.id, day) < 2)
        teams = or_(teams, Service.host_team_id.in_(few))
    status = (
        select(ServiceStatusRow.status)
        .where(
            ServiceStatusRow.service_id == Service.id, ServiceStatusRow.starts_on <= day
        )
        .order_by(ServiceStatusRow.starts_on.desc(), ServiceStatusRow.id.desc())
        .limit(1)
        .correlate(Service)
        .scalar_subquery()
    )
    return [teams, func.coalesce(status, "") != ServiceStatus.CLOSED]


def amounts(actor: Actor, day: date) -> Amounts:
    """How many fall due within 30 days, how many of them are late, how many are new."""
    done = _own_today(actor, day) & (Verification.service_id == Service.id)
    looked = (
        select(due_by(actor, day).label("by"), exists().where(done).label("done"))
        .where(*_looked_after(actor, day))
        .subquery()
    )
    by, late = looked.c.by, and_(looked.c.by < day, not_(looked.c.done))

    def those(condition: ColumnElement[bool]) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    found = db.session.execute(
        select(those(by <= day + SOON), those(late), those(by.is_(None)))
    ).one()
    return Amounts(due=found[0], overdue=found[1], never=found[2])


def rows(actor: Actor, day: date, *, never: bool, page: int) -> list[DueRow]:
    """One page of what falls due, or of what nobody has verified yet."""
    by = due_by(actor, day)
    wanted = by.is_(None) if never else by <= day + SOON
    found = (
        _whole(day)
        .where(wanted, *_looked_after(actor, day))
        .order_by(*(() if never else (by,)), Service.id)
    )
    services = db.session.scalars(paging.on_page(found, page)).all()
    names = _last_names(services)
    return [_row(actor, service, names, day) for service in services]


def _whole(day: date) -> Select[Any]:
    """Services with the facts that somebody checks."""
    return select(Service).options(
        with_expression(
            Service.host_approvers, approvers_of(Service.host_team_id, day)
        ),
        joinedload(Service.organisation),
        joinedload(Service.host_team),
        joinedload(Service.municipality),
        selectinload(Service.contacts),
        selectinload(Service.verifications),
        selectinload(Service.statuses),
    )


def _last_names(services: Sequence[Service]) -> dict[UUID, str]:
    """Who verified each record last."""
    last = {
        service.uid: service.verifications[-1].person_id
        for service in services
        if service.verifications
    }
    people = traces.people(last.values()) if last else {}
    return {uid: people[person].name for uid, person in last.items()}


def _row(actor: Actor, service: Service, names: dict[UUID, str], day: date) -> DueRow:
    trust, verified = state.trust(service), service.verifications
    said = [(row.person_id, row.verified_on) for row in verified if row.verify_by > day]
    done = (actor.person_id, day) in said
    return DueRow(
        service=service,
        trust=trust,
        status=state.status(service, day),
        last_by=names.get(service.uid),
        done=done,
        second_wanted=service.national_number and not number_is_trusted(said, day),
        may_verify=allowed(actor, May.VERIFY_SERVICE, service),
        may_edit=allowed(actor, May.EDIT_SERVICE, service),
    )
