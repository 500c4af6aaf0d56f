"""Mail carries links, never content; without a mail server none is sent."""

import smtplib
from email.message import EmailMessage
from typing import Any

import structlog
from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from portal.config import Settings
from portal.db import db
from portal.languages import BY_CODE
from portal.models import Person

log = structlog.get_logger()
TIMEOUT_SECONDS = 20


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
    return (
        _("Something on the portal waits for you"),
        _("Please look at it and decide:"),
        f"/desk/pathways/versions/{about['thing']}",
    )
