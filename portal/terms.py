"""What the taxonomy's codes are called: the field's own words and the office's."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from markupsafe import Markup

from portal.domain.terms import BUILT_IN
from portal.languages import say


@dataclass(frozen=True)
class Added:
    """A term that the office added; a retired one is named, but no longer offered."""

    kind: str
    code: str
    name: dict[str, str]
    retired: bool = False


def init_app(app: Flask, added: Callable[[], Iterable[Added]]) -> None:
    """`added` finds the office's terms: in the database, or among what is public."""
    app.extensions["portal_terms"] = added


def added() -> list[Added]:
    """Every term that the office added, of all kinds."""
    return list(current_app.extensions["portal_terms"]())


def _added(kind: str) -> list[Added]:
    found = current_app.extensions["portal_terms"]()
    return sorted((t for t in found if t.kind == kind), key=lambda term: term.code)


def name(kind: str, code: str) -> Markup | None:
    """The name of an added term in the reader's language, None for one unknown."""
    return next((say(t.name) for t in _added(kind) if t.code == code), None)


def words(kind: str, code: str) -> dict[str, Any] | None:
    """The same in every language."""
    return next((t.name for t in _added(kind) if t.code == code), None)


def every(kind: str) -> list[str]:
    """All codes of a kind in their order, retired ones too."""
    return [*BUILT_IN[kind], *(term.code for term in _added(kind))]


def offered(kind: str, held: Iterable[str] = ()) -> list[str]:
    """The codes to choose from; a retired one only where the thing holds it."""
    now = [term.code for term in _added(kind) if not term.retired or term.code in held]
    return [*BUILT_IN[kind], *now]


def position(kind: str, code: str) -> int:
    """Where the code stands among those of its kind; one unknown comes last."""
    known = BUILT_IN[kind]
    if code in known:
        return known.index(code)
    added = [term.code for term in _added(kind)]
    return len(known) + (added.index(code) if code in added else len(added))
