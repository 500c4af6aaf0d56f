"""A package of tables by others, unpacked within limits."""

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from portal.domain.intake import UNPACKED_AT_MOST
from portal.hsds.tables import TABLES, Row, Table, Tables
from portal.sheets import plain

PARTS_AT_MOST = 200
CELL_AT_MOST = 100_000
_PIECE = 1 << 16
_BROKEN: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError),
    *(OverflowError, IndexError, RuntimeError, KeyError, OSError),
)


class BadPackage(Exception):
    """Why a package is not read; the portal words the code."""

    def __init__(self, code: str, **about: str | int) -> None:
        super().__init__(code)
        self.code, self.about = code, about


def tables_of(content: bytes) -> Tables:
    """The rows of the tables that we know, by the standard's names of their files."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except _BROKEN as error:
        raise BadPackage("is_broken") from error
    if len(parts) > PARTS_AT_MOST or any(part.flag_bits & 1 for part in parts):
        raise BadPackage("is_broken")
    known = {table.file: name for name, table in TABLES.items()}
    tables: Tables = {}
    left = UNPACKED_AT_MOST
    for part in parts:
        name = known.get(part.filename.rpartition("/")[2].lower())
        if name is not None:
            text = _unpacked(archive, part, left)
            left -= len(text)
            tables[name] = list(_rows(TABLES[name], text))
    if "service" not in tables:
        raise BadPackage("hsds_no_services")
    return tables


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> str:
    """Piece by piece: the size that the directory names may be a lie."""
    pieces = []
    try:
        with archive.open(part) as packed:
            while piece := packed.read(_PIECE):
                most -= len(piece)
                if most < 0:
                    raise BadPackage("too_big_unpacked")
                pieces.append(piece)
    except _BROKEN as error:
        raise BadPackage("is_broken") from error
    said = b"".join(pieces).removeprefix(codecs.BOM_UTF8)
    try:
        return said.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadPackage("wrong_encoding") from error


def _rows(table: Table, text: str) -> Iterator[Row]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        for row in reader:
            yield {
                name: _typed(table.columns.get(name, "string"), plain(said))
                for name, said in row.items()
                if isinstance(name, str)
                and isinstance(said, str)
                and (said or name in table.blank)
                and len(said) <= CELL_AT_MOST
            }
    except csv.Error as error:
        raise BadPackage("broken_csv", row=reader.line_num) from error


def _typed(kind: str, said: str) -> Any:
    """A number where one is meant and said, else the text as it is."""
    if kind != "number":
        return said
    try:
        number = float(said)
    except ValueError:
        return said
    return int(number) if number.is_integer() and "." not in said else number
