"""Sectors, kinds of team, and how exactly a place may be told."""

import re
from enum import StrEnum


class Sector(StrEnum):
    POLICE = "police"
    PROSECUTION = "prosecution"
    JUDICIARY = "judiciary"
    SOCIAL_CARE = "social_care"
    HEALTH = "health"
    EDUCATION = "education"
    LOCAL_GOVERNMENT = "local_government"
    LABOUR_INSPECTION = "labour_inspection"
    EMPLOYMENT = "employment"
    ASYLUM_MIGRATION = "asylum_migration"
    CIVIL_SOCIETY = "civil_society"
    MEDIA = "media"
    INTERNATIONAL = "international"


# Baseline study 2018, section 4.5: who makes up a local team.
EXPECTED_SECTORS = (
    Sector.POLICE,
    Sector.PROSECUTION,
    Sector.HEALTH,
    Sector.SOCIAL_CARE,
    Sector.EDUCATION,
    Sector.LOCAL_GOVERNMENT,
    Sector.MEDIA,
    Sector.CIVIL_SOCIETY,
)


class TeamKind(StrEnum):
    ANTI_TRAFFICKING = "anti_trafficking"
    REFUGEES = "refugees"
    OFFICE = "office"
    OTHER = "other"


class Tier(StrEnum):
    """PUBLIC shows the exact place, AREA the municipality, CONFIDENTIAL neither."""

    PUBLIC = "public"
    AREA = "area"
    CONFIDENTIAL = "confidential"


def missing_sectors(present: set[str]) -> list[Sector]:
    """The expected sectors that hold no seat, in the study's order."""
    return [sector for sector in EXPECTED_SECTORS if sector not in present]


_POINT = re.compile(r"(\d{1,2}(?:\.\d{1,8})?)(?:\s*[,;]\s*|\s+)(\d{1,2}(?:\.\d{1,8})?)")
_SOUTH, _NORTH, _WEST, _EAST = 41.0, 47.0, 18.0, 24.0


def point_of(said: str) -> tuple[float, float] | None:
    """Latitude and longitude as a map gives them; None where they are not here."""
    found = _POINT.fullmatch(said.strip())
    if found is None:
        return None
    lat, lon = float(found[1]), float(found[2])
    here = _SOUTH <= lat <= _NORTH and _WEST <= lon <= _EAST
    return (lat, lon) if here else None


def said_point(lat: float | None, lon: float | None) -> str:
    """The same as text, "" for none."""
    return "" if lat is None or lon is None else f"{lat}, {lon}"
