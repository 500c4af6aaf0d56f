"""Indicators and their values, with source and date."""

from typing import Any

from sqlalchemy import CheckConstraint, Float, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base
from portal.models.columns import PUBLIC, JsonText, Key, key, words
from portal.models.teams import Municipality


class Indicator(Base):
    """What is measured; the code is the source's, the key is ours."""

    __tablename__ = "indicator"

    id: Key = key()
    key: Mapped[str] = mapped_column(String(80), unique=True, info=PUBLIC)
    code: Mapped[str | None] = mapped_column(String(20), info=PUBLIC)
    wording: Mapped[Any] = words(PUBLIC)
    unit: Mapped[str] = mapped_column(String(30), info=PUBLIC)
    polarity: Mapped[str] = mapped_column(String(10), info=PUBLIC)
    kind: Mapped[str] = mapped_column(String(20), info=PUBLIC)
    source: Mapped[str] = mapped_column(String(300), info=PUBLIC)
    values: Mapped[list["IndicatorValue"]] = relationship(
        lazy="raise", order_by="IndicatorValue.id"
    )


class IndicatorValue(Base):
    """A value, or why there is none, for a period and an area (null: the country)."""

    __tablename__ = "indicator_value"

    id: Key = key()
    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("indicator.id"), index=True, info=PUBLIC
    )
    municipality_id: Mapped[int | None] = mapped_column(
        ForeignKey("municipality.id"), index=True, info=PUBLIC
    )
    period: Mapped[str] = mapped_column(String(30), info=PUBLIC)
    breakdown: Mapped[Any] = mapped_column(JsonText, default=dict, info=PUBLIC)
    value: Mapped[float | None] = mapped_column(Float, info=PUBLIC)
    absence: Mapped[str | None] = mapped_column(String(20), info=PUBLIC)
    stated_total: Mapped[bool] = mapped_column(default=False, info=PUBLIC)
    note: Mapped[Any] = words(PUBLIC, nullable=True)
    source: Mapped[str] = mapped_column(String(300), info=PUBLIC)
    as_of: Mapped[str] = mapped_column(String(10), info=PUBLIC)
    municipality: Mapped[Municipality | None] = relationship(lazy="raise")

    __table_args__ = (
        CheckConstraint(
            "(value IS NULL) <> (absence IS NULL)", name="value_or_absence"
        ),
        {"sqlite_autoincrement": True},
    )
