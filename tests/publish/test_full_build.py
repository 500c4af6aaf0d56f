import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from portal.blueprints.search.site import NATIONAL
from portal.config import Settings
from portal.languages import ALL
from portal.publish import Publisher
from portal.site import UnlistedPage, _check_listed, create_site
from tests.page import check_page
from tests.publish.conftest import PATHWAYS, TOWNS
from tests.publish.country import (
    CATEGORIES,
    ON_PORTAL,
    SERVICES_OF_A_TOWN,
    slug_of,
    uid_of,
)
from tests.publish.trees import built, read
from tests.world import TODAY

WORDS = (
    "",
    "help/",
    "helping/",
    "about/",
    "glossary/",
    "accessibility/",
    "privacy/",
    "data/",
)
LISTS = (
    *("municipalities/", "pathways/", "figures/", "map/", "services/", "gaps/"),
    "search/",
)
OF_TOWNS = ("map", "sheet", "gaps")
GROUPS = ("men", "women")
OPEN_DATA = (
    *("services.csv", "services.hsds.json", "services.hsds.zip", "services.geojson"),
    *("changes.atom", "pathways.atom", "pathway.schema.json"),
)
OF_PATHWAYS = ("", "follow/", "poster/")
Visit = Callable[[], AbstractContextManager[FlaskClient]]


def every_page() -> set[str]:
    pages = {*WORDS, *LISTS}
    pages |= {f"municipalities/{slug_of(number)}/" for number in range(TOWNS)}
    pages |= {f"{way}{page}" for way in ways() for page in (*OF_PATHWAYS, "1/")}
    pages |= {f"{town}{page}/" for town in on_portal() for page in OF_TOWNS}
    return pages | set(sorted_out())


def ways() -> list[str]:
    return [f"pathways/{uid_of('pathway', at)}/" for at in range(PATHWAYS)]


def sorted_out() -> Iterator[str]:
    """Pages of one kind or one group, of the country and of towns that have such."""
    yield from ("services/kind/helpline/", *map("services/group/{}/".format, GROUPS))
    for number in range(ON_PORTAL):
        town = f"municipalities/{slug_of(number)}/"
        yield from (f"{town}group/{group}/" for group in GROUPS)
        for at in range(SERVICES_OF_A_TOWN):
            kind = CATEGORIES[(number * SERVICES_OF_A_TOWN + at) % len(CATEGORIES)]
            yield from (f"{town}kind/{kind}/", f"services/kind/{kind}/")


def on_portal() -> set[str]:
    return {f"municipalities/{slug_of(number)}/" for number in range(ON_PORTAL)}


def test_full_build_holds_every_page_in_three_languages(publisher: Publisher) -> None:
    manifest = publisher.full(TODAY)
    expected = {f"{x.prefix}/{page}index.html" for x in ALL for page in every_page()}
    data = {"", *on_portal()}
    expected |= {f"{x.prefix}/{at}map/services.json" for x in ALL for at in data}
    expected |= {f"{x.prefix}/data/{file}" for x in ALL for file in OPEN_DATA}
    expected |= {f"{x.prefix}/{at}services.geojson" for x in ALL for at in on_portal()}
    files_of_a_way = ("pathway.svg", "pathway.json")
    expected |= {
        f"{x.prefix}/{way}{file}"
        for x in ALL
        for way in ways()
        for file in files_of_a_way
    }
    search = ("index", *range(NATIONAL + 1))
    expected |= {f"{x.prefix}/search/{name}.json" for x in ALL for name in search}
    expected |= {f"{x.prefix}/map/index.json" for x in ALL}
    expected |= {"index.html", "404.html", "sitemap.xml", "robots.txt", "keeper.js"}
    files = set(built(publisher))
    pages = {path for path in manifest.files if not path.startswith("static/")}
    assert pages == expected
    assert {f"public/{path}" for path in manifest.files} | {"manifest.json"} == files
    assert publisher.check_files() == []


