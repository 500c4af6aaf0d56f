"""The desk of teams: who sits in them, and where they stand."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from portal.access import current_actor, needs
from portal.blueprints.indicators.queries import source_words
from portal.blueprints.teams import queries
from portal.blueprints.teams.snapshot import MEMORANDUM, practice_2017, seats_on
from portal.domain.permissions import May, allowed
from portal.domain.places import Sector, TeamKind, missing_sectors
from portal.models import Seat, Team
from portal.time import today

desk = Blueprint("teams", __name__, url_prefix="/desk/teams")

HOME = "teams.index"
NAME = _l("Teams")
BLUEPRINTS = frozenset({"teams"})


@desk.get("/")
@needs(May.USE_DESK)
def index() -> ResponseReturnValue:
    agreements = queries.agreements_by_team()
    sectors = queries.sectors_by_team(today())
    return render_template(
        "teams/desk/index.html",
        rows=queries.listed(),
        sectors=sectors,
        missing={team: missing_sectors(found) for team, found in sectors.items()},
        memoranda={
            team: next((a for a in found if a.kind == MEMORANDUM), None)
            for team, found in agreements.items()
        },
        own=current_actor().team_ids,
    )


@dataclass(frozen=True)
class SeatRow:
    """A seat as this reader may see it: names only inside the team and the office."""

    organisation: Any
    sector: str
    since: date
    roles: tuple[str, ...]
    names: tuple[str, ...]


def _seats(team: Team, day: date, *, named: bool) -> list[SeatRow]:
    order = {sector.value: at for at, sector in enumerate(Sector)}
    rows = [_seat(seat, day, named=named) for seat in seats_on(team, day)]
    return sorted(rows, key=lambda row: (order[row.sector], row.since))


def _seat(seat: Seat, day: date, *, named: bool) -> SeatRow:
    held = [
        row
        for row in seat.memberships
        if row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)
    ]
    return SeatRow(
        organisation=seat.organisation.name,
        sector=seat.organisation.sector,
        since=seat.starts_on,
        roles=tuple(row.role for row in held),
        names=tuple(row.person.name for row in held) if named else (),
    )


@desk.get("/<uuid:uid>")
@needs(May.READ_TEAM, queries.team)
def team(team: Team) -> ResponseReturnValue:
    named = allowed(current_actor(), May.READ_NAMES, team)
    seats = _seats(team, today(), named=named)
    expected = team.kind == TeamKind.ANTI_TRAFFICKING
    found_2017 = queries.baseline_of(team)
    return render_template(
        "teams/desk/team.html",
        team=team,
        named=named,
        seats=seats,
        missing=missing_sectors({row.sector for row in seats}) if expected else [],
        counts=queries.counts(team.id, today()),
        found_2017=found_2017,
        practice_2017=practice_2017(found_2017),
        source_words=source_words,
    )
