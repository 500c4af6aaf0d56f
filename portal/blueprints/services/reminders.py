"""A mail a week to who looks after records that fall due: a link, never content."""

from datetime import datetime

from sqlalchemy import func, select

from portal import mail
from portal.blueprints.people import queries as people
from portal.blueprints.services.queries import SOON
from portal.db import db
from portal.domain.services import ServiceStatus
from portal.models import Service, ServiceStatusRow, Verification
from portal.time import day_of

NOTICE = "verify"


def remind(at: datetime) -> int:
    """Write the mails of the day; how many. Coordinators of a team whose verified
    records are overdue or will be within 30 days, and who got none this week."""
    teams = _teams_with_due(at)
    return mail.once_a_week(people.coordinators(teams, at), NOTICE, at)


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