@pytest.mark.one_engine
def test_every_built_page_is_a_good_page(publisher: Publisher) -> None:
    manifest = publisher.full(TODAY)
    pages = [path for path in manifest.files if path.endswith(".html")]
    assert len(pages) > 90
    for path in pages:
        status = 404 if path == "404.html" else 200
        check_page(read(publisher, path) or "", f"/{path}", status)


@pytest.mark.one_engine
def test_every_link_leads_to_a_file_or_the_desk(publisher: Publisher) -> None:
    manifest = publisher.full(TODAY)
    links: set[str] = set()
    for path in manifest.files:
        if path.endswith(".html"):
            found = re.findall(r'(?:href|src)="([^"]*)"', read(publisher, path) or "")
            links.update(found)
    ours = {link.partition("#")[0] for link in links if link.startswith("/")}
    assert len(ours) > 90
    for link in {link for link in ours if not link.startswith(("/desk/", "/api/"))}:
        file = link[1:] + ("index.html" if link.endswith("/") else "")
        assert file in manifest.files, link


@pytest.mark.one_engine
def test_site_map_names_each_page_with_its_other_languages(
    publisher: Publisher,
) -> None:
    publisher.full(TODAY)
    xml = read(publisher, "sitemap.xml") or ""
    found = re.findall(r"<loc>https://localhost/([^<]*)</loc>", xml)
    pages = {page for page in every_page() if not page.endswith("/1/")}
    assert sorted(found) == sorted(f"{x.prefix}/{p}" for x in ALL for p in pages)
    assert xml.count("<xhtml:link") == len(found) * len(ALL)


@pytest.mark.one_engine
def test_page_names_its_other_languages(publisher: Publisher) -> None:
    publisher.full(TODAY)
    page = read(publisher, f"en/municipalities/{slug_of(3)}/index.html") or ""
    told = dict(re.findall(r'hreflang="([^"]+)" href="([^"]+)"', page))
    for spoken in ALL:
        address = f"/{spoken.prefix}/municipalities/{slug_of(3)}/"
        assert told[spoken.html_lang].endswith(address)
    assert told["x-default"].endswith(f"/sr/municipalities/{slug_of(3)}/")


def test_equal_snapshots_and_day_make_equal_bytes(
    publisher: Publisher, land: Settings, tmp_path: Path
) -> None:
    publisher.full(TODAY)
    elsewhere = land.model_copy(update={"data_dir": tmp_path / "elsewhere"})
    other = Publisher(elsewhere)
    other.full(TODAY)
    assert built(other) == built(publisher)
    again = built(publisher)
    publisher.full(TODAY)
    assert built(publisher) == again


@pytest.mark.one_engine
def test_pages_say_when_they_were_checked(publisher: Publisher) -> None:
    publisher.full(TODAY)
    page = read(publisher, "en/index.html") or ""
    assert "22 November 2026" in page
    assert "23 November 2026" in page


@pytest.mark.one_engine
def test_another_day_makes_another_site(publisher: Publisher) -> None:
    publisher.full(TODAY)
    before = built(publisher)
    publisher.full(TODAY + timedelta(days=1))
    after = built(publisher)
    assert publisher.built_on() == TODAY + timedelta(days=1)
    assert before.keys() == after.keys()
    assert before["public/en/index.html"] != after["public/en/index.html"]


@pytest.mark.one_engine
def test_page_that_no_list_names_stops_the_build(land: Settings) -> None:
    site = create_site(land)
    _check_listed(site)
    site.add_url_rule("/forgotten/", "pages.forgotten", lambda: "")
    with pytest.raises(UnlistedPage, match="forgotten"):
        _check_listed(site)


@pytest.mark.one_engine
def test_only_the_served_build_and_the_one_before_are_kept(
    publisher: Publisher,
) -> None:
    (publisher.root / "builds" / "left-by-a-kill" / "public").mkdir(parents=True)
    folders = []
    for _ in range(3):
        publisher.full(TODAY)
        folders.append(publisher.current.resolve())
    assert set((publisher.root / "builds").iterdir()) == set(folders[1:])
