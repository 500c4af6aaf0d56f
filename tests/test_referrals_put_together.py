"""The migration that puts equal referrals together loses none."""

from collections.abc import Iterator

import pytest
from alembic import command
from flask import Flask
from sqlalchemy import select

from portal.db import alembic_config, begin_write, db
from portal.models import Referral
from tests import world


@pytest.fixture
def inside(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def test_equal_rows_become_one_and_different_ones_stay(
    inside: None, database_url: str
) -> None:
    config = alembic_config(database_url)
    db.session.remove()
    command.downgrade(config, "0008")
    begin_write()
    team = world.a_team("vranje")
    parties = (team, world.an_organisation().id, world.an_organisation().id)
    for amount, word in enumerate(("waiting", "waiting", "confirmed", "waiting"), 1):
        world.a_referral(*parties, amount=amount, word=word)
    for amount, reason in ((5, "no_place"), (6, "not_ours"), (7, "no_place")):
        refused = {"outcome": "refused", "reason": reason, "amount": amount}
        world.a_referral(*parties, **refused)
    db.session.commit()
    db.session.remove()
    command.upgrade(config, "head")
    rows = db.session.scalars(select(Referral).order_by(Referral.id)).all()
    found = [(r.amount, r.word, r.reason, r.row_version) for r in rows]
    db.session.rollback()
    assert found == [
        (7, "waiting", None, 2),
        (3, "confirmed", None, 1),
        (12, "waiting", "no_place", 2),
        (6, "waiting", "not_ours", 1),
    ]
