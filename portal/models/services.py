"""Services, their contacts, verifications, and the exact places kept apart."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Float,
    ForeignKey,
    LargeBinary,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from portal.db import Base
from portal.models.columns import (
    CONFIDENTIAL,
    INTERNAL,
    Instant,
    JsonText,
    Key,
    Uid,
    codes,
    key,
    uid_column,
    words,
)
from portal.models.teams import Municipality, Organisation, Team


class Service(Base):
    """What an organisation offers; public only through a snapshot."""

    __tablename__ = "service"

    id: Key = key()
    uid: Uid = uid_column()
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), info=INTERNAL
    )
    host_team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id"), index=True, info=INTERNAL
    )
    municipality_id: Mapped[int | None] = mapped_column(
        ForeignKey("municipality.id"), info=INTERNAL
    )
    name: Mapped[Any] = words()
    summary: Mapped[Any] = words()
    category: Mapped[str] = mapped_column(String(30), info=INTERNAL)
    tier: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    specialised: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    national_number: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    groups: Mapped[Any] = mapped_column(JsonText, default=list, info=INTERNAL)
    hours: Mapped[Any] = words(nullable=True)
    always_open: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    languages: Mapped[Any] = words(nullable=True)
    cost: Mapped[Any] = words(nullable=True)
    address: Mapped[Any] = words(nullable=True)
    lat: Mapped[float | None] = mapped_column(Float, info=INTERNAL)
    lon: Mapped[float | None] = mapped_column(Float, info=INTERNAL)
    publication: Mapped[str] = mapped_column(
        String(20), default="internal", info=INTERNAL
    )
    proposed_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), info=INTERNAL
    )
    source: Mapped[str] = mapped_column(String(300), info=INTERNAL)
    # What those who sent a file call it: by this it is found again.
    reference: Mapped[str | None] = mapped_column(String(120), info=INTERNAL)
    licence: Mapped[str | None] = mapped_column(String(300), info=INTERNAL)
    licence_state: Mapped[str | None] = mapped_column(String(20), info=INTERNAL)
    licensed_until: Mapped[date | None] = mapped_column(info=INTERNAL)
    note: Mapped[Any] = words(nullable=True)
    model: Mapped[str | None] = mapped_column(String(30), info=INTERNAL)
    phases: Mapped[Any] = codes()
    # The full conditions: a list that is empty says nothing, never "none".
    status_needed: Mapped[Any] = codes()
    age_from: Mapped[int | None] = mapped_column(info=INTERNAL)
    age_to: Mapped[int | None] = mapped_column(info=INTERNAL)
    residence: Mapped[Any] = codes()
    dependants: Mapped[str | None] = mapped_column(String(20), info=INTERNAL)
    accompaniment: Mapped[str | None] = mapped_column(String(20), info=INTERNAL)
    exclusions: Mapped[Any] = words(nullable=True)
    documents: Mapped[Any] = words(nullable=True)
    # Three separate answers: entitled in law, existing in practice, accessible.
    entitled: Mapped[str | None] = mapped_column(String(10), info=INTERNAL)
    existing: Mapped[str | None] = mapped_column(String(10), info=INTERNAL)
    accessible: Mapped[str | None] = mapped_column(String(10), info=INTERNAL)
    barrier: Mapped[Any] = words(nullable=True)
    legal_basis: Mapped[Any] = words(nullable=True)
    legal_from: Mapped[date | None] = mapped_column(info=INTERNAL)
    legal_until: Mapped[date | None] = mapped_column(info=INTERNAL)
    spoken: Mapped[Any] = codes()
    interpretation: Mapped[str | None] = mapped_column(String(20), info=INTERNAL)
    accessibility: Mapped[Any] = codes()
    # See portal.domain.schedule; `hours` says in words what a week cannot.
    schedule: Mapped[Any] = mapped_column(JsonText, nullable=True, info=INTERNAL)
    # Slugs of the towns that it serves beside its own; nationwide: all of them.
    areas: Mapped[Any] = codes()
    nationwide: Mapped[bool] = mapped_column(
        default=False, server_default=false(), info=INTERNAL
    )
    capacity: Mapped[int | None] = mapped_column(info=INTERNAL)
    capacity_on: Mapped[date | None] = mapped_column(info=INTERNAL)
    funding: Mapped[Any] = words(nullable=True)
    funded_until: Mapped[date | None] = mapped_column(info=INTERNAL)
    row_version: Mapped[int] = mapped_column(default=1, info=INTERNAL)

    host_approvers: Mapped[int] = query_expression()
    organisation: Mapped[Organisation] = relationship(lazy="raise")
    host_team: Mapped[Team] = relationship(lazy="raise")
    municipality: Mapped[Municipality | None] = relationship(lazy="raise")
    contacts: Mapped[list["ServiceContact"]] = relationship(
        lazy="raise", order_by="ServiceContact.id", cascade="all, delete-orphan"
    )
    verifications: Mapped[list["Verification"]] = relationship(
        lazy="raise", order_by="Verification.id"
    )
    statuses: Mapped[list["ServiceStatusRow"]] = relationship(
        lazy="raise", order_by="ServiceStatusRow.id"
    )
    places: Mapped[list["ServicePlace"]] = relationship(
        lazy="raise", order_by="ServicePlace.id", cascade="all, delete-orphan"
    )
    custodians: Mapped[list["PlaceCustodian"]] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": row_version}
    __table_args__ = (
        UniqueConstraint("host_team_id", "reference"),
        {"sqlite_autoincrement": True},
    )

    @property
    def partner_team_ids(self) -> tuple[int, ...]:
        return ()

    @property
    def is_public(self) -> bool:
        return self.publication == "public"

    @property
    def custodian_ids(self) -> set[int]:
        return {row.person_id for row in self.custodians}


class ServiceContact(Base):
    """How to reach a post of the service; never a person's own number."""

    __tablename__ = "service_contact"

    id: Key = key()
    service_id: Mapped[int] = mapped_column(
        ForeignKey("service.id"), index=True, info=INTERNAL
    )
    label: Mapped[Any] = words()
    kind: Mapped[str] = mapped_column(String(10), info=INTERNAL)
    value: Mapped[str] = mapped_column(String(200), info=INTERNAL)
    audience: Mapped[str] = mapped_column(String(20), info=INTERNAL)


