"""Referrals, counted and never filed: no day, no person, no words."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.models.columns import INTERNAL, Key, Uid, key, uid_column
from portal.models.teams import Organisation, Team

EQUAL = (
    *("host_team_id", "sender_id", "receiver_id"),
    *("category", "outcome", "quarter", "word"),
)
# In each database two rows without a reason differ: they have an index of their own.
NO_REASON = text("reason IS NULL")


class Referral(Base):
    """How many referrals of one kind went from a body to another in a quarter.

    Rule: domain.md, Referral pathways, *counted, never filed*. Equal referrals of which
    the receiver says the same share a row, so that neither its key nor its order tells
    one from another. Edits keep no revision: its time would be a date.
    """

    __tablename__ = "referral"

    id: Key = key()
    uid: Uid = uid_column()
    host_team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), info=INTERNAL)
    sender_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), index=True, info=INTERNAL
    )
    receiver_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), index=True, info=INTERNAL
    )
    category: Mapped[str] = mapped_column(String(40), info=INTERNAL)
    outcome: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    reason: Mapped[str | None] = mapped_column(String(30), info=INTERNAL)
    quarter: Mapped[str] = mapped_column(String(7), info=INTERNAL)
    amount: Mapped[int] = mapped_column(info=INTERNAL)
    word: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    row_version: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    host_team: Mapped[Team] = relationship(lazy="raise")
    sender: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[sender_id])
    receiver: Mapped[Organisation] = relationship(
        lazy="raise", foreign_keys=[receiver_id]
    )

    __mapper_args__ = {"version_id_col": row_version}
    __table_args__ = (
        CheckConstraint("amount > 0", name="some"),
        CheckConstraint("sender_id <> receiver_id", name="two_bodies"),
        Index(None, "host_team_id", "quarter"),
        Index("ix_referral_equal", *EQUAL, "reason", unique=True),
        Index(
            "ix_referral_equal_without_reason",
            *EQUAL,
            unique=True,
            sqlite_where=NO_REASON,
            postgresql_where=NO_REASON,
        ),
        {"sqlite_autoincrement": True},
    )
