"""What people write, as {language: text}, and how each reader gets it."""

from collections.abc import Mapping
from typing import NamedTuple

from portal.domain.script import (
    has_gaj_letters,
    is_cyrillic,
    is_latin,
    suggest_cyrillic,
    to_latin,
)

CYRILLIC, LATIN, ENGLISH = "sr-Cyrl", "sr-Latn", "en"
LANGUAGES = (CYRILLIC, LATIN, ENGLISH)

Words = Mapping[str, str]

_ORDER = {
    CYRILLIC: (CYRILLIC, LATIN, ENGLISH),
    LATIN: (LATIN, CYRILLIC, ENGLISH),
    ENGLISH: (ENGLISH, LATIN, CYRILLIC),
}


class Shown(NamedTuple):
    """A text and the language that it is really in."""

    text: str
    language: str


def in_language(words: Words | None, language: str) -> Shown:
    """The text for a reader of `language`, falling back visibly.

    Latin is derived from Cyrillic; Cyrillic from Latin only once confirmed, so the
    Latin shows until then. An English reader gets Serbian in Latin script; so does a
    reader of a further language, where there is no English either.
    """
    for code in _ORDER.get(language) or (language, *_ORDER[ENGLISH]):
        text = (words or {}).get(code)
        if text and code == CYRILLIC and language != CYRILLIC:
            return Shown(to_latin(text), LATIN)
        if text:
            return Shown(text, code)
    return Shown("", language)


def typed(serbian: str, english: str = "") -> dict[str, str]:
    """What a person typed: Serbian under the script they used, and English.

    What has no letters, as "24/7", is the same in both scripts and needs no suggestion.
    """
    serbian, english = serbian.strip(), english.strip()
    words = {LATIN if is_latin(serbian) else CYRILLIC: serbian} if serbian else {}
    return words | ({ENGLISH: english} if english else {})


def language_of(text: str) -> str | None:
    """The language of a text that was typed into a field for any, if letters tell it:
    plain Latin may be English, or Serbian without its marks."""
    if is_cyrillic(text):
        return CYRILLIC
    return LATIN if has_gaj_letters(text) else None


def serbian_of(words: Words | None) -> str:
    """The Serbian text as it was typed, in either script."""
    words = words or {}
    return words.get(CYRILLIC) or words.get(LATIN) or ""


def unconfirmed_cyrillic(words: Words | None) -> str | None:
    """The Cyrillic to suggest, where only Latin was typed."""
    words = words or {}
    if words.get(LATIN) and not words.get(CYRILLIC):
        return suggest_cyrillic(words[LATIN])
    return None


def with_cyrillic(words: Words | None) -> Words | None:
    """The words with their suggested Cyrillic, confirmed."""
    suggested = unconfirmed_cyrillic(words)
    return {**(words or {}), CYRILLIC: suggested} if suggested else words
