"""A mail a week to who looks after records that fall due: a link, never content."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select

from portal.blueprints.services.queries import SOON
from portal.db import db
from portal.domain.judges import EDITORS
from portal.domain.people import Role
from portal.domain.services import ServiceStatus
from portal.models import (
    Job,
    Membership,
    Seat,
    Service,
    ServiceStatusRow,
    Verification,
)
from portal.time import day_of
from portal.visible import (
    held_on,
)

NOTICE = "verify"
# The mail of a week ago may have been written some minutes later in the day.
APART = timedelta(days=6, hours=12)


def remind(at: datetime) -> int:
    """Write the mails of the day; how many. Coordinators of a team whose verified
    records are overdue or will be within 30 days, and who got none this week."""
    people = set(_coordinators(_teams_with_due(at), at)) - set(_reminded(at))
    for person in sorted(people):
        about = {"person": person, "notice": NOTICE}
        db.session.add(Job(kind="mail", about=about, created_at=at, not_before=at))
    db.session.flush()
    return len(people)


def _teams_with_due(at: datetime) -> list[int]:
    """Closed services need no verification, and what was never verified no reminder."""
    day = day_of(at)
    closed = (
        select(ServiceStatusRow.status)
        .where(
            ServiceStatusRow.service_id == Service.id, ServiceStatusRow.starts_on <= day
        )
        .order_by(ServiceStatusRow.starts_on.desc(), ServiceStatusRow.id.desc())
        .limit(1)
        .correlate(Service)
        .scalar_subquery()
    )
    last = (
        select(func.max(Verification.verify_by))
        .where(Verification.service_id == Service.id)
        .correlate(Service)
        .scalar_subquery()
    )
    return list(
        db.session.scalars(
            select(Service.host_team_id)
            .where(
                last <= day + SOON, func.coalesce(closed, "") != ServiceStatus.CLOSED
            )
            .distinct()
        )
    )


def _coordinators(teams: Iterable[int], at: datetime) -> list[int]:
    day = day_of(at)
    return list(
        db.session.scalars(
            select(Membership.person_id)
            .join(Seat)
            .where(
                Seat.team_id.in_(teams),
                Membership.role.in_((*EDITORS, Role.OFFICE)),
                held_on(Membership, day),
                held_on(Seat, day),
            )
            .distinct()
        )
    )


def _reminded(at: datetime) -> list[int]:
    """Who got such a mail within a week."""
    found = db.session.scalars(
        select(Job.about).where(Job.kind == "mail", Job.created_at > at - APART)
    )
    return [about["person"] for about in found if about.get("notice") == NOTICE]
