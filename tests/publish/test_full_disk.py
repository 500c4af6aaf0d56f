from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal.config import Settings
from portal.publish import Publisher
from tests.borrowed import lend_shell
from tests.publish.country import a_pathway, uid_of
from tests.publish.disks import Full, small_disk
from tests.publish.trees import built
from tests.publish.walls import put, waiting_keys
from tests.world import TODAY

NO_ROOM = r"No space left|too large"
pytestmark = pytest.mark.one_engine


@pytest.fixture
def full(land: Settings, tmp_path: Path) -> Iterator[Full]:
    with small_disk(tmp_path / "disk") as full:
        yield full


@pytest.fixture
def cramped(full: Full, land: Settings, tmp_path: Path) -> Publisher:
    """A publisher whose site lies on the small disk."""
    there = land.model_copy(update={"data_dir": tmp_path / "disk"})
    publisher = Publisher(lend_shell(there))
    publisher.full(TODAY)
    return publisher


def test_full_build_on_a_full_disk_leaves_the_old_site(
    cramped: Publisher, full: Full
) -> None:
    before = built(cramped)
    with full(), pytest.raises(OSError, match=NO_ROOM):
        cramped.full(TODAY)
    assert built(cramped) == before
    assert len(list((cramped.root / "builds").iterdir())) == 1
    cramped.full(TODAY)
    assert built(cramped) == before


def test_change_on_a_full_disk_leaves_the_old_site_and_works_later(
    cramped: Publisher, portal: Flask, full: Full
) -> None:
    before = built(cramped)
    put(portal, a_pathway(3, 3, edition=2))
    keys = waiting_keys(portal)
    for _ in range(2):
        with full(), pytest.raises(OSError, match=NO_ROOM):
            cramped.change(keys, TODAY)
        assert built(cramped) == before
    assert f"pathways/{uid_of('pathway', 3)}/" in cramped.change(keys, TODAY)
    changed = built(cramped)
    cramped.full(TODAY)
    assert built(cramped) == changed != before
