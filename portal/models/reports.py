"""Reporting periods, and the progress that bodies report in them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.models.columns import (
    INTERNAL,
    Instant,
    Key,
    Uid,
    key,
    uid_column,
    words,
)
from portal.models.people import Person
from portal.models.plans import Activity


class ReportingPeriod(Base):
    """What reports are about, from when they are written, due, and no longer taken."""

    __tablename__ = "reporting_period"

    id: Key = key()
    uid: Uid = uid_column()
    starts_on: Mapped[date] = mapped_column(unique=True, info=INTERNAL)
    ends_on: Mapped[date] = mapped_column(unique=True, info=INTERNAL)
    opens_on: Mapped[date] = mapped_column(info=INTERNAL)
    due_on: Mapped[date] = mapped_column(info=INTERNAL)
    locks_on: Mapped[date] = mapped_column(info=INTERNAL)

    __table_args__ = (
        CheckConstraint(
            "starts_on <= ends_on AND opens_on <= due_on AND due_on <= locks_on",
            name="in_order",
        ),
        {"sqlite_autoincrement": True},
    )


class ProgressReport(Base):
    """How an activity stands at the end of a period, as its body reports it."""

    __tablename__ = "progress_report"

    id: Key = key()
    uid: Uid = uid_column()
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id"), index=True, info=INTERNAL
    )
    period_id: Mapped[int] = mapped_column(
        ForeignKey("reporting_period.id"), index=True, info=INTERNAL
    )
    state: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    status: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    share: Mapped[int | None] = mapped_column(info=INTERNAL)
    cause: Mapped[str | None] = mapped_column(String(30), info=INTERNAL)
    cause_words: Mapped[Any] = words(nullable=True)
    effect: Mapped[Any] = words(nullable=True)
    evidence: Mapped[Any] = words(nullable=True)
    return_reason: Mapped[Any] = words(nullable=True)
    unchanged: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    submitted_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), info=INTERNAL
    )
    row_version: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    activity: Mapped[Activity] = relationship(back_populates="reports", lazy="raise")
    period: Mapped[ReportingPeriod] = relationship(lazy="raise")
    moves: Mapped[list["ReportMove"]] = relationship(
        lazy="raise", order_by="ReportMove.id"
    )

    @property
    def host_team_id(self) -> int | None:
        return self.activity.host_team_id

    @property
    def partner_team_ids(self) -> tuple[int, ...]:
        return ()

    @property
    def host_approvers(self) -> int:
        return self.activity.host_approvers

    @property
    def responsible_ids(self) -> frozenset[int]:
        return self.activity.responsible_ids

    __mapper_args__ = {"version_id_col": row_version}
    __table_args__ = (
        UniqueConstraint("activity_id", "period_id"),
        CheckConstraint("share BETWEEN 0 AND 100", name="share_of_hundred"),
        {"sqlite_autoincrement": True},
    )


class ReportMove(Base):
    """Who moved a report from which state to which, and when."""

    __tablename__ = "report_move"

    id: Key = key()
    report_id: Mapped[int] = mapped_column(
        ForeignKey("progress_report.id"), index=True, info=INTERNAL
    )
    move: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    state: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    at: Mapped[datetime] = mapped_column(Instant, info=INTERNAL)
    person: Mapped[Person] = relationship(lazy="raise")
