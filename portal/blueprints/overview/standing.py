"""How the actor's own team stands: its map, pathways, meetings and plan."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, true

from portal.blueprints.plans.queries import Completion, counted
from portal.db import db, given
from portal.domain.indicators import MEETINGS_A_YEAR
from portal.domain.meetings import MeetingState, year_before
from portal.domain.pathways import VersionState
from portal.domain.people import Actor
from portal.domain.places import Sector, TeamKind, missing_sectors
from portal.domain.services import PublicationState
from portal.models import (
    Meeting,
    MeetingPartner,
    Organisation,
    Pathway,
    PathwayVersion,
    Plan,
    Seat,
    Service,
    Team,
    Verification,
)
from portal.time import end_of
from portal.visible import held_on

MONTHS = 12


@dataclass(frozen=True)
class Standing:
    """One team on a day."""

    uid: UUID
    name: dict[str, str]
    services: int
    verified: int
    pathways: int
    held: int
    rhythm_months: int | None
    sectors: str | None
    plan: UUID | None
    completion: Completion

    @property
    def wanted(self) -> int:
        """How many meetings a year the team has agreed on, or else the office asks."""
        return MONTHS // self.rhythm_months if self.rhythm_months else MEETINGS_A_YEAR

    @property
    def missing(self) -> list[Sector]:
        """The expected sectors without a seat; none while no seat is entered."""
        return missing_sectors(set(self.sectors.split(","))) if self.sectors else []


def standing(actor: Actor, day: date) -> Standing | None:
    """The first of the actor's local teams; the office has none of its own."""
    own = [s.team_id for s in actor.seats if s.team_kind == TeamKind.ANTI_TRAFFICKING]
    if not own:
        return None
    asked = {"team_id": own[0], "day": day, "since": year_before(day)}
    asked |= {"iso_day": day.isoformat(), "end": end_of(day)}
    row = db.session.execute(_of_team(), asked).first()
    if row is None:
        return None
    found = dict(row._mapping)
    counts = [found.pop(name) or 0 for name in ("activities", "reported", "done")]
    return Standing(**found, completion=Completion(*counts))


@cache
def _of_team() -> Select[Any]:
    """Of `team_id` on a `day`, with a year that begins after `since`.

    Built once, since building it takes longer than asking.
    """
    team_id, day = given("team_id"), given("day")
    verified = select(Verification.service_id).where(Verification.verify_by >= day)
    plan = select(Plan.id).where(Plan.host_team_id == team_id).order_by(Plan.id.desc())
    newest = plan.limit(1).scalar_subquery()
    far = counted(Plan.id == newest, given("iso_day"), given("end")).subquery()
    asked = select(
        Team.uid,
        Team.name,
        _services(team_id).label("services"),
        _services(team_id, Service.id.in_(verified)).label("verified"),
        _pathways(team_id).label("pathways"),
        _held(team_id, day).label("held"),
        Team.rhythm_months,
        _sectors(team_id, day).label("sectors"),
        select(Plan.uid).where(Plan.id == newest).scalar_subquery().label("plan"),
        *(far.c.activities, far.c.reported, far.c.done),
    )
    return asked.outerjoin(far, true()).where(Team.id == team_id)


def _services(team_id: Any, *where: Any) -> Any:
    return (
        select(func.count(Service.id))
        .where(
            Service.host_team_id == team_id,
            Service.publication == PublicationState.PUBLIC,
            *where,
        )
        .scalar_subquery()
    )


def _pathways(team_id: Any) -> Any:
    return (
        select(func.count(PathwayVersion.id))
        .join(PathwayVersion.pathway)
        .where(
            Pathway.host_team_id == team_id,
            PathwayVersion.state == VersionState.PUBLISHED,
        )
        .scalar_subquery()
    )


def _held(team_id: Any, day: Any) -> Any:
    partner = select(MeetingPartner.meeting_id).where(MeetingPartner.team_id == team_id)
    return (
        select(func.count(Meeting.id))
        .where(
            (Meeting.host_team_id == team_id) | Meeting.id.in_(partner),
            Meeting.state == MeetingState.HELD,
            Meeting.day > given("since"),
            Meeting.day <= day,
        )
        .scalar_subquery()
    )


def _sectors(team_id: Any, day: Any) -> Any:
    return (
        select(func.aggregate_strings(Organisation.sector, ","))
        .select_from(Seat)
        .join(Seat.organisation)
        .where(Seat.team_id == team_id, held_on(Seat, day))
        .scalar_subquery()
    )
