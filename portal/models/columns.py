"""Column types and marks that every table shares."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text, Uuid
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

PUBLIC = {"circle": "public"}
INTERNAL = {"circle": "internal"}
CONFIDENTIAL = {"circle": "confidential"}


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; a naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs its time zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value


class JsonText(TypeDecorator[Any]):
    """JSON as text with sorted keys: equal values have equal bytes on both engines."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def key() -> MappedColumn[int]:
    """An integer key that is never reused."""
    return mapped_column(primary_key=True, info=PUBLIC)


def uid_column() -> MappedColumn[uuid.UUID]:
    """The name of the thing in addresses and exports."""
    return mapped_column(Uuid, unique=True, default=uuid.uuid4, info=PUBLIC)


def words(
    info: dict[str, str] = INTERNAL, *, nullable: bool = False
) -> MappedColumn[Any]:
    """User text as {language: text}."""
    return mapped_column(JsonText, nullable=nullable, info=info)


def codes() -> MappedColumn[Any]:
    """A list of codes; empty where nobody said."""
    return mapped_column(JsonText, default=list, server_default="[]", info=INTERNAL)


def numbers_in(joined: str | None) -> frozenset[int]:
    """The keys that a statement joined by commas."""
    return frozenset(map(int, joined.split(","))) if joined else frozenset()


Key = Mapped[int]
Uid = Mapped[uuid.UUID]
