"""What of the loaded facts is public: towns with their teams, and national figures."""

from datetime import datetime

from portal import wall
from portal.blueprints.indicators import queries as indicators
from portal.blueprints.indicators import snapshot as figures
from portal.blueprints.teams.showing import show_towns
from portal.db import db


def show_towns_and_figures(at: datetime) -> None:
    """Put them on the wall as they stand now; others have published them before."""
    db.session.flush()
    db.session.expire_all()
    show_towns(at)
    _show_figures(at)


def _show_figures(at: datetime) -> None:
    for position, indicator in enumerate(indicators.indicators()):
        snapshot = figures.snapshot(indicator, position)
        if snapshot is None:
            wall.take_down("figure", indicator.key, at)
        else:
            wall.put(snapshot, approvers=(), at=at)
