"""What could name a person in need: personal numbers, and softer traces in a text.

The personal number (JMBG) is DDMMYYYRRBBBK: weights 7 6 5 4 3 2, twice, over the first
twelve figures; K = 11 - (sum mod 11), and 0 where that has two figures. Source:
https://en.wikipedia.org/wiki/Unique_Master_Citizen_Number (Checksum calculation).
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from portal.domain.script import to_latin

WEIGHTS = (7, 6, 5, 4, 3, 2) * 2
_OLDEST, _YOUNGEST = 1880, 2049

# Thirteen figures, each apart by at most a few marks; a longer number is another one.
_BETWEEN = r"[\s.,/_\-\u2010-\u2015\u2212]{0,3}"
_THIRTEEN = re.compile(rf"(?<!\d)(?=(\d(?:{_BETWEEN}\d){{12}})(?!\d))")

_CAPITAL = r"(?:L[Jj]|N[Jj]|D[Žž]|[A-ZČĆŠŽĐ])"
_YEARS = r"(?:god\w*\.?|g\.|yrs?\b|years?\b|y\.\s?o\.)"
_DAY = r"\d{1,2}\s?[./\-]\s?\d{1,2}\s?[./\-]\s?\d{2,4}"
_YEAR = r"(?:19|20)\d\d\b"


class Trace(StrEnum):
    """What in a text may lead to a person; people decide, the portal warns."""

    PHONE = "phone"
    EMAIL = "email"
    BIRTH = "birth"
    INITIALS = "initials"


_TRACES = {
    Trace.PHONE: re.compile(
        r"(?<![\w.])(?:\+|00)\d(?:[\s/().\-]{0,2}\d){7,13}(?!\d)"
        r"|(?<![\w.])\(?0\d{1,3}\)?(?:[\s/\-]{0,2}\d){5,8}(?!\d)"
    ),
    Trace.EMAIL: re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+"),
    Trace.BIRTH: re.compile(
        r"\b(?:ro(?:đ|dj|d)(?:en\w*|\.)|born|(?:date|day) of birth|d\.?o\.?b\b\.?)"
        rf"[^\d\n]{{0,30}}(?:{_DAY}|{_YEAR}|\d{{1,2}}\W{{1,3}}\w{{3,10}}\W{{1,3}}{_YEAR})",
        re.IGNORECASE,
    ),
    Trace.INITIALS: re.compile(
        rf"(?<!\w){_CAPITAL}\.\s?{_CAPITAL}\.?(?!\w)[\s,–-]*"
        r"(?:aged?|stara?|ima)?\s*"
        rf"(?:\(\s*\d{{1,2}}\s*{_YEARS}?[^)\d]{{0,12}}\)|\d{{1,2}}[\s-]*{_YEARS})"
    ),
}
_DAY_ALONE = re.compile(rf"{_DAY}|\d{{1,2}}\s\d{{1,2}}\s\d{{4}}")


def has_personal_number(text: str) -> bool:
    """Whether a checksum-valid personal number stands in the text, however written."""
    return any(True for _ in _spans(text))


def without_personal_numbers(text: str, instead: str) -> str:
    """The text with `instead` in the place of each personal number."""
    kept, end = [], 0
    for start, stop in _spans(text):
        if start >= end:
            kept += [text[end:start], instead]
        end = max(end, stop)
    return "".join([*kept, text[end:]])


def traces(text: str) -> list[Trace]:
    """The kinds of traces in the text, in the order of `Trace`."""
    latin = to_latin(unicodedata.normalize("NFKC", text))
    return [kind for kind in Trace if _found(kind, latin)]


def is_personal_number(figures: str) -> bool:
    """Whether thirteen figures are a personal number: a day of birth and a checksum."""
    found = [int(figure) for figure in figures]
    return len(found) == 13 and _has_day(found) and found[12] == _control(found)


def control_figure(twelve: str) -> int:
    """The thirteenth figure that belongs to the first twelve."""
    return _control([int(figure) for figure in twelve])


def _control(found: list[int]) -> int:
    total = sum(w * f for w, f in zip(WEIGHTS, found[:12], strict=True))
    left = 11 - total % 11
    return left if left < 10 else 0


def _has_day(found: list[int]) -> bool:
    day, month = found[0] * 10 + found[1], found[2] * 10 + found[3]
    year = found[4] * 100 + found[5] * 10 + found[6]
    year += 1000 if year >= 800 else 2000
    try:
        return _OLDEST <= date(year, month, day).year <= _YOUNGEST
    except ValueError:
        return False


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """From where to where personal numbers stand in the text."""
    plain, places = _plain(text)
    for match in _THIRTEEN.finditer(plain):
        figures = "".join(c for c in match[1] if c.isdecimal())
        if is_personal_number(figures):
            yield places[match.start(1)], places[match.end(1) - 1] + 1


def _plain(text: str) -> tuple[str, list[int]]:
    """The text with figures of any shape plain and unseen marks gone, and whence."""
    plain, places = [], []
    for place, sign in enumerate(text):
        if unicodedata.category(sign) == "Cf":
            continue
        for part in unicodedata.normalize("NFKC", sign):
            plain.append(part)
            places.append(place)
    return "".join(plain), places


def _found(kind: Trace, latin: str) -> bool:
    matches = (match[0] for match in _TRACES[kind].finditer(latin))
    if kind == Trace.PHONE:
        return any(not _DAY_ALONE.fullmatch(match) for match in matches)
    return any(True for _ in matches)
