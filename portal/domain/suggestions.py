"""A correction that somebody suggests: what it changes, and what changed meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from portal.domain.places import Tier

CONTACTS = "contacts"
# How big a shelter is helps to find it.
NOT_OF_A_SHELTER = ("capacity", "capacity_on")


class SuggestionState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Change:
    """One field of a suggestion: as it was seen, as it stands, as it shall be.

    `moved`: somebody changed it since the suggestion was written.
    """

    field: str
    seen: Any
    stands: Any
    wanted: Any
    moved: bool


def changed(seen: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody wants otherwise than they saw it; an empty text is no text."""
    return {
        field: said
        for field, said in wanted.items()
        if _told(said) != _told(seen.get(field))
    }


def _told(value: Any) -> Any:
    """A text or a list that is empty, and a box that is not ticked, say nothing; a
    zero does."""
    return None if value is False or value in ("", [], {}) else value


def fields_of(tier: str, offered: Iterable[str]) -> tuple[str, ...]:
    """Which fields may be suggested or shown: no address where a place is not public.

    Rule: domain.md, *Place tiers*.
    """
    hidden = set() if tier == Tier.PUBLIC else {"address"}
    if tier == Tier.CONFIDENTIAL:
        hidden |= set(NOT_OF_A_SHELTER)
    return tuple(field for field in offered if field not in hidden)


def compared(
    seen: Mapping[str, Any], wanted: Mapping[str, Any], stands: Mapping[str, Any]
) -> list[Change]:
    """The suggestion against the record as it stands, field by field."""
    return [
        Change(
            field=field,
            seen=seen.get(field),
            stands=stands[field],
            wanted=merged(seen.get(field), said, stands[field])
            if field == CONTACTS
            else said,
            moved=_moved(field, seen.get(field), stands[field]),
        )
        for field, said in wanted.items()
        if field in stands
    ]


def _moved(field: str, seen: Any, stands: Any) -> bool:
    if field == CONTACTS:
        return any(contact not in stands for contact in seen or ())
    return bool(_told(seen) != _told(stands))


def merged(
    seen: Iterable[Any] | None, wanted: Iterable[Any], stands: Iterable[Any]
) -> list[Any]:
    """The list that was suggested, and what others did to it: a contact that was hidden
    from the writer or added since stays at the end, one that was taken out stays out.
    """
    known, asked, now = list(seen or ()), list(wanted), list(stands)
    ours = [one for one in asked if one in now or one not in known]
    return [*ours, *(one for one in now if one not in known and one not in ours)]
