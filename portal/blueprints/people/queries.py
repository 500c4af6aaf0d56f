"""Reads about people and their open invitations."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, literal, or_, select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.domain.judges import EDITORS
from portal.domain.people import Role
from portal.models import Invitation, Membership, Person, Seat
from portal.sessions import hashed
from portal.time import day_of
from portal.visible import (
    deciders_of,
    held_on,
)


def person_by_email(email: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.email == email.lower()))


def person(uid: UUID) -> Person | None:
    return db.session.scalar(select(Person).where(Person.uid == uid))


def person_by_id(person_id: int) -> Person | None:
    return db.session.get(Person, person_id)


def roles_of(person_id: int, at: datetime) -> frozenset[Role]:
    """The roles that the person holds on the day."""
    day = day_of(at)
    found = db.session.scalars(
        select(Membership.role)
        .join(Seat)
        .where(
            Membership.person_id == person_id,
            held_on(Membership, day),
            held_on(Seat, day),
        )
    )
    return frozenset(Role(role) for role in found)


def open_invitation(token: str, at: datetime) -> Invitation | None:
    """The invitation that this token opens, if it was not used and is in time."""
    return db.session.scalar(
        select(Invitation)
        .options(joinedload(Invitation.person))
        .where(
            Invitation.token_hash == hashed(token),
            Invitation.used_at.is_(None),
            Invitation.valid_until > at,
        )
    )


def approvers(team_id: int, at: datetime, *, without: int | None) -> list[Person]:
    """Who may approve a pathway of the team, except one person; where it has not two
    such, the office too."""
    day = day_of(at)
    roles = (Role.APPROVER, Role.COORDINATOR, Role.OFFICE)
    own = and_(Seat.team_id == team_id, Membership.role.in_(roles))
    few = deciders_of(literal(team_id), day) < 2
    return list(
        db.session.scalars(
            select(Person)
            .join(Membership)
            .join(Seat)
            .where(
                or_(own, and_(Membership.role == Role.OFFICE, few)),
                held_on(Membership, day),
                held_on(Seat, day),
                Person.id != without,
            )
            .distinct()
        )
    )


def coordinators(teams: Collection[int], at: datetime) -> list[int]:
    """Who looks after what these teams keep, by the key of the person."""
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
