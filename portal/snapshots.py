"""The public floor's only window: read-only, and blind to all but `published`."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from flask import current_app
from sqlalchemy import (
    Connection,
    DateTime,
    Engine,
    Result,
    bindparam,
    create_engine,
    event,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from portal.db import SITE_ROLE, answer_at_once

_NOW = "valid_to IS NULL"
_THEN = "valid_from <= :at AND (valid_to IS NULL OR valid_to > :at)"
Conclusion = Callable[["Snapshots", str], Any]
_ALLOWED = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
    sqlite3.SQLITE_TRANSACTION,
}


def window(url: str) -> Engine:
    """An engine whose connections can read the table `published` and nothing else.

    SQLite: opened read-only, with an authorizer. PostgreSQL: under the role that
    `portal init` made, which may select from that one table. What it sees stays the
    same from the first look to the last, so that no build holds half an act.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = create_engine(url, poolclass=NullPool)
        event.listen(engine, "connect", answer_at_once)
        event.listen(engine, "connect", _as_site_role)
        return engine
    path = f"file:{parsed.database}?mode=ro"
    engine = create_engine(
        "sqlite://", creator=lambda: _blind(path), poolclass=NullPool
    )
    event.listen(engine, "begin", lambda begun: begun.exec_driver_sql("BEGIN"))
    return engine


def _blind(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, uri=True, check_same_thread=False, timeout=15, isolation_level=None
    )
    connection.execute("SELECT 1 FROM published LIMIT 1")
    connection.set_authorizer(_authorize)
    return connection


def _authorize(
    action: int, first: str | None, second: str | None, *rest: str | None
) -> int:
    reads = action == sqlite3.SQLITE_READ and first == "published"
    asks = action == sqlite3.SQLITE_PRAGMA and first == "read_uncommitted"
    ok = reads or asks or action in _ALLOWED
    return sqlite3.SQLITE_OK if ok else sqlite3.SQLITE_DENY


def _as_site_role(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f"SET ROLE {SITE_ROLE}")
        cursor.execute("SET default_transaction_read_only = on")
        cursor.execute("SET default_transaction_isolation = 'repeatable read'")
    connection.commit()


@dataclass
class Snapshots:
    """What is public now, or was at an instant, and a record of what was read of it.

    A page's `needs` are the keys that it read: `kind:uid` for a thing itself,
    `kind@area` and `kind@*` for lists of summaries, `kind~area` and `kind~*` for all of
    a kind in whole, `name=about` for what follows from them. A change touches keys;
    pages that need one of them are built again.
    """

    connection: Connection
    conclusions: Mapping[str, Conclusion] = field(default_factory=dict)
    needs: set[str] = field(default_factory=set)
    concluded: dict[str, tuple[Any, set[str]]] = field(default_factory=dict)
    at: datetime | None = None
    _cache: dict[str, Any] = field(default_factory=dict)
    _kept_at_most: int = 2_000
    _drawing: bool = False

    def one(self, kind: str, uid: str) -> dict[str, Any] | None:
        """The payload of one thing, or None when it is not public."""
        return self._kept(f"{kind}:{uid}", lambda: self._one(kind, uid))

    def _one(self, kind: str, uid: str) -> dict[str, Any] | None:
        given = {"kind": kind, "uid": uid}
        row = self._rows("payload", "kind = :kind AND uid = :uid", given).first()
        return json.loads(row.payload) if row else None

    def summaries(self, kind: str, area: str | None = None) -> list[dict[str, Any]]:
        """The summaries of a kind, in the area with this uid or everywhere."""
        if area is None:
            return self._kept(f"{kind}@*", lambda: self._all(kind))
        return self._kept(f"{kind}@{area}", lambda: self._in(kind, area))

    def each(self, kind: str) -> Iterator[dict[str, Any]]:
        """All summaries of a kind, one by one: a whole country's are never kept."""
        self.needs.add(f"{kind}@*")
        given = {"kind": kind}
        for row in self._rows("summary", "kind = :kind ORDER BY uid", given):
            yield json.loads(row.summary)

    def national(self, kind: str) -> list[dict[str, Any]]:
        """The summaries of things that belong to no municipality."""
        return self._kept(f"{kind}@-", lambda: self._national(kind))

    def _all(self, kind: str) -> list[dict[str, Any]]:
        return self._list("", {"kind": kind})

    def _in(self, kind: str, area: str) -> list[dict[str, Any]]:
        return self._list(" AND area = :area", {"kind": kind, "area": area})

    def _national(self, kind: str) -> list[dict[str, Any]]:
        return self._list(" AND area IS NULL", {"kind": kind})

    def _list(self, where: str, given: dict[str, str]) -> list[dict[str, Any]]:
        """Put in order here: SQLite, asked for it, goes through all of a kind."""
        rows = self._rows("uid, summary", f"kind = :kind{where}", given)
        return [json.loads(row.summary) for row in sorted(rows)]

    def _rows(self, what: str, where: str, given: dict[str, str]) -> Result[Any]:
        """Valid rows; `what` and `where` are our own words, never somebody's input."""
        valid = _NOW if self.at is None else _THEN
        ask = text(f"SELECT {what} FROM published WHERE {valid} AND {where}")  # noqa: S608
        if self.at is not None:
            ask = ask.bindparams(bindparam("at", self.at, DateTime(timezone=True)))
        return self.connection.execute(ask, given)

    def _kept(self, need: str, read: Callable[[], Any]) -> Any:
        self.needs.add(need)
        if need not in self._cache:
            if len(self._cache) >= self._kept_at_most:
                self._cache.clear()
            self._cache[need] = read()
        return self._cache[need]

    def follows(self, name: str, about: str = "") -> Any:
        """A conclusion of this name, drawn once. A page that uses it needs it alone: if
        what it was drawn from changes and it stays the same, the page stays. What is
        drawn from another conclusion needs all that this one was drawn from."""
        need = f"{name}={about}"
        if need not in self.concluded:
            before = self.needs, self._drawing
            self.needs, self._drawing = set(), True
            try:
                self.concluded[need] = self.conclusions[name](self, about), self.needs
            finally:
                self.needs, self._drawing = before
        drawn, needs = self.concluded[need]
        self.needs |= needs if self._drawing else {need}
        return drawn

    def forget_needs(self) -> set[str]:
        """The needs recorded since the last call; what was read stays cached."""
        needs, self.needs = self.needs, set()
        return needs

    def uids(self, kind: str) -> Iterable[str]:
        """Every public thing of a kind, for the page lists; records no need."""
        rows = self._rows("uid", "kind = :kind ORDER BY uid", {"kind": kind})
        return [row.uid for row in rows]


