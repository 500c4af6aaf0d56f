"""Failed sign-ins slow the account and the network down, across restarts."""

import hashlib
import hmac
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import delete, func, select

from portal.db import db
from portal.domain.people import wait_after
from portal.models import SignInAttempt

REMEMBERED = timedelta(hours=24)
NETWORK_FACTOR = 4


def wait(account: str, network: str, now: datetime) -> timedelta:
    """How long this account or this network still has to wait; zero for not at all."""
    return max(
        _wait(_subject("account", account), 1, now),
        _wait(_subject("network", network), NETWORK_FACTOR, now),
    )


def _wait(subject: str, factor: int, now: datetime) -> timedelta:
    count, last = db.session.execute(
        select(func.count(), func.max(SignInAttempt.at)).where(
            SignInAttempt.subject == subject, SignInAttempt.at > now - REMEMBERED
        )
    ).one()
    if not count:
        return timedelta(0)
    return max(timedelta(0), last + wait_after(count // factor) - now)


def failed(account: str, network: str, now: datetime) -> None:
    """Remember a failure, and forget those of yesterday."""
    db.session.execute(
        delete(SignInAttempt).where(SignInAttempt.at <= now - REMEMBERED)
    )
    for kind, name in (("account", account), ("network", network)):
        db.session.add(SignInAttempt(subject=_subject(kind, name), at=now))
    db.session.flush()


def succeeded(account: str) -> None:
    """A success clears the account; the network keeps its count."""
    db.session.execute(
        delete(SignInAttempt).where(
            SignInAttempt.subject == _subject("account", account)
        )
    )


def _subject(kind: str, name: str) -> str:
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"{kind}:{name.lower()}".encode(), hashlib.sha256).hexdigest()
