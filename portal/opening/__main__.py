"""Open the file that comes in, and write what it holds, within narrow limits."""

import codecs
import csv
import json
import resource
import sys
from typing import Any

from . import kinds, text, workbook, zips
from .refusing import Refused

MEMORY = 400_000_000
SECONDS = 10
CELL_AT_MOST = 5_000
CHARACTERS_AT_MOST = 6_000_000


def enclose(*, memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """No more memory and time than these, no file, no connection, no other process.

    Every one of those needs a descriptor, and there are only the three that are open.
    """
    for encoding in (*text.ENCODINGS, zips.NAMES_IN):
        codecs.lookup(encoding)
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(what, (most, most))


def opened(content: bytes) -> dict[str, Any]:
    """What the file holds, or why it is not opened, in plain JSON."""
    told: dict[str, Any] = {"kind": "", "sheets": [], "notes": [], "problem": None}
    try:
        told["kind"] = kinds.kind_of(content)
        _fill(told, content)
    except Refused as refused:
        told["sheets"] = []
        told["problem"] = {"code": refused.code, "about": refused.about}
    return told


def _fill(told: dict[str, Any], content: bytes) -> None:
    if told["kind"] == "xlsx":
        told["sheets"] = workbook.read(content)
    elif told["kind"] == "csv":
        told["sheets"], told["notes"] = text.read(content)
    elif told["kind"] == "zip":
        zips.Parts(content).check_all()
    else:
        _check_json(content)
    _check_cells(told["sheets"])


def _check_json(content: bytes) -> None:
    try:
        json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Refused("broken_json") from error


def _check_cells(sheets: list[dict[str, Any]]) -> None:
    """A cell that is too long is marked by its length and emptied."""
    left = CHARACTERS_AT_MOST
    for sheet in sheets:
        sheet["long"] = []
        for at, row in enumerate(sheet["rows"], start=1):
            for column, cell in enumerate(row, start=1):
                if len(cell) > CELL_AT_MOST:
                    sheet["long"].append((at, column))
                    row[column - 1] = ""
            left -= sum(map(len, row))
        if left < 0:
            raise Refused("too_heavy")


def main() -> None:
    csv.field_size_limit(1_000_000)
    enclose()
    told = opened(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
