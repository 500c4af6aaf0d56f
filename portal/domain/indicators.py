"""Figures: what an absent value means, and the practice score."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

MEETINGS_A_YEAR = 4
# What the study wants more of the mean practice score; read as percentage points.
TARGET_POINTS = 25


class Absence(StrEnum):
    """Why there is no value; zero is a value and not among these."""

    NOT_APPLICABLE = "not_applicable"
    NOT_AVAILABLE = "not_available"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Practice:
    """The three parts of the practice score of a municipality, each from 0 to 1."""

    map: Fraction
    pathway: Fraction
    meetings: Fraction

    @property
    def score(self) -> Fraction:
        """(map + pathway + meetings) / 3. Rule: domain.md, Practice score."""
        return (self.map + self.pathway + self.meetings) / 3


def practice(
    *,
    categories_answered: int,
    categories_required: int,
    seats_confirmed: int,
    seats: int,
    pathway_works: bool,
    meetings_in_12_months: int,
    meetings_wanted: int = MEETINGS_A_YEAR,
) -> Practice:
    """The practice score's parts; rule and target: domain.md, Indicators.

    map = share of required categories answered x share of seats that confirmed it;
    pathway = published and operational; meetings = min(1, held / wanted).
    """
    answered = Fraction(categories_answered, categories_required or 1)
    known = Fraction(seats_confirmed, seats) if seats else Fraction(0)
    return Practice(
        map=answered * known,
        pathway=Fraction(int(pathway_works)),
        meetings=min(Fraction(1), Fraction(meetings_in_12_months, meetings_wanted)),
    )


def practice_found(
    there: float | None, pathway: float | None, held: float | None
) -> Practice | None:
    """The score of what a study found, None where it lacks a part of it."""
    if there is None or pathway is None or held is None:
        return None
    meetings = min(Fraction(1), Fraction(held) / MEETINGS_A_YEAR)
    return Practice(Fraction(there), Fraction(pathway), meetings)
