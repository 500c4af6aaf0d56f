"""The files of open data as they are built: what they tell, and what they keep."""

import csv
import io
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from portal.blueprints.opendata.site import WHOLE
from portal.domain.words import CYRILLIC, ENGLISH, LATIN
from portal.hsds import reading, tables
from portal.hsds.opened import opened
from portal.hsds.package import tables_of
from portal.publish import Publisher
from tests.hsds import standard
from tests.publish.begun import begin
from tests.publish.country import (
    ON_PORTAL,
    SERVICES_OF_A_TOWN,
    a_service,
    a_town,
    slug_of,
    the_number,
    uid_of,
)
from tests.publish.test_map import of_town, placed, publish
from tests.publish.trees import built, differing, read
from tests.publish.walls import put, waiting_keys
from tests.told import Tell
from tests.world import TODAY, both

pytestmark = pytest.mark.one_engine
PREFIXES = {CYRILLIC: "sr", LATIN: "sr-latn", ENGLISH: "en"}
LISTED = ON_PORTAL * SERVICES_OF_A_TOWN + 1
FIRST = 3 * SERVICES_OF_A_TOWN
ATOM = "{http://www.w3.org/2005/Atom}"


def hsds(publisher: Publisher, prefix: str = "en") -> dict[str, Any]:
    told = json.loads(read(publisher, f"{prefix}/data/services.hsds.json") or "")
    return {service["id"]: service for service in told["contents"]}


def points(publisher: Publisher, page: str = "data/") -> list[dict[str, Any]]:
    told = json.loads(read(publisher, f"en/{page}services.geojson") or "")
    assert told["type"] == "FeatureCollection"
    return list(told["features"])


def packed(publisher: Publisher, prefix: str = "en") -> bytes:
    path = publisher.current / "public" / prefix / "data" / "services.hsds.zip"
    return path.read_bytes()


def sheet(publisher: Publisher) -> list[list[str]]:
    text = read(publisher, "en/data/services.csv") or ""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_feeds_of_the_site_tell_what_is_public_to_the_letter(
    publisher: Publisher, portal: Flask
) -> None:
    exact = placed(FIRST, 3, lat=43.5001, lon=21.5002, areas=[slug_of(1), slug_of(2)])
    publish(publisher, portal, exact)
    feeds = {code: hsds(publisher, prefix) for code, prefix in PREFIXES.items()}
    assert len(feeds[ENGLISH]) == LISTED
    assert feeds[ENGLISH].keys() == feeds[LATIN].keys() == feeds[CYRILLIC].keys()
    number = the_number().payload["contacts"][0]
    for payload in (exact.payload, a_service(5, 1).payload, the_number().payload):
        uid = payload["uid"]
        told = reading.service({code: feed[uid] for code, feed in feeds.items()})
        assert told == opened(payload, TODAY, number)


def test_package_and_json_tell_the_same(publisher: Publisher) -> None:
    begin(publisher)
    for prefix in PREFIXES.values():
        told = {
            s["id"]: s for s in tables.together(tables_of(packed(publisher, prefix)))
        }
        assert told == hsds(publisher, prefix)


def test_built_services_conform_to_the_standard(
    publisher: Publisher, tell: Tell
) -> None:
    if standard.folder() is None:
        tell(standard.ABSENT)
        return
    begin(publisher)
    for service in hsds(publisher).values():
        assert standard.faults("service", service) == []
    tell(f"{LISTED} built services conform")


def test_towns_that_are_not_on_the_portal_list_none(publisher: Publisher) -> None:
    files = publisher.full(TODAY).files
    hidden = uid_of("service", ON_PORTAL * SERVICES_OF_A_TOWN)
    assert hidden not in hsds(publisher)
    assert f"en/municipalities/{slug_of(ON_PORTAL)}/services.geojson" not in files
    assert len(points(publisher, f"municipalities/{slug_of(2)}/")) == SERVICES_OF_A_TOWN
    assert len(points(publisher)) == LISTED


