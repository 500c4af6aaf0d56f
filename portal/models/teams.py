"""Municipalities, organisations, teams, seats and who holds them."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, Float, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.domain.meetings import QUORUM_PERCENT
from portal.models.columns import (
    INTERNAL,
    PUBLIC,
    JsonText,
    Key,
    Uid,
    key,
    uid_column,
    words,
)


class Municipality(Base):
    """A town with its district and centre point (degrees, WGS 84)."""

    __tablename__ = "municipality"

    id: Key = key()
    uid: Uid = uid_column()
    slug: Mapped[str] = mapped_column(String(80), unique=True, info=PUBLIC)
    name: Mapped[Any] = words(PUBLIC)
    aliases: Mapped[Any] = mapped_column(JsonText, default=list, info=PUBLIC)
    district: Mapped[Any] = words(PUBLIC)
    lat: Mapped[float] = mapped_column(Float, info=PUBLIC)
    lon: Mapped[float] = mapped_column(Float, info=PUBLIC)
    on_portal: Mapped[bool] = mapped_column(default=False, info=PUBLIC)
    teams: Mapped[list["Team"]] = relationship(
        back_populates="municipality", lazy="raise"
    )


class Organisation(Base):
    """A body that holds seats or offers services."""

    __tablename__ = "organisation"

    id: Key = key()
    uid: Uid = uid_column()
    key: Mapped[str] = mapped_column(String(80), unique=True, info=PUBLIC)
    name: Mapped[Any] = words()
    aliases: Mapped[Any] = mapped_column(JsonText, default=list, info=INTERNAL)
    sector: Mapped[str] = mapped_column(String(30), info=PUBLIC)
    municipality_id: Mapped[int | None] = mapped_column(
        ForeignKey("municipality.id"), info=PUBLIC
    )
    source: Mapped[str | None] = mapped_column(String(300), info=INTERNAL)


class Team(Base):
    """A local working group, or the national office."""

    __tablename__ = "team"

    id: Key = key()
    uid: Uid = uid_column()
    key: Mapped[str] = mapped_column(String(80), unique=True, info=PUBLIC)
    name: Mapped[Any] = words(PUBLIC)
    kind: Mapped[str] = mapped_column(String(30), info=PUBLIC)
    municipality_id: Mapped[int | None] = mapped_column(
        ForeignKey("municipality.id"), index=True, info=PUBLIC
    )
    since: Mapped[str | None] = mapped_column(String(10), info=PUBLIC)
    source: Mapped[str | None] = mapped_column(String(300), info=INTERNAL)
    # More than this share of the seats must be there before the team decides.
    quorum_percent: Mapped[int] = mapped_column(
        default=QUORUM_PERCENT, server_default=str(QUORUM_PERCENT), info=INTERNAL
    )
    # The team's own rhythm: a meeting every so many months; none where not agreed.
    rhythm_months: Mapped[int | None] = mapped_column(info=INTERNAL)
    municipality: Mapped[Municipality | None] = relationship(
        back_populates="teams", lazy="raise"
    )
    seats: Mapped[list["Seat"]] = relationship(back_populates="team", lazy="raise")
    agreements: Mapped[list["Agreement"]] = relationship(lazy="raise")

    @property
    def host_team_id(self) -> int:
        """A new thing is judged on its parent: the team that will host it."""
        return self.id

    @property
    def partner_team_ids(self) -> tuple[int, ...]:
        return ()


class Seat(Base):
    """An organisation's place in a team, from a day to a day."""

    __tablename__ = "seat"

    id: Key = key()
    uid: Uid = uid_column()
    team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id"), index=True, info=INTERNAL
    )
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), info=INTERNAL
    )
    starts_on: Mapped[date] = mapped_column(info=INTERNAL)
    ends_on: Mapped[date | None] = mapped_column(info=INTERNAL)
    team: Mapped[Team] = relationship(back_populates="seats", lazy="raise")
    organisation: Mapped[Organisation] = relationship(lazy="raise")
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="seat", lazy="raise"
    )

    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="in_order"),
        {"sqlite_autoincrement": True},
    )


class Membership(Base):
    """A person holding a seat in a role, from a day to a day."""

    __tablename__ = "membership"

    id: Key = key()
    seat_id: Mapped[int] = mapped_column(
        ForeignKey("seat.id"), index=True, info=INTERNAL
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), index=True, info=INTERNAL
    )
    role: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    starts_on: Mapped[date] = mapped_column(info=INTERNAL)
    ends_on: Mapped[date | None] = mapped_column(info=INTERNAL)
    seat: Mapped[Seat] = relationship(back_populates="memberships", lazy="raise")
    person = relationship("Person", back_populates="memberships", lazy="raise")

    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="in_order"),
        {"sqlite_autoincrement": True},
    )


class Agreement(Base):
    """Who agreed with whom to work together, and how formally."""

    __tablename__ = "agreement"

    id: Key = key()
    uid: Uid = uid_column()
    key: Mapped[str] = mapped_column(String(80), unique=True, info=PUBLIC)
    team_id: Mapped[int | None] = mapped_column(
        ForeignKey("team.id"), index=True, info=PUBLIC
    )
    kind: Mapped[str] = mapped_column(String(40), info=PUBLIC)
    level: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    name: Mapped[Any] = words(PUBLIC)
    parties: Mapped[Any] = mapped_column(JsonText, default=list, info=PUBLIC)
    signed: Mapped[str | None] = mapped_column(String(10), info=PUBLIC)
    valid_until: Mapped[date | None] = mapped_column(info=PUBLIC)
    note: Mapped[Any] = words(PUBLIC, nullable=True)
    source: Mapped[str | None] = mapped_column(String(300), info=INTERNAL)
