"""A confirmed gap as it goes onto the wall: the cell, since when, the need, whose."""

from portal.models import GapConfirmation
from portal.wall import Snapshot


def snapshot(gap: GapConfirmation) -> Snapshot:
    """The public record of a loaded gap; by whom is told by team, never by person."""
    told = {
        "uid": str(gap.uid),
        "area": gap.municipality.slug,
        "category": gap.category,
        "group": gap.group,
        "since": gap.since.isoformat(),
        "need": gap.need,
        "owner": gap.owner.name if gap.owner else None,
        "team": gap.host_team.name,
    }
    return Snapshot("gap", told["uid"], told["area"], summary=told, payload=told)