@dataclass
class WholeKinds(Snapshots):
    """The same for a page that looks at all of a few kinds: one statement for them."""

    kinds: tuple[str, ...] = ()

    @cached_property
    def _whole(self) -> list[tuple[str, str, str | None, str, str]]:
        given = {f"kind{at}": kind for at, kind in enumerate(self.kinds)}
        where = f"kind IN ({', '.join(f':{name}' for name in given)}) ORDER BY uid"
        rows = self._rows("kind, uid, area, summary, payload", where, given)
        return [tuple(row) for row in rows]

    @cached_property
    def _payloads(self) -> dict[tuple[str, str], str]:
        return {(kind, uid): payload for kind, uid, _, _, payload in self._whole}

    @cached_property
    def _listed(self) -> dict[tuple[str, str | None], list[dict[str, Any]]]:
        listed: dict[tuple[str, str | None], list[dict[str, Any]]] = {}
        for kind, _, area, summary, _ in self._whole:
            listed.setdefault((kind, area), []).append(json.loads(summary))
        return listed

    def _one(self, kind: str, uid: str) -> dict[str, Any] | None:
        payload = self._payloads.get((kind, uid))
        return json.loads(payload) if payload else None

    def _all(self, kind: str) -> list[dict[str, Any]]:
        return [json.loads(row[3]) for row in self._whole if row[0] == kind]

    def _in(self, kind: str, area: str | None) -> list[dict[str, Any]]:
        return self._listed.get((kind, area), [])

    def _national(self, kind: str) -> list[dict[str, Any]]:
        return self._in(kind, None)


def touched(kind: str, uid: str, area: str | None, *, listed: bool) -> set[str]:
    """The keys that a change of one snapshot touches; `listed`: its summary changed."""
    keys = {f"{kind}:{uid}", f"{kind}~*", f"{kind}~{area or '-'}"}
    return keys | {f"{kind}@*", f"{kind}@{area or '-'}"} if listed else keys


@dataclass
class Build:
    """What one build of the site stands on: what is public, on which day."""

    snapshots: Snapshots
    checked_on: date

    @property
    def check_again_by(self) -> date:
        """The day by which the site is built again."""
        return self.checked_on + timedelta(days=1)


def build() -> Build:
    """The build that this page is rendered for."""
    return current_app.extensions["portal_build"]


def snapshots() -> Snapshots:
    """What is public, for the page that is being rendered."""
    return build().snapshots


def national_number(on: Snapshots | None = None) -> dict[str, Any] | None:
    """The summary of the service that carries the national number."""
    services = (on or snapshots()).national("service")
    return next((s for s in services if s["national_number"]), None)
