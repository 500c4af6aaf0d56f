"""The table of services as a workbook, filled or empty, with its explanations."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter
from flask_babel import gettext as _

from portal.blueprints.services.columns import Column
from portal.blueprints.services.intake_queries import Known

# What somebody typed is never a formula, a number or a link.
AS_TYPED = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "in_memory": True,
}
HEADS = 2
_LAST_ROW = 1_001
_NARROW, _WIDE = 14, 44


@dataclass(frozen=True)
class _Looks:
    head: Any
    code: Any
    text: Any


def workbook(
    table: Sequence[Column],
    rows: Sequence[Mapping[str, str]],
    known: Known,
    made_at: datetime,
) -> bytes:
    """Services, explanations and the words to choose from; each cell is plain text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, AS_TYPED) as book:
        book.set_properties({"created": made_at.replace(tzinfo=None)})
        looks = _Looks(
            book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            book.add_format({"font_color": "#595959", "font_size": 9}),
            book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        )
        page = book.add_worksheet(_name(_("Services")))
        _explain(book.add_worksheet(_name(_("Explanations"))), table, known, looks)
        words = book.add_worksheet(_name(_("Words")))
        _fill(page, table, rows, looks)
        _offer(page, words, table, _lists(known), looks)
    return out.getvalue()


def _name(said: str) -> str:
    return str(said)[:31]


def _fill(
    page: Any, table: Sequence[Column], rows: Sequence[Mapping[str, str]], looks: _Looks
) -> None:
    for at, column in enumerate(table):
        page.write_string(0, at, column.heading, looks.head)
        page.write_string(1, at, column.code, looks.code)
        longest = max((len(row.get(column.code, "")) for row in rows), default=0)
        page.set_column(at, at, min(max(longest, _NARROW), _WIDE), looks.text)
        for number, row in enumerate(rows, HEADS):
            page.write_string(number, at, row.get(column.code, ""), looks.text)
    page.freeze_panes(HEADS, 5)


def _explain(page: Any, table: Sequence[Column], known: Known, looks: _Looks) -> None:
    said = [
        _("One row is one service. Only the first sheet is read."),
        _("Columns may be left out or moved; what the file does not tell stays."),
        _("An empty cell takes away what stood there."),
        _("No names or stories of people in need, and no personal numbers."),
        _("Nothing becomes public by a file: that takes two people, as always."),
    ]
    for at, line in enumerate(said):
        page.write_string(at, 0, line)
    first = len(said) + 1
    for at, text in enumerate((_("Column"), _("How to fill it in"))):
        page.write_string(first, at, text, looks.head)
    for row, column in enumerate(table, first + 1):
        page.write_string(row, 0, column.heading, looks.text)
        page.write_string(row, 1, _how(column, known), looks.text)
    page.set_column(0, 0, 50)
    page.set_column(1, 1, 80)


def _how(column: Column, known: Known) -> str:
    said = [_("Needed.")] if column.required else []
    if column.hint:
        said.append(str(column.hint))
    if column.kind == "flag":
        said.append(_("Yes or no."))
    if column.codes:
        words = "; ".join(known.words[column.codes])
        said.append(_("One of: %(words)s.", words=words))
    if column.most:
        said.append(_("At most %(most)d characters.", most=column.most))
    return " ".join(said)


def _lists(known: Known) -> dict[str, list[str]]:
    flags = {"flag": [_("yes"), _("no")]}
    return {**known.words, **flags, "organisation": known.bodies, "town": known.towns}


def _offer(
    page: Any,
    words: Any,
    table: Sequence[Column],
    lists: Mapping[str, list[str]],
    looks: _Looks,
) -> None:
    """Drop-downs where one word is wanted; anything else is still taken as typed."""
    where = {}
    for at, (kind, found) in enumerate(lists.items()):
        words.write_string(0, at, kind, looks.code)
        for number, text in enumerate(found, 1):
            words.write_string(number, at, text)
        words.set_column(at, at, 28)
        name = xlsxwriter.utility.xl_col_to_name(at)
        sheet = words.get_name().replace("'", "''")
        where[kind] = f"='{sheet}'!${name}$2:${name}${max(len(found), 1) + 1}"
    for at, column in enumerate(table):
        kind = _offered(column)
        if kind:
            choice = {
                "validate": "list",
                "source": where[kind],
                "error_type": "warning",
            }
            page.data_validation(HEADS, at, _LAST_ROW, at, choice)


def _offered(column: Column) -> str:
    if column.kind == "code":
        return column.codes
    if column.code.endswith("_town"):
        return "town"
    return column.kind if column.kind in ("flag", "organisation") else ""
