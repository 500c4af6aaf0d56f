"""Every page can be used by everybody: axe finds nothing, nothing scrolls sideways.

PORTAL_TEST_LOOKS=all adds every script in both widths and colours, for a drill.
"""

import os
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser import desk
from tests.browser.axe import axe_violations, comes_with_axe, sideways_scroll
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.spoken import CODES, Spoken
from tests.told import Tell

# What tells pages of a kind apart: an uid, the key of a step, the language of a sheet,
# the town of a table of gaps, its cell, the page of a list.
OWN = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/steps/)(?!new)\w+|(?<=language=)[\w-]+"
    r"|(?<=/gaps/)(?!new)[a-z-]+|\w+/(?:women|men|girls|boys)(?=/)|(?<=cell=)[\w.]+"
    r"|(?<=page=)\d+"
)
MEETING = re.compile(r"/desk/meetings/[0-9a-f-]{36}")
FILE = re.compile(r"\.(csv|xlsx|ics|json|pdf)(\?|$)")
Look = tuple[str, int, str]
EVERY_LOOK = list(product(CODES, (320, 1280), ("light", "dark")))
PHONES = [(code, 320, "light") for code in CODES]
WIDE_AND_DARK = ("en", 1280, "dark")
PUBLIC = [*PHONES, WIDE_AND_DARK, ("sr-Cyrl", 1280, "light")]
DESK = [
    *((desk.COORDINATOR, look) for look in (*PHONES, WIDE_AND_DARK)),
    (desk.OFFICE, ("sr-Cyrl", 1280, "light")),
    (desk.OFFICE, ("en", 320, "dark")),
]
if os.environ.get("PORTAL_TEST_LOOKS") == "all":
    PUBLIC = EVERY_LOOK
    DESK = list(product((desk.COORDINATOR, desk.OFFICE), EVERY_LOOK))


def named(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def public_paths(live: Live, prefix: str) -> list[str]:
    """Every page that the publisher built in a language, from its files."""
    root = live.folder / "demo" / "site" / "current" / "public"
    files = sorted(Path(root, prefix.strip("/")).rglob("index.html"))
    return [f"/{file.parent.relative_to(root).as_posix()}/" for file in files]


@pytest.mark.parametrize("look", PUBLIC, ids=named)
def test_public_pages_keep_nobody_out(
    demo: Live, page_at: Callable[..., Page], look: Look, tell: Tell
) -> None:
    code, width, scheme = look
    paths = [*public_paths(demo, Spoken(code).prefix), "/404.html"]
    assert len(paths) >= 20
    page = comes_with_axe(page_at(width, color_scheme=scheme, lang=code))
    found = [wrong for path in paths for wrong in problems(page, demo.url + path)]
    tell(f"{len(paths)} pages, {len(found)} violations")
    assert found == []


@pytest.mark.parametrize(("email", "look"), DESK, ids=named)
def test_desk_pages_keep_nobody_out(
    demo: Live,
    person_at: Callable[..., Person],
    email: str,
    look: Look,
    tell: Tell,
) -> None:
    code, width, scheme = look
    spoken = Spoken(code)
    person = person_at(demo, width, color_scheme=scheme, lang=f"{code}-RS")
    comes_with_axe(person.page)
    found = problems(person.page, f"{demo.url}/desk/sign-in")
    desk.is_at_the_desk(person, email, spoken)
    of_a_kind = 2 if code == CODES[0] else 1
    seen, wrong = crawled(person.page, demo.url, of_a_kind)
    tell(f"{len(seen)} pages, {len(found + wrong)} violations")
    assert len(seen) >= 8
    assert found + wrong == []


def crawled(page: Page, home: str, of_a_kind: int) -> tuple[list[str], list[str]]:
    """Follow links over the desk; `of_a_kind` pages of each kind."""
    waiting, seen, kinds = ["/desk/"], [], {}
    found: list[str] = []
    while waiting:
        path = waiting.pop(0)
        kind = OWN.sub("*", path)
        if path in seen or kinds.get(kind, 0) >= of_a_kind:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        seen.append(path)
        found += problems(page, home + path)
        waiting += desk_links(page)
    return seen, found


def desk_links(page: Page) -> list[str]:
    """The desk's own addresses that the page links to, also in closed parts.

    Nothing links to an attendance sheet alone: it is where a refused one comes back.
    """
    links = page.locator("a[href]").evaluate_all("all => all.map(link => link.href)")
    paths = [
        urlsplit(link)._replace(scheme="", netloc="", fragment="") for link in links
    ]
    linked = [path.geturl() for path in paths if path.path.startswith("/desk/")]
    pages = [path for path in linked if not FILE.search(path)]
    return pages + [f"{path}/attendance" for path in pages if MEETING.fullmatch(path)]


def problems(page: Page, address: str) -> list[str]:
    """What axe finds with every closed part opened, and how far it scrolls sideways."""
    page.goto(address)
    page.locator("main details").evaluate_all("all => all.forEach(d => d.open = true)")
    too_wide = sideways_scroll(page)
    scrolls = [f"{address} is {too_wide} px too wide"] if too_wide > 0 else []
    return axe_violations(page) + scrolls
