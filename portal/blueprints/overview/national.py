"""What the dashboard reads of all teams as of a day: one statement for each matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    and_,
    func,
    literal,
    or_,
    select,
    union_all,
)

from portal.blueprints.pathways.figures import seats_that_read
from portal.db import db
from portal.domain.meetings import MeetingState
from portal.domain.pathways import VersionState
from portal.domain.places import TeamKind
from portal.domain.standing import strip_needs
from portal.models import (
    Action,
    Meeting,
    MeetingPartner,
    Municipality,
    Pathway,
    PathwayVersion,
    Seat,
    Team,
)
from portal.visible import (
    held_on,
)


@dataclass(frozen=True)
class AsOf:
    """The day that is looked at; today, what has no date of its own is seen too."""

    day: date
    is_today: bool


def teams(on: AsOf) -> list[Row[Any]]:
    """The local teams of the towns on the portal, with their seats of the day and those
    that had read by then what was in force."""
    seats = (
        select(func.count(Seat.id))
        .where(Seat.team_id == Team.id, held_on(Seat, on.day))
        .correlate(Team)
        .scalar_subquery()
    )
    return list(
        db.session.execute(
            select(
                Team.id,
                Team.uid,
                Team.rhythm_months,
                Municipality.id.label("town_id"),
                Municipality.slug,
                Municipality.name,
                seats.label("seats"),
                seats_that_read(Team.id, on.day).label("confirmed"),
                _in_review(on).label("in_review"),
            )
            .join(Team.municipality)
            .where(Municipality.on_portal, Team.kind == TeamKind.ANTI_TRAFFICKING)
            .order_by(Team.key)
        )
    )


def _in_review(on: AsOf) -> ColumnElement[int]:
    """Versions in review; their state is known of today alone."""
    if not on.is_today:
        return literal(0)
    return (
        select(func.count(PathwayVersion.id))
        .join(PathwayVersion.pathway)
        .where(
            Pathway.host_team_id == Team.id,
            PathwayVersion.state == VersionState.IN_REVIEW,
        )
        .correlate(Team)
        .scalar_subquery()
    )


def meetings(team_ids: Sequence[int], on: AsOf) -> list[Row[Any]]:
    """(team, day) of meetings held; a joint one counts for each team in it."""
    held = and_(
        Meeting.state == MeetingState.HELD,
        Meeting.day.between(strip_needs(on.day), on.day),
    )
    host, partner = Meeting.host_team_id, MeetingPartner.team_id
    own = select(host.label("team_id"), Meeting.day).where(host.in_(team_ids), held)
    joint = (
        select(partner, Meeting.day)
        .join(Meeting, Meeting.id == MeetingPartner.meeting_id)
        .where(partner.in_(team_ids), partner != host, held)
    )
    return list(db.session.execute(union_all(own, joint)))


def open_actions(team_ids: Sequence[int], on: AsOf) -> list[Row[Any]]:
    """What was agreed by the day and not done by it, the longest overdue first."""
    not_done = or_(Action.done_on.is_(None), Action.done_on > on.day)
    return list(
        db.session.execute(
            select(
                Action.host_team_id.label("team_id"),
                Action.uid,
                Action.text,
                Action.due_on,
            )
            .where(
                Action.host_team_id.in_(team_ids), Action.starts_on <= on.day, not_done
            )
            .order_by(Action.due_on, Action.id)
        )
    )
