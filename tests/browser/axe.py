"""Asks axe what keeps people from using a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
    ],
    "resultTypes": ["violations"],
}


def axe_violations(page: Page) -> list[str]:
    """Name every violation, with the elements that commit it.

    The window is made as tall as the page: what sticks to its edge covers nothing then.
    """
    size = page.viewport_size or {"width": 1280, "height": 800}
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": height})
    results = Axe().run(page, options=RULES)
    page.set_viewport_size(size)
    return [
        f"{page.url}: {found['id']}: {found['help']}: "
        + ", ".join(str(node["target"]) for node in found["nodes"])
        for found in results.response["violations"]
    ]


def sideways_scroll(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))
