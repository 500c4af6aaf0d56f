"""Pages of one kind or group, and the sheet of a town: without script, on paper."""

import re
from typing import Any

import pytest
from flask import Flask

from portal.publish import Publisher
from portal.wall import Snapshot
from tests.publish.begun import begin
from tests.publish.country import (
    CATEGORIES,
    SERVICES_OF_A_TOWN,
    a_service,
    a_town,
    slug_of,
    uid_of,
)
from tests.publish.trees import built, differing, read
from tests.publish.walls import put, take_down, waiting_keys
from tests.world import TODAY

pytestmark = pytest.mark.one_engine
FIRST = 3 * SERVICES_OF_A_TOWN
TOWN = f"municipalities/{slug_of(3)}/"


def said(number: int, town: int | None, **more: Any) -> Snapshot:
    told = a_service(number, town).payload | more
    return Snapshot("service", told["uid"], told["area"], told, told)


def change(publisher: Publisher, portal: Flask, *snapshots: Snapshot) -> None:
    put(portal, *snapshots)
    publisher.change(waiting_keys(portal), TODAY)


def entries(publisher: Publisher, page: str) -> set[str]:
    return set(re.findall(r'id="service-([0-9a-f-]+)"', read(publisher, page) or ""))


def same_as_built_anew(publisher: Publisher) -> None:
    before = built(publisher)
    begin(publisher)
    assert differing(before, built(publisher)) == set()


def test_page_of_a_kind_lists_those_services_alone(publisher: Publisher) -> None:
    begin(publisher)
    kind = CATEGORIES[FIRST % len(CATEGORIES)]
    assert entries(publisher, f"en/{TOWN}kind/{kind}/index.html") == {
        uid_of("service", FIRST)
    }


def test_service_for_anyone_stands_in_every_group(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    assert read(publisher, f"en/{TOWN}group/boys/index.html") is None
    change(publisher, portal, said(FIRST, 3, groups=[]))
    for group in ("women", "men", "girls", "boys"):
        page = f"en/{TOWN}group/{group}/index.html"
        assert uid_of("service", FIRST) in entries(publisher, page), group
        national = read(publisher, f"en/services/group/{group}/index.html") or ""
        assert f"/en/{TOWN}group/{group}/" in national, group


def test_first_and_last_of_a_kind_bring_its_pages_and_take_them(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    page = f"en/{TOWN}kind/return/index.html"
    assert read(publisher, page) is None
    change(publisher, portal, said(9_001, 3, category="return"))
    assert entries(publisher, page) == {uid_of("service", 9_001)}
    same_as_built_anew(publisher)
    take_down(portal, said(9_001, 3))
    publisher.change(waiting_keys(portal), TODAY)
    assert read(publisher, page) is None


def test_town_that_joins_brings_its_pages(publisher: Publisher, portal: Flask) -> None:
    begin(publisher)
    joins = a_town(8)
    told = {"on_portal": True}
    change(
        publisher,
        portal,
        Snapshot(
            joins.kind, joins.uid, None, joins.summary | told, joins.payload | told
        ),
    )
    assert read(publisher, f"en/municipalities/{slug_of(8)}/sheet/index.html")
    same_as_built_anew(publisher)


def test_confidential_service_is_on_pages_of_the_country_alone(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    hidden = said(9_002, None, tier="confidential", category="housing", address=None)
    change(publisher, portal, hidden)
    assert hidden.uid in entries(publisher, "en/services/kind/housing/index.html")
    pages = [page for page in publisher._read().files if page.endswith("/index.html")]
    towns = [page for page in pages if "/municipalities/" in page]
    shown = [p for p in towns if hidden.uid in (read(publisher, p) or "")]
    assert {p.split("/")[-2] for p in shown} <= {slug_of(n) for n in range(40)}


def test_sheet_says_whom_to_call_and_leads_to_the_page_of_the_town(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    late = said(FIRST, 3, verify_by="2026-01-01", verified_on="2025-07-01")
    change(publisher, portal, late)
    sheet = read(publisher, f"en/{TOWN}sheet/index.html") or ""
    assert f"https://localhost/en/{TOWN}" in sheet
    assert 'src="data:image/svg+xml' in sheet
    assert "+381 000 013 000" in sheet
    own = late.payload["contacts"][0]["value"]
    assert own not in sheet
    assert "not checked in time" in sheet
