"""Languages that the office adds for pathways: their own names and directions."""

from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

from portal import terms
from portal.domain.terms import LANGUAGE
from portal.domain.words import CYRILLIC, ENGLISH
from portal.languages import current

# Of these the locale data knows the name, but no words in the language itself.
OWN_NAMES = {"rom": "Romani čhib"}
OURS = {"sr", "en"}


@dataclass(frozen=True)
class Further:
    """A language: its code, its name in itself, and where its lines begin."""

    code: str
    name: str
    direction: str


@cache
def further(code: str) -> Further:
    """What is known of a language; one without locale data goes left to right."""
    known = locale_of(code)
    own = OWN_NAMES.get(code) or (known.get_language_name() if known else None)
    return Further(code, own or code, known.text_direction if known else "ltr")


def locale_of(code: str) -> Locale | None:
    """The locale data of a language, None where there is none."""
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return None


@cache
def names() -> dict[str, dict[str, str]]:
    """The name of each language that may be added, in Serbian and in English."""
    serbian = Locale.parse("sr_Cyrl").languages
    english = Locale.parse("en").languages
    codes = {code for code in locale_identifiers() if "_" not in code} | {*OWN_NAMES}
    return {
        code: {CYRILLIC: serbian[code], ENGLISH: english[code]}
        for code in sorted(codes - OURS)
        if code in serbian and code in english
    }


def possible() -> list[tuple[str, str]]:
    """(code, name in the reader's language) of every language that may be added."""
    locale = Locale.parse(current().locale)
    named = [(code, locale.languages.get(code) or code) for code in names()]
    return sorted(named, key=lambda pair: pair[1].casefold())


def enabled() -> list[Further]:
    """The languages that two of the office have added and nobody has retired."""
    found = (t for t in terms.added() if t.kind == LANGUAGE and not t.retired)
    return [further(code) for code in sorted(term.code for term in found)]
