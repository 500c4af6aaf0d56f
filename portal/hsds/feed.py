"""One language's view of what is public."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from portal.domain.words import Words, in_language


@dataclass(frozen=True)
class Feed:
    """Its language, the names of towns in it, and when each record changed."""

    language: str
    towns: Mapping[str, str] = field(default_factory=dict)
    districts: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, datetime] = field(default_factory=dict)

    def say(self, words: Words | None) -> str:
        return in_language(words, self.language).text
