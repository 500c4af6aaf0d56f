"""Strategies and plans: objectives, measures, activities, and who carries them out."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from portal.db import Base
from portal.models.columns import (
    INTERNAL,
    PUBLIC,
    Key,
    Uid,
    key,
    uid_column,
    words,
)
from portal.models.teams import Organisation, Team


class Plan(Base):
    """A strategy, a plan that carries it out, or the local plan of a team."""

    __tablename__ = "plan"

    id: Key = key()
    uid: Uid = uid_column()
    key: Mapped[str | None] = mapped_column(String(80), unique=True, info=PUBLIC)
    kind: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    name: Mapped[Any] = words(PUBLIC)
    period: Mapped[str] = mapped_column(String(30), info=PUBLIC)
    adopted: Mapped[str | None] = mapped_column(String(10), info=PUBLIC)
    note: Mapped[Any] = words(PUBLIC, nullable=True)
    source: Mapped[str | None] = mapped_column(String(300), info=PUBLIC)
    host_team_id: Mapped[int | None] = mapped_column(
        ForeignKey("team.id"), index=True, info=PUBLIC
    )
    serves_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), info=PUBLIC)
    host_approvers: Mapped[int] = query_expression()
    host_team: Mapped[Team | None] = relationship(lazy="raise")
    serves: Mapped["Plan | None"] = relationship(lazy="raise", remote_side=[id])
    objectives: Mapped[list["Objective"]] = relationship(
        back_populates="plan", lazy="raise", order_by="Objective.number"
    )
    activities: Mapped[list["Activity"]] = relationship(
        back_populates="plan", lazy="raise", order_by="Activity.id"
    )

    @property
    def partner_team_ids(self) -> tuple[int, ...]:
        return ()


class Objective(Base):
    """What a strategy or a plan is to reach."""

    __tablename__ = "objective"

    id: Key = key()
    uid: Uid = uid_column()
    key: Mapped[str | None] = mapped_column(String(80), unique=True, info=PUBLIC)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True, info=PUBLIC)
    number: Mapped[int] = mapped_column(info=PUBLIC)
    wording: Mapped[Any] = words(PUBLIC)
    source: Mapped[str | None] = mapped_column(String(300), info=PUBLIC)
    plan: Mapped[Plan] = relationship(back_populates="objectives", lazy="raise")
    measures: Mapped[list["Measure"]] = relationship(
        back_populates="objective", lazy="raise", order_by="Measure.number"
    )


class Measure(Base):
    """A measure under an objective; a local activity serves a national one."""

    __tablename__ = "measure"

    id: Key = key()
    uid: Uid = uid_column()
    objective_id: Mapped[int] = mapped_column(
        ForeignKey("objective.id"), index=True, info=INTERNAL
    )
    number: Mapped[int] = mapped_column(info=INTERNAL)
    wording: Mapped[Any] = words()
    objective: Mapped[Objective] = relationship(back_populates="measures", lazy="raise")

    __table_args__ = (
        UniqueConstraint("objective_id", "number"),
        {"sqlite_autoincrement": True},
    )


class Activity(Base):
    """What is done under a measure, by whom, until when; without a deadline: always."""

    __tablename__ = "activity"

    id: Key = key()
    uid: Uid = uid_column()
    plan_id: Mapped[int] = mapped_column(
        ForeignKey("plan.id"), index=True, info=INTERNAL
    )
    measure_id: Mapped[int] = mapped_column(
        ForeignKey("measure.id"), index=True, info=INTERNAL
    )
    number: Mapped[int] = mapped_column(info=INTERNAL)
    title: Mapped[Any] = words()
    starts_on: Mapped[date] = mapped_column(info=INTERNAL)
    deadline: Mapped[date | None] = mapped_column(info=INTERNAL)
    beneficiaries: Mapped[Any] = words(nullable=True)
    indicator: Mapped[Any] = words(nullable=True)
    precondition: Mapped[Any] = words(nullable=True)
    serves_id: Mapped[int | None] = mapped_column(
        ForeignKey("measure.id"), index=True, info=INTERNAL
    )
    row_version: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    plan: Mapped[Plan] = relationship(back_populates="activities", lazy="raise")
    measure: Mapped[Measure] = relationship(lazy="raise", foreign_keys=[measure_id])
    serves: Mapped[Measure | None] = relationship(
        lazy="raise", foreign_keys=[serves_id]
    )
    bodies: Mapped[list["ActivityBody"]] = relationship(
        lazy="raise", order_by="ActivityBody.id", cascade="all, delete-orphan"
    )
    reports = relationship(
        "ProgressReport",
        back_populates="activity",
        lazy="raise",
        order_by="ProgressReport.period_id",
    )

    @property
    def host_team_id(self) -> int | None:
        return self.plan.host_team_id

    @property
    def partner_team_ids(self) -> tuple[int, ...]:
        return ()

    @property
    def host_approvers(self) -> int:
        return self.plan.host_approvers

    @property
    def responsible_ids(self) -> frozenset[int]:
        """The organisations that carry it out and report on it."""
        return frozenset(
            row.organisation_id for row in self.bodies if row.part == "responsible"
        )

    __mapper_args__ = {"version_id_col": row_version}


class ActivityBody(Base):
    """An organisation that is responsible for an activity, or a partner in it."""

    __tablename__ = "activity_body"

    id: Key = key()
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id"), index=True, info=INTERNAL
    )
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), info=INTERNAL
    )
    part: Mapped[str] = mapped_column(String(20), info=INTERNAL)
    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("activity_id", "organisation_id"),
        {"sqlite_autoincrement": True},
    )
