"""What public pages promise, in a browser: no traces, no strangers, a way out."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from portal.config import Settings
from tests.browser.live import Live
from tests.browser.spoken import CODES, Spoken
from tests.browser.test_axe import public_paths
from tests.told import Tell

KEPT = """async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = dict.fromkeys(("local", "session", "databases", "caches", "workers"), 0)
TELLING = re.compile(
    r"traffick|victim|shelter|violen|abus|exploit|trgovin|žrtv|nasilj|sigurn\w+ kuć"
    r"|трговин|жртв|насиљ|експлоат|сигурн\w+ кућ",
    re.IGNORECASE,
)
PHONE = re.compile(r"\+381[\d ]{6,}\d")
_TOLD: dict[str, dict[str, "Told"]] = {}


@dataclass(frozen=True)
class Told:
    """What a page says to who has no script; links by their language, by path.

    `text` is all of it, `shown` what is seen of it without the tools.
    """

    url: str
    title: str
    text: str
    shown: str
    numbers: list[str]
    switches: dict[str, str]
    alternates: dict[str, str]


@pytest.fixture(params=CODES)
def spoken(request: pytest.FixtureRequest) -> Spoken:
    """Each language."""
    return Spoken(request.param)


# A map is drawn in words or in signs; the list beside it says the same as both. What
# is of use with script alone (filters, the search box, printing) shows with it alone.
TOOLS = "[data-map], [data-filters], [data-search], [data-print], [data-keep], noscript"
WITHOUT_TOOLS = f"""main => {{
  main.querySelectorAll("{TOOLS}").forEach(tool => tool.remove());
  return main.innerText;
}}"""


def test_public_pages_leave_no_trace_and_ask_nobody_else(
    demo: Live, page_at: Callable[..., Page], spoken: Spoken, tell: Tell
) -> None:
    page, asked = page_at(360), []
    page.on("request", lambda request: asked.append(request.url))
    paths = public_paths(demo, spoken.prefix)
    for path in paths:
        page.goto(demo.url + path)
        assert page.evaluate(KEPT) == {"cookie": "", **NOTHING}, path
    assert page.context.cookies() == []
    assert [url for url in asked if not url.startswith(demo.url)] == []
    assert len(asked) > len(paths) >= 20
    tell(f"{len(paths)} pages, {len(asked)} requests, all to ourselves; nothing kept")


def test_public_pages_say_the_same_without_script(
    demo: Live, page_at: Callable[..., Page], told: dict[str, Told]
) -> None:
    page = page_at(1280)
    for path, without in told.items():
        page.goto(demo.url + path)
        with_script = page.get_by_role("main").evaluate(WITHOUT_TOOLS)
        assert words(with_script) == words(without.shown), path
        assert len(without.shown) > 40


def words(text: str) -> list[str]:
    return text.split()


@pytest.fixture
def told(demo: Live, page_at: Callable[..., Page], spoken: Spoken) -> dict[str, Told]:
    """Every page of a language by its path; each is opened once."""
    if spoken.prefix not in _TOLD:
        page, pages = page_at(1280, script=False), {}
        for path in public_paths(demo, spoken.prefix):
            page.goto(demo.url + path)
            pages[path] = told_by(page)
        _TOLD[spoken.prefix] = pages
    assert len(_TOLD[spoken.prefix]) >= 20
    return _TOLD[spoken.prefix]


def told_by(page: Page) -> Told:
    return Told(
        url=page.url,
        title=page.title(),
        text=page.get_by_role("main").text_content() or "",
        numbers=page.locator("main a[href^='tel:']").evaluate_all(
            "all => all.map(a => a.getAttribute('href'))"
        ),
        switches=links_by(page, "nav a[hreflang]"),
        alternates=links_by(page, "link[rel=alternate][hreflang]"),
        shown=page.get_by_role("main").evaluate(WITHOUT_TOOLS),
    )


def links_by(page: Page, selector: str) -> dict[str, str]:
    found = page.locator(selector).evaluate_all(
        "all => all.map(a => [a.hreflang, new URL(a.href).pathname])"
    )
    return dict(found)


def test_titles_and_addresses_give_nobody_away(told: dict[str, Told]) -> None:
    titles = {path: page.title for path, page in told.items()}
    assert [page.url for page in told.values() if "?" in page.url] == []
    assert [t for t in (*titles, *titles.values()) if TELLING.search(t)] == []


