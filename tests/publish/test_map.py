"""Maps as they are built: what their bytes hold, and that they hold nothing else."""

import json
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from portal import maps
from portal.blueprints.services.site import BRIEF_AT_MOST
from portal.publish import Publisher
from portal.shells import shell
from portal.wall import Snapshot
from tests.publish.begun import begin
from tests.publish.country import (
    ON_PORTAL,
    SERVICES_OF_A_TOWN,
    a_service,
    a_town,
    slug_of,
)
from tests.publish.trees import built, differing, read
from tests.publish.walls import put, waiting_keys
from tests.world import TODAY, both

pytestmark = pytest.mark.one_engine
ROOT = Path(__file__).parent.parent.parent
PREFIXES = ("sr", "sr-latn", "en")
FIRST = 3 * SERVICES_OF_A_TOWN


def placed(number: int, town: int | None, **more: Any) -> Snapshot:
    """A public service with some of it said otherwise."""
    told = a_service(number, town).payload | more
    return Snapshot("service", told["uid"], told["area"], told, told)


def publish(publisher: Publisher, portal: Flask, *snapshots: Snapshot) -> None:
    """Built whole, then changed by these."""
    begin(publisher)
    put(portal, *snapshots)
    publisher.change(waiting_keys(portal), TODAY)


def on_map(publisher: Publisher, page: str = "map/", prefix: str = "en") -> list[Any]:
    told = json.loads(read(publisher, f"{prefix}/{page}services.json") or "")
    return told["features"]


def of_town(number: int) -> str:
    return f"municipalities/{slug_of(number)}/map/"


def test_exact_place_is_told_where_it_is_public_and_the_towns_otherwise(
    publisher: Publisher, portal: Flask
) -> None:
    exact = placed(FIRST, 3, lat=43.5001, lon=21.5002)
    vague = placed(FIRST + 1, 3, tier="area", lat=None, lon=None)
    publish(publisher, portal, exact, vague)
    town = a_town(3).payload
    told = {f["properties"]["uid"]: f for f in on_map(publisher, of_town(3))}
    assert len(told) == SERVICES_OF_A_TOWN
    assert told[exact.uid]["geometry"]["coordinates"] == [21.5002, 43.5001]
    assert told[exact.uid]["properties"]["exact"] is True
    middle = told[vague.uid]
    assert middle["geometry"]["coordinates"] == [town["lon"], town["lat"]]
    assert middle["properties"]["exact"] is False


def test_marker_says_the_week_as_the_list_does(
    publisher: Publisher, portal: Flask
) -> None:
    week = {"week": {"1": [["08:00", "16:00"]]}, "holidays": None}
    remark = both("Лети краће", "Shorter in summer")
    told = {"schedule": week | {"by_appointment": True}, "hours": remark}
    open_always = placed(FIRST, 3, always_open=True, hours=None)
    in_a_week = placed(FIRST + 1, 3, always_open=False, **told)
    publish(publisher, portal, open_always, in_a_week)
    found = {f["properties"]["uid"]: f["properties"] for f in on_map(publisher)}
    assert found[open_always.uid]["open"] == "Day and night, every day"
    assert "hours" not in found[open_always.uid]
    week_said, remark_said = (found[in_a_week.uid][n] for n in ("open", "hours"))
    assert week_said == "Mon 8–16 · By appointment"
    page = read(publisher, f"en/{of_town(3)}index.html") or ""
    assert f"{week_said} · {remark_said}" in page


def test_map_of_a_town_leads_to_what_is_missing_there(publisher: Publisher) -> None:
    begin(publisher)
    page = read(publisher, f"en/{of_town(3)}index.html") or ""
    assert f'href="/en/municipalities/{slug_of(3)}/gaps/"' in page


def test_numbers_are_the_same_in_list_and_map(publisher: Publisher) -> None:
    begin(publisher)
    for page in ("map/", of_town(3)):
        html = read(publisher, f"en/{page}index.html") or ""
        for feature in on_map(publisher, page):
            item = html.split(f'id="service-{feature["properties"]["uid"]}"')[1]
            number = feature["properties"]["number"]
            assert f"<span>{number}</span>" in item.partition("</b>")[0]


