"""What is done to the agenda: points added, moved, finished, and carried on."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import aliased, contains_eager

from portal import audit
from portal.audit import Event
from portal.blueprints.minutes import queries, states
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.meetings import AgendaOutcome, MeetingState
from portal.domain.people import Actor
from portal.models import (
    AgendaItem,
    Decision,
    InternalMinutes,
    Meeting,
    PublicMinutes,
)
from portal.time import now

POINTS_AT_MOST = 60
Title = dict[str, str]


def add(actor: Actor, meeting: Meeting, title: Title, at: datetime) -> Event:
    """A new point at the end of the agenda."""
    states.check_open(meeting)
    position = queries.next_position(meeting.id)
    if position > POINTS_AT_MOST:
        raise DomainError("too_many_points", "title", {"most": POINTS_AT_MOST})
    item = AgendaItem(meeting_id=meeting.id, position=position, title=title)
    db.session.add(item)
    db.session.flush()
    return _event("add_agenda_item", item, meeting)


def edit_title(
    actor: Actor, item: AgendaItem, title: Title, seen: int, at: datetime
) -> Event:
    """Name a point anew. DomainError "item_conflict" where somebody else just did."""
    states.check_open(item.meeting)
    if title != item.title:
        if seen != item.row_version:
            raise DomainError("item_conflict", "title")
        before, thing = {"title": item.title}, str(item.uid)
        audit.keep(actor, noun="agenda_item", thing=thing, before=before, at=at)
        item.title = title
        db.session.flush()
    return _event("edit_agenda_item", item, item.meeting, "title")


def move(actor: Actor, item: AgendaItem, by: int, at: datetime) -> Event:
    """Move a point up or down; its text stays as other people see it."""
    states.check_open(item.meeting)
    ids = queries.point_ids(item.meeting_id)
    there = min(max(ids.index(item.id) + by, 0), len(ids) - 1)
    ids.remove(item.id)
    ids.insert(there, item.id)
    for position, moved in enumerate(ids, start=1):
        db.session.execute(
            update(AgendaItem).where(AgendaItem.id == moved).values(position=position),
            execution_options={"synchronize_session": False},
        )
    return _event("move_agenda_item", item, item.meeting, "position")


def settle(
    actor: Actor, item: AgendaItem, outcome: AgendaOutcome, at: datetime
) -> Event:
    """Note that a point is done, stays open, or goes to the next meeting."""
    states.check_open(item.meeting)
    if item.outcome != outcome:
        _take_back(item)
        item.outcome = outcome
        db.session.flush()
    if outcome == AgendaOutcome.CARRIED:
        following = _next_planned(item.meeting)
        if following and not _copy_of(item):
            _carry([item], following)
    return _event("settle_agenda_item", item, item.meeting, "outcome")


def _take_back(item: AgendaItem) -> None:
    """A point that is settled anew leaves the next agenda, if nobody worked on it."""
    copy = _copy_of(item)
    if copy is None:
        return
    if copy.meeting.state != MeetingState.PLANNED or _is_used(copy):
        raise DomainError("item_carried")
    db.session.delete(copy)
    db.session.flush()


def remove(actor: Actor, item: AgendaItem, at: datetime) -> Event:
    """Take a point off the agenda of a planned meeting, while nothing hangs on it."""
    event = _event("remove_agenda_item", item, item.meeting)
    planned = item.meeting.state == MeetingState.PLANNED
    if not planned or item.carried_from_id or _is_used(item):
        raise DomainError("item_is_used")
    db.session.delete(item)
    db.session.flush()
    return event


def _is_used(item: AgendaItem) -> bool:
    """Somebody wrote, decided or carried something under the point."""
    uses = (
        exists().where(PublicMinutes.agenda_item_id == item.id),
        exists().where(InternalMinutes.agenda_item_id == item.id),
        exists().where(Decision.agenda_item_id == item.id),
        exists().where(AgendaItem.carried_from_id == item.id),
    )
    return bool(db.session.scalar(select(or_(*uses))))


def _copy_of(item: AgendaItem) -> AgendaItem | None:
    """The same point on a later agenda that still counts."""
    return db.session.scalar(
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .options(contains_eager(AgendaItem.meeting))
        .where(
            AgendaItem.carried_from_id == item.id,
            Meeting.state != MeetingState.CANCELLED,
        )
    )


def taken_over(actor: Actor, event: Event) -> None:
    """A meeting was planned or entered: it takes over what stayed open before it."""
    meeting = queries.meeting(UUID(event.thing)) if event.thing else None
    if meeting is not None:
        _note(actor, meeting, carry(meeting))


def handed_on(actor: Actor, event: Event) -> None:
    """A meeting is over or off: what stayed open goes to the next planned one."""
    meeting = queries.meeting(UUID(event.thing)) if event.thing else None
    following = _next_planned(meeting) if meeting else None
    if following is not None:
        _note(actor, following, carry(following))


def _note(actor: Actor, meeting: Meeting, carried: list[AgendaItem]) -> None:
    if carried:
        uids, thing = tuple(str(item.uid) for item in carried), str(meeting.uid)
        told = Event("carry_agenda", "meeting", thing, meeting.host_team_id, uids)
        audit.record(actor, told, now())


def carry(meeting: Meeting) -> list[AgendaItem]:
    """Take over what stayed open at the team's last held meeting, each point once."""
    before = _last_held(meeting)
    if before is None:
        return []
    copy, later = aliased(AgendaItem), aliased(Meeting)
    copied = exists().where(
        copy.carried_from_id == AgendaItem.id,
        copy.meeting_id == later.id,
        later.state != MeetingState.CANCELLED,
    )
    left = db.session.scalars(
        select(AgendaItem)
        .where(
            AgendaItem.meeting_id == before,
            AgendaItem.outcome != AgendaOutcome.DONE,
            ~copied,
        )
        .order_by(AgendaItem.position)
    )
    return _carry(left.all(), meeting)


def _carry(items: Iterable[AgendaItem], meeting: Meeting) -> list[AgendaItem]:
    """Copies of the points at the end of the meeting's agenda."""
    copies = []
    for item in items:
        item.outcome = AgendaOutcome.CARRIED
        copy = AgendaItem(
            meeting_id=meeting.id,
            position=queries.next_position(meeting.id),
            title=item.title,
            carried_from_id=item.id,
        )
        db.session.add(copy)
        db.session.flush()
        copies.append(copy)
    return copies


def _last_held(meeting: Meeting) -> int | None:
    day, at = Meeting.day, Meeting.starts_at
    earlier = or_(day < meeting.day, and_(day == meeting.day, at < meeting.starts_at))
    return db.session.scalar(
        select(Meeting.id)
        .where(_of_team(meeting, MeetingState.HELD), earlier)
        .order_by(day.desc(), at.desc(), Meeting.id.desc())
        .limit(1)
    )


def _next_planned(meeting: Meeting) -> Meeting | None:
    day, at = Meeting.day, Meeting.starts_at
    later = or_(day > meeting.day, and_(day == meeting.day, at > meeting.starts_at))
    return db.session.scalar(
        select(Meeting)
        .where(_of_team(meeting, MeetingState.PLANNED), later)
        .order_by(day, at, Meeting.id)
        .limit(1)
    )


def _of_team(meeting: Meeting, state: MeetingState) -> ColumnElement[bool]:
    return and_(Meeting.host_team_id == meeting.host_team_id, Meeting.state == state)


def _event(verb: str, item: AgendaItem, meeting: Meeting, *fields: str) -> Event:
    return Event(verb, "agenda_item", str(item.uid), meeting.host_team_id, fields)
