"""What things are called in any language: headings, codes, bodies, towns."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask_babel import force_locale

from portal.blueprints.services import columns
from portal.blueprints.services.columns import Column
from portal.domain.script import to_latin
from portal.domain.words import in_language
from portal.labels import LABELS
from portal.languages import ALL, current
from portal.models import Municipality, Organisation
from portal.terms import Added

_YES = frozenset({"yes", "da", "true", "1", "x", "h", "y", "d", "+", "✓", "✔"})
_NO = frozenset({"", "no", "ne", "false", "0", "n", "-", "–"})


def folded(said: str) -> str:
    """A name without regard to script, case, spaces and marks."""
    return re.sub(r"[\W_]+", "", to_latin(said).casefold())


def _in_every_language(tell: Callable[[], Iterable[tuple[str, str]]]) -> dict[str, str]:
    """{folded name: code} over the portal's languages."""
    found: dict[str, str] = {}
    for language in ALL:
        with force_locale(language.locale):
            found |= {folded(name): code for name, code in tell()}
    return found


@cache
def headings() -> Mapping[str, Column]:
    """Columns by what they are called in any language, and by their codes."""
    every = columns.every()
    told = _in_every_language(lambda: ((c.heading, c.code) for c in every.values()))
    codes = {folded(code): code for code in every}
    return {name: every[code] for name, code in (told | codes).items()}


def _codes(kind: str, added: Iterable[Added]) -> dict[str, str]:
    """The field's own words and those of the office; the field's names go first."""
    known = [str(code) for code in columns.CODES[kind]]
    told = _in_every_language(lambda: ((word(kind, code), code) for code in known))
    own = {folded(code): code for code in known}
    offices = {
        folded(name): term.code
        for term in added
        if term.kind == kind
        for name in (*term.name.values(), term.code)
    }
    return offices | told | own


def word(kind: str, code: str, added: Iterable[Added] = ()) -> str:
    """A code as plain text for its reader."""
    if known := LABELS[kind].get(code):
        return str(known)
    names = (term.name for term in added if (term.kind, term.code) == (kind, code))
    return in_language(next(names, {"en": code}), current().code).text


def flag_of(said: str) -> bool | None:
    """What a cell for yes or no says; None where it says neither."""
    found = folded(said) or said.strip()
    return True if found in _YES else False if found in _NO else None


@dataclass(frozen=True)
class Names:
    """What a team's file may name, found by any of its names; "" where two share it."""

    bodies: Mapping[str, str]
    towns: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]

    def code(self, kind: str, said: str) -> str | None:
        return self.codes[kind].get(folded(said))

    def town(self, said: str) -> str | None:
        """The slug."""
        return self.towns.get(folded(said)) or None

    def body(self, said: str) -> str | None:
        """The uid."""
        return self.bodies.get(folded(said)) or None


def names_of(
    organisations: Iterable[Organisation],
    towns: Iterable[Municipality],
    added: Iterable[Added],
) -> Names:
    """Bodies by uid, key, name and alias; towns by slug, name and alias."""
    bodies = (
        (str(row.uid), (str(row.uid), row.key), _said(row)) for row in organisations
    )
    places = ((town.slug, (town.slug,), _said(town)) for town in towns)
    codes = {kind: _codes(kind, added) for kind in columns.CODES}
    return Names(_by_name(bodies), _by_name(places), codes)


def _said(row: Any) -> list[str]:
    aliases = [
        text
        for alias in row.aliases or ()
        for text in (alias.values() if isinstance(alias, dict) else [alias])
    ]
    return [*(row.name or {}).values(), *aliases]


def _by_name(
    rows: Iterable[tuple[str, Iterable[str], Iterable[str]]],
) -> dict[str, str]:
    """A key goes before any name; a name that two share leads nowhere."""
    keys: dict[str, str] = {}
    named: dict[str, str] = {}
    for uid, own, names in rows:
        keys |= {folded(key): uid for key in own}
        for name in {folded(text) for text in names} - {""}:
            named[name] = uid if named.get(name, uid) == uid else ""
    return named | keys
