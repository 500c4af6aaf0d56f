"""The tabular package holds what the JSON holds, and describes itself."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from flask_babel import force_locale
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.domain.words import LANGUAGES
from portal.hsds import reading, tables, taxonomy
from portal.hsds.feed import Feed
from portal.hsds.opened import opened
from portal.hsds.package import DESCRIPTOR, package, tables_of
from tests.hsds import standard
from tests.hsds.payloads import NUMBER, payloads
from tests.told import Tell
from tests.world import TODAY

Writer = Callable[[Any, str], dict[str, Any]]
SOME = settings(max_examples=15, suppress_health_check=list(HealthCheck))
LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
RECORDS = st.lists(payloads(), max_size=3, unique_by=lambda told: told["uid"])
FORMULA = re.compile(r"[=+\-@\t\r]")


@pytest.fixture(scope="module")
def packed(written: Writer) -> Callable[[list[Any], str], bytes]:
    def pack(tolds: list[Any], language: str) -> bytes:
        with force_locale("en"):
            lists = [taxonomy.taxonomy(k, Feed("en")) for k in taxonomy.TAXONOMIES]
        services = [written(told, language) for told in tolds]
        return package(tables.apart(services, lists), title="T", licence=LICENCE)

    return pack


@SOME
@given(records=RECORDS)
def test_package_tells_the_same_as_the_services(
    records: list[Any], packed: Any, written: Writer
) -> None:
    tolds = [opened(said, TODAY, NUMBER) for said in records]
    feeds = [
        tables.together(tables_of(packed(tolds, language))) for language in LANGUAGES
    ]
    for at, told in enumerate(tolds):
        of_all = {x: feed[at] for x, feed in zip(LANGUAGES, feeds, strict=True)}
        assert reading.service(of_all) == told
        assert feeds[2][at] == written(told, "en")


@SOME
@given(records=RECORDS)
def test_equal_records_make_equal_bytes_and_no_cell_is_a_formula(
    records: list[Any], packed: Any
) -> None:
    tolds = [opened(said, TODAY, NUMBER) for said in records]
    content = packed(tolds, "en")
    assert packed(tolds, "en") == content
    for _, rows in sheets(content):
        for row in rows:
            for cell in row:
                is_phone = re.fullmatch(r"\+[\d ]+", cell)
                assert is_phone or not FORMULA.match(cell), cell


@SOME
@given(records=RECORDS)
def test_every_table_is_described_and_its_links_lead_somewhere(
    records: list[Any], packed: Any
) -> None:
    content = packed([opened(said, TODAY, NUMBER) for said in records], "en")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = json.loads(archive.read(DESCRIPTOR))
        files = set(archive.namelist()) - {DESCRIPTOR}
    assert {table["path"] for table in said["resources"]} == files
    heads = {name: rows[0] for name, rows in sheets(content)}
    for table in said["resources"]:
        fields = [field["name"] for field in table["schema"]["fields"]]
        assert heads[table["path"]] == fields
    check_links(content)


def sheets(content: bytes) -> list[tuple[str, list[list[str]]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [
            (name, list(csv.reader(io.StringIO(archive.read(name).decode(), ""))))
            for name in archive.namelist()
            if name != DESCRIPTOR
        ]


def check_links(content: bytes) -> None:
    """Each id stands once in its table, and each link leads to one."""
    rows = tables_of(content)
    known = {}
    for name, found in rows.items():
        known[name] = [row["id"] for row in found]
        assert len(known[name]) == len(set(known[name])), name
    for name, found in rows.items():
        for row in found:
            for key, value in row.items():
                if key.endswith("_id") and key != "link_id":
                    assert value in known[key.removesuffix("_id")], (name, key)
                if key == "link_id":
                    assert value in known[row["link_entity"]]


def test_tables_have_the_columns_of_the_standard(tell: Tell) -> None:
    if standard.folder() is None:
        tell(standard.ABSENT)
        return
    theirs = standard.tables()
    for name, table in tables.TABLES.items():
        assert set(table.columns) <= set(theirs[name]), name
        needed = {n for n, f in theirs[name].items() if f["constraints"]["required"]}
        assert needed <= set(table.columns), name
        for column, kind in table.columns.items():
            assert kind == theirs[name][column]["type"], (name, column)
    tell(f"{len(tables.TABLES)} tables of the standard")


def test_terms_have_codes_that_no_other_list_has() -> None:
    """The standard's package wants codes to be unique, not in their list alone."""
    feed = Feed("en")
    codes = [
        f"{kind}:{code}" for kind, found in taxonomy.KNOWN.items() for code in found
    ]
    assert len(codes) == len(set(codes))
    assert feed.added == {}
