"""Whatever a file holds, it is read or refused: nothing falls through.

PORTAL_TEST_CASES raises the number of files, for a drill.
"""

import json
import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.domain.intake import as_json
from portal.hsds.brought import read_hsds
from portal.hsds.opened import opened
from portal.hsds.package import package
from portal.hsds.tables import TABLES, apart
from tests.hsds.payloads import NUMBER
from tests.hsds.test_brought import FOREIGN, LICENCE
from tests.told import Tell
from tests.world import TODAY, both

CASES = int(os.environ.get("PORTAL_TEST_CASES", "300"))
MANY = settings(max_examples=CASES, suppress_health_check=list(HealthCheck))
Writer = Callable[[Any, str], dict[str, Any]]
FIELDS = st.sampled_from(
    [*FOREIGN, "contents", "services", "service", "location", "taxonomy_term", "code"]
    + [column for table in TABLES.values() for column in table.columns]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["WEEKLY", "MO,TU", "09:00", "23:59:59", "category:legal"])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=5)
    ),
    max_leaves=25,
)


MONDAYS = {
    "week": {"1": [["08:00", "16:00"]]},
    "holidays": "closed",
    "by_appointment": True,
}


def survives(content: bytes) -> None:
    """Read or refused, and what was read can be kept."""
    found = read_hsds(content)
    json.dumps(as_json(found), allow_nan=False).encode()
    for row in found.rows:
        json.dumps(dict(row.values), ensure_ascii=False).encode()


@MANY
@given(told=JSON)
def test_any_json_is_read_or_refused(told: Any) -> None:
    survives(json.dumps(told).encode())
    survives(json.dumps([told, {"id": "a", "name": "b"} | _dict(told)]).encode())


def _dict(told: Any) -> dict[str, Any]:
    return told if isinstance(told, dict) else {}


@MANY
@given(data=st.data())
def test_export_that_was_tampered_with_is_read_or_refused(
    data: st.DataObject, written: Writer
) -> None:
    service = json.loads(json.dumps(written(_record(), "en")))
    for _ in range(data.draw(st.integers(1, 3))):
        _spoil(data, service)
    survives(json.dumps([service]).encode())


@MANY
@given(data=st.data())
def test_package_that_was_tampered_with_is_read_or_refused(
    data: st.DataObject, written: Writer
) -> None:
    packed = package(apart([written(_record(), "en")], []), title="T", licence=LICENCE)
    at = data.draw(st.integers(0, len(packed) - 1))
    if data.draw(st.booleans()):
        survives(packed[:at])
    else:
        survives(packed[:at] + data.draw(st.binary(max_size=4)) + packed[at + 1 :])


@MANY
@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    survives(content)
    survives(b"PK\x03\x04" + content)


def _spoil(data: st.DataObject, thing: Any) -> None:
    """Replace or drop something somewhere inside."""
    while True:
        keys = list(thing) if isinstance(thing, dict) else list(range(len(thing)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        deeper = isinstance(thing[key], dict | list) and thing[key]
        if not deeper or data.draw(st.booleans()):
            break
        thing = thing[key]
    if data.draw(st.booleans()):
        del thing[key]
    else:
        thing[key] = data.draw(JSON)


def _record() -> Any:
    contact = {"label": both("Д", "D"), "kind": "phone", "value": "+381 000 111 222"}
    return opened(
        {
            "uid": FOREIGN["id"],
            "name": both("Служба", "Service"),
            "organisation": both("Тело", "Body"),
            "sector": "police",
            "category": "legal",
            "tier": "public",
            "status": "running",
            "address": both("Улица", "Street"),
            "lat": 43.1,
            "lon": 21.1,
            "area": "nis",
            "areas": ["vranje"],
            "spoken": ["sr", "en"],
            "age_from": 18,
            "capacity": 4,
            "schedule": MONDAYS,
            "contacts": [contact],
            "verified_on": "2026-11-01",
            "verify_by": "2027-04-30",
        },
        TODAY,
        NUMBER,
    )


def test_number_of_cases_is_told(tell: Tell) -> None:
    tell(f"{CASES} files of each of four kinds, 0 unhandled errors")
