"""What is done to accounts: invite, set secrets, sign in and out."""

import secrets as random
from datetime import datetime

from sqlalchemy import update

from portal import sessions
from portal.audit import Event
from portal.blueprints.people import secrets
from portal.db import db
from portal.domain.people import INVITATION_LIFE
from portal.models import Invitation, Person


def add(*, name: str, email: str, language: str, at: datetime) -> Person:
    """An account without a password: its invitation sets one."""
    person = Person(name=name, email=email.lower(), language=language, created_at=at)
    db.session.add(person)
    db.session.flush()
    return person


def invite(person: Person, at: datetime) -> str:
    """A token, used once within a week; it voids all that let the person in before."""
    token = random.token_urlsafe(24)
    person.password_hash = person.totp_secret = None
    sessions.end_all(person.id, at)
    _void_invitations(person, at)
    db.session.add(
        Invitation(
            person_id=person.id,
            token_hash=sessions.hashed(token),
            valid_until=at + INVITATION_LIFE,
        )
    )
    db.session.flush()
    return token


def _void_invitations(person: Person, at: datetime) -> None:
    db.session.execute(
        update(Invitation)
        .where(Invitation.person_id == person.id, Invitation.used_at.is_(None))
        .values(used_at=at)
    )


def accept(invitation: Invitation, password: str, at: datetime) -> Event:
    """Set the password; the invitation is used."""
    invitation.used_at = at
    invitation.person.password_hash = secrets.hash_password(password)
    return Event("accept_invitation", "person", str(invitation.person.uid))


def enrol(person: Person, secret: str, step: int) -> Event:
    """Keep the second factor; the code that proved it is used."""
    secrets.keep_totp(person, secret)
    person.totp_step_used = step
    return Event("enrol", "person", str(person.uid), fields=("totp_secret",))


def sign_in(person: Person, *, second_factor: bool, at: datetime) -> Event:
    sessions.start(person, second_factor=second_factor, at=at)
    return Event("sign_in", "person", str(person.uid))
