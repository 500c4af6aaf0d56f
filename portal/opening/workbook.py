"""A workbook: looked through piece by piece first, then read by calamine."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, load_workbook

from .refusing import Refused
from .zips import Parts

ROWS_AT_MOST = 1_100
COLUMNS_AT_MOST = 400
LAST_ROW_AT_MOST = 5_000
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MERGED = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


class _Part:
    """Listens to the elements of one part; a document type is refused."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            for piece in pieces:
                parser.Parse(piece)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("is_broken") from error

    def _start(self, name: str, said: dict[str, str]) -> None:
        listen = getattr(self, f"on_{name.rpartition(':')[2]}", None)
        if listen:
            listen(said)

    def _doctype(self, *said: Any) -> None:
        raise Refused("is_broken")


class _Names(_Part):
    """The sheets of the workbook in order, or where a relation leads."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.found: dict[str, str] = {}
        super().__init__(pieces)

    def on_sheet(self, said: dict[str, str]) -> None:
        relation = (v for n, v in said.items() if n.rpartition(":")[2] == "id")
        self.found[said.get("name", "")] = next(relation, "")

    def on_Relationship(self, said: dict[str, str]) -> None:
        target = said.get("Target", "")
        path = target[1:] if target.startswith("/") else f"xl/{target}"
        self.found[said.get("Id", "")] = path


class Look(_Part):
    """How far a sheet reaches, its formulas and its merged cells."""

    def __init__(self, name: str, pieces: Iterable[bytes]) -> None:
        self.name = name
        self.formulas: list[tuple[int, int]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self._row = self._column = self._filled = 0
        self._new = True
        super().__init__(pieces)

    def on_row(self, said: dict[str, str]) -> None:
        given = said.get("r", "")
        self._row = int(given) if given[:8].isdecimal() else self._row + 1
        self._column, self._new = 0, True

    def on_c(self, said: dict[str, str]) -> None:
        place = _PLACE.fullmatch(said.get("r", ""))
        self._column = _number(place[1]) if place else self._column + 1
        if place:
            self._row = int(place[2])

    def on_f(self, said: dict[str, str]) -> None:
        if len(self.formulas) < ROWS_AT_MOST:
            self.formulas.append((self._row, self._column))

    def on_v(self, said: dict[str, str]) -> None:
        self._filled += self._new
        self._new = False
        if self._filled > ROWS_AT_MOST or self._row > LAST_ROW_AT_MOST:
            raise Refused("too_many_rows", sheet=self.name)
        if self._column > COLUMNS_AT_MOST:
            raise Refused("too_many_columns", sheet=self.name)

    on_is = on_v

    def on_mergeCell(self, said: dict[str, str]) -> None:
        found = _MERGED.fullmatch(said.get("ref", ""))
        if found and len(self.merged) < ROWS_AT_MOST:
            first, last = (int(found[2]), int(found[4]))
            self.merged.append((first, _number(found[1]), last, _number(found[3])))


def _number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found


def read(content: bytes) -> list[dict[str, Any]]:
    """Its sheets: name, rows of text from the first row on, formulas, merged cells."""
    parts = Parts(content)
    parts.check_all()
    names = _Names(parts.pieces("xl/workbook.xml")).found
    where = _Names(parts.pieces("xl/_rels/workbook.xml.rels")).found
    paths = {name: where.get(relation, "") for name, relation in names.items()}
    looks = {
        name: Look(name, parts.pieces(path))
        for name, path in paths.items()
        if path in parts.names and "/worksheets/" in path
    }
    try:
        book = load_workbook(BytesIO(content))
        return [_sheet(book, look) for look in looks.values()]
    except CalamineError as error:
        raise Refused("is_broken") from error


def _sheet(book: Any, look: Look) -> dict[str, Any]:
    rows = book.get_sheet_by_name(look.name).to_python(skip_empty_area=False)
    return {
        "name": look.name,
        "rows": [[_said(value) for value in row] for row in rows],
        "formulas": look.formulas,
        "merged": look.merged,
    }


def _said(value: Any) -> str:
    """A cell as a person would have typed it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(value)
