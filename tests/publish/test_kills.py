"""Kills at random moments, under the eyes of a reader who never stops.

PORTAL_TEST_KILLS raises their number, for a drill.
"""

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from flask import Flask

from portal.publish import Publisher
from tests.publish.country import a_pathway, a_town, slug_of, uid_of
from tests.publish.reader import editions
from tests.publish.walls import put, waiting_keys
from tests.world import TODAY

ROOT = Path(__file__).parent.parent.parent
KILLS = int(os.environ.get("PORTAL_TEST_KILLS", "30"))
PAGES = [
    f"{prefix}/{page}index.html"
    for prefix in ("sr", "sr-latn", "en")
    for page in (
        f"pathways/{uid_of('pathway', 3)}/",
        "",
        f"municipalities/{slug_of(3)}/",
        "municipalities/",
    )
]
pytestmark = pytest.mark.one_engine


@pytest.fixture
def size() -> tuple[int, int]:
    """A small country: a build must not take long to be killed thirty times."""
    return 4, 4


def put_edition(portal: Flask, number: int) -> set[str]:
    """One act whose number every one of the pages above carries."""
    name = f" edition-{number}"
    put(portal, a_town(3, name=name), a_pathway(3, 3, town_name=name))
    return waiting_keys(portal)


@pytest.fixture
def notes(
    publisher: Publisher, portal: Flask, tmp_path: Path
) -> Iterator[Callable[[], list[list[int | None]]]]:
    """A reader at work; called at the end, what they saw, read after read."""
    put_edition(portal, 0)
    publisher.full(TODAY)
    out = tmp_path / "seen"
    command = [sys.executable, "-m", "tests.publish.reader", publisher.current, out]
    reader = subprocess.Popen([*command, *PAGES], cwd=ROOT)

    def stop() -> list[list[int | None]]:
        (tmp_path / "stop").touch()
        assert reader.wait(60) == 0
        rounds = [json.loads(line) for line in out.read_text().splitlines()]
        return [there + back[::-1] for there, back in rounds]

    while not out.exists() or not out.stat().st_size:
        time.sleep(0.05)
    yield stop
    if reader.poll() is None:
        reader.kill()
        reader.wait(60)


def published_in_a_child(act: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        try:
            act()
            os._exit(0)
        finally:
            os._exit(1)
    return child


def how_long(act: Callable[[], object]) -> float:
    started = time.monotonic()
    os.waitpid(published_in_a_child(act), 0)
    return time.monotonic() - started


def seen_now(publisher: Publisher) -> set[int | None]:
    return set(editions(publisher.current, PAGES))


@pytest.mark.parametrize("kind", ["full", "change"])
def test_reader_sees_the_old_or_the_new_site_whenever_the_publisher_is_killed(
    publisher: Publisher, portal: Flask, notes: Callable, kind: str
) -> None:
    keys = put_edition(portal, 1)
    acts = {
        "full": lambda: publisher.full(TODAY),
        "change": lambda: publisher.change(keys, TODAY),
    }
    lasts, chance = how_long(acts[kind]), Random(kind)
    before, number, killed = 1, 1, 0
    while killed < KILLS:
        number += 1
        put_edition(portal, number)
        child = published_in_a_child(acts[kind])
        time.sleep(chance.random() * lasts)
        os.kill(child, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        (now,) = seen_now(publisher)
        assert now in (before, number)
        before = now
    acts[kind]()
    assert seen_now(publisher) == {number}
    assert publisher.check_files() == []
    assert_never_mixed(notes())


def assert_never_mixed(rounds: list[list[int | None]]) -> None:
    """Every page was there and whole, and no read showed less than one before it."""
    reads = list(itertools.chain(*rounds))
    print(f"{len(reads)} reads, {len(set(reads))} editions seen")
    assert len(reads) > 1000
    assert None not in reads
    assert reads == sorted(reads)


def test_reader_sees_no_mixture_while_change_follows_change(
    publisher: Publisher, portal: Flask, notes: Callable
) -> None:
    for number in range(1, 20):
        publisher.change(put_edition(portal, number), TODAY)
    rounds = notes()
    assert_never_mixed(rounds)
    assert seen_now(publisher) == {19}
