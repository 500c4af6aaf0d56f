"""Tables as CSV and XLSX files; what somebody typed never becomes a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell that begins so is a formula to some program; the quotes make `plain` exact.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_AS_TYPED = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "in_memory": True,
}
_NARROW, _WIDE = 10, 60


@dataclass(frozen=True)
class Sheet:
    """One table: its name, what its columns are called, and its rows."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]


class CellTooLong(ValueError):
    """A text that no cell of a spreadsheet can hold; cutting it would lose words."""


def guarded(text: str) -> str:
    """A text as a CSV cell that no program reads as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """What was typed, from a cell that may be guarded."""
    return cell[1:] if _GUARDED.match(cell) else cell


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Comma-separated, in UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(map(guarded, heads))
    writer.writerows([guarded(_text(value)) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def as_xlsx(sheets: Iterable[Sheet], made_at: datetime) -> bytes:
    """A workbook with these sheets; the same words at the same time are the same bytes.

    CellTooLong where a cell cannot hold a text.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _AS_TYPED) as book:
        book.set_properties({"created": made_at.replace(tzinfo=None)})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.title[:31]), sheet, head, cell)
    return out.getvalue()


def _fill(page: Any, sheet: Sheet, head: Any, cell: Any) -> None:
    widths = [len(name) for name in sheet.heads]
    _write(page, 0, sheet.heads, head)
    for number, row in enumerate(sheet.rows, start=1):
        _write(page, number, row, cell)
        widths = [max(pair) for pair in zip(widths, map(_length, row), strict=False)]
    page.freeze_panes(1, 0)
    for at, width in enumerate(widths):
        page.set_column(at, at, min(max(width + 2, _NARROW), _WIDE))


def _length(value: Any) -> int:
    return max((len(line) for line in _text(value).splitlines()), default=0)


def _write(page: Any, number: int, row: Sequence[Any], look: Any) -> None:
    for at, value in enumerate(row):
        number_itself = isinstance(value, int | float) and not isinstance(value, bool)
        write = page.write_number if number_itself else page.write_string
        if write(number, at, value if number_itself else _text(value), look):
            raise CellTooLong(f"row {number}, column {at + 1}")
