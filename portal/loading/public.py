"""What of the loaded facts is public: towns with their teams, and national figures."""

from datetime import datetime

from portal import wall
from portal.blueprints.indicators import queries as indicators
from portal.blueprints.indicators import snapshot as figures
from portal.blueprints.teams import queries as teams
from portal.blueprints.teams import snapshot as places
from portal.db import db
from portal.time import day_of


def show_towns_and_figures(at: datetime) -> None:
    """Put them on the wall as they stand now; others have published them before."""
    db.session.flush()
    db.session.expire_all()
    _show_towns(at)
    _show_figures(at)


def _show_towns(at: datetime) -> None:
    towns = teams.towns()
    found = teams.baseline([town.id for town in towns])
    for town in towns:
        snapshot = places.snapshot(town, found.get(town.id, {}), day_of(at))
        wall.put(snapshot, approvers=(), at=at)


def _show_figures(at: datetime) -> None:
    for position, indicator in enumerate(indicators.indicators()):
        snapshot = figures.snapshot(indicator, position)
        if snapshot is None:
            wall.take_down("figure", indicator.key, at)
        else:
            wall.put(snapshot, approvers=(), at=at)
