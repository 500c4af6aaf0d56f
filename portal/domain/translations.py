"""Texts in languages beyond the portal's own: which lack, and what an edit leaves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from portal.domain.words import CYRILLIC, ENGLISH, LANGUAGES, LATIN, Words, serbian_of


class TextState(StrEnum):
    """How a text stands in a language; what is derived needs no work."""

    WRITTEN = "written"
    DERIVED = "derived"
    MISSING = "missing"


@dataclass(frozen=True)
class Text:
    """One text of a version. `name` tells it apart; `step`: the key of its step."""

    name: str
    field: str
    words: Words
    is_public: bool
    step: str | None = None
    number: int = 0


@dataclass(frozen=True)
class Completeness:
    """What stands of a version in one language, and which texts lack."""

    language: str
    texts: tuple[Text, ...]
    missing: tuple[Text, ...]

    @property
    def done(self) -> int:
        return len(self.texts) - len(self.missing)

    @property
    def public(self) -> int:
        return sum(text.is_public for text in self.texts)

    @property
    def public_done(self) -> int:
        return self.public - sum(text.is_public for text in self.missing)


def state_of(words: Words, language: str) -> TextState:
    """Latin is derived from Cyrillic; the other way needs somebody to confirm it."""
    if words.get(language):
        return TextState.WRITTEN
    if language == LATIN and words.get(CYRILLIC):
        return TextState.DERIVED
    return TextState.MISSING


def completeness(texts: Sequence[Text], language: str) -> Completeness:
    """Every text in the language, and those that lack."""
    missing = (t for t in texts if state_of(t.words, language) == TextState.MISSING)
    return Completeness(language, tuple(texts), tuple(missing))


def further(words: Words | None) -> dict[str, str]:
    """What stands in languages that are not the portal's own."""
    return {code: said for code, said in (words or {}).items() if code not in LANGUAGES}


def original(words: Words | None) -> str:
    """The text that others are translations of: the Serbian, else the English."""
    return serbian_of(words) or (words or {}).get(ENGLISH, "")


def keeping(before: Words | None, after: Words | None) -> dict[str, str] | None:
    """What was typed, with the further languages of the same text.

    Where the original says something else now, its translations go: a person in need
    must not read what no longer holds. What falls back is seen, what is wrong is not.
    """
    if not after:
        return None
    same = before and original(before) == original(after)
    return {**(further(before) if same else {}), **after}


def keeping_forks(
    before: Iterable[Mapping[str, Any]] | None, after: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The same for the answers of a step, wherever each of them leads now."""
    known = {original(f["condition"]): f["condition"] for f in before or ()}
    return [
        {**fork, "condition": keeping(known.get(original(said)), said)}
        for fork in after
        for said in (fork["condition"],)
    ]


def in_one(words: Words | None, language: str) -> str:
    """The text as it stands in this very language; "" where it lacks."""
    return (words or {}).get(language, "")


def translated(words: Words, language: str, said: str) -> dict[str, str]:
    """The words with the text in this language; an empty one takes it out."""
    rest = {code: text for code, text in words.items() if code != language}
    return {**rest, language: said} if said else rest
