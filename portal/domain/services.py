"""What a service is for, whom it takes, and until when its record is trusted."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from portal.domain.places import Tier
from portal.domain.script import to_latin

VERIFIED_FOR = timedelta(days=180)
NATIONAL_NUMBER_VERIFIED_FOR = timedelta(days=90)


class Category(StrEnum):
    """Eleven categories of re/integration (seed 003, result 1.9) and seven more."""

    HOUSING = "housing"
    MEDICAL = "medical"
    PSYCHOLOGICAL = "psychological"
    LEGAL = "legal"
    EDUCATION = "education"
    MATERIAL = "material"
    VOCATIONAL = "vocational"
    ECONOMIC = "economic"
    FAMILY = "family"
    MONITORING = "monitoring"
    SECONDARY_BENEFICIARIES = "secondary_beneficiaries"
    IDENTIFICATION = "identification"
    HELPLINE = "helpline"
    DROP_IN = "drop_in"
    SAFETY = "safety"
    ESCORT = "escort"
    INTERPRETATION = "interpretation"
    RETURN = "return"


class Group(StrEnum):
    WOMEN = "women"
    MEN = "men"
    GIRLS = "girls"
    BOYS = "boys"


class ServiceStatus(StrEnum):
    RUNNING = "running"
    REDUCED = "reduced"
    SUSPENDED = "suspended"
    CLOSED = "closed"


RUNNING_STATUSES = frozenset({ServiceStatus.RUNNING, ServiceStatus.REDUCED})


class PublicationState(StrEnum):
    """A service becomes public when a second person confirms the first's proposal."""

    INTERNAL = "internal"
    PROPOSED = "proposed"
    PUBLIC = "public"


class ContactKind(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"


@dataclass(frozen=True)
class Trust:
    """When a record was verified and by which day it must be again."""

    verified_on: date | None
    verify_by: date | None

    def holds_on(self, today: date) -> bool:
        return bool(self.verified_on and self.verify_by and today <= self.verify_by)


def verify_by(verified_on: date, *, national_number: bool = False) -> date:
    """The day by which a verified record must be verified again."""
    life = NATIONAL_NUMBER_VERIFIED_FOR if national_number else VERIFIED_FOR
    return verified_on + life


def number_is_trusted(verifications: list[tuple[int, date]], today: date) -> bool:
    """Whether two different persons verified the national number within 90 days.

    `verifications` holds (person id, day). Rule: privacy.md, promise on `publish`.
    """
    recent = {
        person
        for person, day in verifications
        if timedelta(0) <= today - day <= NATIONAL_NUMBER_VERIFIED_FOR
    }
    return len(recent) >= 2


_CONTACT_SHAPES = {
    ContactKind.PHONE: re.compile(r"\+?[\d /()-]{3,25}"),
    ContactKind.EMAIL: re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+"),
    ContactKind.WEB: re.compile(r"https?://[^\s<>]+"),
}


def is_contact(kind: str, value: str) -> bool:
    """Whether the value can be a contact of this kind."""
    return bool(_CONTACT_SHAPES[ContactKind(kind)].fullmatch(value))


# Coordinates, a street word, or a name that begins with a capital before a number.
_PLACE_HINTS = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (r"\d{1,2}[.,]\d{3,}|\d{1,2}\s?°", 0),
        (
            r"\b(?:улиц\w*|булевар\w*|трг\w*|кеј\w*|ulic\w*|bulevar\w*|trg\w*"
            r"|street|avenue|square|boulevard)\b|\b(?:ул|ul|st)\.|\b(?:бб|bb)\b",
            re.IGNORECASE,
        ),
        (r"\b[A-ZČĆŠŽĐЂ-Ш][^\W\d_]+,?\s\d{1,3}\s?[a-zа-ш]?\b", 0),
    )
)


def place_hints(texts: Iterable[str]) -> list[str]:
    """What in the texts could tell where a confidential place is."""
    return [
        match[0]
        for text in texts
        for hint in _PLACE_HINTS
        for match in hint.finditer(text)
    ]


def names_town(texts: Iterable[str], town: Iterable[str]) -> list[str]:
    """Where the texts name the town, in any of its cases and either script."""
    names = {form for name in town for form in (name, to_latin(name))}
    return [
        match[0]
        for text in texts
        for name in sorted(names)
        for match in re.finditer(_in_any_case(name), text)
    ]


def _in_any_case(name: str) -> str:
    """A pattern for a name of one or several words; its last vowels change."""
    stems = (re.sub(r"(?<=\w{3})[aeiouаеиоу]$", "", word) for word in name.split())
    return r"\b" + r"\s+".join(rf"{re.escape(stem)}\w*" for stem in stems)


def is_geographic(phone: str) -> bool:
    """Whether a number may tell a town: all but Serbian mobile, free and short ones."""
    digits = re.sub(r"[^\d+]", "", phone)
    if re.fullmatch(r"1\d{1,5}", digits):
        return False
    inland = re.fullmatch(r"(?:\+381|00381|0)([04-9]\d+)", digits)
    return inland is None


_TIERS = tuple(Tier)
_REACH = {"running": 0, "reduced": 0, "suspended": 1, "closed": 2}
_DATES = frozenset({"verified_on", "verify_by", "verified_by"})


def stricter_tier(one: str, other: str) -> str:
    """The tier of the two that tells less."""
    return max(one, other, key=lambda tier: _TIERS.index(Tier(tier)))


def lesser_status(one: str, other: str) -> str:
    """The status of the two that promises less."""
    return max(one, other, key=lambda status: _REACH[status])


def narrows(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether a public record says nothing that it did not say before, dates aside.

    Rule: privacy.md, promise 23: what is public widens only with two people.
    """
    hidden = after["tier"] == Tier.CONFIDENTIAL
    if before["area"] != after["area"] and not hidden:
        return False
    return all(
        _says_no_more(name, before.get(name), said)
        for name, said in after.items()
        if name not in _DATES
    )


def _says_no_more(name: str, before: Any, after: Any) -> bool:
    if isinstance(after, list):
        return all(item in (before or []) for item in after)
    if name == "tier":
        return bool(stricter_tier(before, after) == after)
    if name == "status":
        return _REACH[after] >= _REACH[before]
    return after == before or _is_silent(after)


def _is_silent(said: Any) -> bool:
    """Whether it says nothing; the number 0 says something."""
    return not said and (said is False or not isinstance(said, int))
