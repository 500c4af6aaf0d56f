"""People with accounts, their sessions, invitations and failed sign-ins."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.models.columns import (
    CONFIDENTIAL,
    INTERNAL,
    Instant,
    Key,
    Uid,
    key,
    uid_column,
)


class Person(Base):
    """Somebody who can sign in."""

    __tablename__ = "person"

    id: Key = key()
    uid: Uid = uid_column()
    name: Mapped[str] = mapped_column(String(120), info=INTERNAL)
    email: Mapped[str] = mapped_column(String(254), unique=True, info=INTERNAL)
    language: Mapped[str] = mapped_column(String(8), default="sr-Cyrl", info=INTERNAL)
    password_hash: Mapped[str | None] = mapped_column(String(200), info=CONFIDENTIAL)
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary, info=CONFIDENTIAL)
    totp_step_used: Mapped[int | None] = mapped_column(info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    memberships = relationship("Membership", back_populates="person", lazy="raise")


class DeskSession(Base):
    """A sign-in; the cookie holds a token whose hash stands here."""

    __tablename__ = "desk_session"

    id: Key = key()
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), index=True, info=INTERNAL
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=CONFIDENTIAL)
    second_factor: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    started_at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    seen_at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    ended_at: Mapped[datetime | None] = mapped_column(Instant, info=INTERNAL)
    person: Mapped[Person] = relationship(lazy="raise")


class Invitation(Base):
    """A link, used once, that lets a person set a password and a second factor."""

    __tablename__ = "invitation"

    id: Key = key()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=CONFIDENTIAL)
    valid_until: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    used_at: Mapped[datetime | None] = mapped_column(Instant, info=INTERNAL)
    person: Mapped[Person] = relationship(lazy="raise")


class SignInAttempt(Base):
    """One failed sign-in per row, under a keyed hash of account or network."""

    __tablename__ = "sign_in_attempt"

    id: Key = key()
    subject: Mapped[str] = mapped_column(String(64), info=INTERNAL)
    at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)

    __table_args__ = (
        Index(None, "subject", "at"),
        {"sqlite_autoincrement": True},
    )
