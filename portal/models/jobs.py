"""Work that waits, written in the same transaction as the change that wants it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base
from portal.models.columns import INTERNAL, Instant, JsonText, Key, key


class Job(Base):
    """One piece of work; done when `finished_at` is set."""

    __tablename__ = "job"

    id: Key = key()
    kind: Mapped[str] = mapped_column(String(30), info=INTERNAL)
    about: Mapped[Any] = mapped_column(JsonText, default=dict, info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    not_before: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    attempts: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    finished_at: Mapped[datetime | None] = mapped_column(Instant, info=INTERNAL)
    failure: Mapped[str | None] = mapped_column(String(300), info=INTERNAL)

    __table_args__ = (
        Index(
            "ix_job_waiting",
            "not_before",
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )
