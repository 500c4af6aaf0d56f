"""Referral pathways, their versions, the steps of each, and every move of state."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from portal.db import Base
from portal.domain.pathways import WORK_IN_PROGRESS, VersionState
from portal.models.columns import (
    INTERNAL,
    PUBLIC,
    Instant,
    JsonText,
    Key,
    Uid,
    codes,
    key,
    numbers_in,
    uid_column,
    words,
)
from portal.models.people import Person
from portal.models.services import Service
from portal.models.teams import Team


class Pathway(Base):
    """One team's way of helping one profile of people."""

    __tablename__ = "pathway"

    id: Key = key()
    uid: Uid = uid_column()
    host_team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id"), index=True, info=INTERNAL
    )
    profile: Mapped[str] = mapped_column(String(30), info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    host_approvers: Mapped[int] = query_expression()
    host_team: Mapped[Team] = relationship(lazy="raise")
    partners: Mapped[list["PathwayPartner"]] = relationship(
        lazy="raise", order_by="PathwayPartner.team_id", cascade="all, delete-orphan"
    )
    versions: Mapped[list["PathwayVersion"]] = relationship(
        back_populates="pathway", lazy="raise", order_by="PathwayVersion.id"
    )

    @property
    def partner_team_ids(self) -> tuple[int, ...]:
        return tuple(row.team_id for row in self.partners)

    @property
    def has_published(self) -> bool:
        return any(v.state not in WORK_IN_PROGRESS for v in self.versions)

    @property
    def waits_for_office(self) -> bool:
        """A version waits for a second person that the team itself has not."""
        waiting = (VersionState.IN_REVIEW, VersionState.APPROVED)
        return self.host_approvers < 2 and any(
            v.state in waiting for v in self.versions
        )


class PathwayPartner(Base):
    """Another team that shares the pathway and reads its drafts.

    `since_id`: in which version it was taken in; None for one that always was.
    """

    __tablename__ = "pathway_partner"

    id: Key = key()
    pathway_id: Mapped[int] = mapped_column(
        ForeignKey("pathway.id"), index=True, info=INTERNAL
    )
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), info=INTERNAL)
    since_id: Mapped[int | None] = mapped_column(
        ForeignKey("pathway_version.id"), info=INTERNAL
    )
    team: Mapped[Team] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("pathway_id", "team_id"),
        {"sqlite_autoincrement": True},
    )


class PathwayVersion(Base):
    """A graph of steps; numbered when published and never changed after."""

    __tablename__ = "pathway_version"

    id: Key = key()
    uid: Uid = uid_column()
    pathway_id: Mapped[int] = mapped_column(
        ForeignKey("pathway.id"), index=True, info=INTERNAL
    )
    number: Mapped[int | None] = mapped_column(info=PUBLIC)
    state: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    title: Mapped[Any] = words()
    summary: Mapped[Any] = words(nullable=True)
    scope: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    countries: Mapped[Any] = codes()
    review_by: Mapped[date | None] = mapped_column(info=INTERNAL)
    return_reason: Mapped[Any] = words(nullable=True)
    submitted_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), info=INTERNAL
    )
    submitted_on: Mapped[date | None] = mapped_column(info=INTERNAL)
    row_version: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    first_seats: Mapped[str | None] = query_expression()

    pathway: Mapped[Pathway] = relationship(back_populates="versions", lazy="raise")
    steps: Mapped[list["Step"]] = relationship(
        back_populates="version",
        lazy="raise",
        order_by="Step.position",
        cascade="all, delete-orphan",
    )
    moves: Mapped[list["VersionMove"]] = relationship(
        lazy="raise", order_by="VersionMove.id"
    )

    @property
    def host_team_id(self) -> int:
        return self.pathway.host_team_id

    @property
    def partner_team_ids(self) -> tuple[int, ...]:
        return self.pathway.partner_team_ids

    @property
    def partners(self) -> list[PathwayPartner]:
        """The teams that share it; one that joined with a later version does not."""
        return [p for p in self.pathway.partners if (p.since_id or 0) <= self.id]

    @property
    def comment_team_ids(self) -> tuple[int, ...]:
        """Who shares what was said of it."""
        return (self.host_team_id, *(partner.team_id for partner in self.partners))

    @property
    def host_approvers(self) -> int:
        return self.pathway.host_approvers

    @property
    def first_seat_ids(self) -> frozenset[int]:
        """The seats from which it was sent to review; of the office, the person."""
        return numbers_in(self.first_seats)

    __mapper_args__ = {"version_id_col": row_version}
    __table_args__ = (
        UniqueConstraint("pathway_id", "number"),
        Index(
            "ix_pathway_version_one_in_progress",
            "pathway_id",
            unique=True,
            sqlite_where=text("state IN ('draft', 'in_review', 'approved')"),
            postgresql_where=text("state IN ('draft', 'in_review', 'approved')"),
        ),
        Index(
            "ix_pathway_version_one_published",
            "pathway_id",
            unique=True,
            sqlite_where=text("state = 'published'"),
            postgresql_where=text("state = 'published'"),
        ),
        {"sqlite_autoincrement": True},
    )


class Step(Base):
    """Who does what, within how long, with whose consent, and what follows."""

    __tablename__ = "step"

    id: Key = key()
    version_id: Mapped[int] = mapped_column(
        ForeignKey("pathway_version.id"), index=True, info=INTERNAL
    )
    key: Mapped[str] = mapped_column(String(40), info=INTERNAL)
    position: Mapped[int] = mapped_column(info=INTERNAL)
    kind: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    audience: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    actor: Mapped[Any] = words(nullable=True)
    action: Mapped[Any] = words()
    details: Mapped[Any] = words(nullable=True)
    limit_value: Mapped[int | None] = mapped_column(info=INTERNAL)
    limit_unit: Mapped[str | None] = mapped_column(String(10), info=INTERNAL)
    consent: Mapped[str] = mapped_column(
        String(20), default="not_needed", info=INTERNAL
    )
    refuse: Mapped[Any] = words(nullable=True)
    basis: Mapped[Any] = words(nullable=True)
    night: Mapped[Any] = words(nullable=True)
    shares: Mapped[bool] = mapped_column(
        default=False, server_default=false(), info=INTERNAL
    )
    guardian: Mapped[bool] = mapped_column(
        default=False, server_default=false(), info=INTERNAL
    )
    service_id: Mapped[int | None] = mapped_column(
        ForeignKey("service.id"), info=INTERNAL
    )
    forks: Mapped[Any] = mapped_column(JsonText, default=list, info=INTERNAL)
    row_version: Mapped[int] = mapped_column(default=1, info=INTERNAL)

    version: Mapped[PathwayVersion] = relationship(back_populates="steps", lazy="raise")
    service: Mapped[Service | None] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": row_version}
    __table_args__ = (
        UniqueConstraint("version_id", "key"),
        {"sqlite_autoincrement": True},
    )


class VersionMove(Base):
    """Who moved a version from which state to which, and when."""

    __tablename__ = "version_move"

    id: Key = key()
    version_id: Mapped[int] = mapped_column(
        ForeignKey("pathway_version.id"), index=True, info=INTERNAL
    )
    move: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    state: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    person: Mapped[Person] = relationship(lazy="raise")
