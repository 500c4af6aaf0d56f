"""What a draft of a service may not say: a DomainError at the field that is wrong."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from portal.domain.conditions import (
    SPOKEN,
    Access,
    Accompaniment,
    Answer,
    Dependants,
    Interpretation,
    LicenceState,
    Residence,
    StatusNeeded,
)
from portal.domain.errors import DomainError
from portal.domain.places import Tier
from portal.domain.schedule import Holidays
from portal.domain.week import is_week

OLDEST = 120
MOST_PLACES = 5000
CODES: dict[str, type[StrEnum]] = {
    "tier": Tier,
    "dependants": Dependants,
    "accompaniment": Accompaniment,
    "entitled": Answer,
    "existing": Answer,
    "accessible": Answer,
    "interpretation": Interpretation,
    "licence_state": LicenceState,
}
LISTS: dict[str, Iterable[str]] = {
    "status_needed": StatusNeeded,
    "residence": Residence,
    "accessibility": Access,
    "spoken": SPOKEN,
}
PERIODS = (("legal_from", "legal_until"),)


def check(draft: Any) -> None:
    """DomainError where words lack, codes are unknown, or two fields quarrel."""
    for name in ("name", "summary"):
        if not getattr(draft, name):
            raise DomainError("needs_english_or_serbian", name)
    _check_codes(draft)
    _check_place(draft)
    _check_places(draft)
    _check_numbers(draft)
    _check_hours(draft)


def _check_codes(draft: Any) -> None:
    for name, known in CODES.items():
        said = getattr(draft, name)
        if said is not None and said not in set(known):
            raise DomainError("unknown_code", name)
    for name, offered in LISTS.items():
        if not set(getattr(draft, name)) <= set(offered):
            raise DomainError("unknown_code", name)


def _check_place(draft: Any) -> None:
    """A hidden place is not told."""
    if draft.tier == Tier.PUBLIC:
        return
    if draft.address:
        raise DomainError("address_not_for_tier", "address")
    if draft.lat is not None or draft.lon is not None:
        raise DomainError("coordinates_not_for_tier", "coordinates")


def _check_places(draft: Any) -> None:
    """Neither is it by the towns that it serves, or by a further place."""
    if draft.tier == Tier.CONFIDENTIAL:
        if draft.places:
            raise DomainError("places_not_for_tier", "places")
        if draft.areas:
            raise DomainError("areas_not_for_tier", "areas")
    for place in draft.places:
        if place.tier not in (Tier.PUBLIC, Tier.AREA):
            raise DomainError("unknown_code", "places")
        if place.tier == Tier.AREA and (place.address or place.lat is not None):
            raise DomainError("place_only_town", "places")


def _check_numbers(draft: Any) -> None:
    for name in ("age_from", "age_to"):
        said = getattr(draft, name)
        if said is not None and not 0 <= said <= OLDEST:
            raise DomainError("no_age", name, {"most": OLDEST})
    if None not in (draft.age_from, draft.age_to) and draft.age_from > draft.age_to:
        raise DomainError("ages_turned", "age_to")
    if draft.capacity is not None and not 0 <= draft.capacity <= MOST_PLACES:
        raise DomainError("no_capacity", "capacity", {"most": MOST_PLACES})
    if draft.capacity is not None and draft.capacity_on is None:
        raise DomainError("capacity_needs_day", "capacity_on")
    if draft.capacity_on is not None and draft.capacity is None:
        raise DomainError("day_needs_capacity", "capacity")
    for first, last in PERIODS:
        since, until = getattr(draft, first), getattr(draft, last)
        if since and until and since > until:
            raise DomainError("days_turned", last)


def _check_hours(draft: Any) -> None:
    said = draft.schedule
    if said is None:
        return
    if set(said) != {"week", "holidays", "by_appointment"} or not is_week(said["week"]):
        raise DomainError("no_week", "working_days")
    if said["holidays"] not in (None, *Holidays):
        raise DomainError("unknown_code", "holidays")
    if draft.always_open and said["week"]:
        raise DomainError("always_or_hours", "always_open")
