"""The wall: everything that the public floor may read stands in this table."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base
from portal.models.columns import PUBLIC, Instant, JsonText, Key, key


class Published(Base):
    """An immutable snapshot of one thing, valid until its successor or withdrawal.

    `area` is the uid of the municipality under which the thing is listed; `summary` is
    what lists show, `payload` what its own page shows.
    """

    __tablename__ = "published"

    id: Key = key()
    kind: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    uid: Mapped[str] = mapped_column(String(36), info=PUBLIC)
    area: Mapped[str | None] = mapped_column(String(36), info=PUBLIC)
    summary: Mapped[Any] = mapped_column(JsonText, info=PUBLIC)
    payload: Mapped[Any] = mapped_column(JsonText, info=PUBLIC)
    hash: Mapped[str] = mapped_column(String(64), info=PUBLIC)
    valid_from: Mapped[datetime] = mapped_column(Instant, info=PUBLIC)
    valid_to: Mapped[datetime | None] = mapped_column(Instant, info=PUBLIC)
    approvers: Mapped[Any] = mapped_column(JsonText, default=list, info=PUBLIC)

    __table_args__ = (
        Index(
            "ix_published_current",
            "kind",
            "uid",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
        Index("ix_published_area", "kind", "area", "valid_to"),
        {"sqlite_autoincrement": True},
    )
