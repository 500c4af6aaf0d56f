"""The log: appended to, chained, without a word of text; what was cut off is missed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, select, text

from portal import anchor, audit, doctor
from portal.audit import Event
from portal.config import Settings
from portal.db import begin_write, db
from portal.models import AuditEvent
from tests import world
from tests.blueprints.pathways.town import save, step_form
from tests.visit import send, signed_in

ROWS = 6


@pytest.fixture
def log(app: Flask) -> Iterator[list[int]]:
    """Six acts of one person; the ids of their rows."""
    with app.app_context():
        begin_write()
        ana = world.somebody(world.a_team())
        for number in range(ROWS):
            event = Event("edit", "thing", f"t{number}", fields=("b", "a"))
            audit.record(ana, event, world.NOW)
        db.session.commit()
        yield list(db.session.scalars(select(AuditEvent.id).order_by(AuditEvent.id)))


def tampered(settings: Settings, statement: str) -> None:
    """What somebody does who has the database in hand and takes its triggers away."""
    engine = create_engine(settings.database)
    sqlite = engine.dialect.name == "sqlite"
    with engine.begin() as connection:
        for when in ("update", "delete"):
            name = f"frozen_audit_event_{when}"
            table = "" if sqlite else " ON audit_event"
            connection.execute(text(f"DROP TRIGGER {name}{table}"))
        connection.execute(text(statement))
    engine.dispose()


def first_broken() -> int | None:
    db.session.rollback()
    rows = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    found = audit.first_broken(rows)
    return found.id if found else None


def test_chain_holds_as_it_was_written(log: list[int]) -> None:
    assert len(log) == ROWS
    assert first_broken() is None


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'approve'",
        "noun = 'other'",
        "thing = 't9'",
        "person_id = NULL",
        "fields = '[]'",
        "at = '2020-01-01 00:00:00+00:00'",
        "chain = '1' || substr(chain, 2)",
    ],
)
def test_one_changed_value_is_found_at_its_row(
    settings: Settings, log: list[int], change: str
) -> None:
    db.session.rollback()
    tampered(settings, f"UPDATE audit_event SET {change} WHERE id = {log[2]}")
    assert first_broken() == log[2]


@pytest.mark.parametrize("gone", [0, 2])
def test_row_that_was_taken_out_is_found_at_the_next(
    settings: Settings, log: list[int], gone: int
) -> None:
    db.session.rollback()
    tampered(settings, f"DELETE FROM audit_event WHERE id = {log[gone]}")
    assert first_broken() == log[gone + 1]


def test_end_that_was_cut_off_is_missed_by_the_mark_beside_the_database(
    settings: Settings, log: list[int], tmp_path: Path
) -> None:
    """A chain cannot know that it was longer: the mark outside does."""
    anchor.keep(tmp_path, db.session)
    assert anchor.missing(tmp_path, db.session) is None
    db.session.rollback()
    tampered(settings, f"DELETE FROM audit_event WHERE id > {log[3]}")
    assert first_broken() is None
    assert anchor.missing(tmp_path, db.session) == log[-1]


def test_mark_follows_the_log_and_never_goes_back(
    settings: Settings, log: list[int], tmp_path: Path
) -> None:
    anchor.keep(tmp_path, db.session)
    begin_write()
    audit.record(world.somebody(world.a_team()), Event("edit", "thing"), world.NOW)
    db.session.commit()
    anchor.keep(tmp_path, db.session)
    newest = (tmp_path / anchor.NAME).read_text()
    assert newest.startswith(f"{log[-1] + 1} ")
    db.session.rollback()
    tampered(settings, f"DELETE FROM audit_event WHERE id > {log[3]}")
    anchor.keep(tmp_path, db.session)
    assert (tmp_path / anchor.NAME).read_text() == newest
    db.session.rollback()


def test_cut_and_rewritten_end_is_missed_too(
    settings: Settings, log: list[int], tmp_path: Path
) -> None:
    anchor.keep(tmp_path, db.session)
    db.session.rollback()
    tampered(settings, f"DELETE FROM audit_event WHERE id = {log[-1]}")
    begin_write()
    row = audit.record(world.somebody(world.a_team()), Event("x", "y"), world.NOW)
    db.session.commit()
    assert row
    assert first_broken() is None
    assert anchor.missing(tmp_path, db.session) == log[-1]


def test_doctor_says_both(settings: Settings, log: list[int]) -> None:
    settings.data_dir.mkdir(exist_ok=True)
    anchor.keep(settings.data_dir, db.session)
    db.session.rollback()
    assert not [f for f in doctor.look(settings) if "audit" in f]
    tampered(settings, f"DELETE FROM audit_event WHERE id IN ({log[2]}, {log[-1]})")
    found = [finding for finding in doctor.look(settings) if "audit" in finding]
    assert found[0] == f"the audit log was changed at row {log[3]}"
    assert f"lacks row {log[-1]}, which stood there" in found[1]


def test_log_names_fields_and_never_holds_what_was_typed(app: Flask) -> None:
    typed = "Typed by somebody"
    with app.app_context():
        begin_write()
        team = world.a_team()
        ana = world.somebody(team, "coordinator")
        address = f"/desk/pathways/new/{team.uid}/blank"
        db.session.commit()
    client = signed_in(app, ana)
    form = {"title": typed, "profile": "adult", "review_by": "1. 6. 2027."}
    version = send(client, address, form).headers["Location"]
    texts = ("action", "actor", "details", "refuse", "basis", "night")
    send(client, f"{version}/steps/new", step_form(**dict.fromkeys(texts, typed)))
    save(client, f"{version}/settings", form | {"title": f"{typed} again"})
    with app.app_context():
        rows = db.session.scalars(select(AuditEvent)).all()
        said = [str(vars(row)) for row in rows]
    assert len(said) == 3
    assert [row for row in said if typed in row] == []
