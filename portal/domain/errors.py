"""What a rule says when it refuses, and at which field."""

import dataclasses
from dataclasses import dataclass


@dataclass(eq=False)
class DomainError(Exception):
    """A refusal with a code that `portal.labels` words, at a form field or none."""

    code: str
    field: str | None = None
    about: dict[str, object] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code} at {self.field or 'the whole'}: {self.about}"
