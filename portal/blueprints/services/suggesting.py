"""What of a record a reader may suggest to correct: what they see of it, no more."""

from datetime import date
from typing import Any

from portal.blueprints.services.drafted import held_of
from portal.blueprints.services.snapshot import snapshot
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.domain.places import Tier
from portal.domain.services import place_hints
from portal.domain.suggestions import Change, compared, fields_of
from portal.models import Service, Suggestion

OFFERED = (
    *("name", "summary", "groups", "contacts", "address", "cost"),
    *("always_open", "schedule", "hours"),
    *("spoken", "interpretation", "languages", "accessibility"),
    *("status_needed", "age_from", "age_to", "residence", "dependants"),
    *("accompaniment", "phases", "exclusions", "documents"),
    *("entitled", "existing", "accessible", "barrier"),
    *("capacity", "capacity_on"),
)


def is_inside(actor: Actor, service: Service) -> bool:
    """The host team, and who decides beside it, see the record whole."""
    own = service.host_team_id in actor.team_ids
    return own or allowed(actor, May.CONFIRM_SERVICE, service)


def seen_by(actor: Actor, service: Service, day: date) -> dict[str, Any]:
    """What this person sees of the fields that may be suggested."""
    seen = stands_in(service)
    if is_inside(actor, service):
        return seen
    told = snapshot(service, day).payload
    seen |= {field: told[field] for field in seen if field != "contacts"}
    if service.tier == Tier.CONFIDENTIAL:
        seen["contacts"] = [c for c in seen["contacts"] if _is_told(c, told)]
    return seen


def _is_told(contact: dict[str, Any], told: dict[str, Any]) -> bool:
    public = {name: contact[name] for name in ("label", "kind", "value")}
    return contact["audience"] == "public" and public in told["contacts"]


def stands_in(service: Service) -> dict[str, Any]:
    """The fields that may be suggested, as they stand, as JSON holds them."""
    held = held_of(service)
    return {field: _kept(held[field]) for field in fields_of(service.tier, OFFERED)}


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def told_to(actor: Actor, suggestion: Suggestion) -> list[Change]:
    """The fields of a suggestion: who decides sees them beside the record as it stands,
    others what they saw and wrote. No address where the place is not public now."""
    service = suggestion.service
    if allowed(actor, May.DECIDE_SUGGESTION, suggestion):
        return compared(suggestion.seen, suggestion.changes, stands_in(service))
    return [
        Change(field, suggestion.seen.get(field), None, said, moved=False)
        for field, said in suggestion.changes.items()
        if field in fields_of(service.tier, OFFERED)
    ]


def hints(service: Service, changes: dict[str, Any], *more: str) -> list[str]:
    """What in the words could tell the place of a confidential service."""
    if service.tier != Tier.CONFIDENTIAL:
        return []
    texts = [*more]
    for said in changes.values():
        rows = said if isinstance(said, list) else [said]
        for row in rows:
            words = row.get("label", row) if isinstance(row, dict) else {}
            texts += (text for text in words.values() if isinstance(text, str))
    return place_hints(texts)
