"""A browser, a portal to look at, and people who act in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.bench.map_country import large_country
from tests.browser.chromium import chromium, open_page
from tests.browser.live import Live, live_copy
from tests.browser.person import Person
from tests.served import served

LARGE = 600
ANSWERED = "Failed to load resource: the server responded"


class Watch:
    """Notes what a browser complains about, and whom it asks."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def over(self, page: Page) -> None:
        """Listen to a page and to those that it opens."""
        page.on("console", self.heard)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("request", self.asked)
        page.on("popup", self.over)

    def heard(self, message: ConsoleMessage) -> None:
        """Note an error; a refusal by the server is for the test to judge."""
        if message.type == "error" and not message.text.startswith(ANSWERED):
            self.problems.append(f"console: {message.text}")

    def asked(self, request: Request) -> None:
        """Note a request to a third party, unless a person went there."""
        address = urlsplit(request.url)
        here = address.hostname in (None, "localhost", "127.0.0.1")
        if not here and not request.is_navigation_request():
            self.problems.append(f"third party: {request.url}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails a test whose pages broke the policy, a script or the promise."""
    watch = Watch()
    yield watch
    assert watch.problems == []


@pytest.fixture
def page_at(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Open pages: `page_at(320, color_scheme="dark", lang="en", script=False)`."""
    pages: list[Page] = []

    def opened(width: int = 1280, **how: object) -> Page:
        page = open_page(browser, width=width, **how)  # type: ignore[arg-type]
        watch.over(page)
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.context.close()


@pytest.fixture(scope="session")
def large() -> Iterator[str]:
    """A country whose map has so many services that it fetches them by towns."""
    with served(large_country(LARGE)) as (address, _):
        yield address


@pytest.fixture(scope="session")
def demo(made_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """One demonstration for all tests that only look."""
    with live_copy(made_demo, tmp_path_factory.mktemp("demo")) as live:
        yield live


@pytest.fixture(scope="session")
def used_demo(
    made_demo: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Live]:
    """One for tests that add something of their own and mind nothing else."""
    with live_copy(made_demo, tmp_path_factory.mktemp("used")) as live:
        yield live


@pytest.fixture
def fresh_demo(made_demo: Path, tmp_path: Path) -> Iterator[Live]:
    """A demonstration for a test that changes something."""
    with live_copy(made_demo, tmp_path / "portal") as live:
        yield live


@pytest.fixture
def person_at(page_at: Callable[..., Page]) -> Iterator[Callable[..., Person]]:
    """Seat people: `person_at(live, 360)`; what each did is printed at the end."""
    people: list[Person] = []

    def seated(live: Live, width: int = 1280, **how: object) -> Person:
        people.append(Person(page_at(width, **how), live.url))
        return people[-1]

    yield seated
    for person in people:
        print(person.effort)
