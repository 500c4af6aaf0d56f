"""A town with its teams as it goes onto the wall: sectors, never who sits there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.blueprints.indicators.queries import source_words
from portal.blueprints.meetings.figures import Met
from portal.domain.indicators import Practice, practice_found
from portal.domain.places import TeamKind, missing_sectors
from portal.models import IndicatorValue, Municipality, Seat, Team
from portal.wall import Snapshot

_LISTED = ("uid", "slug", "name", "district", "lat", "lon", "on_portal", "since")
MEMORANDUM = "memorandum"


def snapshot(
    town: Municipality,
    found_2017: Mapping[str, IndicatorValue],
    met: Met,
    read: Mapping[int, int],
    today: date,
) -> Snapshot:
    """The public record of a loaded town; `found_2017`: the study's values by key;
    `read`: by team, how many seats know the pathways that are in force."""
    local = [team for team in town.teams if team.kind == TeamKind.ANTI_TRAFFICKING]
    since = min((team.since for team in local if team.since), default=None)
    seats = sum(len(seats_on(team, today)) for team in local)
    confirmed = sum(read.get(team.id, 0) for team in local)
    payload = {
        "uid": town.slug,
        "slug": town.slug,
        "name": town.name,
        "district": town.district,
        "lat": town.lat,
        "lon": town.lon,
        "on_portal": town.on_portal,
        "since": since,
        "teams": [_team(team, today) for team in sorted(town.teams, key=_key)],
        "baseline": _baseline(found_2017),
        "acknowledged": {"seats": seats, "confirmed": confirmed},
        "meetings": [vars(half) for half in met.halves],
        "meetings_in_12_months": met.in_12_months,
    }
    summary = {name: payload[name] for name in _LISTED}
    return Snapshot("municipality", town.slug, None, summary=summary, payload=payload)


def _key(team: Team) -> str:
    return team.key


def seats_on(team: Team, day: date) -> list[Seat]:
    """The seats that hold on the day."""
    return [
        seat
        for seat in team.seats
        if seat.starts_on <= day and (seat.ends_on is None or seat.ends_on >= day)
    ]


def _team(team: Team, today: date) -> dict[str, Any]:
    seats = seats_on(team, today)
    sectors = sorted({seat.organisation.sector for seat in seats})
    expected = seats and team.kind == TeamKind.ANTI_TRAFFICKING
    return {
        "uid": str(team.uid),
        "name": team.name,
        "kind": team.kind,
        "since": team.since,
        "memorandum": _memorandum(team),
        "seats": len(seats) or None,
        "sectors": sectors,
        "missing": [s.value for s in missing_sectors(set(sectors))] if expected else [],
    }


def _memorandum(team: Team) -> str | None:
    signed = [a.signed for a in team.agreements if a.kind == MEMORANDUM and a.signed]
    return min(signed, default=None)


def practice_2017(found: Mapping[str, IndicatorValue]) -> Practice | None:
    """The practice score of 2017, None where the study lacks a part of it."""
    parts = ("practice_map", "practice_pathway", "meetings_held")
    return practice_found(*(_number(found, key) for key in parts))


def _number(found: Mapping[str, IndicatorValue], key: str) -> float | None:
    return found[key].value if key in found else None


def _baseline(found: Mapping[str, IndicatorValue]) -> dict[str, Any] | None:
    if not found:
        return None
    practice, held = practice_2017(found), _number(found, "meetings_held")
    plan = _number(found, "local_plan")
    shares = ("map", "pathway", "meetings", "score")
    first = found.get("meetings_held") or next(iter(found.values()))
    return {name: _share(practice, name) for name in shares} | {
        "year": 2017,
        "meetings_held": None if held is None else int(held),
        "plan": None if plan is None else bool(plan),
        "source": source_words(first.source),
        "note": first.note,
    }


def _share(practice: Practice | None, name: str) -> float | None:
    return None if practice is None else float(getattr(practice, name))