def test_confidential_service_is_in_the_national_list_alone(
    publisher: Publisher, portal: Flask
) -> None:
    hidden = placed(900, None, tier="confidential", address=None, lat=None, lon=None)
    publish(publisher, portal, hidden)
    public = publisher.current / "public"
    holding = {
        str(path.relative_to(public))
        for path in public.rglob("*")
        if path.is_file() and hidden.uid.encode() in path.read_bytes()
    }
    maps_with = {path for path in holding if "/map/" in path}
    assert maps_with == {f"{prefix}/map/index.html" for prefix in PREFIXES}
    item = (read(publisher, "en/map/index.html") or "").split(hidden.uid)[1]
    assert "map-number-none" in item.partition("</li>")[0]


@pytest.mark.parametrize("tier", ["area", "confidential"])
def test_exact_place_that_is_not_public_is_in_no_byte(
    publisher: Publisher, portal: Flask, tier: str
) -> None:
    area = 3 if tier == "area" else None
    told = placed(901, area, tier=tier, lat=43.987654, lon=20.123456)
    publish(publisher, portal, told)
    for path in publisher.current.resolve().rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"43.987654" not in content, path
            assert b"20.123456" not in content, path


def test_overdue_service_shows_the_national_number(
    publisher: Publisher, portal: Flask
) -> None:
    late = a_service(FIRST, 3, verified_on=TODAY - timedelta(days=400))
    publish(publisher, portal, late)
    number = late.payload["contacts"][0]["value"]
    (told,) = (
        feature["properties"]
        for feature in on_map(publisher, of_town(3))
        if feature["properties"]["uid"] == late.uid
    )
    assert told["phone"] == "+381 000 000 000"
    assert told["note"].startswith("Its number was not checked in time")
    assert number not in (read(publisher, f"en/{of_town(3)}index.html") or "")


def test_changed_service_builds_its_maps_again_and_no_other(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    before = built(publisher)
    put(portal, placed(FIRST, 3, name=both("Ново име", "A new name")))
    publisher.change(waiting_keys(portal), TODAY)
    touched = {p for p in differing(before, built(publisher)) if "/map/" in p}
    pages = ("map/", of_town(3))
    files = ("index.html", "services.json")
    assert touched == {
        f"public/{prefix}/{page}{file}"
        for prefix in PREFIXES
        for page in pages
        for file in files
    }
    assert publisher.check_files() == []


def test_towns_new_name_moves_no_data(publisher: Publisher, portal: Flask) -> None:
    begin(publisher)
    before = built(publisher)
    put(portal, a_town(3, name=" anew"))
    publisher.change(waiting_keys(portal), TODAY)
    touched = differing(before, built(publisher))
    assert f"public/en/{of_town(3)}index.html" in touched
    assert not [path for path in touched if path.endswith("services.json")]


def test_very_many_services_are_listed_by_their_towns(
    publisher: Publisher, portal: Flask
) -> None:
    many = [a_service(1_000 + n, n % ON_PORTAL) for n in range(BRIEF_AT_MOST)]
    few = len(on_map_after(publisher))
    publish(publisher, portal, *many)
    page = read(publisher, "en/map/index.html") or ""
    counts = re.findall(r"data-town=.*?data-amount>(\d+)</span>", page)
    kinds = re.findall(r"data-kind=.*?data-amount>(\d+)</span>", page)
    assert sum(map(int, counts)) == sum(map(int, kinds)) == few + len(many)
    assert f'href="/en/{of_town(3)}"' in page


def on_map_after(publisher: Publisher) -> list[Any]:
    begin(publisher)
    return on_map(publisher)


def test_towns_on_the_portal_have_maps(publisher: Publisher) -> None:
    files = publisher.full(TODAY).files
    for number in range(ON_PORTAL + 1):
        there = number < ON_PORTAL
        assert (f"en/{of_town(number)}index.html" in files) is there


def test_shell_is_drawn_the_same_twice(tmp_path: Path) -> None:
    one, other = maps.shell(), shell(tmp_path)
    assert other.script.endswith(one["script"].encode())
    assert (
        one["markup"]
        == other.markup
        == '<div class="folium-map" id="map_portal" ></div>'
    )
    assert "http" not in one["script"]


def test_desk_and_server_never_load_folium() -> None:
    asked = (
        "import sys, portal, portal.serve, portal.publish, portal.work, portal.cli;"
        " print([name for name in ('folium', 'numpy') if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, check=True
    )
    assert answer.stdout.strip() == b"[]"
