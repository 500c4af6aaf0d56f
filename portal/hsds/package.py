"""The tabular data package: a zip of CSV files that says what each of them holds."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from portal.hsds.tables import TABLES, Row, Table, Tables
from portal.sheets import guarded, plain

DESCRIPTOR = "datapackage.json"
NAME = "human_services_data"
VERSION = "3.1"
# The same bytes for the same records: a zip would note the minute otherwise.
_ALWAYS = (1980, 1, 1, 0, 0, 0)
# A number as people write it is no formula to any program, and programs call it so.
_PHONE = re.compile(r"\+\d[\d ]*")


def package(tables: Tables, *, title: str, licence: dict[str, str]) -> bytes:
    """The zip; equal rows make equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        said = descriptor(tables, title=title, licence=licence)
        _add(archive, DESCRIPTOR, json.dumps(said, ensure_ascii=False, indent=1))
        for name, table in TABLES.items():
            if tables[name]:
                _add(archive, table.file, as_table(table, tables[name]))
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: str) -> None:
    info = zipfile.ZipInfo(name, _ALWAYS)
    info.external_attr = 0o644 << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content.encode())


def descriptor(
    tables: Tables, *, title: str, licence: dict[str, str]
) -> dict[str, Any]:
    """What the package holds, as the Data Package standard says it."""
    return {
        "name": NAME,
        "title": title,
        "profile": "tabular-data-package",
        "version": VERSION,
        "licenses": [licence],
        "resources": [
            _resource(name, table) for name, table in TABLES.items() if tables[name]
        ],
    }


def _resource(name: str, table: Table) -> dict[str, Any]:
    fields = [{"name": column, "type": kind} for column, kind in table.columns.items()]
    return {
        "name": name,
        "path": table.file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": "id"},
    }


def as_table(table: Table, rows: Iterable[Row]) -> str:
    """One table as CSV; no cell of it becomes a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in table.columns])
    return out.getvalue()


def _cell(value: Any) -> str:
    said = "" if value is None else str(value)
    return said if _PHONE.fullmatch(said) else guarded(said)


def tables_of(content: bytes) -> Tables:
    """The rows of a package of ours, each value in its type again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        there = set(archive.namelist())
        return {
            name: list(_rows(table, archive.read(table.file).decode()))
            for name, table in TABLES.items()
            if table.file in there
        }


def _rows(table: Table, content: str) -> Iterator[Row]:
    for row in csv.DictReader(io.StringIO(content, newline="")):
        yield {
            name: _typed(kind, plain(row[name]))
            for name, kind in table.columns.items()
            if row[name] != "" or name in table.blank
        }


def _typed(kind: str, said: str) -> Any:
    if kind != "number":
        return said
    return int(said) if said.lstrip("-").isdecimal() else float(said)
