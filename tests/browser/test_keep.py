"""*Keep on this phone*: a pathway without a network, and without a trace afterwards."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import desk
from tests.browser.axe import axe_violations
from tests.browser.chromium import open_page
from tests.browser.keeping import (
    file_of,
    forgets_the_last_minute,
    kept,
    leaves_the_network,
    pathway,
    stored,
    until_nothing_is_kept,
)
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.spoken import Spoken
from tests.browser.test_axe import public_paths
from tests.browser.test_promises import NOTHING
from tests.processes import seconds_until

CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found.push(request.url);
  }
  return found;
}"""

CHECKS = """async () => {
  for (const one of await navigator.serviceWorker.getRegistrations())
    for (let time = 0; time < 12; time += 1) one.active.postMessage("check");
}"""
# By then the first ones may have ended the keeper.
CHECKS_AGAIN = CHECKS.replace("active.", "active?.")
LOOKS = 5


@pytest.fixture(params=["en", "sr-Cyrl"])
def spoken(request: pytest.FixtureRequest) -> Spoken:
    return Spoken(request.param)


@pytest.fixture
def visitor(browser: Browser, spoken: Spoken) -> Callable[..., Page]:
    """Pages of one context each; without a network the console may complain."""
    return lambda width=360: open_page(browser, width=width, lang=spoken.language.code)


def test_nothing_is_kept_before_the_press_and_everything_needed_after(
    demo: Live, visitor: Callable[..., Page], spoken: Spoken
) -> None:
    page, address = visitor(), pathway(demo, spoken)
    page.goto(address)
    expect(
        page.get_by_role("button", name=spoken("Keep on this phone"))
    ).to_be_visible()
    assert stored(page) == NOTHING
    kept(page, address, spoken)
    assert stored(page) == NOTHING | {"caches": 1, "workers": 1}
    own = address.removeprefix(demo.url)
    for url in page.evaluate(CACHED):
        path = url.removeprefix(demo.url)
        assert path.startswith((own, "/static/")), "another page is kept"
    page.context.close()


def test_kept_pathway_opens_without_a_network_and_tells_its_age(
    demo: Live, visitor: Callable[..., Page], spoken: Spoken
) -> None:
    address = pathway(demo, spoken)
    page = kept(visitor(), address, spoken)
    steps = page.locator(".knot h3").all_inner_texts()
    leaves_the_network(page)
    page.goto("about:blank")
    page.goto(address)
    assert page.locator(".knot h3").all_inner_texts() == steps
    assert len(steps) >= 5
    today = datetime.now(UTC)
    held = page.locator("[data-keep-held]")
    expect(held).to_contain_text(str(today.year))
    expect(held.locator("[data-keep-ago]")).not_to_be_empty()
    expect(held.locator("[data-keep-late]")).to_be_hidden()
    styled = page.locator(".knot-mark").first.evaluate("e => getComputedStyle(e).width")
    assert styled == "30px"
    page.context.close()


def test_age_and_review_day_are_reckoned_on_the_device(
    demo: Live, visitor: Callable[..., Page], spoken: Spoken
) -> None:
    address = pathway(demo, spoken)
    page = kept(visitor(), address, spoken)
    leaves_the_network(page)
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=3))
    page.goto(address)
    ago = page.locator("[data-keep-ago]")
    expect(ago).to_contain_text("3")
    expect(page.locator("[data-keep-late]")).to_be_hidden()
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=900))
    page.goto(address)
    expect(ago).to_contain_text(re.compile(r"900|899"))
    expect(page.locator("[data-keep-late]")).to_be_visible()
    assert axe_violations(page) == []
    page.context.close()


def test_one_button_erases_it_by_keyboard_too(
    demo: Live, visitor: Callable[..., Page], spoken: Spoken
) -> None:
    page, address = visitor(1280), pathway(demo, spoken)
    page.goto(address)
    press = page.get_by_role("button", name=spoken("Keep on this phone"))
    press.focus()
    page.keyboard.press("Enter")
    done = page.get_by_text(spoken("Done. This page now opens without a network, too."))
    expect(done).to_be_focused()
    page.keyboard.press("Shift+Tab")
    erase = page.get_by_role("button", name=spoken("Erase it from this phone"))
    expect(erase).to_be_focused()
    page.keyboard.press("Space")
    erased = spoken("Erased. Nothing of it is kept any more.")
    expect(page.get_by_text(erased)).to_be_focused()
    assert stored(page) == NOTHING
    leaves_the_network(page)
    page.goto("about:blank")
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(address)
    page.context.close()


