"""What stands around the register: suggestions, gaps looked at, the office's terms."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from portal.db import Base
from portal.domain.terms import TermState
from portal.models.columns import (
    INTERNAL,
    PUBLIC,
    Instant,
    JsonText,
    Key,
    Uid,
    codes,
    key,
    uid_column,
    words,
)
from portal.models.people import Person
from portal.models.services import Service
from portal.models.teams import Municipality, Organisation, Team


class Suggestion(Base):
    """A correction that somebody signed in proposes; a coordinator decides on it.

    `changes` maps names of fields to what they should hold, as the draft says them;
    `seen` to what their writer saw there, and the name of the record besides. Never an
    exact place. `taken`: the fields that were taken over.
    """

    __tablename__ = "suggestion"

    id: Key = key()
    uid: Uid = uid_column()
    service_id: Mapped[int] = mapped_column(
        ForeignKey("service.id"), index=True, info=INTERNAL
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    made_at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    seen_version: Mapped[int] = mapped_column(info=INTERNAL)
    seen: Mapped[Any] = mapped_column(JsonText, info=INTERNAL)
    changes: Mapped[Any] = mapped_column(JsonText, info=INTERNAL)
    taken: Mapped[Any] = codes()
    reason: Mapped[str] = mapped_column(String(500), info=INTERNAL)
    state: Mapped[str] = mapped_column(String(20), default="open", info=INTERNAL)
    decided_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), info=INTERNAL
    )
    decided_at: Mapped[datetime | None] = mapped_column(Instant, info=INTERNAL)
    answer: Mapped[str | None] = mapped_column(String(500), info=INTERNAL)
    service: Mapped[Service] = relationship(lazy="raise")

    @property
    def host_team_id(self) -> int:
        return self.service.host_team_id

    @property
    def organisation_id(self) -> int:
        return self.service.organisation_id

    @property
    def partner_team_ids(self) -> tuple[int, ...]:
        return self.service.partner_team_ids

    @property
    def host_approvers(self) -> int:
        return self.service.host_approvers

    @property
    def is_public(self) -> bool:
        return self.service.is_public


class GapConfirmation(Base):
    """Somebody looked and found no service: a cell of category, group and town.

    Rule: domain.md, Services, *A gap cell*. It goes public like a service: proposed by
    who looked, confirmed by a second person.
    """

    __tablename__ = "gap_confirmation"

    id: Key = key()
    uid: Uid = uid_column()
    host_team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id"), index=True, info=INTERNAL
    )
    municipality_id: Mapped[int] = mapped_column(
        ForeignKey("municipality.id"), index=True, info=INTERNAL
    )
    category: Mapped[str] = mapped_column(String(30), info=INTERNAL)
    group: Mapped[str] = mapped_column(String(30), info=INTERNAL)
    since: Mapped[date] = mapped_column(info=INTERNAL)
    need: Mapped[Any] = words(nullable=True)
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), info=INTERNAL
    )
    publication: Mapped[str] = mapped_column(
        String(20), default="internal", info=INTERNAL
    )
    # Who looked; the second person must be somebody else.
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    ended_on: Mapped[date | None] = mapped_column(info=INTERNAL)

    host_approvers: Mapped[int] = query_expression()
    host_team: Mapped[Team] = relationship(lazy="raise")
    municipality: Mapped[Municipality] = relationship(lazy="raise")
    owner: Mapped[Organisation | None] = relationship(lazy="raise")
    looked: Mapped[Person] = relationship(lazy="raise")

    @property
    def partner_team_ids(self) -> tuple[int, ...]:
        return ()

    @property
    def is_public(self) -> bool:
        return self.publication == "public"


class Term(Base):
    """A word of the taxonomy that the office added to those of the field.

    `kind`: category, model, phase or group. A retired term is no longer offered; what
    carries it keeps it.
    """

    __tablename__ = "term"

    id: Key = key()
    uid: Uid = uid_column()
    kind: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    code: Mapped[str] = mapped_column(String(30), info=PUBLIC)
    name: Mapped[Any] = words()
    description: Mapped[Any] = words(nullable=True)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    added_on: Mapped[date] = mapped_column(info=INTERNAL)
    confirmed_on: Mapped[date | None] = mapped_column(info=INTERNAL)
    retired_on: Mapped[date | None] = mapped_column(info=INTERNAL)
    proposer: Mapped[Person] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("kind", "code"),
        {"sqlite_autoincrement": True},
    )

    @property
    def state(self) -> TermState:
        if self.confirmed_on is None:
            return TermState.PROPOSED
        return TermState.RETIRED if self.retired_on else TermState.IN_USE
