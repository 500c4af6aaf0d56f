"""The map of 1,000 services beside Folium's own MarkerCluster page of the same ones."""

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import folium
from folium.plugins import MarkerCluster
from playwright.sync_api import Browser

from portal.assets import FOLDER
from portal.publish import Publisher
from portal.wall import Snapshot
from tests.bench import figures
from tests.browser.chromium import chromium, open_page
from tests.publish.country import ON_PORTAL, a_service, a_town, the_number
from tests.served import served

SERVICES, ROUNDS = 1_000, 7
MOST_SECONDS = 0.6
LOADED = re.compile(r'(?:src="|<link rel="stylesheet" href="|data-map=")(/[^"]+)"')
VENDOR = FOLDER / "vendor"
JS = ("leaflet/leaflet.js", "leaflet.markercluster/leaflet.markercluster.js")
CSS = ("leaflet/leaflet.css", "leaflet.markercluster/MarkerCluster.css")
# Folium's popups ask jQuery for one thing; this gives it, and spares its page the rest.
DOLLAR = """window.$ = function (html) {
  var box = document.createElement("div");
  box.innerHTML = html;
  return box.children;
};
"""
FIRST = ".marker-cluster, .map-many, .map-number.leaflet-marker-icon"
NOTE_THE_FIRST = f"""
new MutationObserver(function (_, watcher) {{
  if (!document.querySelector('{FIRST}')) return;
  window.first = performance.now();
  watcher.disconnect();
}}).observe(document, {{ childList: true, subtree: true }});
"""


def beside_folium() -> str:
    """Bytes of both, and the time to the first marker in Chromium, in turns."""
    with served(_country()) as (address, publisher), _theirs() as theirs:
        pages = {"ours, with its list": f"{address}/en/map/", "Folium's own": theirs}
        weights = [_ours(publisher), _folium()]
        with chromium() as browser:
            acts: dict[str, Callable[[], object]] = {
                name: partial(_seconds, browser, url) for name, url in pages.items()
            }
            seen = figures.in_turns(acts, ROUNDS, lambda act: float(str(act())))
    ours, folium_s = (series.median for series in seen.values())
    rows = [
        (name, *weight, seen[name].told("s"))
        for name, weight in zip(pages, weights, strict=True)
    ]
    said = f"{SERVICES} services; our first marker comes in × {ours / folium_s:.2f} of"
    said += " Folium's time, with the districts drawn below it. Mark of 0.6 s:"
    said += f" {figures.verdict(met=ours <= MOST_SECONDS)}.\n\n"
    heads = ("page", "markup", "all of it", "compressed", "first marker")
    return said + figures.table(heads, rows)


def _country() -> Iterator[Snapshot]:
    """The towns on the portal, and their services within some 10 km of each."""
    yield the_number()
    yield from (a_town(number) for number in range(ON_PORTAL))
    for number in range(SERVICES):
        found = a_service(number, number % ON_PORTAL)
        town, step = a_town(number % ON_PORTAL).payload, number // ON_PORTAL
        own = {"lat": town["lat"] + step % 12 / 100, "lon": town["lon"] + step / 1000}
        yield replace(found, payload=found.payload | own, summary=found.summary | own)


def _seconds(browser: Browser, url: str) -> float:
    """From the start of the visit until the first marker stands; nothing is cached."""
    page = open_page(browser, lang="en")
    try:
        page.add_init_script(NOTE_THE_FIRST)
        page.goto(url)
        page.locator(FIRST).first.wait_for(state="attached")
        return float(page.evaluate("window.first")) / 1000
    finally:
        page.context.close()


def _ours(publisher: Publisher) -> tuple[str, ...]:
    public = publisher.current.resolve() / "public"
    html = (public / "en/map/index.html").read_bytes()
    loaded = dict.fromkeys(LOADED.findall(html.decode()))
    return _told([html, *((public / url[1:]).read_bytes() for url in loaded)])


def _folium() -> tuple[str, ...]:
    return _told([_page(), *((VENDOR / name).read_bytes() for name in (*JS, *CSS))])


def _told(parts: list[bytes]) -> tuple[str, ...]:
    small = sum(len(gzip.compress(part, 6)) for part in parts)
    sizes = (len(parts[0]), sum(map(len, parts)), small)
    return tuple(f"{size / 1000:.0f} KB" for size in sizes)


@contextmanager
def _theirs() -> Iterator[str]:
    """Folium's page with its libraries, handed out by a plain server."""
    with TemporaryDirectory(prefix="portal-bench-") as folder:
        (Path(folder) / "index.html").write_bytes(_page())
        (Path(folder) / "dollar.js").write_text(DOLLAR)
        for name in (*JS, *CSS):
            (Path(folder) / Path(name).name).write_bytes((VENDOR / name).read_bytes())
        handler = partial(_Quiet, directory=folder)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *said: Any) -> None:
        """Nothing: the figures alone are printed."""


class _Cluster(MarkerCluster):
    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []


def _page() -> bytes:
    """A marker with a popup for each service, as Folium's manual shows it."""
    drawn = folium.Map(location=(44.1, 20.8), zoom_start=7, tiles=None, max_zoom=16)
    drawn.options["maxZoom"] = 16
    drawn.default_js = [(name, Path(name).name) for name in ("dollar.js", *JS)]
    drawn.default_css = [(name, Path(name).name) for name in CSS]
    cluster = _Cluster().add_to(drawn)
    for snapshot in _country():
        if snapshot.kind == "service" and snapshot.area:
            told = snapshot.payload
            lines = (told["name"]["en"], told["category"], told["hours"]["en"])
            text = "<br>".join((*lines, told["contacts"][0]["value"]))
            place = (told["lat"], told["lon"])
            folium.Marker(place, popup=text).add_to(cluster)
    return drawn.get_root().render().encode()
