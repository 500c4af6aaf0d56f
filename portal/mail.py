"""Mail carries links, never content; without a mail server none is sent."""

import smtplib
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

import structlog
from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from portal.config import Settings
from portal.db import db
from portal.languages import BY_CODE
from portal.models import Job, Person

log = structlog.get_logger()
TIMEOUT_SECONDS = 20
# The mail of a week ago may have been written some minutes later in the day.
# A little less than a day and a week: the hour at which the jobs run moves.
A_DAY, A_WEEK = timedelta(hours=20), timedelta(days=6, hours=12)


def once_a_week(people: Iterable[int], notice: str, at: datetime) -> int:
    """Write this notice to those who got none within a week; to how many."""
    return once_in(A_WEEK, people, notice, at)


def once_in(apart: timedelta, people: Iterable[int], notice: str, at: datetime) -> int:
    """Write this notice to those who got none within that time; to how many."""
    wanted = set(people) - set(_noticed(notice, at - apart))
    for person in sorted(wanted):
        about = {"person": person, "notice": notice}
        db.session.add(Job(kind="mail", about=about, created_at=at, not_before=at))
    db.session.flush()
    return len(wanted)


def _noticed(notice: str, since: datetime) -> list[int]:
    found = db.session.scalars(
        select(Job.about).where(Job.kind == "mail", Job.created_at > since)
    )
    return [about["person"] for about in found if about.get("notice") == notice]


def send(about: dict[str, Any]) -> None:
    """Send one notice. OSError when the server cannot be reached: tried again later."""
    settings: Settings = current_app.config["SETTINGS"]
    person = db.session.get(Person, about["person"])
    if not settings.smtp_host or person is None:
        return
    message = _written(settings, person, about)
    db.session.rollback()
    with smtplib.SMTP(
        settings.smtp_host, settings.smtp_port, timeout=TIMEOUT_SECONDS
    ) as server:
        if settings.smtp_user:
            server.starttls()
            server.login(settings.smtp_user, settings.smtp_password)
        server.send_message(message)


def _written(settings: Settings, person: Person, about: dict[str, Any]) -> EmailMessage:
    message = EmailMessage()
    message["From"] = settings.mail_from
    message["To"] = person.email
    with force_locale(BY_CODE[person.language].locale):
        subject, asks, path = _said(about)
        message["Subject"] = subject
        message.set_content(f"{asks}\n\n{settings.desk_address}{path}\n")
    return message


def _said(about: dict[str, Any]) -> tuple[str, str, str]:
    """Subject, sentence and address of a notice."""
    if about["notice"] == "verify":
        return (
            _("Records on the portal are to be verified"),
            _("Please look at what falls due:"),
            "/desk/services/due/",
        )
    if about["notice"] == "pathways":
        return (
            _("A referral pathway would not work today"),
            _("A service that it names has changed. Please look at it:"),
            "/desk/",
        )
    if about["notice"] == "reading":
        return (
            _("There is a pathway to read on the portal"),
            _("Please read it and confirm that you have:"),
            "/desk/",
        )
    return (
        _("Something on the portal waits for you"),
        _("Please look at it and decide:"),
        f"/desk/pathways/versions/{about['thing']}",
    )
