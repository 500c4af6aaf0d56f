"""The map of a large country in Chromium: each town's services are asked for once."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request

NEAREST, PIXELS_MORE = 16, 700
PIN = ".leaflet-marker-icon.map-number"
# Services whose towns the map holds by counts alone, and the cells of these.
OVERVIEW = "() => fetch(document.querySelector('[data-map]').dataset.map)"
CELLS = f"{OVERVIEW}.then(answer => answer.json())"
LOOK = "([lat, lon, zoom]) => portalMap.setView([lat, lon], zoom, {animate: false})"
PAN = "([x, y]) => portalMap.panBy([x, y], {animate: false})"
VIEW = """() => { const view = portalMap.getBounds();
return [view.getSouth(), view.getWest(), view.getNorth(), view.getEast()]; }"""


class Asked(list[str]):
    """The towns whose services the page asked for."""

    def note(self, request: Request) -> None:
        parts = urlsplit(request.url).path.split("/")
        if parts[2:3] == ["municipalities"] and parts[-1] == "services.json":
            self.append(parts[3])


@pytest.fixture
def opened(large: str, page_at: Callable[..., Page]) -> tuple[Page, Asked]:
    page, asked = page_at(lang="en"), Asked()
    page.on("request", asked.note)
    page.goto(f"{large}/en/map/")
    page.locator(f"{PIN}, .map-many").first.wait_for()
    return page, asked


def at_rest(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)


def biggest(page: Page) -> tuple[str, float, float]:
    """The fullest cell of the town with most services."""
    towns = page.evaluate(CELLS)["towns"]
    slug, cells = max(towns, key=lambda town: sum(cell[2] for cell in town[1]))
    lat, lon, _ = max(cells, key=lambda cell: cell[2])
    return slug, lat, lon


def test_country_from_afar_asks_for_no_town(opened: tuple[Page, Asked]) -> None:
    _, asked = opened
    assert asked == []


def test_looking_between_cells_fetches_the_town_around(
    opened: tuple[Page, Asked],
) -> None:
    page, asked = opened
    slug, lat, lon = biggest(page)
    page.evaluate(LOOK, [lat + 0.022, lon + 0.03, NEAREST])
    at_rest(page)
    south, west, north, east = page.evaluate(VIEW)
    towns = dict(page.evaluate(CELLS)["towns"])
    middles = [cell[:2] for cell in towns[slug]]
    assert not [m for m in middles if south < m[0] < north and west < m[1] < east]
    assert slug in asked


def test_what_is_here_is_not_asked_for_again(opened: tuple[Page, Asked]) -> None:
    page, asked = opened
    slug, lat, lon = biggest(page)
    page.evaluate(LOOK, [lat, lon, 13])
    at_rest(page)
    assert slug in asked
    for step in ([PIXELS_MORE, 0], [0, PIXELS_MORE], [-PIXELS_MORE, -PIXELS_MORE]):
        page.evaluate(PAN, step)
        at_rest(page)
    page.evaluate(LOOK, [44.1, 20.8, 7])
    at_rest(page)
    page.evaluate(LOOK, [lat, lon, 14])
    at_rest(page)
    page.get_by_label("Kind of help").select_option("legal")
    at_rest(page)
    page.get_by_label("Kind of help").select_option("")
    at_rest(page)
    assert page.locator(PIN).count() > 0
    assert sorted(asked) == sorted(set(asked))


def test_quick_steps_do_not_ask_twice_for_what_is_on_its_way(
    opened: tuple[Page, Asked],
) -> None:
    page, asked = opened
    slug, lat, lon = biggest(page)
    for step in range(6):
        page.evaluate(LOOK, [lat + step / 1000, lon, 13])
    at_rest(page)
    assert asked.count(slug) == 1
    assert len(asked) == len(set(asked))
