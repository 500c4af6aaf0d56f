"""Decisions and actions as the rules judge them, and what their forms offer."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload, with_expression

from portal.db import db
from portal.models import (
    Action,
    Activity,
    AgendaItem,
    Decision,
    Meeting,
    Person,
    Plan,
    Seat,
    Team,
)
from portal.time import today
from portal.visible import (
    approvers_of,
    held_on,
)


def _judged() -> Any:
    return with_expression(
        Meeting.host_approvers, approvers_of(Meeting.host_team_id, today())
    )


def decision(uid: UUID) -> Decision | None:
    """A decision with its meeting, its team and the team's town."""
    return db.session.scalar(
        select(Decision)
        .join(Decision.meeting)
        .options(
            contains_eager(Decision.meeting).options(
                _judged(), selectinload(Meeting.partners)
            ),
            joinedload(Decision.host_team).joinedload(Team.municipality),
            joinedload(Decision.agenda_item),
        )
        .where(Decision.uid == uid)
        .execution_options(populate_existing=True)
    )


def action(uid: UUID) -> Action | None:
    """An action with its meeting, as the rules ask."""
    return db.session.scalar(
        select(Action)
        .join(Action.meeting)
        .options(
            contains_eager(Action.meeting).selectinload(Meeting.partners),
            joinedload(Action.decision),
        )
        .where(Action.uid == uid)
        .execution_options(populate_existing=True)
    )


def next_number(team_id: int, year: int) -> int:
    """The number of the next decision; asked for in the writer's place alone."""
    last = db.session.scalar(
        select(func.max(Decision.number)).where(
            Decision.host_team_id == team_id, Decision.year == year
        )
    )
    return 1 + (last or 0)


def points(meeting: Meeting) -> list[AgendaItem]:
    """The agenda of the meeting, to choose where a decision belongs."""
    return list(
        db.session.scalars(
            select(AgendaItem)
            .where(AgendaItem.meeting_id == meeting.id)
            .order_by(AgendaItem.position)
        )
    )


def owners(meeting: Meeting) -> list[Seat]:
    """The seats of the host team that may own an action today, or did that day."""
    return list(
        db.session.scalars(
            select(Seat)
            .options(joinedload(Seat.organisation))
            .where(
                Seat.team_id == meeting.host_team_id,
                or_(held_on(Seat, today()), held_on(Seat, meeting.day)),
            )
            .order_by(Seat.id)
        )
    )


def decisions(meeting: Meeting) -> list[Decision]:
    """What an action of the meeting may follow from."""
    return list(
        db.session.scalars(
            select(Decision)
            .where(Decision.meeting_id == meeting.id)
            .order_by(Decision.year, Decision.number)
        )
    )


def activities(meeting: Meeting) -> list[Activity]:
    """What of the team's plans an action may serve."""
    return list(
        db.session.scalars(
            select(Activity)
            .join(Activity.plan)
            .where(Plan.host_team_id == meeting.host_team_id)
            .order_by(Activity.plan_id, Activity.number, Activity.id)
        )
    )


def person(person_id: int | None) -> Person | None:
    return db.session.get(Person, person_id) if person_id else None


def teams_shown(team_ids: frozenset[int], *, everybody: bool) -> list[Team]:
    """The teams that lists can be narrowed to."""
    own = [] if everybody else [Team.id.in_(team_ids)]
    return list(db.session.scalars(select(Team).where(*own).order_by(Team.key)))
