"""What forms hand to actions: a pathway to start, a step as somebody wants it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from portal.domain.errors import DomainError
from portal.domain.pathways import Limit, Unit

Text = dict[str, str]


@dataclass(frozen=True)
class StartDraft:
    """A pathway to start; `slots` maps a template's slot to a service key."""

    template: str | None
    profile: str
    title: Text
    review_by: date
    slots: Mapping[str, int] = field(default_factory=dict)
    scope: str | None = None


@dataclass(frozen=True)
class SettingsDraft:
    """What stands above the steps of a version."""

    title: Text
    summary: Text | None
    review_by: date


@dataclass(frozen=True)
class StepDraft:
    """A step as it shall be. `forks`: ({"to": key, "condition": words or None}, …)."""

    kind: str
    audience: str
    actor: Text | None
    action: Text
    details: Text | None
    limit_value: int | None
    limit_unit: str | None
    consent: str
    refuse: Text | None
    basis: Text | None
    night: Text | None
    service: UUID | None
    forks: tuple[dict[str, Any], ...]
    shares: bool = False
    guardian: bool = False

    def checked(self, keys: set[str]) -> "StepDraft":
        """DomainError where a limit is out of range or a fork leads nowhere."""
        if not self.action:
            raise DomainError("needs_english_or_serbian", "action")
        if self.limit_value is not None:
            Limit(self.limit_value, Unit(self.limit_unit or Unit.HOUR))
        for fork in self.forks:
            if fork["to"] not in keys:
                raise DomainError("unknown_step")
        return self
