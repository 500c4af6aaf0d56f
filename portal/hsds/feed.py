"""One language's view of what is public."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portal.domain.words import Words, in_language
from portal.labels import LABELS

_ANSWERS = frozenset({"entitled", "existing", "accessible"})


@dataclass(frozen=True)
class Feed:
    """Its language, the names of towns in it, and when each record changed.

    `added`: the words of the terms that the office added, by kind and code. `kept`
    and `names`: what was made once and holds for all records.
    """

    language: str
    towns: Mapping[str, str] = field(default_factory=dict)
    districts: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, datetime] = field(default_factory=dict)
    added: Mapping[tuple[str, str], Words] = field(default_factory=dict)
    kept: dict[Any, Any] = field(default_factory=dict, compare=False)
    names: dict[tuple[str, str], str] = field(default_factory=dict, compare=False)

    def say(self, words: Words | None) -> str:
        return in_language(words, self.language).text

    def label(self, kind: str, code: str | None) -> str:
        """The name of a code, as plain text; "" for none."""
        if not code:
            return ""
        if (kind, code) not in self.names:
            self.names[kind, code] = self._label(kind, code)
        return self.names[kind, code]

    def _label(self, kind: str, code: str) -> str:
        if kind == "municipality":
            return self.towns.get(code, code)
        known = LABELS["answer" if kind in _ANSWERS else kind].get(code)
        if known is not None:
            return str(known)
        return self.say(self.added.get((kind, code))) or code
