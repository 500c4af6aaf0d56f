"""Whether a text names Kosovo*: then the status-neutral note stands beside it."""

import re
from collections.abc import Mapping
from typing import Any

# As a name of its own, in the cases of Serbian, in Albanian and in Hungarian; not as
# part of another, such as that of a street.
FORMS = (
    *("Kosovo", "Kosova", "Kosovu", "Kosovom", "Kosovë", "Kosovës"),
    *("Косово", "Косова", "Косову", "Косовом", "Koszovó", "Koszovo"),
)
# What each of them holds, in small letters: to look for these alone is much faster.
STEMS = ("kosov", "koszov", "косов")
_NAMED = re.compile(rf"\b(?:{'|'.join(FORMS)})\b", re.IGNORECASE)


def names_kosovo(said: Any) -> bool:
    """Whether a text does, or any text within words, lists and payloads."""
    if isinstance(said, str):
        return said == "XK" or _is_named(said)
    if isinstance(said, Mapping):
        return any(map(names_kosovo, said.values()))
    if isinstance(said, list | tuple):
        return any(map(names_kosovo, said))
    return False


def _is_named(text: str) -> bool:
    small = text.lower()
    return any(stem in small for stem in STEMS) and bool(_NAMED.search(text))


def has_asterisk(text: str) -> bool:
    """Whether the name stands with its asterisk somewhere in the text."""
    return any(text[m.end() : m.end() + 1] == "*" for m in _NAMED.finditer(text))
