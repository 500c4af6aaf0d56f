"""Facts become rows, matched by their key; what became of each is counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select

from portal.db import Base, db

Row = TypeVar("Row", bound=Base)


@dataclass
class Counts:
    """What a load did; `kept` are rows that people have worked on since."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    kept: int = 0

    def __str__(self) -> str:
        return ", ".join(f"{number} {what}" for what, number in vars(self).items())

    @property
    def changes(self) -> int:
        return self.added + self.updated + self.removed


def put(
    model: type[Row], key: str, facts: Iterable[dict[str, Any]], counts: Counts
) -> dict[Any, Row]:
    """The rows of the facts by their key; a fact says what its row holds."""
    wanted = {fact[key]: fact for fact in facts}
    among = getattr(model, key).in_(list(wanted))
    rows = {getattr(r, key): r for r in db.session.scalars(select(model).where(among))}
    for name, fact in wanted.items():
        if name in rows:
            change(rows[name], fact, counts)
        else:
            rows[name] = model(**fact)
            db.session.add(rows[name])
            counts.added += 1
    db.session.flush()
    return rows


def change(row: Base, held: Mapping[str, Any], counts: Counts) -> None:
    """Write the columns that differ."""
    differing = {n: said for n, said in held.items() if getattr(row, n) != said}
    for name, said in differing.items():
        setattr(row, name, said)
    counts.updated += bool(differing)
    counts.unchanged += not differing
