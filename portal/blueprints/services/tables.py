"""From the sheets of a file to rows of services: headings found, cells read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from portal.blueprints.services import columns
from portal.blueprints.services.cells import Reader
from portal.blueprints.services.columns import Column
from portal.blueprints.services.known_names import Names, folded, headings
from portal.domain.intake import ROWS_AT_MOST, Place, Problem, Read, Row, refused
from portal.domain.personal import has_personal_number, without_personal_numbers
from portal.opener import Opened, Sheet
from portal.sheets import plain

HEAD_WITHIN = 10
KNOWN_AT_LEAST = 2
_LOST = "\ufffd"
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]+")


@dataclass(frozen=True)
class _Table:
    """A sheet whose headings are found; columns by their number, 1 the first."""

    sheet: Sheet
    head: int
    first: int
    columns: Mapping[int, Column]
    unknown: tuple[str, ...]


def read(opened: Opened, names: Names) -> Read:
    """What an opened file says of services."""
    if opened.problem:
        return Read(opened.kind, problems=(opened.problem,))
    table = _table(opened.sheets)
    if table is None:
        return refused(opened.kind, "no_headings")
    seen = [column.code for column in table.columns.values()]
    if twice := next((code for code in seen if seen.count(code) > 1), None):
        heading = columns.every()[twice].heading
        return refused(opened.kind, "same_column_twice", column=heading)
    found = list(_rows(table, names, is_text=opened.kind == "csv"))
    if len(found) > ROWS_AT_MOST:
        name = table.sheet.name
        return refused(opened.kind, "too_many_rows", sheet=name)
    return Read(
        opened.kind,
        tuple(row for row, wrong in found if not wrong),
        tuple(problem for _, wrong in found for problem in wrong),
        (*opened.notes, *_notes(table)),
    )


def _table(sheets: tuple[Sheet, ...]) -> _Table | None:
    """The sheet and the row in it that name the most columns."""
    best: tuple[int, _Table] | None = None
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:HEAD_WITHIN]):
            found = _headed(row)
            if len(found) >= KNOWN_AT_LEAST and (best is None or len(found) > best[0]):
                best = len(found), _of(sheet, at, found)
    return best[1] if best else None


def _headed(row: list[str]) -> dict[int, Column]:
    named = (
        (at, headings().get(folded(plain(cell)))) for at, cell in enumerate(row, 1)
    )
    return {at: column for at, column in named if column}


def _of(sheet: Sheet, at: int, found: dict[int, Column]) -> _Table:
    """A second row of headings, the codes below the names, is none of the rows."""
    below = _headed(sheet.rows[at + 1]) if at + 1 < len(sheet.rows) else {}
    again = len(below) * 2 > len(found)
    others = [
        without_personal_numbers(cell.strip()[:60], "…")
        for number, cell in enumerate(sheet.rows[at], 1)
        if cell.strip() and number not in found
    ]
    return _Table(sheet, at + 1, at + 2 + again, found, tuple(others))


def _notes(table: _Table) -> Iterator[Problem]:
    for name in table.unknown:
        yield Problem("unknown_column", about={"column": name})
    there = {column.code for column in table.columns.values()}
    every = columns.columns(0, 0)
    lacking = [c.heading for c in every if c.required and c.code not in there]
    if lacking:
        yield Problem("missing_columns", about={"columns": ", ".join(lacking)})


def _rows(
    table: _Table, names: Names, *, is_text: bool
) -> Iterator[tuple[Row, list[Problem]]]:
    for number, row in enumerate(table.sheet.rows, 1):
        if number < table.first:
            continue
        cells = {
            column.code: _clean(row[at - 1], is_text=is_text) if at <= len(row) else ""
            for at, column in table.columns.items()
        }
        formulas = any(r == number for r, _ in table.sheet.formulas)
        if any(cells.values()) or formulas:
            yield _row(table, number, row, cells, names)


def _clean(cell: str, *, is_text: bool) -> str:
    shown = plain(cell) if is_text else cell
    return _UNSEEN.sub(" ", shown.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _row(
    table: _Table, number: int, row: list[str], cells: dict[str, str], names: Names
) -> tuple[Row, list[Problem]]:
    place = Place(table.sheet.name, number)
    if any(map(_is_personal, row)):
        return Row(place, {}), [Problem("personal_number", place)]
    reader = Reader(cells, names)
    said = Row(place, reader.values(), cells.get("uid", ""), cells.get("reference", ""))
    wrong = [*_of_the_sheet(table, number), *reader.wrong]
    wrong += [(c, "lost_letters", {}) for c, text in cells.items() if _LOST in text]
    if not _is_uid(said.uid):
        wrong.append(("uid", "no_uid", {}))
    if len(said.reference) > (most := columns.every()["reference"].most):
        wrong.append(("reference", "text_too_long", {"most": most}))
    return said, [
        Problem(code, Place(table.sheet.name, number, column), about)
        for column, code, about in wrong
    ]


def _of_the_sheet(
    table: _Table, number: int
) -> Iterator[tuple[str, str, dict[str, str | int]]]:
    sheet = table.sheet
    for at, column in table.columns.items():
        if (number, at) in sheet.formulas:
            yield column.code, "is_formula", {}
        if (number, at) in sheet.long:
            yield column.code, "text_too_long", {"most": 5_000}
        if any(
            top <= number <= low and left <= at <= right
            for top, left, low, right in sheet.merged
        ):
            yield column.code, "is_merged", {}


def _is_personal(cell: str) -> bool:
    """A number that a spreadsheet took for one has lost the zero it began with."""
    bare = cell.strip()
    short = len(bare) == 12 and bare.isdecimal()
    return has_personal_number(f"0{bare}" if short else cell)


def _is_uid(said: str) -> bool:
    try:
        return not said or bool(UUID(said))
    except ValueError:
        return False
