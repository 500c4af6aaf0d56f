"""The teams side by side as of a day, each from rows that hold on that day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from portal.blueprints.gaps.shown import answered as answered_by_gaps
from portal.blueprints.overview import late, national, reported
from portal.blueprints.overview.late import Late
from portal.blueprints.overview.national import AsOf
from portal.blueprints.pathways.shown import is_overdue, operational_findings
from portal.blueprints.teams import queries as towns
from portal.blueprints.teams.towns import pathways_of
from portal.db import db
from portal.domain.indicators import Practice, practice, practice_found
from portal.domain.plans import Progress
from portal.domain.services import Category
from portal.domain.standing import (
    Cell,
    Completion,
    Rhythm,
    Standing,
    cell,
    completion,
    held_in_12_months,
    is_expected,
    received,
    rhythm,
)
from portal.snapshots import Build, WholeKinds
from portal.time import end_of

Groups = Mapping[int, list[Any]]


@dataclass(frozen=True)
class Agreed:
    """What a team has agreed to do, how far it is, and what of it is late.

    `plan` and `completion` are None and so is each cell where no plan is adopted.
    """

    plan: UUID | None
    completion: Completion | None
    actions: int
    cells: tuple[Cell | None, ...]
    late: tuple[Late, ...]

    @property
    def late_actions(self) -> int:
        return sum(item.kind == "action" for item in self.late)

    @property
    def missing(self) -> int:
        """Reports of the last periods that were due and are not there."""
        return sum(cell.missing for cell in self.cells if cell)


@dataclass(frozen=True)
class Line:
    """All that one row of the dashboard shows of a team."""

    team: Any
    standing: Standing
    own_services: int
    ways: tuple[dict[str, Any], ...]
    rhythm: Rhythm
    agreed: Agreed
    found: Mapping[str, float | None]
    then: Practice | None
    now: Practice


@dataclass(frozen=True)
class Compared:
    """The dashboard: lines in no order yet, and the periods of the grid."""

    lines: list[Line]
    periods: list[Any]

    @property
    def late(self) -> list[tuple[Line, Late]]:
        found = [(line, item) for line in self.lines for item in line.agreed.late]
        return sorted(found, key=lambda pair: pair[1].since)

    @property
    def causes(self) -> list[tuple[str, int]]:
        return late.causes(item for _, item in self.late)

    def mean(self, which: str) -> float | None:
        """The mean practice score, `then` or `now`, over the teams that have one."""
        found = [getattr(line, which).score for line in self.lines if line.then]
        return float(sum(found) / len(found)) if found else None

    def found_in(self, key: str) -> int | None:
        """In how many towns the study of 2017 found this; None where it is silent."""
        values = [line.found.get(key) for line in self.lines]
        known = [value for value in values if value is not None]
        return sum(value > 0 for value in known) if known else None


def compared(on: AsOf) -> Compared:
    """Read everything once, then take it apart by team."""
    teams = national.teams(on)
    ids = [team.id for team in teams]
    rows = _Rows(
        on,
        Build(_public(on.day), on.day),
        towns.baseline([team.town_id for team in teams]),
        _grouped(national.meetings(ids, on)),
        _grouped(reported.activities(ids, on)),
        _grouped(national.open_actions(ids, on)),
        *_periods(reported.reports(ids, on)),
    )
    return Compared([_line(team, rows) for team in teams], rows.periods)


def _public(day: date) -> WholeKinds:
    connection = db.session.connection()
    return WholeKinds(connection, at=end_of(day), kinds=("service", "pathway", "gap"))


def _grouped(rows: Sequence[Row[Any]]) -> Groups:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.team_id].append(row)
    return groups


def _periods(rows: Sequence[Row[Any]]) -> tuple[list[Any], dict[Any, Any]]:
    """The periods once each, and the states by (period, activity)."""
    periods = list({row.id: row for row in rows}.values())
    return periods, {(row.id, row.activity_id): row.state for row in rows}


@dataclass(frozen=True)
class _Rows:
    """What was read, by team."""

    on: AsOf
    public: Build
    found: Mapping[int, Mapping[str, Any]]
    meetings: Groups
    activities: Groups
    actions: Groups
    periods: list[Any]
    states: Mapping[Any, Any]


def _line(team: Row[Any], rows: _Rows) -> Line:
    held = [row.day for row in rows.meetings.get(team.id, [])]
    local, national = _answered(team, rows.public)
    see = rows.public.snapshots
    ways, agreed = _ways(team, rows.public), _agreed(team, rows)
    standing = Standing(
        answered=len(local | national | answered_by_gaps(see, team.slug)),
        required=len(Category),
        operational=any(not way["findings"] for way in ways),
        held=held_in_12_months(held, rows.on.day),
        done=(agreed.completion or Completion()).share,
    )
    found = {key: row.value for key, row in rows.found.get(team.town_id, {}).items()}
    return Line(
        team=team,
        standing=standing,
        own_services=len(local),
        ways=tuple(ways),
        rhythm=rhythm(held, team.rhythm_months, rows.on.day),
        agreed=agreed,
        found=found,
        then=practice_found(*(found.get(key) for key in _PARTS)),
        now=_practice(standing, team),
    )


_PARTS = ("practice_map", "practice_pathway", "meetings_held")


def _answered(team: Row[Any], public: Build) -> tuple[set[str], set[str]]:
    """The kinds of help with a verified service: in the town, and nationally."""
    see, day = public.snapshots, public.checked_on
    local, national = see.summaries("service", team.slug), see.national("service")
    answered = [
        {service["category"] for service in services if not is_overdue(service, day)}
        for services in (local, national)
    ]
    return answered[0], answered[1]


def _ways(team: Row[Any], public: Build) -> list[dict[str, Any]]:
    found = pathways_of(team.slug, public.snapshots)
    return [way | {"findings": operational_findings(way, public)} for way in found]


def _agreed(team: Row[Any], rows: _Rows) -> Agreed:
    plan, actions = (of.get(team.id, []) for of in (rows.activities, rows.actions))
    activities = [row for row in plan if row.uid is not None]
    cells = [_cell(activities, p, rows) if plan else None for p in rows.periods]
    judged = [(p, c) for p, c in zip(rows.periods, cells, strict=True) if c]
    return Agreed(
        plan=plan[0].plan_uid if plan else None,
        completion=completion(row.status for row in activities) if plan else None,
        actions=len(actions),
        cells=tuple(cells),
        late=late.late_items(activities, actions, judged, rows.on.day),
    )


def _cell(activities: Sequence[Any], period: Any, rows: _Rows) -> Cell:
    wanted = [row for row in activities if _wants(row, period)]
    states = [rows.states.get((period.id, row.id)) for row in wanted]
    day = rows.on.day
    found = [received(state, period.due_on, day) for state in states]
    return cell(found, period.due_on, day)


def _wants(row: Any, period: Any) -> bool:
    done = row.said_from if row.status == Progress.DONE else None
    return is_expected(row.starts_on, done, period.starts_on, period.ends_on)


def _practice(standing: Standing, team: Row[Any]) -> Practice:
    """As on the public page."""
    return practice(
        categories_answered=standing.answered,
        categories_required=standing.required,
        seats_confirmed=team.confirmed,
        seats=team.seats,
        pathway_works=standing.operational,
        meetings_in_12_months=standing.held,
    )
