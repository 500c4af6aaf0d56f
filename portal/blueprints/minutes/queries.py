"""Reads of agendas and minutes; the internal layer is opened in `reading` alone."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import (
    aliased,
    contains_eager,
    joinedload,
    selectinload,
    with_expression,
)

from portal.db import db, given
from portal.domain.meetings import MinutesState
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.models import (
    AgendaItem,
    InternalMinutes,
    Meeting,
    MinutesMove,
    PublicMinutes,
    Team,
)
from portal.time import today
from portal.visible import (
    approvers_of,
)


@dataclass(frozen=True)
class ItemShown:
    """A point of the agenda as a page shows it; the internal text stays sealed."""

    id: int
    uid: UUID
    number: int
    title: dict[str, str]
    outcome: str
    carried_from: date | None
    public: dict[str, str] | None
    public_at: datetime | None
    public_version: int
    internal_at: datetime | None
    internal_version: int

    @property
    def written(self) -> bool:
        return bool(self.public_at or self.internal_at)


@dataclass(frozen=True)
class MinutesShown:
    """The agenda and the minutes of one meeting, as one reader may see them."""

    meeting: Meeting
    items: list[ItemShown]
    may_write: bool
    may_read_internal: bool

    @property
    def state(self) -> str:
        return self.meeting.minutes_state

    @property
    def approved(self) -> bool:
        return self.state == MinutesState.APPROVED

    @property
    def shows_public(self) -> bool:
        """The public layer is its team's alone until the minutes are approved."""
        return self.approved or self.may_read_internal


def of_meeting(meeting: Meeting, actor: Actor) -> MinutesShown:
    """What the page of a meeting needs of its agenda and minutes, in one statement."""
    shown = MinutesShown(
        meeting=meeting,
        items=_items(meeting.id),
        may_write=allowed(actor, May.WRITE_MINUTES, meeting),
        may_read_internal=allowed(actor, May.READ_INTERNAL_MINUTES, meeting),
    )
    if shown.shows_public:
        return shown
    hidden = [
        replace(item, public=None, public_at=None, internal_at=None)
        for item in shown.items
    ]
    return replace(shown, items=hidden)


def _items(meeting_id: int) -> list[ItemShown]:
    rows = db.session.execute(_items_of(), {"meeting_id": meeting_id})
    return [
        ItemShown(number=number, **row._mapping)
        for number, row in enumerate(rows, start=1)
    ]


@cache
def _items_of() -> Select[Any]:
    """The points of `meeting_id`."""
    source, before = aliased(AgendaItem), aliased(Meeting)
    return (
        select(
            AgendaItem.id,
            AgendaItem.uid,
            AgendaItem.title,
            AgendaItem.outcome,
            before.day.label("carried_from"),
            PublicMinutes.text.label("public"),
            PublicMinutes.changed_at.label("public_at"),
            func.coalesce(PublicMinutes.row_version, 0).label("public_version"),
            InternalMinutes.changed_at.label("internal_at"),
            func.coalesce(InternalMinutes.row_version, 0).label("internal_version"),
        )
        .outerjoin(source, AgendaItem.carried_from_id == source.id)
        .outerjoin(before, source.meeting_id == before.id)
        .outerjoin(PublicMinutes, PublicMinutes.agenda_item_id == AgendaItem.id)
        .outerjoin(InternalMinutes, InternalMinutes.agenda_item_id == AgendaItem.id)
        .where(AgendaItem.meeting_id == given("meeting_id"))
        .order_by(AgendaItem.position, AgendaItem.id)
    )


def meeting(uid: UUID) -> Meeting | None:
    """A meeting with its host team and partners, as the rules ask."""
    return db.session.scalar(
        select(Meeting)
        .options(
            approvers(today()),
            joinedload(Meeting.host_team).joinedload(Team.municipality),
            selectinload(Meeting.partners),
        )
        .where(Meeting.uid == uid)
        .execution_options(populate_existing=True)
    )


def approvers(day: date) -> Any:
    """How many people may approve for the host team of a meeting."""
    return with_expression(
        Meeting.host_approvers, approvers_of(Meeting.host_team_id, day)
    )


def item(uid: UUID) -> AgendaItem | None:
    """A point of the agenda with its meeting, as the rules ask."""
    held = contains_eager(AgendaItem.meeting)
    host = held.contains_eager(Meeting.host_team)
    return db.session.scalar(
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .join(Meeting.host_team)
        .options(
            held.options(approvers(today()), selectinload(Meeting.partners)),
            host.joinedload(Team.municipality),
        )
        .where(AgendaItem.uid == uid)
        .execution_options(populate_existing=True)
    )


def public_layer(item_id: int) -> PublicMinutes | None:
    return db.session.scalar(
        select(PublicMinutes).where(PublicMinutes.agenda_item_id == item_id)
    )


def internal_layers(item_ids: list[int]) -> dict[int, InternalMinutes]:
    """The sealed layers of some points, by the id of the point."""
    found = db.session.scalars(
        select(InternalMinutes).where(InternalMinutes.agenda_item_id.in_(item_ids))
    )
    return {row.agenda_item_id: row for row in found}


def moves(meeting_id: int) -> list[MinutesMove]:
    """Who moved the minutes on, the first move first."""
    return list(
        db.session.scalars(
            select(MinutesMove)
            .options(joinedload(MinutesMove.person))
            .where(MinutesMove.meeting_id == meeting_id)
            .order_by(MinutesMove.id)
        )
    )


def point_ids(meeting_id: int) -> list[int]:
    """The ids of the points in the order of the agenda."""
    return list(
        db.session.scalars(
            select(AgendaItem.id)
            .where(AgendaItem.meeting_id == meeting_id)
            .order_by(AgendaItem.position, AgendaItem.id)
        )
    )


def next_position(meeting_id: int) -> int:
    """Where a new point stands: after all others."""
    positions = db.session.scalars(
        select(AgendaItem.position).where(AgendaItem.meeting_id == meeting_id)
    )
    return 1 + max(positions, default=0)
