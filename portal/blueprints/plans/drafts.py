"""What forms hand to actions: a plan, an activity, a report, a period as wanted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.domain.errors import DomainError

Text = dict[str, str]


@dataclass(frozen=True)
class PlanDraft:
    """A local plan as it shall be; `serves` is the uid of a national plan."""

    name: Text
    first_year: int
    last_year: int
    serves: str | None = None
    adopted: date | None = None

    def checked(self) -> "PlanDraft":
        """DomainError where words lack, or the end lies before the start."""
        if not self.name:
            raise DomainError("needs_english_or_serbian", "name")
        if self.last_year < self.first_year:
            raise DomainError("end_before_start", "last_year")
        return self

    @property
    def period(self) -> str:
        return f"{self.first_year}/{self.last_year}"


@dataclass(frozen=True)
class ActivityDraft:
    """An activity as it shall be; bodies and the measure it serves by their uid."""

    title: Text
    responsible: tuple[str, ...]
    starts_on: date
    partners: tuple[str, ...] = ()
    deadline: date | None = None
    indicator: Text | None = None
    beneficiaries: Text | None = None
    precondition: Text | None = None
    serves: str | None = None

    def checked(self) -> "ActivityDraft":
        """DomainError where words or bodies lack, or the end lies before the start."""
        if not self.title:
            raise DomainError("needs_english_or_serbian", "title")
        if not self.responsible:
            raise DomainError("no_responsible", "responsible")
        if self.deadline and self.deadline < self.starts_on:
            raise DomainError("end_before_start", "deadline")
        return self

    def columns(self) -> dict[str, Any]:
        """What stands in the activity's own row as it was said."""
        apart = ("responsible", "partners", "serves")
        return {name: said for name, said in vars(self).items() if name not in apart}


@dataclass(frozen=True)
class ReportDraft:
    """How an activity stands, as its body says."""

    status: str
    share: int | None = None
    cause: str | None = None
    cause_words: Text | None = None
    effect: Text | None = None
    evidence: Text | None = None
