import smtplib
from email.message import EmailMessage
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal import mail
from portal.blueprints.services import actions
from portal.blueprints.services.reminders import remind
from portal.config import Settings
from portal.db import begin_write, db
from portal.domain.services import ServiceStatus
from portal.models import Job
from portal.publish import Publisher
from portal.work import Night

from .conftest import Town


def reminded(town: Town) -> list[int]:
    """Whom the mails of this day go to."""
    with town.app.app_context():
        begin_write()
        remind(town.clock())
        db.session.commit()
        rows = db.session.scalars(select(Job).where(Job.kind == "mail")).all()
        today = [row for row in rows if row.created_at == town.clock()]
        assert all(row.about.keys() == {"person", "notice"} for row in today)
        return [row.about["person"] for row in today]


def test_coordinator_is_reminded_once_a_week_from_30_days_before(town: Town) -> None:
    assert reminded(town) == []
    town.do(actions.verify, town.dragan)
    town.clock.move(days=149)
    assert reminded(town) == []
    town.clock.move(days=1)
    assert reminded(town) == [town.ana.person_id]
    for _ in range(6):
        town.clock.move(days=1)
        assert reminded(town) == []
    town.clock.move(days=1)
    assert reminded(town) == [town.ana.person_id]
    town.do(actions.verify, town.dragan)
    town.clock.move(days=7)
    assert reminded(town) == []


def test_several_records_make_one_mail_and_a_closed_one_makes_none(
    town: Town,
) -> None:
    town.do(actions.verify, town.dragan)
    town.do(actions.set_status, town.ana, ServiceStatus.CLOSED)
    town.clock.move(days=200)
    assert reminded(town) == []
    town.do(actions.set_status, town.ana, ServiceStatus.RUNNING)
    assert reminded(town) == [town.ana.person_id]


def test_mail_holds_a_link_and_no_word_of_any_record(
    app: Flask, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[EmailMessage] = []

    class Post:
        """Takes letters in place of a mail server."""

        def __init__(self, *where: object, **how: object) -> None:
            self.send_message = sent.append

        def __enter__(self) -> "Post":
            return self

        def __exit__(self, *what: object) -> None:
            pass

    monkeypatch.setattr(smtplib, "SMTP", Post)
    app.config["SETTINGS"].smtp_host = "localhost"
    with app.app_context():
        mail.send({"person": town.ana.person_id, "notice": "verify"})
    (letter,) = sent
    assert letter["Subject"] == "Records on the portal are to be verified"
    assert "/desk/services/due/" in letter.get_content()
    assert "Advice" not in letter.as_string()


def test_mails_are_written_at_the_start_of_a_day(
    app: Flask, settings: Settings, town: Town
) -> None:
    town.do(actions.verify, town.dragan)
    publisher = Publisher(settings)
    with app.app_context():
        publisher.full(town.clock.today, insist=True)
        town.clock.move(days=200)
        Night(publisher).look(town.clock())
        begin_write()
        notices: list[Any] = [
            row.about.get("notice")
            for row in db.session.scalars(select(Job).where(Job.kind == "mail"))
        ]
    assert notices == ["verify"]
