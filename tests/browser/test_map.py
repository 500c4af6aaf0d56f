"""The map in Chromium: drawn under the strict policy, texts as texts, list as well."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from portal.wall import Snapshot
from tests.browser.test_hostile import PAYLOADS, hostile
from tests.publish.country import SERVICES_OF_A_TOWN, a_service, country, slug_of
from tests.served import served
from tests.world import both

TOWN, TOWNS = 3, 5
WATCH = """
window.broken = [];
document.addEventListener('securitypolicyviolation', function (event) {
  window.broken.push(event.violatedDirective + ' ' + event.blockedURI);
});
"""
PIN = ".leaflet-marker-icon.map-number"


def wall() -> Iterator[Snapshot]:
    """A small country; the services of one town say hostile things."""
    ours = TOWN * SERVICES_OF_A_TOWN
    spoilt = [_hostile(ours + at, at) for at in range(SERVICES_OF_A_TOWN)]
    uids = {snapshot.uid for snapshot in spoilt}
    yield from (s for s in country(TOWNS, 0) if s.uid not in uids)
    yield from spoilt


def _hostile(number: int, at: int) -> Snapshot:
    said = PAYLOADS[at]
    phone = {"label": both(said, said), "kind": "phone", "value": "javascript:alert(8)"}
    payload: dict[str, Any] = a_service(number, TOWN).payload | {
        "name": both(said, said),
        "hours": both(said, said),
        "contacts": [phone],
        "lat": 42.6 + at / 10,
        "lon": 19.3 + at / 10,
    }
    return Snapshot("service", payload["uid"], payload["area"], payload, payload)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served(wall()) as (address, _):
        yield address


def town_map(prefix: str = "en", town: int = TOWN) -> str:
    return f"/{prefix}/municipalities/{slug_of(town)}/map/"


def looked(page: Page, address: str) -> Page:
    page.add_init_script(WATCH)
    page.goto(address)
    return page


@pytest.mark.parametrize("path", ["/en/map/", "/sr/map/", town_map("sr-latn")])
def test_markers_stand_and_the_policy_holds(
    site: str, page_at: Callable[..., Page], path: str
) -> None:
    page = page_at()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    looked(page, f"{site}{path}")
    page.locator(f"{PIN}, .map-many").first.wait_for()
    assert page.evaluate("window.broken") == []
    assert all(url.startswith(site) for url in asked)
    assert len(asked) > 5
    assert page.context.cookies() == []
    assert page.locator("[data-map-failed]").is_hidden()


def test_popups_show_hostile_texts_as_texts(
    site: str, page_at: Callable[..., Page]
) -> None:
    page = page_at()
    dialogs = hostile(page)
    looked(page, f"{site}{town_map()}")
    page.locator(PIN).first.wait_for()
    assert page.locator(PIN).count() == SERVICES_OF_A_TOWN
    said = set()
    for pin in page.locator(PIN).all():
        pin.press("Enter")
        popup = page.locator(".map-popup")
        said.add(popup.locator("b").inner_text())
        assert popup.locator("script, img, svg, [onload], [onerror]").count() == 0
        hrefs = popup.locator("a").evaluate_all("all => all.map(a => a.protocol)")
        assert hrefs == ["tel:", "http:"]
        page.keyboard.press("Escape")
        expect(popup).to_have_count(0)
    assert said == set(PAYLOADS[:SERVICES_OF_A_TOWN])
    assert dialogs == []
    assert page.evaluate("window.broken") == []


def test_popup_leads_to_the_entry_of_the_list(
    site: str, page_at: Callable[..., Page]
) -> None:
    page = looked(page_at(), f"{site}{town_map()}")
    pin = page.locator(PIN).first
    number = pin.inner_text()
    pin.press("Enter")
    page.get_by_role("link", name="See it in the list").press("Enter")
    target = page.locator(".placed:target")
    expect(target.locator("b.map-number")).to_have_text(number)


def test_keyboard_reaches_the_list_before_the_map(
    site: str, page_at: Callable[..., Page]
) -> None:
    page = looked(page_at(), f"{site}{town_map(town=1)}")
    page.locator(".map-many, .leaflet-marker-icon.map-number").first.wait_for()
    order = page.evaluate(
        """() => [...document.querySelectorAll('main a, main [tabindex="0"]')]
        .map(node => node.closest('.map-live') ? 'map' : 'list')"""
    )
    assert order.index("map") > order.index("list")
    assert "list" not in order[order.index("map") :]
    page.locator(".kind-links a").first.press("Enter")
    focused = "document.activeElement.closest('.kind') !== null"
    assert page.evaluate(focused) or page.locator(".kind:target").count() == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_page_is_whole_without_script(
    site: str, page_at: Callable[..., Page], width: int
) -> None:
    page = page_at(width, script=False)
    page.goto(f"{site}{town_map(town=1)}")
    assert page.locator(".placed").count() == SERVICES_OF_A_TOWN
    expect(page.get_by_role("img", name="Map of districts")).to_be_visible()
    assert page.locator(".folium-map").is_hidden()


def test_leaving_quickly_lies_above_the_map(
    site: str, page_at: Callable[..., Page]
) -> None:
    page = looked(page_at(360), f"{site}{town_map(town=1)}")
    page.locator(".map-many, .leaflet-marker-icon.map-number").first.wait_for()
    page.evaluate("document.querySelector('.map-live').scrollIntoView(true)")
    on_top = """() => {
      const box = document.querySelector('[data-leave]').getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      return document.elementFromPoint(x, y).closest('[data-leave]') !== null;
    }"""
    assert page.evaluate(on_top)
