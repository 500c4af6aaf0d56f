"""Data of maps: counts that agree, places that are told, tiles that a change moves."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal.blueprints.services.site import BRIEF_AT_MOST
from portal.config import Settings
from portal.publish import Publisher
from portal.wall import Snapshot
from tests.publish.begun import begin
from tests.publish.country import (
    ON_PORTAL,
    SERVICES_OF_A_TOWN,
    a_service,
    slug_of,
)
from tests.publish.test_map import of_town, on_map, placed, publish
from tests.publish.trees import built, differing, read
from tests.publish.walls import put, take_down, waiting_keys
from tests.world import TODAY, both

pytestmark = pytest.mark.one_engine
MANY = BRIEF_AT_MOST + 30
FURTHER: dict[str, Any] = {
    "uid": "5f0c2d51-6f0f-4b3e-9a6b-0a5d7a0e0001",
    "tier": "public",
    "area": slug_of(5),
    "name": both("Пункт", "Outpost"),
    "address": both("Улица 9", "Street 9"),
    "lat": 43.7001,
    "lon": 21.9002,
}


@pytest.fixture
def many(publisher: Publisher, portal: Flask) -> Publisher:
    """Of a country too large for a page that names all services."""
    found = [
        placed(
            1_000 + n,
            n % ON_PORTAL,
            lat=43 + n / 100,
            lon=20 + n % 7 / 10,
        )
        for n in range(MANY)
        if n % 5
    ]
    found += [a_service(3_000 + n, n % ON_PORTAL) for n in range(MANY // 5)]
    put(portal, *found)
    waiting_keys(portal)
    begin(publisher)
    return publisher


def data(publisher: Publisher, path: str) -> Any:
    return json.loads(read(publisher, f"en/map/{path}") or "")


def tiles(publisher: Publisher) -> Iterator[tuple[str, list[Any]]]:
    for number in range(ON_PORTAL):
        yield slug_of(number), on_map(publisher, of_town(number))


def test_first_clusters_add_up_to_all_places(many: Publisher) -> None:
    counted = {
        town: sum(amount for *_, amount in cells)
        for town, cells in data(many, "services.json")["towns"]
    }
    assert counted == {town: len(told) for town, told in tiles(many)}
    assert sum(counted.values()) > BRIEF_AT_MOST


def test_index_says_of_each_cell_what_its_places_say(many: Publisher) -> None:
    told = data(many, "index.json")
    for town, features in tiles(many):
        numbers = list(chain.from_iterable(told["towns"][town]))
        lines = sorted(told["codes"][number] for number in numbers)
        assert lines == sorted(f["properties"]["codes"] for f in features)
    amounts = [len(which) for cells in told["towns"].values() for which in cells]
    cells = [
        cell for _, cells in data(many, "services.json")["towns"] for cell in cells
    ]
    assert amounts == [amount for *_, amount in cells]


def test_page_of_a_large_country_names_no_service_of_a_town(many: Publisher) -> None:
    page = read(many, "en/map/index.html") or ""
    assert a_service(3_000, 0).uid not in page
    assert page.count("data-town=") == ON_PORTAL


def test_changed_service_moves_its_tile_and_what_is_counted(
    many: Publisher, portal: Flask
) -> None:
    before = built(many)
    put(portal, a_service(3_003, 3, status="suspended"))
    many.change(waiting_keys(portal), TODAY)
    moved = {p for p in differing(before, built(many)) if p.startswith("public/en/")}
    assert {p for p in moved if p.endswith(".json") and "/map/" in p} == {
        f"public/en/{of_town(3)}services.json",
        "public/en/map/index.json",
    }
    assert "public/en/map/index.html" not in moved


def test_any_change_of_a_large_country_ends_in_a_full_build_s_bytes(
    many: Publisher, portal: Flask, land: Settings, tmp_path: Path
) -> None:
    further = placed(3_003, 3, places=[FURTHER], areas=[slug_of(1)])
    hidden = placed(3_004, None, tier="confidential", address=None)
    put(portal, further, hidden, placed(4_000, 2, lat=44.9, lon=20.4))
    many.change(waiting_keys(portal), TODAY)
    take_down(portal, a_service(3_005, 5))
    put(portal, placed(3_003, 3, areas=[slug_of(6)]))
    many.change(waiting_keys(portal), TODAY)
    fresh = Publisher(land.model_copy(update={"data_dir": tmp_path / "scratch"}))
    fresh.full(TODAY)
    assert built(many) == built(fresh)


def test_further_place_stands_in_the_list_and_on_the_map_of_its_town(
    publisher: Publisher, portal: Flask
) -> None:
    service = placed(0, 0, places=[FURTHER])
    publish(publisher, portal, service)
    (there,) = (
        f
        for f in on_map(publisher, of_town(5))
        if f["properties"]["uid"] == service.uid
    )
    assert there["geometry"]["coordinates"] == [FURTHER["lon"], FURTHER["lat"]]
    assert there["properties"]["at"] == "Outpost"
    page = read(publisher, f"en/{of_town(5)}index.html") or ""
    assert f'id="service-{service.uid}"' in page
    town = read(publisher, f"en/municipalities/{slug_of(5)}/index.html") or ""
    assert f'id="service-{service.uid}"' in town
    home = read(publisher, "en/municipalities/index.html") or ""
    assert f"{SERVICES_OF_A_TOWN + 1} services" in home
    both_places = [
        f["properties"]["town"]
        for f in on_map(publisher)
        if f["properties"]["uid"] == service.uid
    ]
    assert both_places == [slug_of(0), slug_of(5)]


def test_further_place_known_by_its_town_stands_in_its_middle(
    publisher: Publisher, portal: Flask
) -> None:
    vague = FURTHER | {"tier": "area", "name": None, "address": None}
    service = placed(0, 0, places=[vague | {"lat": None, "lon": None}])
    publish(publisher, portal, service)
    told = {f["properties"]["uid"]: f for f in on_map(publisher, of_town(5))}
    middle = placed_middle(publisher, 5)
    assert told[service.uid]["geometry"]["coordinates"] == middle
    assert told[service.uid]["properties"]["exact"] is False


def placed_middle(publisher: Publisher, number: int) -> list[float]:
    other = placed(number * SERVICES_OF_A_TOWN + 1, number)
    told = {f["properties"]["uid"]: f for f in on_map(publisher, of_town(number))}
    return list(told[other.uid]["geometry"]["coordinates"])


def test_service_that_comes_to_a_town_is_told_there_and_drawn_as_an_area(
    publisher: Publisher, portal: Flask
) -> None:
    service = placed(0, 0, areas=[slug_of(5)], model="mobile")
    publish(publisher, portal, service)
    page = read(publisher, f"en/{of_town(5)}index.html") or ""
    assert service.uid in page.partition('id="serving"')[2]
    (told,) = (
        f["properties"]
        for f in on_map(publisher, of_town(0))
        if f["properties"]["uid"] == service.uid
    )
    middles = [placed_middle(publisher, number)[::-1] for number in (0, 5)]
    assert told["goes"] == middles


def test_confidential_service_is_in_no_data_even_by_its_codes(
    many: Publisher, portal: Flask
) -> None:
    told = {"tier": "confidential", "address": None, "category": "safety"}
    hidden: Snapshot = placed(901, None, **told, groups=["secret_group"])
    put(portal, hidden)
    many.change(waiting_keys(portal), TODAY)
    files = [*(many.current / "public").resolve().rglob("map/*.json")]
    assert len(files) > ON_PORTAL
    for file in files:
        assert b"secret_group" not in file.read_bytes(), file
        assert hidden.uid.encode() not in file.read_bytes(), file
