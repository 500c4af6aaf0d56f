"""Reads of teams, of the towns they work in, and of what was found there in 2017."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.blueprints.pathways.figures import seats_that_read
from portal.db import db
from portal.domain.pathways import VersionState
from portal.domain.places import Tier
from portal.domain.services import PublicationState
from portal.models import (
    Agreement,
    Indicator,
    IndicatorValue,
    Membership,
    Municipality,
    Organisation,
    Pathway,
    PathwayVersion,
    Seat,
    Service,
    Team,
)
from portal.visible import (
    held_on,
)

BASELINE_YEAR = "2017"
BASELINE_KEYS = ("practice_map", "practice_pathway", "meetings_held", "local_plan")


def team(uid: UUID) -> Team | None:
    """A team with its town, its seats with bodies and holders, and its agreements."""
    return db.session.scalar(
        select(Team)
        .options(
            joinedload(Team.municipality),
            selectinload(Team.agreements),
            selectinload(Team.seats).joinedload(Seat.organisation),
            selectinload(Team.seats)
            .selectinload(Seat.memberships)
            .joinedload(Membership.person),
        )
        .where(Team.uid == uid)
    )


def listed() -> list[Row[Any]]:
    """Every team with the number of its public services and published pathways."""
    return list(
        db.session.execute(
            select(
                Team.id,
                Team.uid,
                Team.name,
                Team.kind,
                Team.since,
                Municipality.on_portal,
                _services().label("services"),
                _pathways().label("pathways"),
            )
            .outerjoin(Team.municipality)
            .order_by(Municipality.on_portal.desc().nulls_first(), Team.key)
        )
    )


def _services() -> Any:
    """Confidential ones are not counted: nobody may tell which team has one."""
    return (
        select(func.count(Service.id))
        .where(
            Service.host_team_id == Team.id,
            Service.publication == PublicationState.PUBLIC,
            Service.tier != Tier.CONFIDENTIAL,
        )
        .correlate(Team)
        .scalar_subquery()
    )


def _pathways() -> Any:
    return (
        select(func.count(PathwayVersion.id))
        .join(PathwayVersion.pathway)
        .where(
            Pathway.host_team_id == Team.id,
            PathwayVersion.state == VersionState.PUBLISHED,
        )
        .correlate(Team)
        .scalar_subquery()
    )


def counts(team_id: int, day: date) -> Row[Any]:
    """How many public services and published pathways the team has, and how many of
    its seats know these."""
    return db.session.execute(
        select(
            _services().label("services"),
            _pathways().label("pathways"),
            seats_that_read(Team.id, day).label("read"),
        )
        .select_from(Team)
        .where(Team.id == team_id)
    ).one()


def sectors_by_team(day: date) -> dict[int, set[str]]:
    """The sectors that hold a seat today, by team."""
    found: dict[int, set[str]] = {}
    rows = db.session.execute(
        select(Seat.team_id, Organisation.sector)
        .join(Seat.organisation)
        .where(held_on(Seat, day))
        .distinct()
    )
    for row in rows:
        found.setdefault(row.team_id, set()).add(row.sector)
    return found


def agreements_by_team() -> dict[int, list[Agreement]]:
    found: dict[int, list[Agreement]] = {}
    rows = (
        select(Agreement).where(Agreement.team_id.is_not(None)).order_by(Agreement.id)
    )
    for row in db.session.scalars(rows):
        found.setdefault(row.team_id or 0, []).append(row)
    return found


def baseline(municipality_ids: Sequence[int]) -> dict[int, dict[str, IndicatorValue]]:
    """What the study found in 2017, by town and by the indicator's key."""
    found: dict[int, dict[str, IndicatorValue]] = {}
    rows = db.session.execute(
        select(Indicator.key, IndicatorValue)
        .join(Indicator.values)
        .where(
            IndicatorValue.municipality_id.in_(municipality_ids),
            IndicatorValue.period == BASELINE_YEAR,
            Indicator.key.in_(BASELINE_KEYS),
        )
        .order_by(IndicatorValue.id.desc())
    )
    for key, value in rows:
        found.setdefault(value.municipality_id or 0, {})[key] = value
    return found


def baseline_of(team: Team) -> Mapping[str, IndicatorValue]:
    """What the study found in the team's town; nothing for the office."""
    if team.municipality_id is None:
        return {}
    return baseline([team.municipality_id]).get(team.municipality_id, {})


def towns(*slugs: str) -> list[Municipality]:
    """The towns with their teams, agreements and seats, to be published; or these."""
    team = selectinload(Municipality.teams)
    wanted = select(Municipality).options(
        team.selectinload(Team.agreements),
        team.selectinload(Team.seats).joinedload(Seat.organisation),
    )
    if slugs:
        wanted = wanted.where(Municipality.slug.in_(slugs))
    return list(db.session.scalars(wanted.order_by(Municipality.id)))


def slug_of(team_id: int | None) -> str | None:
    """The name in addresses of the town in which a team works; the office has none."""
    return db.session.scalar(
        select(Municipality.slug)
        .join(Team, Team.municipality_id == Municipality.id)
        .where(Team.id == team_id)
    )
