"""Who is signed in: a cookie for the desk only, and a row that can end it."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from flask import Flask, Request, g, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, login_user, logout_user
from sqlalchemy import Row, and_, select, update

from portal.db import db, given, take_writers_place
from portal.domain.people import (
    Actor,
    Role,
    SeatHeld,
    needs_second_factor,
    session_is_open,
)
from portal.models import DeskSession, Membership, Organisation, Person, Seat, Team
from portal.time import day_of
from portal.visible import (
    held_on,
)

SEEN_EVERY = timedelta(minutes=1)


class DeskCookie(SecureCookieSessionInterface):
    """The session cookie is opened below /desk only; writing elsewhere raises."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if request.path != "/desk" and not request.path.startswith("/desk/"):
            return None
        return super().open_session(app, request)


@dataclass(frozen=True)
class SignedIn(UserMixin):
    """A person with an open session."""

    token: str
    session_id: int
    actor: Actor
    language: str
    organisations: tuple[Any, ...]

    def get_id(self) -> str:
        return self.token


def init_app(app: Flask, now: Callable[[], datetime]) -> LoginManager:
    """Sign people in by their own server-side session."""
    app.session_interface = DeskCookie()
    manager = LoginManager(app)
    manager.session_protection = None
    manager.user_loader(lambda token: _signed_in(token, now()))
    return manager


def hashed(token: str) -> str:
    """What is stored of a secret that only its holder knows."""
    return hashlib.sha256(token.encode()).hexdigest()


def start(person: Person, *, second_factor: bool, at: datetime) -> None:
    """Open a session; the cookie starts anew, keeping the reader's language."""
    token = secrets.token_urlsafe(32)
    row = DeskSession(
        person_id=person.id,
        token_hash=hashed(token),
        second_factor=second_factor,
        started_at=at,
        seen_at=at,
    )
    db.session.add(row)
    db.session.flush()
    session.clear()
    g.pop("csrf_token", None)  # forms of this very answer carry the new session's
    login_user(SignedIn(token, row.id, Actor(person.id), person.language, ()))


def end(session_id: int, at: datetime) -> None:
    """End one session: a replayed cookie opens nothing."""
    db.session.execute(
        update(DeskSession).where(DeskSession.id == session_id).values(ended_at=at)
    )
    session.clear()
    logout_user()


def end_all(person_id: int, at: datetime) -> None:
    """End every session of a person (new password, ended seat, lost role)."""
    db.session.execute(
        update(DeskSession)
        .where(DeskSession.person_id == person_id, DeskSession.ended_at.is_(None))
        .values(ended_at=at)
    )


def _signed_in(token: str, now: datetime) -> SignedIn | None:
    asked = {"token_hash": hashed(token), "today": day_of(now)}
    rows = db.session.execute(_of_token(), asked).all()
    if not rows:
        return None
    row: DeskSession = rows[0].DeskSession
    if not session_is_open(started=row.started_at, seen=row.seen_at, now=now):
        return None
    seats = _seats(rows)
    if not _opens(row, seats):
        return None
    _touch(row, now)
    person: Person = rows[0].Person
    names = tuple(r.name for r in rows if r.name is not None)
    actor = Actor(person.id, str(person.uid), person.name, seats)
    return SignedIn(token, row.id, actor, person.language, names)


def _opens(row: DeskSession, seats: tuple[SeatHeld, ...]) -> bool:
    """Whether the seats held today let this session in, with the factors it has."""
    roles = frozenset(seat.role for seat in seats)
    return bool(seats) and (row.second_factor or not needs_second_factor(roles))


@cache
def _of_token() -> Any:
    """Of a `token_hash`: the session, its person and the seats that hold `today`."""
    token_hash, today = given("token_hash"), given("today")
    return (
        select(DeskSession, Person, Membership, Seat, Team, Organisation.name)
        .join(Person, DeskSession.person_id == Person.id)
        .outerjoin(
            Membership,
            and_(Membership.person_id == Person.id, held_on(Membership, today)),
        )
        .outerjoin(Seat, and_(Membership.seat_id == Seat.id, held_on(Seat, today)))
        .outerjoin(Team, Seat.team_id == Team.id)
        .outerjoin(Organisation, Seat.organisation_id == Organisation.id)
        .where(DeskSession.token_hash == token_hash, DeskSession.ended_at.is_(None))
        .order_by(Membership.id)
    )


def _seats(rows: Sequence[Row[Any]]) -> tuple[SeatHeld, ...]:
    return tuple(
        SeatHeld(
            seat_id=row.Seat.id,
            team_id=row.Team.id,
            role=Role(row.Membership.role),
            team_kind=row.Team.kind,
            municipality_id=row.Team.municipality_id,
            organisation_id=row.Seat.organisation_id,
            since=max(row.Seat.starts_on, row.Membership.starts_on),
        )
        for row in rows
        if row.Seat is not None and row.Team is not None
    )


def _touch(row: DeskSession, now: datetime) -> None:
    """Note the minute in which the session was last seen, in its own transaction."""
    if now - row.seen_at < SEEN_EVERY:
        return
    engine = db.engine.execution_options(portal_writes=True)
    with engine.begin() as connection:
        take_writers_place(connection)
        connection.execute(
            update(DeskSession).where(DeskSession.id == row.id).values(seen_at=now)
        )
