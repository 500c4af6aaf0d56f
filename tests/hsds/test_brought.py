"""HSDS files that somebody brings: exact about ours, forgiving about others'."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from portal.domain.intake import ROWS_AT_MOST, Read, as_json, from_json
from portal.domain.words import LANGUAGES
from portal.hsds.brought import read_hsds
from portal.hsds.opened import opened
from portal.hsds.package import package
from portal.hsds.pages import whole
from portal.hsds.tables import apart
from tests.hsds.payloads import NUMBER, payloads
from tests.world import TODAY

Writer = Callable[[Any, str], dict[str, Any]]
SOME = settings(max_examples=30, suppress_health_check=list(HealthCheck))
LICENCE = {"name": "x", "path": "https://x.example/"}
UID = "5e0c2f4e-8a1b-4f53-9b7d-3e5a1c9d7f20"
FOREIGN = {
    "id": UID,
    "name": "Legal aid",
    "description": "Free advice.",
    "status": "active",
    "organization": {"id": "b", "name": "Lawyers", "description": "x"},
    "fees_description": "Free",
    "minimum_age": 18,
    "phones": [{"id": "p", "number": "+44 1234 234567", "description": "Front desk"}],
    "contacts": [{"id": "c", "name": "Ann Persona", "email": "desk@x.example"}],
    "schedules": [
        {
            "id": "s",
            "freq": "WEEKLY",
            "byday": "MO,TU",
            "opens_at": "09:00Z",
            "closes_at": "17:30Z",
        },
        {"id": "t", "freq": "MONTHLY", "byday": "1SA", "description": "First Saturday"},
    ],
    "languages": [{"id": "l", "code": "en"}, {"id": "m", "name": "Welsh"}],
    "service_at_locations": [
        {
            "id": "a",
            "location": {
                "id": "o",
                "location_type": "physical",
                "latitude": 43.3,
                "longitude": 21.9,
                "addresses": [{"id": "d", "address_1": "1 Main Street", "city": "Nis"}],
            },
        }
    ],
    "attributes": [{"id": "x", "taxonomy_term": {"id": "y", "name": "Legal"}}],
    "service_areas": [{"id": "z", "name": "The county"}],
}


TAKEN = {
    "name": {"en": "Legal aid"},
    "summary": {"en": "Free advice."},
    "cost": {"en": "Free"},
    "age_from": 18,
    "organisation": "Lawyers",
    "languages": {"en": "Welsh"},
    "spoken": ["en"],
    "hours": {"en": "First Saturday"},
    "schedule": {
        "week": {"1": [["09:00", "17:30"]], "2": [["09:00", "17:30"]]},
        "holidays": None,
        "by_appointment": False,
    },
    "category": "legal",
    "public_contacts": [
        {
            "label": {"en": "Front desk"},
            "kind": "phone",
            "value": "+44 1234 234567",
            "audience": "public",
        },
        {
            "label": {"sr-Cyrl": "Контакт", "en": "Contact"},
            "kind": "email",
            "value": "desk@x.example",
            "audience": "public",
        },
    ],
    "tier": "public",
    "address": {"en": "1 Main Street, Nis"},
    "lat": 43.3,
    "lon": 21.9,
}


def read(told: Any) -> Read:
    found = read_hsds(json.dumps(told).encode())
    assert from_json(json.loads(json.dumps(as_json(found)))) == found
    return found


def codes(found: Read) -> list[tuple[str, int, str]]:
    return [(p.code, p.place.row, p.place.column) for p in found.problems]


@SOME
@given(payload=payloads())
def test_our_own_file_says_of_a_draft_what_the_public_record_says(
    payload: dict[str, Any], written: Writer
) -> None:
    told = opened(payload, TODAY, NUMBER)
    for language in LANGUAGES:
        found = read(whole([written(told, language)]))
        assert (found.problems, found.notes) == ((), ())
        (row,) = found.rows
        assert row.reference == told["uid"]
        for name, said in row.values.items():
            if name in told and not isinstance(said, dict | list | str):
                assert said == told[name], name
        assert row.values.get("organisation") == told["organisation_uid"]
        assert row.values["category"] == told["category"]
        assert row.values["groups"] == told["groups"]
        assert row.values["schedule"] == told["schedule"]


@SOME
@given(payload=payloads())
def test_what_is_not_told_of_a_shelter_is_not_taken_for_nothing(
    payload: dict[str, Any], written: Writer
) -> None:
    """A field that is left out stays as it is in the register."""
    told = opened(payload | {"tier": "confidential"}, TODAY, NUMBER)
    (row,) = read([written(told, "en")]).rows
    hidden = {"areas", "places", "capacity", "licence_state", "address", "lat", "lon"}
    assert not hidden & row.values.keys()
    assert "public_contacts" not in row.values


def test_lent_number_is_nobodys_contact(written: Writer) -> None:
    late = {
        "uid": UID,
        "name": {"en": "Service"},
        "tier": "public",
        "category": "legal",
        "status": "running",
        "contacts": [],
        "verified_on": "2020-01-01",
        "verify_by": "2020-06-01",
    }
    (row,) = read([written(opened(late, TODAY, NUMBER), "en")]).rows
    assert NUMBER["value"] not in json.dumps(dict(row.values))


@SOME
@given(payload=payloads())
def test_package_says_the_same_as_the_list(
    payload: dict[str, Any], written: Writer
) -> None:
    service = written(opened(payload, TODAY, NUMBER), "sr-Cyrl")
    packed = package(apart([service], []), title="T", licence=LICENCE)
    (row,) = read_hsds(packed).rows
    (other,) = read([service]).rows
    assert row.values == other.values
    assert (row.place.sheet, row.place.row) == ("services.csv", 2)


def test_file_by_others_is_taken_as_far_as_the_portal_keeps_it() -> None:
    found = read([FOREIGN])
    assert found.problems == ()
    (row,) = found.rows
    assert row.reference == UID
    assert row.values == TAKEN
    left = {(note.code, note.place.column) for note in found.notes}
    assert left == {
        ("hsds_left_out", "service_areas"),
        ("hsds_person", "contacts/name"),
    }


def test_house_that_may_be_secret_comes_without_its_place() -> None:
    shelter = {"attributes": [{"taxonomy_term": {"name": "Housing"}}]}
    found = read([FOREIGN | shelter])
    (row,) = found.rows
    assert row.values["tier"] == "confidential"
    assert "Main Street" not in json.dumps(dict(row.values))
    assert "lat" not in row.values
    assert "hsds_secret" in {note.code for note in found.notes}


@pytest.mark.parametrize(
    ("told", "rows"),
    [
        ([FOREIGN], 1),
        (FOREIGN, 1),
        (whole([FOREIGN]), 1),
        ({"id": "b", "name": "Lawyers", "services": [FOREIGN, FOREIGN]}, 2),
        ([{"id": "b", "name": "Lawyers", "services": [FOREIGN]}], 1),
        ({"service": [{"id": UID, "name": "N", "status": "active"}]}, 1),
        ([], 0),
    ],
)
def test_lists_pages_single_things_and_organizations_are_known(
    told: Any, rows: int
) -> None:
    assert len(read(told).rows) == rows


def test_service_inside_an_organization_knows_its_body() -> None:
    bare = {name: said for name, said in FOREIGN.items() if name != "organization"}
    (row,) = read([{"id": "b", "name": "Body B", "services": [bare]}]).rows
    assert row.values["organisation"] == "Body B"


def test_each_bad_record_is_told_with_its_place_and_good_ones_stay() -> None:
    found = read(
        [
            FOREIGN,
            7,
            {"id": UID},
            FOREIGN | {"name": 5},
            FOREIGN | {"organization": "x"},
            FOREIGN | {"id": "", "name": "\ud800"},
            FOREIGN,
        ]
    )
    assert [row.place.row for row in found.rows] == [1, 7]
    assert codes(found) == [
        ("hsds_no_record", 2, ""),
        ("hsds_needed", 3, "name"),
        ("hsds_needed", 4, "name"),
        ("hsds_unreadable", 5, "organization"),
        ("hsds_needed", 6, "id"),
        ("hsds_needed", 6, "name"),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "broken_json"),
        (b"[1", "broken_json"),
        (b"[NaN]", "broken_json"),
        (b"\xff\xfe[", "broken_json"),
        (b"[" * 100_000, "broken_json"),
        (b"7", "hsds_no_services"),
        (b'{"a": 1}', "hsds_no_services"),
        (b"PK\x03\x04nonsense", "is_broken"),
        (json.dumps([FOREIGN] * (ROWS_AT_MOST + 1)).encode(), "too_many_rows"),
    ],
    ids=range(9),
)
def test_file_that_cannot_be_read_says_why(content: bytes, code: str) -> None:
    found = read_hsds(content)
    assert found.is_refused
    assert [problem.code for problem in found.problems] == [code]
