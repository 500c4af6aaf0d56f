"""What of a decision becomes public: number, day and text; no votes, no names."""

from portal.models import Decision
from portal.wall import Snapshot


def snapshot(decision: Decision) -> Snapshot:
    """The public record of a decision, loaded with its team and the team's town."""
    town = decision.host_team.municipality
    payload = {
        "uid": str(decision.uid),
        "number": f"{decision.number}/{decision.year}",
        "year": decision.year,
        "decided_on": decision.decided_on.isoformat(),
        "text": decision.text,
        "area": town.slug if town else None,
    }
    return Snapshot("decision", payload["uid"], payload["area"], payload, payload)
