"""The words that editors own: pages, the glossary and the emergency number."""

import csv
import io
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from portal.config import CONTENT
from portal.domain.script import to_latin, to_latin_html
from portal.domain.words import CYRILLIC, ENGLISH, LATIN
from portal.prose import to_html

_FOLDER = {CYRILLIC: "sr", LATIN: "sr", ENGLISH: "en"}
_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_ORDER = {
    CYRILLIC: "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш",
    LATIN: "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž",
    ENGLISH: "a b c d e f g h i j k l m n o p q r s t u v w x y z",
}


class ContentError(ValueError):
    """A file of words that cannot be used, and why."""


@dataclass(frozen=True)
class Page:
    """A page as its readers get it."""

    title: str
    summary: str
    reviewed: date
    html: Markup
    lang: str


@dataclass(frozen=True)
class Entry:
    """A term in plain words; the key is the same in every language."""

    key: str
    term: str
    explanation: str
    source: str


def page(slug: str, language: str, folder: Path = CONTENT) -> Page:
    """A page in a language; the Latin one is the Cyrillic, transliterated."""
    path = folder / "pages" / _FOLDER[language] / f"{slug}.md"
    if not re.fullmatch(r"[a-z][a-z-]*", slug) or not path.is_file():
        raise ContentError(f"there is no page {slug!r} in {language}")
    text = path.read_text(encoding="utf-8")
    return _page(path.name, text, language)


@lru_cache(maxsize=128)
def _page(name: str, text: str, language: str) -> Page:
    front, body = _parts(name, text)
    say = to_latin if language == LATIN else str
    html = to_html(body)
    if language == LATIN:
        html = to_latin_html(html)
    return Page(
        title=say(front["title"]),
        summary=say(front["summary"]),
        reviewed=date.fromisoformat(front["reviewed"]),
        html=Markup(html),  # noqa: S704 (cleaned by prose)
        lang=language,
    )


def _parts(name: str, text: str) -> tuple[dict[str, str], str]:
    match = _FRONT.match(text)
    if not match:
        raise ContentError(f"{name} has no front matter between --- lines")
    pairs = (line.partition(":") for line in match[1].splitlines() if line.strip())
    front = {key.strip(): value.strip() for key, _, value in pairs}
    if set(front) != {"title", "summary", "reviewed"} or not all(front.values()):
        raise ContentError(f"{name} needs title, summary and reviewed, no more")
    try:
        date.fromisoformat(front["reviewed"])
    except ValueError as error:
        raise ContentError(f"{name}: {error}") from error
    return front, match[2]


def glossary(language: str, folder: Path = CONTENT) -> list[Entry]:
    """The terms in the alphabetical order of the language."""
    text = (folder / "glossary.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    entries = [_entry(row, language) for row in rows]
    return sorted(entries, key=lambda entry: _place(entry.term, language))


def _entry(row: dict[str, str], language: str) -> Entry:
    end = _FOLDER[language]
    say = to_latin if language == LATIN else str
    return Entry(
        key=re.sub("[^a-z]+", "-", row["term_en"].lower()).strip("-"),
        term=say(row[f"term_{end}"]),
        explanation=say(row[f"explanation_{end}"]),
        source=row["source"],
    )


def _place(term: str, language: str) -> list[int]:
    letters = _ORDER[language].split()
    longest_first = sorted(letters, key=len, reverse=True)
    found = re.findall("|".join([*longest_first, "."]), term.lower())
    return [letters.index(letter) + 1 if letter in letters else 0 for letter in found]


def emergency(folder: Path = CONTENT) -> dict[str, Any] | None:
    """The emergency number, once an editor has put it down with its source.

    emergency.toml holds value, label and note (Words), source and checked_on; as long
    as there is no such file the pages show the national number alone.
    """
    path = folder / "emergency.toml"
    if not path.is_file():
        return None
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    missing = {"value", "label", "source", "checked_on"} - set(given)
    if missing:
        raise ContentError(f"{path.name} lacks {', '.join(sorted(missing))}")
    return {"note": None} | given


@dataclass(frozen=True)
class Finding:
    """What a study found of gaps: its statement, never the portal's own."""

    said: dict[str, str]
    amount: dict[str, str]
    source: dict[str, str]
    date: str


def gap_findings(folder: Path = CONTENT) -> list[Finding]:
    """What studies say of missing services, each with its source and date."""
    text = (folder / "gap-findings.toml").read_text(encoding="utf-8")
    return [Finding(**row) for row in tomllib.loads(text)["finding"]]
