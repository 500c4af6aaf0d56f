from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from portal.db import begin_write, db
from portal.snapshots import Snapshots, WholeKinds
from portal.time import day_of, end_of
from tests import national_world as national

KINDS = ("service", "pathway")
FEBRUARY, MAY, AUGUST = (date(2026, month, 10) for month in (2, 5, 8))


@pytest.fixture
def put_up(app: Flask) -> dict[str, str]:
    """A service from February, another from May to August, a pathway, a figure."""
    with app.app_context():
        begin_write()
        rows = {
            "early": national.a_public_service("vranje", "legal", FEBRUARY),
            "short": national.a_public_service("vranje", "medical", MAY, AUGUST),
            "national": national.a_public_service(None, "helpline", FEBRUARY),
            "way": national.a_public_pathway("vranje", 1, MAY),
            "figure": national.put_up("figure", None, {}, FEBRUARY),
        }
        uids = {name: row.uid for name, row in rows.items()}
        db.session.commit()
        return uids


@pytest.mark.parametrize(
    ("at", "seen"),
    [
        (end_of(date(2026, 2, 9)), set()),
        (end_of(FEBRUARY), {"early"}),
        (national.noon(MAY), {"early", "short"}),
        (national.noon(MAY) - timedelta(microseconds=1), {"early"}),
        (national.noon(AUGUST), {"early"}),
        (None, {"early"}),
    ],
)
def test_an_instant_sees_what_was_public_then(
    app: Flask, put_up: dict[str, str], at: datetime | None, seen: set[str]
) -> None:
    with app.app_context():
        found = Snapshots(db.session.connection(), at=at)
        there = {row["uid"] for row in found.summaries("service", "vranje")}
        assert there == {put_up[name] for name in seen}
        assert (found.one("service", put_up["short"]) is not None) is ("short" in seen)


@pytest.mark.parametrize("month", range(1, 13))
def test_whole_kinds_say_the_same_by_one_statement(
    app: Flask, put_up: dict[str, str], month: int
) -> None:
    with app.app_context():
        at, connection = end_of(date(2026, month, 15)), db.session.connection()
        single = Snapshots(connection, at=at)
        whole = WholeKinds(connection, at=at, kinds=KINDS)
        for kind in KINDS:
            assert whole.national(kind) == single.national(kind)
            for area in (None, "vranje", "nis"):
                assert whole.summaries(kind, area) == single.summaries(kind, area)
            for uid in put_up.values():
                assert whole.one(kind, uid) == single.one(kind, uid)
        assert whole.needs == single.needs


def test_day_ends_at_midnight_in_belgrade() -> None:
    summer, winter = end_of(date(2026, 7, 1)), end_of(date(2026, 12, 31))
    assert summer == datetime(2026, 7, 1, 21, 59, 59, 999999, UTC)
    assert winter == datetime(2026, 12, 31, 22, 59, 59, 999999, UTC)
    assert day_of(summer + timedelta(microseconds=1)) == date(2026, 7, 2)