def test_other_pages_never_offer_it(demo: Live, spoken: Spoken) -> None:
    paths = public_paths(demo, spoken.prefix)
    pages = {path: file_of(demo, demo.url + path).read_text() for path in paths}
    offering = {path for path, page in pages.items() if "data-keep" in page}
    assert offering
    assert all("/pathways/" in p and not p.endswith("/pathways/") for p in offering)


def test_withdrawn_pathway_vanishes_at_the_next_contact(
    fresh_demo: Live,
    visitor: Callable[..., Page],
    person_at: Callable[..., Person],
    spoken: Spoken,
) -> None:
    address = pathway(fresh_demo, spoken)
    page = kept(visitor(), address, spoken)
    page.goto("about:blank")
    coordinator = person_at(fresh_demo, lang=spoken.language.code)
    desk.sign_in(coordinator, desk.COORDINATOR, spoken)
    desk.chooses_language(coordinator, spoken)
    withdraw(coordinator, spoken)
    page.goto(fresh_demo.url + f"{spoken.prefix}/help/")
    until_nothing_is_kept(page)
    page.goto(address)
    warning = "Do not follow a copy that you may have kept. Call this number instead."
    expect(page.get_by_text(spoken(warning))).to_be_visible()
    assert stored(page) == NOTHING
    page.context.close()


def test_looks_at_the_same_moment_leave_nothing_of_what_is_withdrawn(
    fresh_demo: Live, visitor: Callable[..., Page], spoken: Spoken
) -> None:
    address = pathway(fresh_demo, spoken)
    file = file_of(fresh_demo, address)
    standing = file.read_text()
    for _ in range(LOOKS):
        page = kept(visitor(), address, spoken)
        page.evaluate(CHECKS)
        file.write_text(standing.replace('<body class="', '<body class="withdrawn ', 1))
        page.evaluate(CHECKS_AGAIN)
        until_no_name_is_kept(page)
        page.wait_for_timeout(500)
        assert page.evaluate("caches.keys()") == []
        file.write_text(standing)
        page.context.close()


def test_what_has_no_keeper_is_erased_by_the_next_page(
    demo: Live, visitor: Callable[..., Page], spoken: Spoken
) -> None:
    page = visitor()
    page.goto(f"{demo.url}{spoken.prefix}/help/")
    page.evaluate("caches.open('kept:/en/pathways/nobody/').then(() => null)")
    assert page.evaluate("caches.keys()") == ["kept:/en/pathways/nobody/"]
    page.reload()
    until_no_name_is_kept(page)
    page.context.close()


def until_no_name_is_kept(page: Page) -> None:
    seconds_until(lambda: page.evaluate("caches.keys()") == [], patience=10)


def withdraw(coordinator: Person, spoken: Spoken) -> None:
    desk.opens_room(coordinator, spoken("Referral pathways"), spoken)
    state = spoken.label("version_state", "published")
    row = coordinator.page.get_by_role("row", name=state).first
    row.get_by_role("link").first.click()
    coordinator.clicks(spoken("Withdraw it"))
    coordinator.clicks(spoken("Withdraw from the public"))
    coordinator.sees(spoken.label("version_state", "withdrawn"))


def test_page_that_is_gone_is_erased_and_a_broken_server_erases_nothing(
    fresh_demo: Live, visitor: Callable[..., Page], spoken: Spoken
) -> None:
    address = pathway(fresh_demo, spoken)
    page = kept(visitor(), address, spoken)
    file = file_of(fresh_demo, address)
    away = file.with_name("away.html")
    file.rename(away)
    page.goto(address)
    until_nothing_is_kept(page)
    away.rename(file)
    forgets_the_last_minute(page)
    kept(page, address, spoken)
    fresh_demo.process.terminate()
    fresh_demo.process.wait(30)
    forgets_the_last_minute(page)
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".knot").first).to_be_visible()
    assert stored(page)["caches"] == 1
    page.context.close()
