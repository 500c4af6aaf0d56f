"""A mail a week to who has not read a pathway in force: a link, never content."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select

from portal import mail
from portal.db import db
from portal.domain.awareness import REMIND_AFTER
from portal.domain.pathways import VersionState
from portal.domain.people import WORKING
from portal.models import (
    Acknowledgement,
    Membership,
    Pathway,
    PathwayPartner,
    PathwayVersion,
    Seat,
    VersionMove,
)
from portal.time import day_of
from portal.visible import held_on

NOTICE = "reading"


def remind(at: datetime) -> int:
    """Write the mails of the day; how many. A version and a holder of a seat have seven
    days to meet before anybody is reminded, and nobody is reminded twice in a week."""
    return mail.once_a_week(_who_have_not_read(at), NOTICE, at)


def _who_have_not_read(at: datetime) -> Iterable[int]:
    return db.session.scalars(
        select(Membership.person_id)
        .join(Seat)
        .join(Pathway, or_(Pathway.host_team_id == Seat.team_id, _shares_it()))
        .join(PathwayVersion, PathwayVersion.pathway_id == Pathway.id)
        .join(VersionMove, VersionMove.version_id == PathwayVersion.id)
        .where(
            PathwayVersion.state == VersionState.PUBLISHED,
            VersionMove.move == "publish",
            VersionMove.at <= at - REMIND_AFTER,
            _holds_long_enough(day_of(at)),
            ~_has_read_it(),
        )
        .distinct()
    )


def _shares_it() -> ColumnElement[bool]:
    """The team of the seat is a partner of the pathway."""
    partner = exists().where(
        PathwayPartner.pathway_id == Pathway.id, PathwayPartner.team_id == Seat.team_id
    )
    return partner.correlate_except(PathwayPartner)


def _holds_long_enough(day: date) -> ColumnElement[bool]:
    return and_(
        Membership.role.in_(WORKING),
        Membership.starts_on <= day - REMIND_AFTER,
        held_on(Membership, day),
        held_on(Seat, day),
    )


def _has_read_it() -> ColumnElement[bool]:
    read = exists().where(
        Acknowledgement.version_id == PathwayVersion.id,
        Acknowledgement.person_id == Membership.person_id,
    )
    return read.correlate_except(Acknowledgement)
