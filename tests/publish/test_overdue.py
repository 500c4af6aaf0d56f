"""A record past its day stays listed as not verified; its number is told no more."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from portal.publish import Publisher
from tests.publish.country import SERVICES_OF_A_TOWN, a_service, slug_of, the_number
from tests.publish.walls import put, waiting_keys
from tests.world import TODAY

pytestmark = pytest.mark.one_engine
TOWN = 3
FIRST = TOWN * SERVICES_OF_A_TOWN
NATIONAL = "+381 000 000 000"


def pages(publisher: Publisher, words: str) -> dict[str, str]:
    """The English pages and data on which the words stand."""
    root = publisher.current.resolve() / "public"
    found = {
        str(path.relative_to(root)): path.read_text()
        for path in (root / "en").rglob("*.*")
        if path.suffix in (".html", ".json")
    }
    return {path: text for path, text in found.items() if words in text}


def test_from_one_night_to_the_next_it_is_unverified_everywhere_and_gone_nowhere(
    publisher: Publisher, portal: Flask
) -> None:
    service = a_service(FIRST, TOWN, verified_on=TODAY - timedelta(days=180))
    number, name = service.payload["contacts"][0]["value"], f"Service {FIRST}"
    put(portal, service, the_number(verified_on=TODAY))
    waiting_keys(portal)
    publisher.full(TODAY)
    before = set(pages(publisher, name))
    called = set(pages(publisher, number))
    assert called, "its number is told as long as it is verified"
    publisher.full(TODAY + timedelta(days=1))
    after = pages(publisher, name)
    assert set(after) == before
    assert pages(publisher, number) == {}
    assert {path for path in called if NATIONAL in after[path]} == called
    unsure = re.compile("Not verified since 26 May 2026|not checked in time")
    listed = {p for p, text in after.items() if f'id="service-{service.uid}"' in text}
    assert {path for path in listed if not unsure.search(after[path])} == set()
    assert len(listed) >= 3
    assert f"en/municipalities/{slug_of(TOWN)}/index.html" in listed


def test_pathway_of_an_overdue_service_shows_the_national_number(
    publisher: Publisher, portal: Flask
) -> None:
    service = a_service(FIRST, TOWN, verified_on=TODAY - timedelta(days=181))
    put(portal, service, the_number(verified_on=TODAY))
    waiting_keys(portal)
    publisher.full(TODAY)
    number = service.payload["contacts"][0]["value"]
    ways = {
        path: text
        for path, text in pages(publisher, f"Service {FIRST}").items()
        if re.match(r"en/pathways/[^/]+/", path)
    }
    assert ways, "a pathway names the service"
    for path, text in ways.items():
        assert number not in text, path
        assert NATIONAL in text, path
