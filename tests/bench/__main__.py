"""`python -m tests.bench`: measure all of it and write docs/performance.md.

With titles of sections behind it, these alone are measured anew.
"""

import os
import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from portal.time import day_of, utc_now
from tests.bench import builds, country, desk, maps, pathways, search, weight

OUT = Path(__file__).parent.parent.parent / "docs" / "performance.md"
SECTIONS: dict[str, Callable[[], str]] = {
    "Desk pages": desk.report,
    "The dashboard of seven teams and ten years": country.dashboard,
    "Full build": builds.beside_frozen_flask,
    "One change among 10,000 pages × 3 languages": builds.one_change,
    "Pathways": pathways.report,
    "Weight of a municipality's page": weight.page,
    "A map of 10,000 services": maps.ten_thousand,
    "A map of 100,000 services": maps.hundred_thousand,
    "Search": search.beside_fts5,
    "Memory": weight.processes,
}
IN_CHROMIUM = (
    "In Chromium, nothing cached, over loopback; all pages in turns. Folium's load"
    " Leaflet and its clusters from beside themselves, and no tiles. Ours draws the"
    " districts, has its list by town, and fetches what a town holds when it is looked"
    " at. 109 towns of very different size; one service in eight is known by its town."
)
NOTES = {
    "Desk pages": "Through gunicorn over loopback, signed in, one connection at a time;"
    " all pages and the bare one in turns. SQL is counted without the frame of the"
    " transactions; growth is the median with 50 teams' data over that with one's.",
    "The dashboard of seven teams and ten years": "The office signed in; reports of 40"
    " quarters on eight activities of six teams, up to nine meetings a year.",
    "Full build": "The same app, the same addresses, the same day, in turns.",
    "One change among 10,000 pages × 3 languages": "1,000 towns of which seven are on"
    " the portal, four services each, the rest pathways of 12 steps. From the call to"
    " the publisher until every reader sees the change, durable on the disk.",
    "Pathways": "Layouts of pathways by chance, with loops, in four lanes; public"
    " pages as the publisher renders them, in turns; a republish until the files lie in"
    " their places. The desk's page of 60 steps is among the desk pages.",
    "Weight of a municipality's page": "Seen for the first time: markup, styles,"
    " scripts, icon, compressed as a proxy does (gzip, level 6).",
    "A map of 10,000 services": IN_CHROMIUM,
    "A map of 100,000 services": f"{IN_CHROMIUM} MarkerCluster, with a page of nearly"
    " 80 MB, is left out.",
    "Search": "Questions of one to three words of names, every other service entered in"
    " Latin; FTS5 holds the same words in memory, ours lies on the disk and"
    " asks what the reader may see. Typos: a letter wrong, missing, doubled or"
    " swapped in a whole name; found is what stands among the first five.",
    "Memory": "The demonstration after 60 requests; shared memory counts for its part.",
}


def main(wanted: list[str]) -> None:
    parts = _written() if wanted else {}
    for title in wanted or SECTIONS:
        print(f"{title} …", flush=True)
        parts[title] = _section(title)
        print(parts[title], flush=True)
    OUT.parent.mkdir(exist_ok=True)
    told = [parts[title] for title in SECTIONS if title in parts]
    OUT.write_text("\n".join([_head(), *told]))


def _written() -> dict[str, str]:
    """The sections that stand already, by their titles."""
    parts = OUT.read_text().split("\n## ")[1:]
    return {part.partition("\n")[0]: f"## {part.rstrip()}\n" for part in parts}


def _section(title: str) -> str:
    started, load = time.monotonic(), os.getloadavg()[0]
    told = SECTIONS[title]().rstrip()
    seconds = time.monotonic() - started
    took = f"Measured in {seconds:.0f} s, at a load of {load:.1f}."
    return f"## {title}\n\n{NOTES[title]} {took}\n\n{told}\n"


def _head() -> str:
    python, packages = platform.python_version(), ("Flask", "SQLAlchemy", "gunicorn")
    with_these = ", ".join(f"{name} {version(name)}" for name in packages)
    day = day_of(utc_now())
    return (
        "# Performance\n\n"
        f"Written by `make bench` on {day:%F}, {os.cpu_count()} cores, Python"
        f" {python}, {with_these}, SQLite. Medians, with the least and the most seen."
        " What is compared was measured in turns within one run: trust ratios more"
        " than times, which drift by up to × 2 with the machine.\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
