"""Every field of a public snapshot is told in the open data, or kept back by name."""

from uuid import UUID, uuid5

import pytest
from flask import Flask

from portal.blueprints.services import queries
from portal.blueprints.services.snapshot import snapshot
from portal.db import begin_write, db
from portal.hsds import ids
from portal.hsds.opened import KEPT_BACK, opened
from tests import world
from tests.hsds.payloads import NUMBER


@pytest.mark.one_engine
@pytest.mark.parametrize("tier", ["public", "area", "confidential"])
def test_new_public_field_must_be_told_or_kept_back(app: Flask, tier: str) -> None:
    with app.app_context():
        begin_write()
        team = world.a_team()
        row = world.a_service(team, tier=tier)
        db.session.commit()
        found = queries.service(row.uid, world.TODAY)
        payload = snapshot(found, world.TODAY).payload
        told = opened(payload, world.TODAY, NUMBER)
    assert payload.keys() - told.keys() == KEPT_BACK
    assert told["organisation_uid"] == str(found.organisation.uid)


@pytest.mark.one_engine
def test_hidden_body_of_a_town_has_no_uid_in_its_snapshot(app: Flask) -> None:
    with app.app_context():
        begin_write()
        team = world.a_team()
        body = world.an_organisation(municipality_id=team.municipality_id)
        row = world.a_service(team, tier="confidential", organisation=body)
        db.session.commit()
        payload = snapshot(queries.service(row.uid, world.TODAY), world.TODAY).payload
        assert payload["organisation"] is None
        assert str(body.uid) not in str(payload)


def test_ids_of_parts_are_those_of_uuid5() -> None:
    uid = "5e0c2f4e-8a1b-4f53-9b7d-3e5a1c9d7f20"
    assert ids.part(uid, "phone", "+381 Ђ") == str(uuid5(UUID(uid), "phone/+381 Ђ"))
