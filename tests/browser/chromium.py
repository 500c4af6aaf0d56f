"""Finds the system's Chromium and starts it so that it reaches this machine only."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--no-first-run",
    "--no-sandbox",
)


def program() -> str:
    """Return the path of the browser."""
    chosen = os.environ.get("PORTAL_TEST_CHROMIUM")
    found = chosen or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise RuntimeError("Chromium is missing; on Debian: apt install chromium")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser with an empty profile of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program(), args=list(FLAGS)
        )
        yield browser
        browser.close()


def open_page(
    browser: Browser,
    *,
    width: int = 1280,
    color_scheme: str = "light",
    lang: str = "sr-Cyrl-RS",
    script: bool = True,
) -> Page:
    """Open a page in a context without cookies; a narrow one is a touched phone."""
    narrow = width < 760
    context = browser.new_context(
        viewport={"width": width, "height": 780 if narrow else 900},
        color_scheme="dark" if color_scheme == "dark" else "light",
        locale=lang,
        timezone_id="Europe/Belgrade",
        reduced_motion="reduce",
        has_touch=narrow,
        java_script_enabled=script,
    )
    context.set_default_timeout(10_000)
    return context.new_page()
