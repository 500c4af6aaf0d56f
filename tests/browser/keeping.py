"""A pathway on a phone: how it is kept there, and what is stored."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.live import Live
from tests.browser.spoken import Spoken
from tests.browser.test_axe import public_paths
from tests.browser.test_promises import KEPT, NOTHING, site

PATHWAY = re.compile(r"/pathways/[0-9a-f-]{36}/$")


def pathway(live: Live, spoken: Spoken) -> str:
    """A public pathway of the demonstration."""
    paths = public_paths(live, spoken.prefix)
    return live.url + next(path for path in paths if PATHWAY.search(path))


def file_of(live: Live, address: str) -> Path:
    """Where the page at this address lies."""
    return site(live) / address.removeprefix(live.url).strip("/") / "index.html"


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


def until_nothing_is_kept(page: Page) -> None:
    for _ in range(60):
        if stored(page) == NOTHING:
            return
        page.wait_for_timeout(100)
        page.reload()
    assert stored(page) == NOTHING
