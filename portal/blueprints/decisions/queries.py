"""Reads of decisions and actions, one and many, as the actor may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    false,
    func,
    or_,
    select,
)

from portal import paging
from portal.db import db, given
from portal.domain.meetings import MeetingState
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.domain.services import PublicationState
from portal.models import Action, Decision, Meeting, Organisation, Seat, Team
from portal.time import today
from portal.visible import (
    visible_meetings,
)


@dataclass(frozen=True)
class Filters:
    """What the lists of decisions and actions are narrowed to."""

    team: UUID | None = None
    open_only: bool = False


@dataclass(frozen=True)
class DecisionRow:
    """A decision in a list; who voted how is for those inside."""

    uid: UUID
    number: int
    year: int
    decided_on: date
    text: dict[str, str]
    method: str
    votes_for: int | None
    votes_against: int | None
    abstained: int | None
    seats_there: int
    seats: int
    publication: str
    team: dict[str, str]
    inside: bool = True

    @property
    def named(self) -> str:
        return f"{self.number}/{self.year}"


@dataclass(frozen=True)
class ActionRow:
    """An action in a list; `finishable` where the reader may finish it."""

    uid: UUID
    text: dict[str, str]
    due_on: date | None
    done_on: date | None
    seat: dict[str, str]
    seat_id: int
    team: dict[str, str]
    host_team_id: int
    meeting_uid: UUID
    meeting_day: date
    decision_uid: UUID | None
    decision_number: str
    finishable: bool = False
    partner_team_ids: tuple[int, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.done_on is None

    def days_late(self, day: date) -> int:
        """How many days it is over its due day; 0 where it is not, or has none."""
        due = self.due_on
        return (day - due).days if self.is_open and due and due < day else 0


@dataclass(frozen=True)
class OfMeeting:
    """The decisions of a meeting, and the actions that stand on its agenda."""

    decisions: list[DecisionRow]
    actions: list[ActionRow]
    day: date


@cache
def _decisions() -> Select[Any]:
    return (
        select(
            Decision.uid,
            Decision.number,
            Decision.year,
            Decision.decided_on,
            Decision.text,
            Decision.method,
            Decision.votes_for,
            Decision.votes_against,
            Decision.abstained,
            Decision.seats_there,
            Decision.seats,
            Decision.publication,
            Team.name.label("team"),
        )
        .join(Decision.host_team)
        .join(Decision.meeting)
    )


@cache
def _actions() -> Select[Any]:
    return (
        select(
            Action.uid,
            Action.text,
            Action.due_on,
            Action.done_on,
            Organisation.name.label("seat"),
            Action.seat_id,
            Team.name.label("team"),
            Action.host_team_id,
            Meeting.uid.label("meeting_uid"),
            Meeting.day.label("meeting_day"),
            Decision.uid.label("decision_uid"),
            Decision.number,
            Decision.year,
        )
        .join(Action.seat)
        .join(Seat.organisation)
        .join(Action.meeting)
        .join(Team, Action.host_team_id == Team.id)
        .outerjoin(Action.decision)
        .order_by(
            Action.done_on.is_not(None),
            Action.due_on.is_(None),
            Action.due_on,
            Action.id,
        )
    )


def _shown_actions(wanted: Select[Any], actor: Actor | None) -> list[ActionRow]:
    return [_shown(row, actor) for row in db.session.execute(wanted)]


def _shown(row: Any, actor: Actor | None) -> ActionRow:
    told = dict(row._mapping)
    number, year = told.pop("number"), told.pop("year")
    shown = ActionRow(**told, decision_number=f"{number}/{year}" if number else "")
    may = actor is not None and allowed(actor, May.FINISH_ACTION, shown)
    return ActionRow(**vars(shown) | {"finishable": may})


def of_meeting(meeting: Meeting, actor: Actor | None = None) -> OfMeeting:
    """What a meeting decided, and what is to be done: its own, and open ones before."""
    asked: dict[str, Any] = {"meeting_id": meeting.id}
    rows = db.session.execute(_decided_at(), asked)
    asked |= {"team_id": meeting.host_team_id, "day": meeting.day}
    actions = [_shown(row, actor) for row in db.session.execute(_agreed_at(), asked)]
    decisions = [DecisionRow(**row._mapping) for row in rows]
    return OfMeeting(decisions, actions, today())


@cache
def _decided_at() -> Select[Any]:
    """At `meeting_id`."""
    at = Decision.meeting_id == given("meeting_id")
    return _decisions().where(at).order_by(Decision.year, Decision.number)


@cache
def _agreed_at() -> Select[Any]:
    """At `meeting_id`, or before its `day` by `team_id` and not done yet."""
    carried = and_(
        Action.host_team_id == given("team_id"),
        Action.done_on.is_(None),
        Action.starts_on <= given("day"),
    )
    return _actions().where(or_(Action.meeting_id == given("meeting_id"), carried))


def open_actions_of(actor: Actor) -> list[ActionRow]:
    """The open actions of the actor's own seats, the most late first."""
    own = Action.seat_id.in_(actor.seat_ids)
    return _shown_actions(_actions().where(own, Action.done_on.is_(None)), actor)


def open_actions(
    team_ids: Collection[int], actor: Actor | None = None
) -> list[ActionRow]:
    """The open actions of some teams, the most late first."""
    of_teams = Action.host_team_id.in_(team_ids)
    return _shown_actions(_actions().where(of_teams, Action.done_on.is_(None)), actor)


def _visible_decisions(actor: Actor, filters: Filters) -> ColumnElement[bool]:
    """The filter that agrees with May.READ_DECISION; the query joins Meeting."""
    if not actor.is_somebody:
        return false()
    public = Decision.publication == PublicationState.PUBLIC
    seen = or_(visible_meetings(actor), public)
    return and_(seen, Team.uid == filters.team) if filters.team else seen


def count_decisions(actor: Actor, filters: Filters) -> int:
    listed = _decisions().where(_visible_decisions(actor, filters)).subquery()
    return db.session.scalar(select(func.count()).select_from(listed)) or 0


def decision_list(actor: Actor, filters: Filters, page: int = 1) -> list[DecisionRow]:
    """One page of the decisions that the actor may read, the newest first."""
    found = (
        _decisions()
        .add_columns(visible_meetings(actor).label("inside"))
        .where(_visible_decisions(actor, filters))
        .order_by(Decision.decided_on.desc(), Decision.number.desc(), Decision.id)
    )
    rows = db.session.execute(paging.on_page(found, page))
    return [DecisionRow(**row._mapping) for row in rows]


def _visible_actions(actor: Actor, filters: Filters) -> list[ColumnElement[bool]]:
    conditions = [visible_meetings(actor), Meeting.state != MeetingState.CANCELLED]
    if filters.team:
        conditions.append(Team.uid == filters.team)
    return [*conditions, Action.done_on.is_(None)]


def count_actions(actor: Actor, filters: Filters) -> int:
    wanted = _actions().where(*_visible_actions(actor, filters)).order_by(None)
    return db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0


def action_list(actor: Actor, filters: Filters, page: int = 1) -> list[ActionRow]:
    """One page of the open actions that the actor may read, the most late first."""
    wanted = _actions().where(*_visible_actions(actor, filters))
    return _shown_actions(paging.on_page(wanted, page), actor)


def actions_of(decision_id: int, actor: Actor) -> list[ActionRow]:
    """What follows from a decision, done or not."""
    return _shown_actions(_actions().where(Action.decision_id == decision_id), actor)
