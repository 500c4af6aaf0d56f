"""A table as text: its encoding recognised or refused, its separator counted."""

import codecs
import csv
import io
from typing import Any

from .refusing import Refused
from .workbook import COLUMNS_AT_MOST, ROWS_AT_MOST

_SEPARATORS = ";,\t"
_MARKED = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_MARKS = "„“”‘’‚‹›»«–—…•°§©®·€\u00a0\u00ad"
# Each old code page, the letters of ours in it, and what they are called.
_PAGES = {
    "cp1250": ("čćđšžČĆĐŠŽ", "Windows-1250"),
    "cp1251": (
        "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ",
        "Windows-1251",
    ),
}
ENCODINGS = ("utf-8-sig", "utf-8", "utf-16", "utf-16-le", "utf-16-be", *_PAGES)


def read(content: bytes) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The one sheet of it, and a note where the encoding had to be recognised."""
    text, page = decoded(content)
    rows = _rows(text)
    if not any(any(row) for row in rows):
        raise Refused("empty_file")
    notes = [{"code": "read_as", "about": {"page": page}}] if page else []
    return [{"name": "", "rows": rows, "formulas": [], "merged": []}], notes


def decoded(content: bytes) -> tuple[str, str]:
    """The text, and the name of the old code page that it was recognised in."""
    for mark, encoding in _MARKED.items():
        if content.startswith(mark):
            return _strictly(content, encoding), ""
    if unmarked := _unmarked_16(content):
        return _strictly(content, unmarked), ""
    if b"\x00" in content:
        raise Refused("not_a_table")
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _old_page(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("wrong_encoding") from error


def _unmarked_16(content: bytes) -> str | None:
    """Latin letters, digits and separators are half zeros in UTF-16."""
    start = content[:2_000]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd * 5 > len(start) and not even:
        return "utf-16-le"
    return "utf-16-be" if even * 5 > len(start) and not odd else None


def _old_page(content: bytes) -> tuple[str, str]:
    """Latin has our letters among plain ones; Cyrillic has them in whole words."""
    if _controls(content):
        raise Refused("not_a_table")
    high = [at for at, byte in enumerate(content) if byte >= 128]
    joined = sum(1 for at in high if at + 1 < len(content) and content[at + 1] >= 128)
    page = "cp1251" if joined * 3 > len(high) else "cp1250"
    letters, name = _PAGES[page]
    text = _strictly(content, page)
    strange = sum(1 for c in text if ord(c) >= 128 and c not in letters + _MARKS)
    if strange * 20 > len(high):
        raise Refused("wrong_encoding")
    return text, name


def _controls(content: bytes) -> bool:
    return any(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1a\x1b" for byte in content)


def _rows(text: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row if any(row) else [])
            if len(row) > COLUMNS_AT_MOST:
                raise Refused("too_many_columns", sheet="")
            if len(rows) > ROWS_AT_MOST:
                raise Refused("too_many_rows", sheet="")
    except csv.Error as error:
        raise Refused("broken_csv", row=len(rows) + 1) from error
    return rows


def _separator(text: str) -> str:
    """What separates the cells of the first line that has any, quoted ones aside."""
    for line in text.splitlines()[:20]:
        bare = "".join(line.split('"')[0::2])
        most = max(_SEPARATORS, key=bare.count)
        if most in bare:
            return most
    return _SEPARATORS[0]
