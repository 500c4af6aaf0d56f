"""What a page weighs with all that it loads, and what the server's processes hold."""

import gzip
import re
import tempfile
import urllib.request
from pathlib import Path

from portal.publish import Publisher
from tests.bench import figures
from tests.bench.place import an_instance
from tests.browser.live import Live, live_demo
from tests.processes import children, seconds_until, shared_bytes, work_of
from tests.publish.country import ON_PORTAL, country, slug_of
from tests.publish.walls import fill
from tests.world import TODAY

MOST_BYTES, MOST_MEMORY = 60_000, 150 * 2**20
LOADED = re.compile(r'(?:src="|<link rel="(?:stylesheet|icon)" href=")/(static/[^"]+)"')


def page() -> str:
    """A municipality's page: markup, styles, scripts and pictures."""
    with an_instance() as settings:
        fill(settings.database, country(ON_PORTAL, 3 * ON_PORTAL))
        publisher = Publisher(settings)
        publisher.full(TODAY)
        public = publisher.current / "public"
        rows = [_weighed(public, prefix) for prefix in ("sr", "sr-latn", "en")]
    heads = ("page", "files", "compressed", "plain", "≤ 60 KB")
    return figures.table(heads, rows)


def _weighed(public: Path, prefix: str) -> tuple[str, ...]:
    address = f"{prefix}/municipalities/{slug_of(1)}/"
    html = (public / address / "index.html").read_bytes()
    parts = [html, *((public / p).read_bytes() for p in LOADED.findall(html.decode()))]
    small = sum(len(gzip.compress(part, 6)) for part in parts)
    plain = sum(map(len, parts))
    told = (f"{small / 1000:.1f} KB", f"{plain / 1000:.1f} KB")
    met = figures.verdict(met=small <= MOST_BYTES)
    return (f"/{address}", str(len(parts)), *told, met)


def processes() -> str:
    """The demonstration, after both workers have answered on site and desk."""
    with tempfile.TemporaryDirectory() as folder, live_demo(Path(folder)) as live:
        master = live.process.pid
        seconds_until(lambda: work_of(master))
        _visit(live)
        held = {pid: shared_bytes(pid) for pid in (master, *children(master))}
        work = held.pop(work_of(master) or 0)
    together = sum(held.values())
    rows = [
        ("master and two preloaded workers", _mib(together), "≤ 150 MiB"),
        ("the process that does the jobs, beside them", _mib(work), ""),
    ]
    met = figures.verdict(met=together <= MOST_MEMORY)
    heads = ("processes", "proportional set size", f"mark: {met}")
    return figures.table(heads, rows)


def _visit(live: Live) -> None:
    for _ in range(30):
        for path in ("/sr/", "/desk/sign-in"):
            with urllib.request.urlopen(live.url + path, timeout=60) as answer:
                answer.read()


def _mib(size: int) -> str:
    return f"{size / 2**20:.0f} MiB"
