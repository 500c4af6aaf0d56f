"""The words that stand on every page of a pathway in a further language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_timedelta
from markupsafe import Markup, escape

from portal.config import CONTENT
from portal.content import ContentError
from portal.domain.words import ENGLISH
from portal.further import Further, locale_of

FOLDER = CONTENT / "pathways-in"
# Read by nobody who speaks the language: for the demonstration, which says so.
UNREAD = CONTENT / "demonstration"
REVIEW = {"reviewed_by", "reviewed_on"}
# The locale data then never turns hours into days.
NEVER = 10_000


@dataclass(frozen=True)
class FixedWords:
    """Says a fixed word in a language, or in English and marked as English."""

    tongue: Further
    own: Mapping[str, str]

    def __call__(self, name: str, **values: object) -> Markup:
        if name in self.own:
            return escape(self.own[name].format(**values))
        said = _master()[name].format(**values)
        return Markup('<span lang="en" dir="ltr">{}</span>').format(said)

    def _speaks(self, name: str) -> str:
        """The language that a word with this name will be in."""
        known = name in self.own and locale_of(self.tongue.code)
        return self.tongue.code if known else ENGLISH

    def day(self, name: str, day: str) -> Markup:
        """A word about a day, as the language writes days."""
        spoken = self._speaks(name)
        written = format_date(date.fromisoformat(day), "long", locale=spoken)
        return self(name, day=written)

    def limit(self, limit: Mapping[str, object]) -> Markup:
        """Within how long, in words."""
        value, unit = int(str(limit["value"])), str(limit["unit"])
        if not value:
            return self("at_once")
        span = timedelta(**{f"{unit}s": value})
        written = format_timedelta(
            span,
            granularity=unit,  # type: ignore[arg-type]
            threshold=NEVER,
            locale=self._speaks("within"),
        )
        return self("within", limit=written)


def fixed_words(tongue: Further, *, demo: bool) -> FixedWords:
    """The words of a language; the demonstration may use some that nobody reviewed."""
    own = _reviewed(tongue.code)
    if demo:
        own = _read(UNREAD / f"fixed-{tongue.code}.toml") | own
    return FixedWords(tongue, own)


@cache
def _master() -> dict[str, str]:
    return _read(FOLDER / "en.toml")


@cache
def _reviewed(code: str) -> dict[str, str]:
    found = _read(FOLDER / f"{code}.toml")
    if found and not found.keys() >= REVIEW:
        raise ContentError(f"{code}.toml does not say who reviewed it, and when")
    return {name: said for name, said in found.items() if name not in REVIEW}


@cache
def _read(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: str(said) for name, said in found.items()}
