"""The desk's map in Chromium: what the team may see, filtered with the list beside."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser import desk
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.spoken import Spoken

ENGLISH = Spoken("en")
WORDS = "all => all.map(name => name.textContent.split(': ').pop())"
PINS = ".leaflet-marker-icon.map-number, .leaflet-marker-icon.map-many"


def test_coordinator_looks_at_the_map_of_the_desk_and_opens_a_record(
    used_demo: Live, person_at: Callable[..., Person]
) -> None:
    person = person_at(used_demo, 1280, lang="en")
    desk.is_at_the_desk(person, desk.COORDINATOR, ENGLISH)
    page = person.page
    page.goto(f"{person.home}/desk/services/map/")
    page.locator(PINS).first.wait_for()
    listed = page.locator(".brief-list li[data-codes]")
    everything = listed.count()
    assert everything >= 3
    kind = page.locator(".kind-links li").first.get_attribute("data-kind")
    page.get_by_label("Kind of help").select_option(kind)
    expect(page.get_by_role("status").first).to_contain_text(f"of {everything}.")
    shown = page.locator(".brief-list li[data-codes]:visible")
    assert 0 < shown.count() < everything
    page.get_by_role("button", name="Show all again").click()
    assert listed.first.is_visible()
    if page.locator(".leaflet-marker-icon.map-number").count() == 0:
        page.locator(PINS).first.press("Enter")
    page.locator(PINS).first.press("Enter")
    link = page.locator(".map-popup a").first.get_attribute("href") or ""
    assert link.startswith("/desk/services/")
    page.keyboard.press("Escape")
    page.get_by_label("Show what is missing").select_option("return")
    expect(page.locator(".map-gap").first).to_be_attached()
    words = set(page.locator(".map-gap").evaluate_all(WORDS))
    assert words
    said = page.locator("[data-layer-said]").inner_text()
    assert all(word in said for word in words)
