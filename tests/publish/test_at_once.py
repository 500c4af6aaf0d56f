from datetime import timedelta

import pytest
from flask import Flask

from portal.config import Settings
from portal.publish import Publisher
from portal.snapshots import Snapshots
from tests.publish.commands import ended, started
from tests.publish.country import a_pathway, a_town, the_number, uid_of
from tests.publish.trees import built, read
from tests.publish.walls import put, take_down, waiting_keys
from tests.world import TODAY


def test_two_publishers_at_once_both_end_well(
    land: Settings, publisher: Publisher
) -> None:
    day = ["publish", "--on", TODAY.isoformat()]
    both = [started(land, *day), started(land, *day)]
    for process in both:
        status, said = ended(process)
        assert status == 0, said
        assert f"files for {TODAY}" in said
    assert publisher.check_files() == []
    left = built(publisher)
    publisher.full(TODAY)
    assert built(publisher) == left


@pytest.mark.one_engine
def test_publish_that_is_refused_says_why_and_keeps_the_site(
    land: Settings, publisher: Publisher, portal: Flask
) -> None:
    publisher.full(TODAY)
    before = built(publisher)
    take_down(portal, the_number())
    status, said = ended(started(land, "publish", "--on", TODAY.isoformat()))
    assert status == 1
    assert "the site stays" in said
    assert "national number" in said
    assert built(publisher) == before


@pytest.mark.one_engine
def test_change_never_goes_into_a_build_of_another_day(
    land: Settings, publisher: Publisher, portal: Flask
) -> None:
    """Another process has built tomorrow's site after we last looked."""
    publisher.full(TODAY)
    tomorrow = TODAY + timedelta(days=1)
    Publisher(land).full(tomorrow)
    put(portal, a_pathway(3, 3, edition=2))
    publisher.change(waiting_keys(portal), TODAY)
    days = {read(publisher, f"{page}index.html") or "" for page in ("en/", "en/help/")}
    assert publisher.built_on() == TODAY
    assert all("22 November 2026" in page for page in days)


def test_build_looks_at_one_moment_of_the_wall(
    publisher: Publisher, portal: Flask
) -> None:
    """An act that commits while a build is running is in all of its pages or none."""
    with publisher.renderer.on(TODAY) as site:
        list(site.render("help/"))
        put(portal, a_town(3, name=" later"), a_pathway(3, 3, town_name=" later"))
        fresh: Snapshots = site._snapshots
        assert fresh.one("municipality", "town-0003")["name"]["en"] == "Town 3"
        way = fresh.one("pathway", uid_of("pathway", 3))
        assert way["municipality"]["name"]["en"] == "Town 3"
    with publisher.renderer.on(TODAY) as site:
        assert "later" in next(iter(site.render("municipalities/")))[1].decode()
