"""Asks axe what keeps people from using a page."""

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
    ],
    "resultTypes": ["violations"],
}
ASK = f"axe.run({json.dumps(RULES)}).then(told => told.violations)"


def comes_with_axe(page: Page) -> Page:
    """Whatever is opened in it has axe already: for many pages that is a sixth of the
    time."""
    page.add_init_script(Axe().axe_script)
    return page


def axe_violations(page: Page) -> list[str]:
    """Name every violation, with the elements that commit it.

    The window is made as tall as the page: what sticks to its edge covers nothing then.
    The browser hands over what is wrong alone: what passes takes longer to carry over
    than to find.
    """
    size = page.viewport_size or {"width": 1280, "height": 800}
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": height})
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found_here = page.evaluate(ASK)
    page.set_viewport_size(size)
    return [
        f"{page.url}: {found['id']}: {found['help']}: "
        + ", ".join(str(node["target"]) for node in found["nodes"])
        for found in found_here
    ]


def sideways_scroll(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))