def test_only_exact_public_places_are_points(
    publisher: Publisher, portal: Flask
) -> None:
    exact = placed(FIRST, 3, lat=43.5001, lon=21.5002)
    vague = placed(FIRST + 1, 3, tier="area", lat=43.987654, lon=20.123456)
    hidden = placed(900, None, tier="confidential", lat=43.987654, lon=20.123456)
    publish(publisher, portal, exact, vague, hidden)
    told = {point["properties"]["service"]: point for point in points(publisher)}
    assert told[exact.uid]["geometry"] == {
        "type": "Point",
        "coordinates": [21.5002, 43.5001],
    }
    assert told[vague.uid]["geometry"] is None
    assert told[vague.uid]["properties"]["town"] == slug_of(3)
    assert told[hidden.uid]["geometry"] is None
    assert "town" not in told[hidden.uid]["properties"]
    town = a_town(3).payload
    drawn = json.dumps(points(publisher))
    assert f"{town['lon']}, {town['lat']}" not in drawn


def test_no_file_tells_a_place_that_its_tier_hides(
    publisher: Publisher, portal: Flask
) -> None:
    mark = both("Тајна 5", "Secret 5")
    hidden = placed(
        900, None, tier="confidential", address=mark, areas=[slug_of(5)], capacity=7_654
    )
    publish(publisher, portal, hidden)
    for content in (
        *(json.dumps(hsds(publisher, p)[hidden.uid]) for p in PREFIXES.values()),
        json.dumps(tables_of(packed(publisher)), ensure_ascii=False),
        read(publisher, "en/data/services.csv") or "",
        read(publisher, "en/data/changes.atom") or "",
    ):
        assert "Secret 5" not in content
        assert "Тајна 5" not in content
        assert "7654" not in content
    assert slug_of(5) not in json.dumps(hsds(publisher)[hidden.uid])


def test_table_holds_every_service_once_and_no_formula(
    publisher: Publisher, portal: Flask
) -> None:
    evil = placed(FIRST, 3, name=both("=1+1", "=HYPERLINK(1)"))
    publish(publisher, portal, evil)
    heads, *rows = sheet(publisher)
    assert len(rows) == LISTED
    assert {row[-1] for row in rows} == set(hsds(publisher))
    assert {len(row) for row in rows} == {len(heads)}
    cells = [cell for row in rows for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)] == []


def test_overdue_number_is_in_no_file(publisher: Publisher, portal: Flask) -> None:
    late = a_service(FIRST, 3, verified_on=TODAY - timedelta(days=400))
    publish(publisher, portal, late)
    number = late.payload["contacts"][0]["value"]
    phones = hsds(publisher)[late.uid]["phones"]
    assert [phone["number"] for phone in phones] == ["+381 000 000 000"]
    for file in ("services.csv", "services.geojson", "services.hsds.json"):
        assert number not in (read(publisher, f"en/data/{file}") or "")


def test_changed_service_builds_the_files_of_its_town_and_the_country(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    before = built(publisher)
    put(portal, placed(FIRST, 3, name=both("Ново име", "A new name")))
    publisher.change(waiting_keys(portal), TODAY)
    touched = differing(before, built(publisher))
    files = {path for path in touched if "/data/" in path or ".geojson" in path}
    names = ("services.csv", "services.hsds.json", "services.hsds.zip")
    more = ("services.geojson", "changes.atom")
    wanted = {f"public/{p}/data/{n}" for p in PREFIXES.values() for n in names + more}
    town = f"municipalities/{slug_of(3)}/services.geojson"
    assert files == wanted | {f"public/{p}/{town}" for p in PREFIXES.values()}


def test_pages_of_a_change_do_not_wait_for_files_of_the_country(
    publisher: Publisher, portal: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill between the two is mended: the job that was not done is done again."""
    begin(publisher)
    put(portal, placed(FIRST, 3, name=both("Ново име", "A new name")))
    keys = waiting_keys(portal)
    replace, acts = Publisher._replace, []

    def once(self: Publisher, site: Any, manifest: Any, act: list[str]) -> None:
        acts.append(act)
        if len(acts) == 2:
            raise KeyboardInterrupt
        replace(self, site, manifest, act)

    monkeypatch.setattr(Publisher, "_replace", once)
    with pytest.raises(KeyboardInterrupt):
        publisher.change(keys, TODAY)
    assert not set(acts[0]) & WHOLE
    assert set(acts[1]) == WHOLE
    assert "A new name" in (read(publisher, f"en/{of_town(3)}index.html") or "")
    assert hsds(publisher)[uid_of("service", FIRST)]["name"] == f"Service {FIRST}"
    monkeypatch.undo()
    publisher.change(keys, TODAY)
    changed = built(publisher)
    publisher.full(TODAY)
    assert built(publisher) == changed
