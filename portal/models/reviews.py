"""What is said of a version while it is in work, and who has read it in force."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.models.columns import INTERNAL, Instant, Key, Uid, key, uid_column
from portal.models.pathways import PathwayVersion
from portal.models.people import Person


class StepComment(Base):
    """What somebody says of a step, or of the whole, while a version is in work."""

    __tablename__ = "step_comment"

    id: Key = key()
    uid: Uid = uid_column()
    version_id: Mapped[int] = mapped_column(
        ForeignKey("pathway_version.id"), index=True, info=INTERNAL
    )
    step_key: Mapped[str | None] = mapped_column(String(40), info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    body: Mapped[str] = mapped_column(Text, info=INTERNAL)
    settled_at: Mapped[datetime | None] = mapped_column(Instant, info=INTERNAL)
    settled_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), info=INTERNAL
    )
    version: Mapped[PathwayVersion] = relationship(lazy="raise")
    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])
    settled_by: Mapped[Person | None] = relationship(
        lazy="raise", foreign_keys=[settled_by_id]
    )

    __table_args__ = ({"sqlite_autoincrement": True},)


class Acknowledgement(Base):
    """A member's word that a published version has been read."""

    __tablename__ = "acknowledgement"

    id: Key = key()
    version_id: Mapped[int] = mapped_column(
        ForeignKey("pathway_version.id"), info=INTERNAL
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), index=True, info=INTERNAL
    )
    at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    person: Mapped[Person] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("version_id", "person_id"),
        {"sqlite_autoincrement": True},
    )
