from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from flask import Flask

from portal.config import Settings
from portal.domain.services import NATIONAL_NUMBER_VERIFIED_FOR
from portal.publish import Publisher, Refused
from tests.borrowed import lend_shell
from tests.publish.begun import begin
from tests.publish.changes import ACTS
from tests.publish.country import (
    a_pathway,
    a_service,
    a_town,
    slug_of,
    the_number,
    uid_of,
    withdrawn,
)
from tests.publish.trees import built, differing, read
from tests.publish.walls import put, take_down, waiting_keys
from tests.world import TODAY

PREFIXES = ("sr", "sr-latn", "en")


def change(publisher: Publisher, portal: Flask) -> list[str]:
    return publisher.change(waiting_keys(portal), TODAY)


def from_scratch(land: Settings, folder: Path) -> dict[str, str]:
    publisher = Publisher(lend_shell(land.model_copy(update={"data_dir": folder})))
    begin(publisher)
    return built(publisher)


@pytest.mark.parametrize("seed", [2017, 2026])
def test_any_sequence_of_changes_ends_in_the_bytes_of_a_full_build(
    publisher: Publisher, portal: Flask, land: Settings, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    begin(publisher)
    acts = [*ACTS, *chance.choices(ACTS, k=4)]
    chance.shuffle(acts)
    while acts:
        for _ in range(min(len(acts), chance.choice([1, 1, 3]))):
            acts.pop()(portal, chance)
        change(publisher, portal)
    assert built(publisher) == from_scratch(land, tmp_path / "scratch")
    assert publisher.check_files() == []


@pytest.mark.one_engine
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_each_act_by_itself_ends_in_the_bytes_of_a_full_build(
    publisher: Publisher, portal: Flask, land: Settings, tmp_path: Path, act
) -> None:
    begin(publisher)
    act(portal, Random(act.__name__))
    change(publisher, portal)
    assert built(publisher) == from_scratch(land, tmp_path / "scratch")


def test_edited_step_touches_the_pages_of_the_pathway_and_its_town_alone(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    before = built(publisher)
    put(portal, a_pathway(3, 3, edition=2))
    way, town = f"pathways/{uid_of('pathway', 3)}/", f"municipalities/{slug_of(3)}/"
    files = ("1/", "2/", "follow/", "pathway.json", "pathway.svg", "poster/")
    touched = ["data/pathways.atom", town, way, *(f"{way}{file}" for file in files)]
    assert change(publisher, portal) == touched
    pages = (
        town,
        way,
        *(f"{way}{page}" for page in ("1/", "2/", "follow/", "poster/")),
    )
    ends = [*(f"{page}index.html" for page in pages), f"{way}pathway.json"]
    told = {f"public/{x}/{file}" for x in PREFIXES for file in (*ends, touched[0])}
    assert differing(before, built(publisher)) == {*told, "manifest.json"}


@pytest.mark.one_engine
def test_shared_pathway_stands_on_the_page_of_the_partner_as_long_as_it_is_shared(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    host, partner, other = (f"municipalities/{slug_of(n)}/" for n in (3, 5, 4))
    for title, towns in ((" one", (5,)), (" two", (5,)), (" three", ())):
        put(portal, a_pathway(3, 3, title=title, shared_with=towns))
        touched = change(publisher, portal)
        assert {host, partner} <= set(touched), title
        assert other not in touched
        page = read(publisher, f"en/{partner}index.html") or ""
        assert (f"Way 3{title}" in page) == bool(towns)
        hosted = "Hosted by Local team 3 and shared with this town."
        assert (hosted in page) == bool(towns)
    put(portal, a_pathway(3, 3, title=" four"))
    assert partner not in change(publisher, portal)


@pytest.mark.one_engine
def test_withdrawn_pathway_leaves_the_page_of_the_partner(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    partner = f"municipalities/{slug_of(5)}/"
    put(portal, a_pathway(3, 3, edition=2, shared_with=(5,)))
    change(publisher, portal)
    put(portal, withdrawn(3, 3), urgent=True)
    assert partner in change(publisher, portal)
    assert "Hosted by" not in (read(publisher, f"en/{partner}index.html") or "")


@pytest.mark.one_engine
def test_service_that_stops_is_told_where_a_pathway_needs_it(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    put(portal, a_service(3 * 4 + 1, 3, status="suspended"))
    touched = change(publisher, portal)
    assert f"pathways/{uid_of('pathway', 3)}/" in touched
    assert f"municipalities/{slug_of(3)}/" in touched
    assert "" in touched
    assert "help/" not in touched
    assert f"pathways/{uid_of('pathway', 4)}/" not in touched


@pytest.mark.one_engine
def test_change_of_nothing_touches_no_page(publisher: Publisher) -> None:
    begin(publisher)
    before = built(publisher)
    assert publisher.change({"service:nobody"}, TODAY) == []
    assert built(publisher) == before


@pytest.mark.one_engine
def test_new_day_builds_all_of_it_with_the_first_change(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    put(portal, a_pathway(3, 3, edition=2))
    tomorrow = TODAY + timedelta(days=1)
    touched = publisher.change(waiting_keys(portal), tomorrow)
    assert publisher.built_on() == tomorrow
    assert len(touched) > 30


@pytest.mark.one_engine
def test_new_edition_of_the_portal_builds_all_of_it(
    publisher: Publisher, land: Settings
) -> None:
    begin(publisher)
    other = Publisher(land.model_copy(update={"leave_url": "https://other.example/"}))
    assert not publisher.is_stale(TODAY)
    assert other.is_stale(TODAY)
    assert len(other.change(set(), TODAY)) > 30
    assert "https://other.example/" in (read(other, "en/index.html") or "")


@pytest.mark.one_engine
def test_damaged_manifest_is_mended_by_a_full_build(publisher: Publisher) -> None:
    begin(publisher)
    before = built(publisher)
    (publisher.current / "manifest.json").write_text('{"date": "2026-')
    assert publisher.is_stale(TODAY)
    publisher.change(set(), TODAY)
    assert built(publisher) == before


def test_page_of_what_was_taken_down_is_gone(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    take_down(portal, a_pathway(3, 3))
    change(publisher, portal)
    assert read(publisher, f"en/pathways/{uid_of('pathway', 3)}/index.html") is None


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("verified_on", "people"),
    [(TODAY, 1), (TODAY - NATIONAL_NUMBER_VERIFIED_FOR - timedelta(days=1), 2)],
)
def test_number_that_nobody_trusts_stops_every_build_but_a_withdrawal(
    publisher: Publisher, portal: Flask, verified_on, people: int
) -> None:
    begin(publisher)
    before = built(publisher)
    put(portal, the_number(verified_on, people), withdrawn(3, 3))
    keys = waiting_keys(portal)
    for build in (
        lambda: publisher.change(keys, TODAY),
        lambda: publisher.full(TODAY),
        lambda: publisher.full(TODAY + timedelta(days=1)),
    ):
        with pytest.raises(Refused, match="national number"):
            build()
        assert built(publisher) == before
    publisher.change(keys, TODAY, insist=True)
    way = f"en/pathways/{uid_of('pathway', 3)}/"
    for address in (way, f"{way}1/"):
        assert "was withdrawn on" in (read(publisher, f"{address}index.html") or "")


@pytest.mark.one_engine
def test_country_without_a_number_is_not_built(
    publisher: Publisher, portal: Flask
) -> None:
    take_down(portal, the_number())
    with pytest.raises(Refused, match="national number"):
        publisher.full(TODAY)
    assert not publisher.current.exists()
    assert list((publisher.root / "builds").rglob("*")) == []


@pytest.mark.one_engine
def test_dead_link_stops_the_build(publisher: Publisher, portal: Flask) -> None:
    begin(publisher)
    before = built(publisher)
    astray = a_pathway(3, 3)
    lost = {"slug": "nowhere", "name": a_town(3).summary["name"]}
    for told in (astray.summary, astray.payload):
        told["municipality"] = lost
    put(portal, astray)
    keys = waiting_keys(portal)
    for build in (
        lambda: publisher.change(keys, TODAY),
        lambda: publisher.full(TODAY),
    ):
        with pytest.raises(Refused, match="dead links: /en/municipalities/nowhere/"):
            build()
        assert built(publisher) == before
