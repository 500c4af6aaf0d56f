"""Who did what to which thing, without a word of text; and what stood before."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base
from portal.models.columns import INTERNAL, Instant, JsonText, Key, key


class AuditEvent(Base):
    """One act: ids and field names, chained by hash to the act before it."""

    __tablename__ = "audit_event"

    id: Key = key()
    at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), info=INTERNAL
    )
    verb: Mapped[str] = mapped_column(String(40), info=INTERNAL)
    noun: Mapped[str] = mapped_column(String(30), info=INTERNAL)
    thing: Mapped[str | None] = mapped_column(String(36), info=INTERNAL)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), info=INTERNAL)
    fields: Mapped[Any] = mapped_column(JsonText, default=list, info=INTERNAL)
    chain: Mapped[str] = mapped_column(String(64), info=INTERNAL)


class Revision(Base):
    """What a thing held before it was edited."""

    __tablename__ = "revision"

    id: Key = key()
    noun: Mapped[str] = mapped_column(String(30), info=INTERNAL)
    thing: Mapped[str] = mapped_column(String(80), info=INTERNAL)
    at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), info=INTERNAL
    )
    before: Mapped[Any] = mapped_column(JsonText, info=INTERNAL)

    __table_args__ = (
        Index(None, "noun", "thing"),
        {"sqlite_autoincrement": True},
    )
