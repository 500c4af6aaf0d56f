"""What stands around the register in the access matrix: suggestions and their forms."""

from typing import Any

from portal.models import Service, Suggestion
from tests import world

FORMS: dict[str, dict[str, Any]] = {
    "due.verify": {"seen_version": "1"},
    "suggestions.send": {"reason": "Звао сам."},
    "suggestions.take": {"fields": "cost", "seen_version": "1"},
    "suggestions.decline": {"answer": "Не."},
}


def asks_for_suggestion(name: str, state: str) -> bool:
    return name.startswith("suggestions.") and " by " in state


def a_suggestion(cast: Any, service: Service, state: str) -> Suggestion:
    """One of the member's or a stranger's; open, or declined."""
    writer = "other_member" if state.endswith("a stranger") else "member"
    return world.put(
        Suggestion(
            service_id=service.id,
            person_id=cast.people[writer].person_id,
            made_at=world.NOW,
            seen_version=1,
            seen={"name": service.name, "cost": None},
            changes={"cost": world.both("Бесплатно", "Free")},
            reason="Звао сам.",
            state="declined" if state.startswith("declined") else "open",
        )
    )
