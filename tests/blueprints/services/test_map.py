"""Coordinates of a service: typed as maps give them, told only where that is public."""

from typing import Any

import pytest
from flask import Flask

from portal.blueprints.services import queries
from portal.blueprints.services.snapshot import narrowed, snapshot
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.places import point_of
from tests import world
from tests.form_values import form_values
from tests.visit import look, send

from .conftest import Town

POINT = (42.5513, 21.9003)


def shown(tier: str) -> dict[str, Any]:
    """The payload of a service whose row holds coordinates whatever its tier."""
    row = world.a_service(world.a_team("vranje"), tier=tier, lat=POINT[0], lon=POINT[1])
    db.session.flush()
    found = queries.service(row.uid)
    assert found is not None
    return snapshot(found, world.TODAY).payload


@pytest.mark.one_engine
@pytest.mark.parametrize("tier", ["public", "area", "confidential"])
def test_public_tier_alone_tells_coordinates(app: Flask, tier: str) -> None:
    with app.app_context():
        payload = shown(tier)
        expected = POINT if tier == "public" else (None, None)
        assert (payload["lat"], payload["lon"]) == expected


@pytest.mark.one_engine
@pytest.mark.parametrize("tier", ["area", "confidential"])
def test_stricter_tier_takes_coordinates_down_at_once(app: Flask, tier: str) -> None:
    with app.app_context():
        standing = shown("public")
        less = narrowed(standing, standing | {"tier": tier}).payload
        assert less["lat"] is less["lon"] is None


@pytest.mark.parametrize(
    ("said", "point"),
    [
        ("42.5513, 21.9003", POINT),
        (" 42.5513 21.9003 ", POINT),
        ("42.5513;21.9003", POINT),
        ("21.9003, 42.5513", None),
        ("52.52, 13.40", None),
        ("Vranje", None),
        ("42.5513", None),
        ("42.5513, 21.9003, 7", None),
    ],
)
def test_coordinates_are_read_as_maps_give_them(
    said: str, point: tuple[float, float] | None
) -> None:
    assert point_of(said) == point


@pytest.mark.one_engine
def test_coordinates_of_another_tier_are_refused(town: Town) -> None:
    for tier in ("area", "confidential"):
        with pytest.raises(DomainError) as refused:
            town.draft(tier=tier, lat=POINT[0], lon=POINT[1]).checked()
        assert refused.value.code == "coordinates_not_for_tier"


@pytest.mark.one_engine
def test_coordinator_writes_coordinates_and_is_told_what_is_wrong(
    town: Town, desk: Any
) -> None:
    ana, url = desk("ana"), f"/desk/services/{town.uid}/edit"
    start = form_values(look(ana, url).text)
    for typed, tier, said in (
        ("north", "public", "Write latitude and longitude"),
        ("42.5513, 21.9003", "area", "Coordinates are for a public place only."),
    ):
        answer = send(ana, url, start | {"coordinates": typed, "tier": tier})
        assert answer.status_code == 422
        assert said in answer.text
        assert f'value="{typed}"' in answer.text
    sent = start | {"coordinates": "42.5513, 21.9003", "tier": "public"}
    assert send(ana, url, sent).status_code == 303
    service = town.read()
    assert (service.lat, service.lon) == POINT
    assert form_values(look(ana, url).text)["coordinates"] == "42.5513, 21.9003"
