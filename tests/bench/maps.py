"""Maps of very many services beside Folium's own pages of the same ones."""

import gzip
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.bench import figures
from tests.bench.folium_maps import (
    LOADED,
    Row,
    fast_marker_cluster,
    handed_out,
    located,
    marker_cluster,
)
from tests.bench.map_country import large_country
from tests.bench.map_site import map_site, places
from tests.browser.chromium import chromium, open_page

ROUNDS, FILTERS = 5, 5
MARKUP_KB, FILTER_SECONDS = 30, 0.5
THEIRS: dict[str, Callable[[list[Row]], bytes]] = {
    "MarkerCluster": marker_cluster,
    "FastMarkerCluster": fast_marker_cluster,
}
LINKED = re.compile(r'(?:src="|<link rel="stylesheet" href="|data-map=")(/[^"]+)"')
FIRST = ".marker-cluster, .map-many, .map-number.leaflet-marker-icon"
NOTE_THE_FIRST = f"""
new MutationObserver(function (_, watcher) {{
  if (!document.querySelector('{FIRST}')) return;
  window.first = performance.now();
  watcher.disconnect();
}}).observe(document, {{ childList: true, subtree: true }});
"""
# From the choice until the list's count is said, the map drawn in the same turn.
CHOOSE = """code => new Promise(function (done) {
  const found = document.querySelector('[data-found]');
  const field = document.querySelector('#filter-category');
  const started = performance.now();
  new MutationObserver(function (_, watcher) {
    watcher.disconnect();
    requestAnimationFrame(() => done(performance.now() - started));
  }).observe(found, { childList: true });
  field.value = code;
  field.dispatchEvent(new Event('change', { bubbles: true }));
})"""
SUM = """() => [...document.querySelectorAll('.leaflet-marker-icon')].map(
  pin => pin.matches('.map-many') ? Number(pin.textContent.slice(2))
    : Number(pin.matches('.map-number'))).reduce((a, b) => a + b, 0)"""
BIGGEST = """() => {
  const crowds = [...document.querySelectorAll('.leaflet-marker-icon.map-many')];
  const size = pin => Number(pin.textContent.slice(2));
  crowds.sort((a, b) => size(b) - size(a))[0].click();
}"""


def ten_thousand() -> str:
    """All three pages in turns; a marker of 0.6 s."""
    return _compared(10_000, list(THEIRS), most=0.6)


def hundred_thousand() -> str:
    """Without MarkerCluster, whose page of 78 MB no browser cares to open."""
    return _compared(100_000, ["FastMarkerCluster"], most=1.0)


def _compared(services: int, theirs: list[str], *, most: float) -> str:
    rows = located(large_country(services))
    pages = {name: THEIRS[name](rows) for name in theirs}
    with (
        map_site(large_country(services)) as (address, public),
        handed_out(pages) as beside,
    ):
        urls = {"ours": f"{address}/en/map/"}
        urls |= {name: f"{beside}{name}.html" for name in theirs}
        weights = [_ours(public), *map(_folium_s, pages.values())]
        with chromium() as browser:
            acts = {name: partial(_seconds, browser, url) for name, url in urls.items()}
            seen = figures.in_turns(acts, ROUNDS, lambda act: act())  # type: ignore[arg-type,return-value]
            said = _looked(browser, urls["ours"], places(public))
    return said + _table(seen, weights, most)


def _table(
    seen: dict[str, figures.Series], weights: list[tuple[str, ...]], most: float
) -> str:
    told = [
        (name, *weight, series.told("s"))
        for (name, series), weight in zip(seen.items(), weights, strict=True)
    ]
    met = seen["ours"].median <= most and float(weights[0][1].split()[0]) <= MARKUP_KB
    marks = f"First marker within {most} s, page within {MARKUP_KB} KB compressed:"
    heads = ("page", "markup", "compressed", "all of it, compressed", "first marker")
    return f" {marks} {figures.verdict(met=met)}.\n\n{figures.table(heads, told)}"


def _seconds(browser: Browser, url: str) -> float:
    """From the start of the visit until the first marker stands; nothing is cached."""
    page = _opened(browser, url)
    try:
        return float(page.evaluate("window.first")) / 1000
    finally:
        page.context.close()


def _opened(browser: Browser, url: str) -> Page:
    page = open_page(browser, lang="en")
    page.set_default_timeout(120_000)
    page.add_init_script(NOTE_THE_FIRST)
    page.goto(url)
    page.locator(FIRST).first.wait_for(state="attached")
    return page


def _looked(browser: Browser, url: str, there: int) -> str:
    """What the clusters add up to, how soon filters answer, what two zooms reach."""
    page = _opened(browser, url)
    try:
        counted = page.evaluate(SUM)
        codes = page.locator("#filter-category option").evaluate_all(
            "all => all.map(option => option.value).filter(Boolean)"
        )
        times = [page.evaluate(CHOOSE, code) / 1000 for code in codes[: FILTERS + 1]]
        page.evaluate(CHOOSE, "")
        singles = _after_two_zooms(page)
    finally:
        page.context.close()
    later = figures.Series(tuple(times[1:]))
    met = max(times) <= FILTER_SECONDS
    return (
        f"The first clusters add up to {counted} of {there} places:"
        f" {figures.verdict(met=counted == there)}. Twice into the largest cluster:"
        f" {singles} single services. A filter answers, list and map, after"
        f" {times[0]:.3g} s the first time, when it fetches what it asks, then after"
        f" {later.told('s')}; mark of {FILTER_SECONDS} s: {figures.verdict(met=met)}."
    )


def _after_two_zooms(page: Page) -> int:
    for _ in range(2):
        page.evaluate(BIGGEST)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)
    return page.locator(".leaflet-marker-icon.map-number").count()


def _ours(public: Path) -> tuple[str, ...]:
    html = (public / "en/map/index.html").read_bytes()
    linked = dict.fromkeys(LINKED.findall(html.decode()))
    return _told([html, *((public / url[1:]).read_bytes() for url in linked)])


def _folium_s(page: bytes) -> tuple[str, ...]:
    return _told([page, *(path.read_bytes() for path in LOADED)])


def _told(parts: list[bytes]) -> tuple[str, ...]:
    small = [len(gzip.compress(part, 6)) for part in parts]
    sizes = (len(parts[0]), small[0], sum(small))
    return tuple(f"{size / 1000:.0f} KB" for size in sizes)