def test_the_same_page_is_one_press_away_in_each_language(
    demo: Live, told: dict[str, Told], spoken: Spoken
) -> None:
    others = [Spoken(code) for code in CODES]
    for path, page in told.items():
        rest = path.removeprefix(spoken.prefix)
        expected = {o.language.code: o.prefix + rest for o in others}
        assert page.switches == expected
        if "/pathways/" in path and path.rstrip("/").rpartition("/")[2].isdecimal():
            assert page.alternates == {}, "search engines are led to the pathway"
            continue
        assert page.alternates == expected | {"x-default": expected["sr-Cyrl"]}
        for other in expected.values():
            assert Path(site(demo), other.strip("/"), "index.html").is_file()


def site(live: Live) -> Path:
    return live.folder / "demo" / "site" / "current" / "public"


def test_every_phone_number_can_be_pressed(told: dict[str, Told], tell: Tell) -> None:
    pressed = 0
    for path, page in told.items():
        shown = PHONE.findall(page.text)
        assert all(re.fullmatch(r"tel:\+?\d+", href) for href in page.numbers), path
        hrefs = [f"tel:{number.replace(' ', '')}" for number in shown]
        assert sorted(hrefs) == sorted(page.numbers), path
        pressed += len(hrefs)
    tell(f"{pressed} numbers, each a link")
    assert pressed >= 20


@pytest.fixture
def elsewhere(page_at: Callable[..., Page]) -> Callable[..., Page]:
    """Pages for which the neutral address answers without being asked for real."""

    def opened(*, script: bool) -> Page:
        page = page_at(360, script=script)
        page.route(f"{leave_url()}**", neutral)
        return page

    return opened


def neutral(route: Route) -> None:
    route.fulfill(body="<title>Weather</title>Sunny", content_type="text/html")


def leave_url() -> str:
    return str(Settings.model_fields["leave_url"].default)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_leave_quickly_leaves(
    demo: Live, elsewhere: Callable[..., Page], spoken: Spoken, script: bool
) -> None:
    page = elsewhere(script=script)
    for path in public_paths(demo, spoken.prefix)[:4]:
        page.goto(demo.url + path)
        page.get_by_role("link", name=spoken("Leave quickly")).first.click()
        expect(page.get_by_text("Sunny")).to_be_visible()
        assert page.url.startswith(leave_url())


def test_three_presses_of_shift_leave_and_back_does_not_return(
    demo: Live, elsewhere: Callable[..., Page]
) -> None:
    page = elsewhere(script=True)
    page.goto(f"{demo.url}/en/about/")
    page.goto(f"{demo.url}/en/help/")
    for _ in range(2):
        page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    assert page.url.endswith("/en/help/")
    for _ in range(2):
        page.keyboard.press("Shift")
    expect(page.get_by_text("Sunny")).to_be_visible()
    page.go_back()
    assert page.url.endswith("/en/about/")


def test_the_way_out_stays_in_sight(demo: Live, page_at: Callable[..., Page]) -> None:
    for width, code in ((320, "sr"), (360, "en"), (1180, "sr"), (1280, "sr-latn")):
        page = page_at(width)
        page.goto(f"{demo.url}/{code}/help/")
        assert covered_by_the_way_out(page) == []
        for _ in range(3):
            expect(page.locator("[data-leave]")).to_be_in_viewport(ratio=1)
            page.mouse.wheel(0, 900)


def covered_by_the_way_out(page: Page) -> list[str]:
    """Words of the header that lie beneath the button."""
    return page.evaluate("""() => {
        const exit = document.querySelector("[data-leave]").getBoundingClientRect();
        const words = document.createTreeWalker(
            document.querySelector("header"), NodeFilter.SHOW_TEXT);
        const covered = [];
        while (words.nextNode()) {
            const range = document.createRange();
            range.selectNode(words.currentNode);
            for (const box of range.getClientRects()) {
                if (box.width && box.right > exit.left && box.left < exit.right
                    && box.bottom > exit.top && box.top < exit.bottom) {
                    covered.push(words.currentNode.data);
                }
            }
        }
        return covered;
    }""")
