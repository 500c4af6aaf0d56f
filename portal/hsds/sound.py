"""Whether what a file says of a draft has the shapes that a draft has."""

from collections.abc import Callable, Container, Mapping
from datetime import date
from typing import Any

from portal.domain.conditions import SPOKEN
from portal.domain.pathways import Audience
from portal.domain.schedule import WEEKDAYS, Holidays, NoHours, intervals
from portal.domain.schedule import said_intervals as said
from portal.domain.services import ContactKind
from portal.domain.terms import BUILT_IN
from portal.domain.words import LANGUAGES
from portal.hsds.taxonomy import KNOWN

Added = Container[tuple[str, str]]
_WORDS = (
    *("name", "summary", "hours", "languages", "cost", "address", "exclusions"),
    *("documents", "barrier"),
)
_MANY = {
    "groups": "group",
    "phases": "phase",
    "status_needed": "status_needed",
    "residence": "residence",
    "accessibility": "access",
}
_ONE = (
    *("category", "model", "tier", "dependants", "accompaniment", "entitled"),
    *("existing", "accessible", "interpretation", "licence_state"),
)
_FLAGS = ("specialised", "always_open", "nationwide")
_NUMBERS = ("age_from", "age_to", "capacity")
_DEGREES = ("lat", "lon")


def unsound(values: Mapping[str, Any], added: Added) -> list[str]:
    """The fields whose value no draft can take; `added`: the office's terms."""
    return [name for name, value in values.items() if not _fits(name, value, added)]


def _fits(name: str, value: Any, added: Added) -> bool:
    if name in _MANY:
        return _is_list(value, lambda code: _is_code(_MANY[name], code, added))
    if name in _ONE:
        return value is None or _is_code(name, value, added)
    return next(check(value) for names, check in _CHECKS if name in names)


def _is_list(value: Any, check: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and all(check(one) for one in value)


def _is_code(kind: str, code: Any, added: Added) -> bool:
    if not isinstance(code, str):
        return False
    return code in KNOWN[kind] or (kind in BUILT_IN and (kind, code) in added)


def is_text(value: Any) -> bool:
    """A text that can be stored: no half letters, no zeros."""
    if not isinstance(value, str) or "\x00" in value:
        return False
    return value.isprintable() or not any("\ud800" <= c <= "\udfff" for c in value)


def _is_words(value: Any) -> bool:
    if value is None:
        return True
    if not isinstance(value, dict):
        return False
    return all(code in LANGUAGES and is_text(value[code]) for code in value)


def _is_number(value: Any) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value is None or (whole and 0 <= value < 1_000_000)


def _is_degree(value: Any) -> bool:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return value is None or (plain and 0 <= value <= 90)


def _is_day(value: Any) -> bool:
    if value is None:
        return True
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_schedule(value: Any) -> bool:
    if value is None:
        return True
    known = value["holidays"] is None or value["holidays"] in tuple(Holidays)
    days = value["week"].items()
    return known and all(day in WEEKDAYS and _is_hours(found) for day, found in days)


def _is_hours(found: Any) -> bool:
    """Hours that somebody could have typed."""
    try:
        return intervals(said(found)) == found
    except (NoHours, ValueError, TypeError):
        return False


def _is_contact(value: Any) -> bool:
    if not isinstance(value, dict) or not _is_words(value["label"]):
        return False
    known = value["kind"] in tuple(ContactKind) and value["audience"] in tuple(Audience)
    return known and is_text(value["value"])


def _is_place(value: Any) -> bool:
    texts = _is_words(value["name"]) and _is_words(value["address"])
    degrees = _is_degree(value["lat"]) and _is_degree(value["lon"])
    paired = (value["lat"] is None) is (value["lon"] is None)
    return texts and degrees and paired and is_text(value["town"])


_CHECKS: tuple[tuple[tuple[str, ...], Callable[[Any], bool]], ...] = (
    (_WORDS, _is_words),
    (_FLAGS, lambda value: isinstance(value, bool)),
    (_NUMBERS, _is_number),
    (_DEGREES, _is_degree),
    (("capacity_on",), _is_day),
    (("organisation",), is_text),
    (("schedule",), _is_schedule),
    (("spoken",), lambda value: _is_list(value, lambda code: code in SPOKEN)),
    (("areas",), lambda value: _is_list(value, is_text)),
    (("public_contacts",), lambda value: _is_list(value, _is_contact)),
    (("places",), lambda value: _is_list(value, _is_place)),
)
