"""What falls due: one thread of actions, reports, services, pathways and meetings."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Date,
    Select,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from portal.blueprints.decisions.queries import ActionRow
from portal.blueprints.pathways.figures import open_comments
from portal.blueprints.referrals.queries import senders_waiting
from portal.db import db
from portal.domain.judges import APPROVERS, EDITORS
from portal.domain.pathways import WORK_IN_PROGRESS, VersionState
from portal.domain.people import WORKING, Actor, Role
from portal.domain.referrals import open_quarters
from portal.domain.services import ServiceStatus
from portal.models import (
    Acknowledgement,
    Pathway,
    PathwayPartner,
    PathwayVersion,
    Service,
    ServiceStatusRow,
    Step,
    Verification,
)

SOON = timedelta(days=30)
NEAR = timedelta(days=7)
SHOWN = 8


@dataclass(frozen=True)
class Due:
    """Something with a day on the thread; `number`: how many comments, steps, lines."""

    kind: str
    uid: UUID
    name: dict[str, str]
    day: date
    number: int = 0

    def days_late(self, today: date) -> int:
        return max(0, (today - self.day).days)

    def knot(self, today: date) -> str:
        """How the thread draws it."""
        if self.day < today:
            return "late"
        return "now" if self.day <= today + NEAR else "to_come"


@dataclass(frozen=True)
class TeamWork:
    """What the actor's teams have to look after: drafts, what is said of them, what to
    read, and what falls due; and whose referrals wait for the word of the own body."""

    drafts: list[Due]
    comments: list[Due]
    unread: list[Due]
    referrals: list[Due]
    due: list[Due]


def of_teams(actor: Actor, day: date) -> TeamWork:
    """Services to verify and pathways to look through, for those who approve; drafts
    to go on with and comments to settle, for those who edit; pathways to read, and
    referrals to confirm."""
    approves, edits = _teams(actor, APPROVERS), edited_by(actor)
    asked = [_services(approves, day), _pathways(approves, day), _drafts(edits)]
    asked += [_comments(edits), _unread(actor), _referrals(actor, day)]
    found: dict[str, list[Due]] = defaultdict(list)
    for row in db.session.execute(union_all(*asked)):
        found[row.kind].append(Due(**row._mapping))
    return TeamWork(
        drafts=found["draft"],
        comments=found["comments"],
        unread=found["unread"],
        referrals=found["referrals"],
        due=[*found["service"], *found["pathway"]],
    )


def edited_by(actor: Actor) -> list[int]:
    """The teams whose things the actor keeps."""
    return _teams(actor, EDITORS)


def _teams(actor: Actor, roles: Sequence[Role]) -> list[int]:
    """Where the actor has one of these roles; the office has all in its own team."""
    return [s.team_id for s in actor.seats if s.role in (*roles, Role.OFFICE)]


def _services(teams: list[int], day: date) -> Select[Any]:
    verify_by = (
        select(func.max(Verification.verify_by))
        .where(Verification.service_id == Service.id)
        .correlate(Service)
        .scalar_subquery()
    )
    status = (
        select(ServiceStatusRow.status)
        .where(
            ServiceStatusRow.service_id == Service.id,
            ServiceStatusRow.starts_on <= day,
        )
        .order_by(ServiceStatusRow.starts_on.desc(), ServiceStatusRow.id.desc())
        .limit(1)
        .correlate(Service)
        .scalar_subquery()
    )
    return select(
        literal("service").label("kind"),
        Service.uid,
        Service.name.label("name"),
        verify_by.label("day"),
        literal(0).label("number"),
    ).where(
        Service.host_team_id.in_(teams),
        verify_by <= day + SOON,
        func.coalesce(status, ServiceStatus.RUNNING) != ServiceStatus.CLOSED,
    )


def _pathways(teams: list[int], day: date) -> Select[Any]:
    return _versions("pathway", PathwayVersion.review_by).where(
        and_(
            Pathway.host_team_id.in_(teams),
            PathwayVersion.state == VersionState.PUBLISHED,
            PathwayVersion.review_by <= day + SOON,
        )
    )


def _drafts(teams: list[int]) -> Select[Any]:
    """Number 1 marks what a second person has returned."""
    returned = case((PathwayVersion.return_reason.is_not(None), 1), else_=0)
    return _versions("draft", cast(null(), Date), returned).where(
        Pathway.host_team_id.in_(teams),
        PathwayVersion.state == VersionState.DRAFT,
    )


def _comments(teams: list[int]) -> Select[Any]:
    """Versions in work of which somebody said what nobody has settled."""
    said = open_comments(PathwayVersion.id)
    return _versions("comments", cast(null(), Date), said).where(
        Pathway.host_team_id.in_(teams),
        PathwayVersion.state.in_(WORK_IN_PROGRESS),
        said > 0,
    )


def _unread(actor: Actor) -> Select[Any]:
    """Versions in force of the actor's teams that the actor has not read."""
    teams = [seat.team_id for seat in actor.seats if seat.role in WORKING]
    shared = select(PathwayPartner.pathway_id).where(PathwayPartner.team_id.in_(teams))
    steps = (
        select(func.count(Step.id))
        .where(Step.version_id == PathwayVersion.id)
        .correlate(PathwayVersion)
        .scalar_subquery()
    )
    read = exists().where(
        Acknowledgement.version_id == PathwayVersion.id,
        Acknowledgement.person_id == actor.person_id,
    )
    return _versions("unread", cast(null(), Date), steps).where(
        or_(Pathway.host_team_id.in_(teams), Pathway.id.in_(shared)),
        PathwayVersion.state == VersionState.PUBLISHED,
        ~read,
    )


def _referrals(actor: Actor, day: date) -> Select[Any]:
    """Bodies that say that they referred somebody to the actor's own."""
    found = senders_waiting(actor, open_quarters(day)).subquery()
    return select(
        literal("referrals").label("kind"),
        found.c.uid,
        found.c.name,
        cast(null(), Date).label("day"),
        found.c.number,
    )


def _versions(kind: str, day: Any, number: Any = None) -> Select[Any]:
    return select(
        literal(kind).label("kind"),
        PathwayVersion.uid,
        PathwayVersion.title.label("name"),
        day.label("day"),
        (literal(0) if number is None else number).label("number"),
    ).join(PathwayVersion.pathway)


def thread(
    work: TeamWork, actions: Sequence[ActionRow], reports: Sequence[Any], day: date
) -> list[Due]:
    """All of it by day, the most late first; what is far ahead comes later."""
    mine = [*_of_actions(actions), *_of_reports(reports)]
    found = [row for row in (*work.due, *mine) if row.day <= day + SOON]
    return sorted(found, key=lambda row: (row.day, row.kind, str(row.uid)))


def _of_actions(actions: Sequence[ActionRow]) -> Iterator[Due]:
    for row in actions:
        if row.due_on:
            yield Due("action", row.meeting_uid, row.text, row.due_on)


def _of_reports(reports: Sequence[Any]) -> Iterator[Due]:
    for row in reports:
        kind = "returned" if row.state == "returned" else "report"
        yield Due(kind, row.uid, row.title, row.due_on)
