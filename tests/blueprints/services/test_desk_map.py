"""The desk's map: whatever the team may see, and no confidential place in any byte."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.blueprints.services import map_desk
from portal.db import begin_write, db
from portal.models import Municipality, ServicePlace, Team
from tests import world
from tests.visit import look

from .conftest import Town

MIDDLE = (42.55, 21.9)
EXACT = (42.551234, 21.905678)
SECRET = (42.987654, 21.123456)
ADDRESS = "/desk/services/map/"
Browsers = Callable[[str], FlaskClient]


@pytest.fixture
def around(app: Flask, town: Town) -> Town:
    """A public service at an exact place, one of an area, two confidential ones."""
    with app.app_context():
        begin_write()
        for row in db.session.scalars(select(Municipality)):
            row.lat, row.lon = MIDDLE
        ours, theirs = _team("vranje"), _team("subotica")
        _service(ours, "Exact", tier="public", lat=EXACT[0], lon=EXACT[1])
        _service(ours, "Vague", tier="area", lat=SECRET[0], lon=SECRET[1])
        hidden = {"tier": "confidential", "lat": SECRET[0], "lon": SECRET[1]}
        _service(ours, "Hidden", **hidden, areas=["subotica"])
        _service(theirs, "Their hidden", **hidden, publication="public")
        _service(theirs, "Their own")
        public = _service(theirs, "Their public", publication="public")
        place = {"tier": "area", "lat": SECRET[0], "lon": SECRET[1]}
        db.session.add(
            ServicePlace(
                service_id=public.id, municipality_id=ours.municipality_id, **place
            )
        )
        db.session.commit()
    return town


def _team(slug: str) -> Team:
    found = db.session.scalar(
        select(Team).join(Team.municipality).where(Municipality.slug == slug)
    )
    assert found is not None
    return found


def _service(team: Team, name: str, **more: Any) -> Any:
    return world.a_service(team, name=world.both(name, name), **more)


def told(client: FlaskClient, path: str = "services.json") -> Any:
    return json.loads(look(client, ADDRESS + path).text)


def names(client: FlaskClient) -> set[str]:
    found = told(client)["features"]
    said = (feature["properties"]["name"] for feature in found)
    return {one if isinstance(one, str) else one["text"] for one in said}


def test_map_has_what_the_team_may_see(around: Town, desk: Browsers) -> None:
    ours = {"Exact", "Vague", "Their public"}
    assert names(desk("milica")) - {"Advice", "Savet", "Савет"} == ours
    theirs = names(desk("vesna")) - {"Advice", "Savet", "Савет"}
    assert theirs == {"Their own", "Their public"}


def test_exact_place_is_told_where_the_tier_says_so(
    around: Town, desk: Browsers
) -> None:
    found = {
        json.dumps(f["properties"]["name"]): f for f in told(desk("ana"))["features"]
    }
    (exact,) = (f for name, f in found.items() if "Exact" in name)
    assert exact["geometry"]["coordinates"] == [EXACT[1], EXACT[0]]
    others = [f for name, f in found.items() if "Exact" not in name]
    assert len(others) >= 2
    for feature in others:
        assert feature["geometry"]["coordinates"] == [MIDDLE[1], MIDDLE[0]]
        assert feature["properties"]["exact"] is False


@pytest.mark.parametrize("few", [True, False])
def test_no_byte_holds_a_place_that_is_not_public(
    around: Town, desk: Browsers, few: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not few:
        monkeypatch.setattr(map_desk, "BRIEF_AT_MOST", 0)
    paths = ("", "services.json", "index.json", *(f"{t}/services.json" for t in TOWNS))
    for who in ("ana", "milica", "vesna", "jelena"):
        for path in paths:
            text = look(desk(who), ADDRESS + path).text
            for number in SECRET:
                assert str(number) not in text, (who, path)
            if path:
                assert "idden" not in text, (who, path)


TOWNS = ("vranje", "subotica")


def test_confidential_services_of_one_s_own_team_stand_beside_the_map_alone(
    around: Town, desk: Browsers
) -> None:
    ours = look(desk("milica"), f"{ADDRESS}?lang=en").text
    assert "Hidden" in ours
    assert "Their hidden" not in ours
    assert "Their hidden" in look(desk("vesna"), f"{ADDRESS}?lang=en").text


def test_many_services_come_by_their_towns(
    around: Town, desk: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_desk, "BRIEF_AT_MOST", 2)
    ana = desk("ana")
    counted = {
        town: sum(amount for *_, amount in cells) for town, cells in told(ana)["towns"]
    }
    there = {town: told(ana, f"{town}/services.json")["features"] for town in counted}
    assert counted == {town: len(found) for town, found in there.items()}
    index = told(ana, "index.json")["towns"]
    assert {t: sum(map(len, cells)) for t, cells in index.items()} == counted
    assert "data-town=" in look(ana, ADDRESS).text


def test_page_may_fetch_its_data_and_nothing_else(around: Town, desk: Browsers) -> None:
    policy = look(desk("ana"), ADDRESS).headers["Content-Security-Policy"]
    assert "connect-src 'self'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_map_costs_few_statements_whatever_the_rows(
    around: Town, desk: Browsers, sql: Any
) -> None:
    ana = desk("ana")
    for path in ("", "services.json"):
        with sql() as seen:
            look(ana, ADDRESS + path)
        assert len(seen) <= 8, path
