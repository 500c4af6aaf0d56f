"""HSDS files by others come through the same door as tables."""

import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import db
from portal.models import Service

from .brought import Bringer, said
from .conftest import Town

THEIRS = {
    "id": "their-7",
    "name": "Саветовалиште",
    "description": "Разговор.",
    "status": "active",
    "organization": {"id": "o", "name": "Тело csw", "description": "…"},
}


@pytest.fixture
def ana(town: Town, desk: Callable[[str], FlaskClient]) -> Bringer:
    return Bringer(desk("ana"), town.team_uid)


def test_record_by_others_is_looked_at_and_found_again_by_their_key(
    town: Town, ana: Bringer
) -> None:
    content = json.dumps([THEIRS, {"id": "their-8"}]).encode()
    url = ana.bring(content, "services.json")
    page = said(ana.look(url))
    assert "their-8" not in page
    assert ana.counts(url)["Not to be taken"] >= 1, page
    with town.app.app_context():
        assert db.session.scalars(select(Service.reference)).all() == [None]


def test_json_without_services_is_refused(ana: Bringer) -> None:
    answer = ana.send(b'{"a": 1}', "a.json")
    assert answer.status_code == 422