class ServicePlace(Base):
    """A further place of a service; a confidential one has none of these.

    Its tier is public or area: an exact place that is confidential is sealed, below.
    """

    __tablename__ = "service_place"

    id: Key = key()
    uid: Uid = uid_column()
    service_id: Mapped[int] = mapped_column(
        ForeignKey("service.id"), index=True, info=INTERNAL
    )
    municipality_id: Mapped[int] = mapped_column(
        ForeignKey("municipality.id"), info=INTERNAL
    )
    tier: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    name: Mapped[Any] = words(nullable=True)
    address: Mapped[Any] = words(nullable=True)
    lat: Mapped[float | None] = mapped_column(Float, info=INTERNAL)
    lon: Mapped[float | None] = mapped_column(Float, info=INTERNAL)
    municipality: Mapped[Municipality] = relationship(lazy="raise")


class Verification(Base):
    """Somebody confirmed on a day that the record is right."""

    __tablename__ = "verification"

    id: Key = key()
    service_id: Mapped[int] = mapped_column(
        ForeignKey("service.id"), index=True, info=INTERNAL
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    verified_on: Mapped[date] = mapped_column(info=INTERNAL)
    verify_by: Mapped[date] = mapped_column(info=INTERNAL)


class ServiceStatusRow(Base):
    """From which day a service runs, runs less, pauses or is closed."""

    __tablename__ = "service_status"

    id: Key = key()
    service_id: Mapped[int] = mapped_column(
        ForeignKey("service.id"), index=True, info=INTERNAL
    )
    status: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    starts_on: Mapped[date] = mapped_column(info=INTERNAL)


class ExactPlace(Base):
    """The encrypted exact place of a confidential service."""

    __tablename__ = "exact_place"

    id: Key = key()
    service_id: Mapped[int] = mapped_column(
        ForeignKey("service.id"), unique=True, info=INTERNAL
    )
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=CONFIDENTIAL)
    changed_at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)


class PlaceCustodian(Base):
    """A named person who may read the exact place; each reading is logged."""

    __tablename__ = "place_custodian"

    id: Key = key()
    service_id: Mapped[int] = mapped_column(
        ForeignKey("service.id"), index=True, info=INTERNAL
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)

    __table_args__ = (
        UniqueConstraint("service_id", "person_id"),
        {"sqlite_autoincrement": True},
    )
