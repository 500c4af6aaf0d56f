"""Counts: the seats that know the pathways in force, and what is said of drafts."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from portal.db import db
from portal.domain.people import WORKING
from portal.models import (
    Acknowledgement,
    Membership,
    Pathway,
    PathwayVersion,
    Seat,
    StepComment,
    Team,
    VersionMove,
)
from portal.time import end_of
from portal.visible import held_on

Column = ColumnElement[int] | InstrumentedAttribute[int]


def seats_that_read(team_id: Column, day: date) -> ColumnElement[int]:
    """How many seats know every pathway that the team had in force on the day, as SQL.

    Rule: portal.domain.awareness.seats_that_read.
    """
    seat = aliased(Seat)
    in_force = _in_force(seat.team_id, day)
    unread = in_force.where(~_is_read_by(seat.id, day))
    return (
        select(func.count(seat.id))
        .where(
            seat.team_id == team_id,
            held_on(seat, day),
            exists(in_force.correlate(seat)),
            ~exists(unread.correlate(seat)),
        )
        .correlate_except(seat)
        .scalar_subquery()
    )


def _in_force(team_id: Any, day: date) -> Select[Any]:
    """The versions that were published by the day, and not ended by it."""
    begun = _moved(day, "publish")
    ended = _moved(day, "supersede", "withdraw")
    return (
        select(PathwayVersion.id)
        .join(Pathway, PathwayVersion.pathway_id == Pathway.id)
        .where(Pathway.host_team_id == team_id, begun, ~ended)
    )


def _moved(day: date, *moves: str) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            VersionMove.version_id == PathwayVersion.id,
            VersionMove.move.in_(moves),
            VersionMove.at <= end_of(day),
        )
        .correlate(PathwayVersion)
    )


def _is_read_by(seat_id: Any, day: date) -> ColumnElement[bool]:
    """Somebody who holds the seat on the day has confirmed the version by then."""
    return (
        exists()
        .where(
            Acknowledgement.version_id == PathwayVersion.id,
            Acknowledgement.person_id == Membership.person_id,
            Acknowledgement.at <= end_of(day),
            Membership.seat_id == seat_id,
            Membership.role.in_(WORKING),
            held_on(Membership, day),
        )
        .correlate_except(Acknowledgement, Membership)
    )


def of_teams(team_ids: Collection[int], day: date) -> dict[int, int]:
    """The same by team."""
    rows = db.session.execute(
        select(Team.id, seats_that_read(Team.id, day).label("seats")).where(
            Team.id.in_(team_ids)
        )
    )
    return {row.id: row.seats for row in rows}


def open_comments(version_id: Any) -> Any:
    """How many comments on a version nobody has settled yet, as SQL."""
    return (
        select(func.count(StepComment.id))
        .where(StepComment.version_id == version_id, StepComment.settled_at.is_(None))
        .correlate_except(StepComment)
        .scalar_subquery()
    )
