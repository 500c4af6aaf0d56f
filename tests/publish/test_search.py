"""Files that browsers search: light, true after every change, silent on shelters."""

import json
from typing import Any

import pytest
from flask import Flask

from portal.blueprints.search.site import NATIONAL, SHELVES, shelf_of
from portal.domain.services import VERIFIED_FOR
from portal.publish import Publisher
from portal.wall import Snapshot
from tests.publish.begun import begin
from tests.publish.country import ON_PORTAL, a_service, slug_of
from tests.publish.trees import built, differing, read
from tests.publish.walls import put, waiting_keys
from tests.world import TODAY, both

PREFIXES = ("sr", "sr-latn", "en")


def shelf(publisher: Publisher, number: int, prefix: str = "en") -> dict[str, Any]:
    return json.loads(read(publisher, f"{prefix}/search/{number}.json") or "")


def said(service: Snapshot, **more: Any) -> Snapshot:
    payload = service.payload | more
    return Snapshot("service", service.uid, payload["area"], payload, payload)


def change(publisher: Publisher, portal: Flask, *told: Snapshot) -> list[str]:
    put(portal, *told)
    return publisher.change(waiting_keys(portal), TODAY)


def names(publisher: Publisher) -> list[str]:
    found = [shelf(publisher, number) for number in range(NATIONAL + 1)]
    return [name for one in found for name in one["name"]]


def test_every_listed_service_is_in_one_file_and_no_other_is(
    publisher: Publisher,
) -> None:
    begin(publisher)
    about = json.loads(read(publisher, "en/search/index.json") or "")
    assert len(names(publisher)) == 4 * ON_PORTAL + 1
    shelves = {shelf_of(slug_of(number)) for number in range(ON_PORTAL)}
    assert about["shelves"] == [*sorted(shelves), NATIONAL]
    assert len(about["towns"]) == ON_PORTAL
    assert "help/" in {guide[0] for guide in about["guides"]}


def test_edited_service_makes_one_file_of_the_search_anew(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    before = built(publisher)
    change(publisher, portal, said(a_service(8, 2), name=both("Ново", "New")))
    files = {f for f in differing(before, built(publisher)) if "/search/" in f}
    number = shelf_of(slug_of(2))
    assert files == {f"public/{prefix}/search/{number}.json" for prefix in PREFIXES}
    assert "New" in shelf(publisher, number)["name"]


def test_confidential_service_has_no_town_and_no_bearer_that_tells_one(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    hidden = said(a_service(900, None), tier="confidential", organisation=None)
    change(publisher, portal, hidden)
    told = shelf(publisher, NATIONAL)
    at = told["name"].index("Service 900")
    assert told["towns"] == [""]
    assert told["bodies"][told["body"][at]] in ("", ["", "en"])
    assert hidden.uid[:8] in told["uid"]
    others = [shelf(publisher, number) for number in range(SHELVES)]
    assert all(hidden.uid[:8] not in other["uid"] for other in others)


def test_hidden_service_leaves_the_files(publisher: Publisher, portal: Flask) -> None:
    begin(publisher)
    assert "Service 8" in names(publisher)
    moved = said(a_service(8, 2), name=both("Друго", "Other"))
    change(publisher, portal, moved)
    assert "Service 8" not in names(publisher)


def test_overdue_service_is_found_and_said_to_be(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    late = a_service(8, 2, verified_on=TODAY - VERIFIED_FOR - VERIFIED_FOR)
    change(publisher, portal, late)
    told = shelf(publisher, shelf_of(slug_of(2)))
    assert [told["name"][at] for at in told["late"]] == ["Service 8"]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_page_says_what_it_is_without_script_and_offers_the_lists(
    publisher: Publisher, prefix: str
) -> None:
    begin(publisher)
    page = read(publisher, f"{prefix}/search/index.html") or ""
    assert "<noscript>" in page
    assert "<form" not in page
    assert " name=" not in page.partition("<main")[2].partition("</main>")[0]
    for list_of in ("map/", "municipalities/", "pathways/", "glossary/"):
        assert f'href="/{prefix}/{list_of}"' in page


def test_results_lead_to_an_entry_that_is_there(publisher: Publisher) -> None:
    begin(publisher)
    for number in range(ON_PORTAL):
        told = shelf(publisher, shelf_of(slug_of(number)))
        town = read(publisher, f"en/municipalities/{slug_of(number)}/map/index.html")
        for at, town_at in enumerate(told["town"]):
            if told["towns"][town_at] == slug_of(number):
                assert f'id="s-{told["uid"][8 * at : 8 * at + 8]}"' in (town or "")
    country = read(publisher, "en/map/index.html") or ""
    assert f'id="s-{shelf(publisher, NATIONAL)["uid"][:8]}"' in country
