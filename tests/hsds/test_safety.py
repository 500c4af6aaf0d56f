"""What a tier hides is in no field of the standard, whatever the snapshot held."""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings

from portal.domain.services import is_geographic
from portal.domain.words import LANGUAGES
from portal.hsds.opened import opened
from tests.hsds.payloads import NUMBER, TOWNS, payloads
from tests.world import TODAY, both

Writer = Callable[[Any, str], dict[str, Any]]
MANY = settings(max_examples=25, suppress_health_check=list(HealthCheck))
MARK = "canary-of-a-place"


def marked(payload: dict[str, Any], tier: str) -> dict[str, Any]:
    """The same, with a place that shows wherever it is told."""
    place = {
        "uid": "5e0c2f4e-8a1b-4f53-9b7d-3e5a1c9d7f21",
        "tier": "area",
        "area": TOWNS[0],
        "name": both(MARK, MARK),
        "address": both(MARK, MARK),
        "lat": 43.98765,
        "lon": 20.12345,
    }
    exact = {"address": both(MARK, MARK), "lat": 43.98765, "lon": 20.12345}
    towns = {"area": TOWNS[0], "areas": [TOWNS[1]], "places": [place]}
    return payload | exact | towns | {"tier": tier, "capacity": 987_654}


def texts(thing: Any) -> str:
    return json.dumps(thing, ensure_ascii=False)


@MANY
@given(payload=payloads())
def test_town_of_an_area_service_is_told_and_no_place(
    payload: dict[str, Any], written: Writer
) -> None:
    told = opened(marked(payload, "area"), TODAY, NUMBER)
    for language in LANGUAGES:
        service = written(told, language)
        said = texts(service)
        assert MARK not in said
        assert "43.98765" not in said
        assert "latitude" not in said
        assert "service_at_locations" not in service
        assert f"Town of {TOWNS[0]}" in said


@MANY
@given(payload=payloads())
def test_confidential_service_tells_no_town_no_page_and_no_local_number(
    payload: dict[str, Any], written: Writer
) -> None:
    told = opened(marked(payload, "confidential"), TODAY, None)
    for language in LANGUAGES:
        service = written(told, language)
        said = texts(service)
        towns = [f'"{slug}"' for slug in TOWNS]
        for hidden in (MARK, "43.98765", "987654", "Town of", *towns):
            assert hidden not in said
        for name in ("url", "additional_urls", "service_at_locations", "licenses"):
            assert name not in service
        phones = [phone["number"] for phone in service.get("phones", ())]
        assert [number for number in phones if is_geographic(number)] == []
        areas = [area["name"] for area in service.get("service_areas", ())]
        assert len(areas) == (1 if told["nationwide"] else 0)


def test_hidden_body_has_neither_name_nor_number(written: Writer) -> None:
    payload = marked(_plain(), "confidential") | {"organisation": None}
    other = payload | {"uid": "5e0c2f4e-8a1b-4f53-9b7d-3e5a1c9d7f22"}
    one, two = (
        written(opened(said, TODAY, None), "en")["organization"]
        for said in (payload, other)
    )
    assert one["name"] == two["name"]
    assert one["name"].startswith("An organisation that is not named")
    assert one["id"] != two["id"]


def test_number_that_nobody_checked_is_replaced_by_the_national_one(
    written: Writer,
) -> None:
    late = _plain() | {"verify_by": "2026-01-01"}
    for said in (late, _plain() | {"status": "closed"}):
        service = written(opened(said, TODAY, NUMBER), "en")
        assert [phone["number"] for phone in service["phones"]] == [NUMBER["value"]]
        assert service["alert"]
        assert "+381 000 111 222" not in texts(service)
    assert "alert" not in written(opened(_plain(), TODAY, NUMBER), "en")
    assert "phones" not in written(opened(late, TODAY, None), "en")


@MANY
@given(payload=payloads())
def test_nothing_is_told_of_who_checked_or_what_was_said_before(
    payload: dict[str, Any], written: Writer
) -> None:
    said = texts(written(opened(payload, TODAY, NUMBER), "en"))
    assert payload["verified_by"][0][0] not in said
    assert "metadata" not in said
    assert "previous_value" not in said


@MANY
@given(payload=payloads())
def test_names_of_parts_are_uuids_each_its_own_in_every_language(
    payload: dict[str, Any], written: Writer
) -> None:
    told = opened(payload, TODAY, NUMBER)
    services = [written(told, language) for language in LANGUAGES]
    for service in services:
        found = _ids(service)
        assert len(found) == len(set(found))
        assert [str(UUID(one)) for one in found] == found
    alike = [_ids(service | {"attributes": []}) for service in services]
    assert alike[0] == alike[1] == alike[2]


def _ids(thing: Any) -> list[str]:
    """The ids of all parts, terms and taxonomies aside: those are shared."""
    if isinstance(thing, list):
        return [i for one in thing for i in _ids(one)]
    if not isinstance(thing, dict):
        return []
    own = [thing["id"]] if "id" in thing else []
    return own + [
        i for name, one in thing.items() if name != "taxonomy_term" for i in _ids(one)
    ]


def _plain() -> dict[str, Any]:
    return {
        "uid": "5e0c2f4e-8a1b-4f53-9b7d-3e5a1c9d7f20",
        "name": both("Служба", "Service"),
        "summary": both("Помаже.", "It helps."),
        "organisation": both("Тело", "Body"),
        "sector": "police",
        "category": "legal",
        "tier": "public",
        "status": "running",
        "contacts": [
            {
                "label": both("Дежурни", "On duty"),
                "kind": "phone",
                "value": "+381 000 111 222",
            }
        ],
        "verified_on": "2026-11-01",
        "verify_by": "2027-04-30",
    }


def test_ids_stay_when_words_change(written: Writer) -> None:
    one = _plain() | {"hours": both("8–16", "8 to 16"), "spoken": ["sr"]}
    other = one | {"name": both("Друго", "Another"), "hours": both("9–17", "9 to 17")}
    ids = [_ids(written(opened(said, TODAY, NUMBER), "en")) for said in (one, other)]
    assert ids[0] == ids[1]
    assert re.fullmatch(r"[0-9a-f-]{36}", ids[0][-1])
