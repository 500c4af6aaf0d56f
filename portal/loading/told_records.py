"""What the files say of a service beyond what everybody needs: the whole record."""

from datetime import date, timedelta
from typing import Any

from portal.blueprints.services.drafts import PlaceDraft
from portal.domain.places import point_of
from portal.domain.week import week_of

# Of the files, not of the draft: days are counted from today, weeks are typed.
_APART = ("working", "days", "holidays", "by_appointment")
_DAYS = {
    "capacity_days_ago": ("capacity_on", -1),
    "funded_in_days": ("funded_until", 1),
}


def more_of(data: dict[str, Any], today: date) -> dict[str, Any]:
    """The fields of the draft that the part `more` of a service states."""
    more = data.get("more", {})
    told: dict[str, Any] = {"schedule": _schedule(more)}
    for name, said in more.items():
        if name in _DAYS:
            field, sign = _DAYS[name]
            told[field] = today + sign * timedelta(days=said)
        elif name not in _APART:
            told[name] = tuple(said) if isinstance(said, list) else said
    places = tuple(_place(row) for row in data.get("place", []))
    return told | {"places": places}


def _schedule(more: dict[str, Any]) -> dict[str, Any] | None:
    said = {
        "week": week_of(more.get("working", ""), more.get("days", {})),
        "holidays": more.get("holidays"),
        "by_appointment": more.get("by_appointment", False),
    }
    return said if any(said.values()) else None


def _place(row: dict[str, Any]) -> PlaceDraft:
    lat, lon = point_of(row.get("coordinates", "")) or (None, None)
    return PlaceDraft(
        town=row["town"],
        tier=row["tier"],
        name=row.get("name"),
        address=row.get("address"),
        lat=lat,
        lon=lon,
    )
