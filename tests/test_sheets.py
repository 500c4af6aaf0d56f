"""Tables that leave the portal: no cell of theirs ever becomes a formula."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.sheets import CellTooLong, Sheet, as_csv, as_xlsx, guarded, plain
from tests.world import NOW

FORMULAS = ("=1+1", "+381 11 123", "-2", "@SUM(A1)", "\t=1", "\r=1", "'=1+1", "''-1")


def cells_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_is_guarded_and_comes_back(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert plain(guarded(text)) == text


@given(st.text())
def test_every_text_comes_back_as_it_was_typed(text: str) -> None:
    assert plain(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_csv_holds_every_cell_once_and_is_known_as_utf_8() -> None:
    made = as_csv(["Град", "=Head"], [["Ниш, 1", None], ["-1", date(2026, 11, 22)]])
    assert made.startswith("\ufeff".encode())
    assert cells_of(made) == [
        ["Град", "'=Head"],
        ["Ниш, 1", ""],
        ["'-1", "2026-11-22"],
    ]


def test_workbook_holds_texts_and_numbers_but_no_formula_and_no_link() -> None:
    rows = [[text, 7.5] for text in (*FORMULAS, "https://example.org", "42")]
    files = sheet_of(as_xlsx([Sheet("Празнине", ["=Head", "n"], rows)], NOW))
    page = files["xl/worksheets/sheet1.xml"]
    assert "<f>" not in page
    assert "hyperlink" not in page
    assert page.count('t="s"') == len(rows) + 2
    assert page.count("<v>7.5</v>") == len(rows)
    said = re.findall(r"<t[^>]*>(.*?)</t>", files["xl/sharedStrings.xml"], re.DOTALL)
    assert {"=1+1", "'=1+1", "42"} <= set(said)


def test_same_words_at_the_same_time_are_the_same_bytes() -> None:
    sheet = Sheet("A", ["b"], [["c"]])
    assert as_xlsx([sheet], NOW) == as_xlsx([sheet], NOW)


def test_text_too_long_for_a_cell_is_named_not_cut() -> None:
    with pytest.raises(CellTooLong, match="row 1, column 2"):
        as_xlsx([Sheet("A", ["a", "b"], [["", "x" * 40_000]])], NOW)
