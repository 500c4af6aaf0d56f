"""*Keep on this phone*: a pathway without a network, and without a trace afterwards."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import desk
from tests.browser.axe import axe_violations
from tests.browser.chromium import open_page
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.spoken import Spoken
from tests.browser.test_axe import public_paths
from tests.browser.test_promises import KEPT, NOTHING

PATHWAY = re.compile(r"/pathways/[0-9a-f-]{36}/$")
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found.push(request.url);
  }
  return found;
}"""


@pytest.fixture(params=["en", "sr-Cyrl"])
def spoken(request: pytest.FixtureRequest) -> Spoken:
    return Spoken(request.param)


@pytest.fixture
def visitor(browser: Browser, spoken: Spoken) -> Callable[..., Page]:
    """Pages of one context each; without a network the console may complain."""
    return lambda width=360: open_page(browser, width=width, lang=spoken.language.code)


def pathway(live: Live, spoken: Spoken) -> str:
    """A public pathway of the demonstration."""
    paths = public_paths(live, spoken.prefix)
    return live.url + next(path for path in paths if PATHWAY.search(path))


def kept(page: Page, address: str, spoken: Spoken) -> Page:
    page.goto(address)
    page.get_by_role("button", name=spoken("Keep on this phone")).click()
    said = spoken("Done. This page now opens without a network, too.")
    expect(page.get_by_text(said)).to_be_visible()
    return page


def leaves_the_network(page: Page) -> None:
    forgets_the_last_minute(page)
    page.context.set_offline(True)


def forgets_the_last_minute(page: Page) -> None:
    """The browser's own cache holds a page for so long: it shall not help out."""
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")


def stored(page: Page) -> dict[str, int]:
    found = page.evaluate(KEPT)
    del found["cookie"]
    return dict(found)


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


def test_other_pages_never_offer_it(
    demo: Live, visitor: Callable[..., Page], spoken: Spoken
) -> None:
    page = visitor()
    for path in public_paths(demo, spoken.prefix):
        page.goto(demo.url + path)
        if "/pathways/" not in path or path.endswith("/pathways/"):
            assert page.locator("[data-keep]").count() == 0, path
    page.context.close()


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


def withdraw(coordinator: Person, spoken: Spoken) -> None:
    desk.opens_room(coordinator, spoken("Referral pathways"), spoken)
    state = spoken.label("version_state", "published")
    row = coordinator.page.get_by_role("row", name=state).first
    row.get_by_role("link").first.click()
    coordinator.clicks(spoken("Withdraw it"))
    coordinator.clicks(spoken("Withdraw from the public"))
    coordinator.sees(spoken.label("version_state", "withdrawn"))


def until_nothing_is_kept(page: Page) -> None:
    for _ in range(60):
        if stored(page) == NOTHING:
            return
        page.wait_for_timeout(100)
        page.reload()
    assert stored(page) == NOTHING


def test_page_that_is_gone_is_erased_and_a_broken_server_erases_nothing(
    fresh_demo: Live, visitor: Callable[..., Page], spoken: Spoken
) -> None:
    address = pathway(fresh_demo, spoken)
    page = kept(visitor(), address, spoken)
    path = address.removeprefix(fresh_demo.url).strip("/")
    site = fresh_demo.folder / "demo" / "site" / "current" / "public"
    file = site / path / "index.html"
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
