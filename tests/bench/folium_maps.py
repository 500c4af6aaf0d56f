"""The same services on pages as Folium's manual shows them, for the bench."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import folium
from folium.plugins import FastMarkerCluster, MarkerCluster

from portal.assets import FOLDER
from portal.wall import Snapshot

VENDOR = FOLDER / "vendor" / "leaflet"
OWN = Path(__file__).parent / "vendor" / "leaflet.markercluster"
LOADED = (
    VENDOR / "leaflet.js",
    OWN / "leaflet.markercluster.js",
    VENDOR / "leaflet.css",
    OWN / "MarkerCluster.css",
)
# Folium's popups ask jQuery for one thing; this gives it, and spares its page the rest.
DOLLAR = """window.$ = function (html) {
  var box = document.createElement("div");
  box.innerHTML = html;
  return box.children;
};
"""
POPUP = """function (row) {
  var pin = L.marker(new L.LatLng(row[0], row[1]));
  pin.bindPopup(row[2]);
  return pin;
}"""


Row = tuple[float, float, str]


class _Cluster(MarkerCluster):
    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []


class _FastCluster(FastMarkerCluster):
    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []


def marker_cluster(services: list[Row]) -> bytes:
    """A Marker object with a popup for each service."""
    drawn, cluster = _map(), _Cluster()
    for lat, lon, text in services:
        folium.Marker((lat, lon), popup=text).add_to(cluster)
    cluster.add_to(drawn)
    return drawn.get_root().render().encode()


def fast_marker_cluster(services: list[Row]) -> bytes:
    """One list of rows, from which the browser makes the markers."""
    drawn = _map()
    _FastCluster([list(row) for row in services], callback=POPUP).add_to(drawn)
    return drawn.get_root().render().encode()


def _map() -> folium.Map:
    drawn = folium.Map(location=(44.1, 20.8), zoom_start=7, tiles=None, max_zoom=16)
    drawn.options["maxZoom"] = 16
    scripts = [path.name for path in LOADED if path.suffix == ".js"]
    sheets = [path.name for path in LOADED if path.suffix == ".css"]
    drawn.default_js = [(name, name) for name in ("dollar.js", *scripts)]
    drawn.default_css = [(name, name) for name in sheets]
    return drawn


def located(snapshots: Iterable[Snapshot]) -> list[Row]:
    """Place and text of each service; the middle of its town where no more is known."""
    middles: dict[str, tuple[float, float]] = {}
    found = []
    for told in snapshots:
        said = told.payload
        if told.kind == "municipality":
            middles[told.uid] = said["lat"], said["lon"]
        elif told.area:
            lat, lon = middles[told.area]
            own = (said["lat"] or lat, said["lon"] or lon)
            lines = (said["name"]["en"], said["category"], said["hours"]["en"])
            text = "<br>".join((*lines, said["contacts"][0]["value"]))
            found.append((*own, text))
    return found


@contextmanager
def handed_out(pages: dict[str, bytes]) -> Iterator[str]:
    """The pages with their libraries beside them, by a plain server."""
    with TemporaryDirectory(prefix="portal-bench-") as folder:
        for name, content in pages.items():
            (Path(folder) / f"{name}.html").write_bytes(content)
        (Path(folder) / "dollar.js").write_text(DOLLAR)
        for path in LOADED:
            (Path(folder) / path.name).write_bytes(path.read_bytes())
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
