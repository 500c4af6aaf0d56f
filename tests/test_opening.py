"""Files by others: each is opened, or refused with its own reason, and costs little."""

import csv as csv_module
import io
import json
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import opener
from portal.opener import opened
from portal.opening import __main__ as inside
from tests.blueprints.services.brought import csv, parts, xlsx, zipped

ROWS = [["назив", "опис"], ["шећер", "џак чађ"]]
LATIN = [["naziv", "opis"], ["šećer", "džak čađ"]]
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_sheet(content: bytes) -> bytes:
    return zipped(parts(xlsx(ROWS)) | {SHEET: content})


def sheet(inner: str) -> bytes:
    return with_sheet(
        f'<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData></worksheet>'.encode()
    )


def locked() -> bytes:
    """A zip whose parts are marked as encrypted."""
    content = bytearray(xlsx(ROWS))
    content[6] |= 1
    at = content.index(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 1)
    return bytes(content)


def lying() -> bytes:
    """A zip whose directory says that a part is small: it is 60 MB."""
    real = 60_000_000
    content = zipped({"xl/workbook.xml": b"<a/>", SHEET: b" " * real})
    return content.replace(real.to_bytes(4, "little"), (9).to_bytes(4, "little"))


def damaged() -> bytes:
    content = bytearray(xlsx(ROWS))
    content[60:200] = bytes(140)
    return bytes(content)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty_file"),
    "spaces": (lambda: b" \r\n\t\n", "empty_file"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "is_picture"),
    "a photo": (lambda: b"\xff\xd8\xff\xe0" + bytes(50), "is_picture"),
    "a PDF": (lambda: b"%PDF-1.7\n%", "is_pdf"),
    "an old workbook": (lambda: OLE, "is_old_workbook"),
    "a locked one": (
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        "is_encrypted",
    ),
    "a locked zip": (locked, "is_encrypted"),
    "half a workbook": (lambda: xlsx(ROWS)[:-200], "is_broken"),
    "a damaged one": (damaged, "is_broken"),
    "a zip of letters": (lambda: zipped({"a.txt": b"a"}), "is_archive"),
    "a document": (lambda: zipped({"word/document.xml": b"<a/>"}), "is_document"),
    "OpenDocument": (lambda: zipped({"content.xml": b"<a/>"}), "is_opendocument"),
    "XLSB": (lambda: zipped({"xl/workbook.bin": b"a"}), "is_binary_workbook"),
    "a web page": (lambda: b"<!DOCTYPE html><p>", "is_web_page"),
    "no letters": (lambda: bytes(range(1, 32)) * 9 + b"\x00", "not_a_table"),
    "half an UTF-16": (lambda: "Ш".encode("utf-16") + b"\x00", "wrong_encoding"),
    "another page": (lambda: ("имя и дело;" * 9).encode("cp866"), "wrong_encoding"),
    "a bomb": (
        lambda: zipped({"xl/workbook.xml": b"<a/>", "xl/b": bytes(60_000_000)}),
        "too_big_unpacked",
    ),
    "a bomb that lies": (lying, "is_broken"),
    "many parts": (
        lambda: zipped({"xl/workbook.xml": b"", **{f"{n}": b"" for n in range(600)}}),
        "is_broken",
    ),
    "100,000 rows": (lambda: xlsx([["a", "b"]] * 100_000), "too_many_rows"),
    "100,000 lines": (lambda: csv([["a", "b"]] * 100_000), "too_many_rows"),
    "a far cell": (
        lambda: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "too_many_rows",
    ),
    "a wide sheet": (lambda: xlsx([["a"] * 500]), "too_many_columns"),
    "an entity": (
        lambda: with_sheet(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        "is_broken",
    ),
    "no XML": (lambda: with_sheet(b"<worksheet><sheetData>"), "is_broken"),
    "a torrent of text": (
        lambda: xlsx([[f"{n}{m}" + "x" * 4_900 for m in range(9)] for n in range(200)]),
        "too_heavy",
    ),
    "deep JSON": (lambda: b"[" * 200_000, "broken_json"),
    "half JSON": (lambda: b'{"a": ', "broken_json"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_taken_is_refused_with_its_reason(name: str) -> None:
    made, code = HOSTILE[name]
    found = opened(made())
    assert found.problem is not None
    assert (found.problem.code, found.sheets) == (code, ())


@pytest.mark.parametrize(
    ("encoding", "rows", "page"),
    [
        ("utf-8", ROWS, None),
        ("utf-8-sig", ROWS, None),
        ("utf-16", ROWS, None),
        ("utf-16-le", LATIN, None),
        ("utf-16-be", LATIN, None),
        ("cp1250", LATIN, "Windows-1250"),
        ("cp1251", ROWS, "Windows-1251"),
    ],
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_text_is_read_in_the_encodings_that_programs_here_write(
    encoding: str, rows: list[list[str]], page: str | None, separator: str
) -> None:
    found = opened(csv(rows, encoding, separator))
    assert found.sheets[0].rows == rows
    assert [note.about["page"] for note in found.notes] == ([page] if page else [])


def test_workbook_is_read_with_its_formulas_merged_cells_and_long_texts() -> None:
    rows = [["a", "b"], ["=1+1", 2.0], ["x" * 5_001, True], ["", 0.5]]
    (found,) = opened(xlsx(rows, merged="A6:B6")).sheets
    assert found.rows[3] == ["", "0.5"]
    assert found.rows[1][1] == "2"
    assert (found.formulas, found.long) == ({(2, 1)}, {(3, 1)})
    assert found.merged == ((6, 1, 6, 2),)


def test_sheet_of_formatted_empty_rows_is_no_long_one() -> None:
    empty = '<row><c s="1"/></row>' * 50_000
    first = '<row><c t="inlineStr"><is><t>name</t></is></c></row>'
    (found,) = opened(sheet(first + empty)).sheets
    assert found.rows == [["name"]]


def test_a_bomb_costs_a_few_seconds_and_ends_nobody_else(tell: Any) -> None:
    """2,800,000 strings in 120 KB, or two million rows without a word."""
    strings = f'<sst xmlns="{MAIN}">'.encode() + b"<si><t>a</t></si>" * 2_800_000
    bombs = {
        "strings": zipped(
            parts(xlsx(ROWS)) | {"xl/sharedStrings.xml": strings + b"</sst>"}
        ),
        "rows": sheet("<row><c/><c/><c/></row>" * 2_000_000),
    }
    for name, content in bombs.items():
        began = time.monotonic()
        found = opened(content)
        tell(f"bomb of {name}, {len(content)} bytes: {time.monotonic() - began:.1f} s")
        assert found.problem is None or found.problem.code == "too_heavy"


@pytest.mark.parametrize(
    "act",
    [
        "open('/etc/hostname')",
        "open('/tmp/left', 'w').write('a')",
        "__import__('socket').socket()",
        "__import__('os').pipe()",
        "bytearray(500_000_000)",
    ],
)
def test_process_that_opens_files_can_do_nothing_else(act: str) -> None:
    code = (
        "import sys, socket, os; sys.path.append(sys.argv[1]);"
        f"from opening.__main__ import enclose; enclose(); {act}"
    )
    command = [sys.executable, "-I", "-c", code, str(opener._HOUSE)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "MemoryError" in done.stderr or "Too many open files" in done.stderr


@settings(max_examples=400)
@given(st.binary(max_size=300))
def test_any_bytes_are_opened_or_refused(content: bytes) -> None:
    told = inside.opened(content)
    if told["problem"]:
        assert told["sheets"] == []
    else:
        assert told["sheets"] or told["kind"] == "json"
    json.dumps(told).encode()


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12)


@settings(max_examples=200)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_text_that_a_program_wrote_is_read_as_it_was(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv_module.writer(out, delimiter=";", quoting=csv_module.QUOTE_ALL).writerows(
        [["name;", "summary"], *rows]
    )
    told = inside.opened(out.getvalue().encode("utf-8-sig"))
    assert told["sheets"][0]["rows"][1:] == [row if any(row) else [] for row in rows]


def test_compressed_bytes_are_no_table() -> None:
    assert inside.opened(zlib.compress(b"name;summary" * 99))["problem"]
