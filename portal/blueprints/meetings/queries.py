"""Reads of meetings: lists, one with all its people, and a person's next one."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload, with_expression

from portal import paging
from portal.db import db, given
from portal.domain.meetings import THERE, MeetingState
from portal.domain.people import Actor
from portal.models import (
    Attendance,
    Meeting,
    MeetingPartner,
    Membership,
    Seat,
    Team,
)
from portal.time import today
from portal.visible import (
    approvers_of,
    held_on,
    visible_meetings,
)


def team(uid: UUID) -> Team | None:
    """A team with its town, as the host of a new meeting."""
    return db.session.scalar(
        select(Team).options(joinedload(Team.municipality)).where(Team.uid == uid)
    )


def teams_of(actor: Actor) -> list[Team]:
    """The teams whose meetings the actor reads; the office reads those of all."""
    own = [] if actor.is_office else [Team.id.in_(actor.team_ids)]
    return list(db.session.scalars(select(Team).where(*own).order_by(Team.key)))


def other_teams(team_id: int) -> list[Team]:
    """Whom a team may meet with."""
    return list(
        db.session.scalars(select(Team).where(Team.id != team_id).order_by(Team.key))
    )


def meeting(uid: UUID) -> Meeting | None:
    """A meeting with its teams, answers, attendances and agenda."""
    found = db.session.scalars(_meeting(), {"uid": uid, "today": today()})
    return found.unique().one_or_none()


@cache
def _meeting() -> Select[Meeting]:
    """Of a `uid`, with those who may approve `today`."""
    approvers = approvers_of(Meeting.host_team_id, given("today"))
    return (
        select(Meeting)
        .options(
            with_expression(Meeting.host_approvers, approvers),
            joinedload(Meeting.host_team),
            joinedload(Meeting.partners),
            joinedload(Meeting.answers),
            selectinload(Meeting.attendances).options(
                joinedload(Attendance.seat).joinedload(Seat.organisation),
                joinedload(Attendance.person),
            ),
            selectinload(Meeting.agenda),
        )
        .where(Meeting.uid == given("uid"))
        .execution_options(populate_existing=True)
    )


def invited(meeting: Meeting) -> list[Seat]:
    """The seats that hold on the meeting's day, with the people of that day."""
    return seats_on((meeting.host_team_id, *meeting.partner_team_ids), meeting.day)


def seats_on(team_ids: Collection[int], day: date) -> list[Seat]:
    """The seats of these teams on a day, the first team's first."""
    order = list(team_ids)
    found = db.session.scalars(_seats_on(), {"team_ids": order, "day": day}).unique()
    return sorted(found, key=lambda seat: order.index(seat.team_id))


@cache
def _seats_on() -> Select[Seat]:
    """Of `team_ids` on a `day`."""
    day = given("day")
    held = Seat.memberships.and_(held_on(Membership, day))
    return (
        select(Seat)
        .options(
            joinedload(Seat.organisation),
            joinedload(Seat.team),
            joinedload(held).joinedload(Membership.person),
        )
        .where(Seat.team_id.in_(given("team_ids")), held_on(Seat, day))
        .order_by(Seat.id)
        .execution_options(populate_existing=True)
    )


def _team_ids() -> ColumnElement[bool]:
    """Whether a seat is of the meeting's host or of a partner, as SQL."""
    partner = select(MeetingPartner.team_id).where(
        MeetingPartner.meeting_id == Meeting.id
    )
    return or_(Seat.team_id == Meeting.host_team_id, Seat.team_id.in_(partner))


def _invited() -> Any:
    # Seat and day are both columns here; held_on takes either.
    return (
        select(func.count(Seat.id))
        .where(_team_ids(), held_on(Seat, Meeting.day))
        .correlate(Meeting)
        .scalar_subquery()
    )


def _there() -> Any:
    return (
        select(func.count(Attendance.id))
        .where(Attendance.meeting_id == Meeting.id, Attendance.status.in_(THERE))
        .correlate(Meeting)
        .scalar_subquery()
    )


def _where(actor: Actor, team: UUID | None) -> list[ColumnElement[bool]]:
    conditions = [visible_meetings(actor)]
    if team:
        chosen = select(Team.id).where(Team.uid == team).scalar_subquery()
        partner = select(MeetingPartner.meeting_id).where(
            MeetingPartner.team_id == chosen
        )
        conditions.append(
            or_(Meeting.host_team_id == chosen, Meeting.id.in_(partner)),
        )
    return conditions


def count(actor: Actor, team: UUID | None) -> int:
    """How many meetings the list holds on all its pages."""
    found = db.session.scalar(
        select(func.count()).select_from(Meeting).where(*_where(actor, team))
    )
    return found or 0


def meeting_list(
    actor: Actor, team: UUID | None, day: date, page: int = 1
) -> list[Row[Any]]:
    """One page: what is to come, the next first; then what was, the last first."""
    coming = case((Meeting.day >= day, Meeting.day))
    found = (
        _listed()
        .where(*_where(actor, team))
        .order_by(Meeting.day < day, coming, Meeting.day.desc())
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return list(db.session.execute(paging.on_page(found, page)))


def _listed() -> Select[Any]:
    return select(
        Meeting.uid,
        Meeting.kind,
        Meeting.title,
        Meeting.day,
        Meeting.starts_at,
        Meeting.ends_at,
        Meeting.place,
        Meeting.state,
        Team.name.label("team"),
        _invited().label("seats"),
        _there().label("there"),
    ).join(Meeting.host_team)


def last_of(team_id: int) -> Meeting | None:
    """The team's latest meeting that was not cancelled: the pattern for the next."""
    return db.session.scalar(
        select(Meeting)
        .where(Meeting.host_team_id == team_id, Meeting.state != MeetingState.CANCELLED)
        .order_by(Meeting.day.desc(), Meeting.id.desc())
        .limit(1)
    )
