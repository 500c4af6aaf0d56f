"""Filters of the map in Chromium: list and map together, by keys, from an address."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from portal.wall import Snapshot
from tests.browser.conftest import LARGE
from tests.publish.country import SERVICES_OF_A_TOWN, a_service, country, slug_of
from tests.served import served

TOWN, TOWNS = 3, 5
OURS = TOWN * SERVICES_OF_A_TOWN
PIN = ".leaflet-marker-icon.map-number"
NEVER = {"week": {"1": [["00:00", "00:01"]]}, "holidays": None, "by_appointment": True}
SAID: tuple[dict[str, Any], ...] = (
    {"category": "legal", "groups": ["women"], "spoken": ["sr", "en"]},
    {"category": "legal", "groups": ["boys"], "spoken": ["sr"], "always_open": False},
    {"category": "housing", "groups": [], "status_needed": ["none"]},
    {
        "category": "safety",
        "groups": ["men"],
        "always_open": False,
        "schedule": NEVER,
        "areas": [slug_of(1)],
        "model": "mobile",
    },
)


def wall() -> Iterator[Snapshot]:
    """A small country; the services of one town differ in all that filters ask."""
    ours = [_service(at, said) for at, said in enumerate(SAID)]
    uids = {snapshot.uid for snapshot in ours}
    yield from (s for s in country(TOWNS, 0) if s.uid not in uids)
    yield from ours


def _service(at: int, said: dict[str, Any]) -> Snapshot:
    found = a_service(OURS + at, TOWN)
    place = {"lat": 42.6 + at / 10, "lon": 19.3 + at / 10}
    told = found.payload | {"always_open": True} | said | place
    return replace(found, payload=told, summary=told)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served(wall()) as (address, _):
        yield address


def town_map(site: str, fragment: str = "") -> str:
    return f"{site}/en/municipalities/{slug_of(TOWN)}/map/{fragment}"


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.locator(f"{PIN}, .map-many").first.wait_for()
    return page


def listed(page: Page) -> list[int]:
    """Which of ours the list shows."""
    ids = [f"service-{a_service(OURS + at, TOWN).uid}" for at in range(len(SAID))]
    return [
        at for at, uid in enumerate(ids) if page.locator(f"[id='{uid}']").is_visible()
    ]


def same_on_map(page: Page) -> bool:
    """Whether the map has the numbers of the list, and no others."""
    numbers = page.locator(".placed:visible b.map-number").all_inner_texts()
    return sorted(page.locator(PIN).all_inner_texts()) == sorted(numbers)


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("", [0, 1, 2, 3]),
        ("#category=legal", [0, 1]),
        ("#group=women", [0, 2]),
        ("#group=children", [1, 2]),
        ("#language=en", [0]),
        ("#language=en&unsaid", [0, 2, 3]),
        ("#open", [0, 2]),
        ("#open&unsaid", [0, 1, 2]),
        ("#category=legal&group=boys", [1]),
        ("#category=nobody&group=boys", [1, 2]),
        ("#category=<b>&word=x", [0, 1, 2, 3]),
    ],
)
def test_address_holds_codes_that_list_and_map_show(
    site: str, page_at: Callable[..., Page], fragment: str, shown: list[int]
) -> None:
    page = opened(page_at(lang="en"), town_map(site, fragment))
    assert listed(page) == shown
    assert same_on_map(page)


def test_choice_is_counted_aloud_and_kept_in_the_address_as_codes(
    site: str, page_at: Callable[..., Page]
) -> None:
    page = opened(page_at(lang="en"), town_map(site))
    page.get_by_label("Kind of help").select_option("legal")
    status = page.get_by_role("status")
    expect(status).to_have_text("Services that fit: 2 of 4.")
    page.get_by_label("Language spoken").select_option("sr")
    assert page.url.endswith("/map/#category=legal&language=sr")
    assert listed(page) == [0, 1]
    assert same_on_map(page)
    headings = page.locator(".kind:visible h2").all_inner_texts()
    assert headings == ["Legal help"]
    page.reload()
    page.locator(PIN).first.wait_for()
    assert listed(page) == [0, 1]
    page.get_by_role("button", name="Show all again").click()
    assert page.url.endswith("/map/")
    assert listed(page) == [0, 1, 2, 3]
    assert same_on_map(page)


def test_keyboard_alone_filters_and_comes_to_the_list(
    site: str, page_at: Callable[..., Page]
) -> None:
    page = opened(page_at(360, lang="en"), town_map(site))
    summary = page.locator(".filters summary")
    assert page.get_by_label("Kind of help").is_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Safety")
    page.keyboard.press("Tab")
    expect(page.get_by_role("status")).to_contain_text("1 of 4")
    assert listed(page) == [3]


def test_link_to_an_entry_leads_there_whatever_is_looked_for(
    site: str, page_at: Callable[..., Page]
) -> None:
    page = opened(page_at(lang="en"), town_map(site, "#category=legal"))
    hidden = f"#service-{a_service(OURS + 3, TOWN).uid}"
    page.evaluate("hash => { location.hash = hash; }", hidden)
    expect(page.locator(".placed:target")).to_be_visible()
    assert listed(page) == [0, 1, 2, 3]


def test_area_of_a_mobile_team_is_drawn_when_it_is_chosen(
    site: str, page_at: Callable[..., Page]
) -> None:
    page = opened(page_at(lang="en"), town_map(site, "#category=safety"))
    page.locator(PIN).press("Enter")
    expect(page.locator("path.map-goes")).to_have_count(2)
    expect(page.locator(".map-popup")).to_contain_text("tinted circles")
    expect(page.locator(".map-popup")).to_contain_text("Mon 0–0:01 · By appointment")
    page.keyboard.press("Escape")
    expect(page.locator("path.map-goes")).to_have_count(0)


def test_country_is_filtered_by_who_serves_a_town(
    site: str, page_at: Callable[..., Page]
) -> None:
    page = opened(
        page_at(lang="en"), f"{site}/en/map/#serves={slug_of(1)}&category=safety"
    )
    shown = page.locator(".brief-list li:visible a").evaluate_all(
        "all => all.map(link => link.pathname)"
    )
    assert shown == [f"/en/municipalities/{slug_of(TOWN)}/map/"]
    assert page.locator(PIN).count() == 1


@pytest.mark.parametrize("path", ["map/", f"municipalities/{slug_of(TOWN)}/map/"])
def test_filters_are_absent_without_script(
    site: str, page_at: Callable[..., Page], path: str
) -> None:
    page = page_at(script=False)
    page.goto(f"{site}/en/{path}")
    assert page.locator("[data-filters]").is_hidden()
    assert page.locator("main select:visible, main input:visible").count() == 0


def counted(page: Page) -> int:
    crowds = page.locator(".leaflet-marker-icon.map-many").all_inner_texts()
    singles = page.locator(PIN).count()
    return sum(int(text.strip("× ")) for text in crowds) + singles


def in_list(page: Page) -> int:
    amounts = page.locator("[data-town]:visible [data-amount]").all_inner_texts()
    return sum(map(int, amounts))


def test_large_country_is_recounted_in_list_and_map(
    large: str, page_at: Callable[..., Page]
) -> None:
    page = opened(page_at(lang="en"), f"{large}/en/map/")
    assert counted(page) == in_list(page) == LARGE
    page.get_by_label("Kind of help").select_option("legal")
    expect(page.get_by_role("status")).to_contain_text(f"of {LARGE + 1}.")
    kind = page.locator("[data-kind=legal] [data-amount]")
    assert counted(page) == in_list(page) == int(kind.inner_text()) < LARGE / 2
    page.get_by_label("Kind of help").select_option("")
    assert counted(page) == in_list(page) == LARGE


def test_two_zooms_reach_single_services_by_keyboard(
    large: str, page_at: Callable[..., Page]
) -> None:
    page = opened(page_at(lang="en"), f"{large}/en/map/")
    for _ in range(2):
        crowds = page.locator(".leaflet-marker-icon.map-many").all()
        biggest = max(crowds, key=lambda pin: int(pin.inner_text().strip("× ")))
        biggest.press("Enter")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(200)
        on_a_marker = "document.activeElement.matches('.leaflet-marker-icon')"
        assert page.evaluate(on_a_marker)
    page.locator(PIN).first.press("Enter")
    href = page.get_by_role("link", name="See it in the list").get_attribute("href")
    assert "/map/#service-" in (href or "")


def test_map_stands_where_its_style_comes_late(
    large: str, page_at: Callable[..., Page]
) -> None:
    page = page_at(lang="en")

    def late(route: Route) -> None:
        page.wait_for_timeout(1_500)
        route.continue_()

    page.route("**/css/services-map.css", late)
    opened(page, f"{large}/en/map/")
    assert counted(page) == LARGE
    height = page.locator(".folium-map").evaluate("map => map.clientHeight")
    assert height > 300
