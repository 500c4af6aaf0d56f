"""Search over 10,000 services in both scripts, beside FTS5 over the same rows."""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from random import Random
from typing import Any
from uuid import uuid4

from sqlalchemy import insert

from portal import create_app
from portal.blueprints.search import queries
from portal.blueprints.search.indexing import index_all
from portal.db import begin_write, db
from portal.domain.searching import asked
from portal.models import Organisation, Service
from tests import world
from tests.bench import figures
from tests.bench.names import services
from tests.bench.place import an_instance
from tests.domain.test_searching import misspelled
from tests.statements import counted_statements

SERVICES, QUESTIONS, TYPOS = 10_000, 120, 100
MOST_MS, MOST_STATEMENTS = 10, 8
TOKENIZERS = {
    "FTS5 unicode61": "unicode61 remove_diacritics 2",
    "FTS5 trigram": "trigram",
}
Find = Callable[[str], list[Any]]


def beside_fts5() -> str:
    """The section of docs/performance.md."""
    with an_instance() as settings, closing(sqlite3.connect(":memory:")) as other:
        app, rows = create_app(settings), list(services(SERVICES))
        with app.app_context():
            actor, ids, seconds = _filled(rows)
            finds: dict[str, Find] = {"ours": _ours(actor)}
            for name, tokenizer in TOKENIZERS.items():
                finds[name] = _fts5(other, name, tokenizer, rows, ids)
            told = _measured(finds, rows, ids)
            with counted_statements() as sent:
                queries.find(actor, "правна помоћ жене", world.TODAY)
            db.session.remove()
            db.engine.dispose()
    said = (
        f"{SERVICES} services, indexed in {seconds:.1f} s. {len(sent)} SQL a question,"
    )
    return f"{said} the session apart.\n\n{told}"


def _filled(rows: list[dict[str, Any]]) -> tuple[Any, list[int], float]:
    """The reader, the key of each service, and how long the index took."""
    begin_write()
    team = world.a_team("bench")
    actor = world.somebody(team, "coordinator")
    bodies = [_body(number, row) for number, row in enumerate(rows)]
    db.session.execute(insert(Organisation), bodies)
    keys = dict(db.session.execute(db.select(Organisation.key, Organisation.id)).all())
    given = [_service(n, row, keys[f"b{n}"], team) for n, row in enumerate(rows)]
    db.session.execute(insert(Service), given)
    started = time.perf_counter()
    index_all()
    seconds = time.perf_counter() - started
    db.session.commit()
    ids = db.select(Service.id).order_by(Service.id)
    return actor, list(db.session.scalars(ids)), seconds


def _body(number: int, row: dict[str, Any]) -> dict[str, Any]:
    key = {"key": f"b{number}", "uid": uuid4(), "sector": "civil_society"}
    return key | {"name": row["body"], "aliases": []}


def _service(number: int, row: dict[str, Any], body: int, team: Any) -> dict[str, Any]:
    return {
        "uid": uuid4(),
        "organisation_id": body,
        "host_team_id": team.id,
        "municipality_id": team.municipality_id,
        "name": row["name"],
        "summary": {},
        "category": row["category"],
        "tier": "area",
        "publication": "public",
        "source": "bench",
    }


def _ours(actor: Any) -> Find:
    def find(question: str) -> list[Any]:
        ranked = queries.ranking(actor, question, world.TODAY)
        db.session.rollback()
        return [number for kind, number in ranked if kind == "service"]

    return find


def _fts5(
    other: sqlite3.Connection,
    name: str,
    tokenizer: str,
    rows: list[dict[str, Any]],
    ids: list[int],
) -> Find:
    table = name.replace(" ", "_")
    other.execute(f'CREATE VIRTUAL TABLE {table} USING fts5(t, tokenize="{tokenizer}")')
    texts = (" ".join([*row["name"].values(), *row["body"].values()]) for row in rows)
    other.executemany(
        f"INSERT INTO {table}(rowid, t) VALUES (?, ?)",
        zip(ids, texts, strict=True),
    )
    ask = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT 20"

    def find(question: str) -> list[Any]:
        words = " ".join(f'"{word}"' for word in question.split() if len(word) > 2)
        return [row[0] for row in other.execute(ask, (words,))] if words else []

    return find


def _questions(rows: list[dict[str, Any]], chance: Random) -> Iterator[str]:
    """Words of names as people type them: one to three, either script, cut short."""
    while True:
        words = chance.choice(list(chance.choice(rows)["name"].values())).split()
        some = words[: chance.randint(1, 3)]
        yield " ".join(some) if chance.random() < 0.7 else " ".join(some)[:-1]


def _measured(
    finds: dict[str, Find], rows: list[dict[str, Any]], ids: list[int]
) -> str:
    told = _questions(rows, Random(2017))
    questions = [next(told) for _ in range(QUESTIONS)]
    seen: dict[str, list[float]] = {name: [] for name in finds}
    for question in questions:
        for name, find in finds.items():
            seen[name].append(
                figures.seconds_of(lambda f=find, q=question: f(q)) * 1000
            )
    lines = []
    for name, times in seen.items():
        p95 = statistics.quantiles(times, n=20)[-1]
        met = figures.verdict(met=p95 <= MOST_MS) if name == "ours" else ""
        found, folded = _recall(finds[name], rows, ids)
        lines.append(
            (
                name,
                f"{statistics.median(times):.1f} ms",
                f"{p95:.1f} ms",
                met,
                found,
                folded,
            )
        )
    heads = ("", "p50", "p95", f"≤ {MOST_MS} ms", "typos found", "other script found")
    return figures.table(heads, lines)


def _recall(find: Find, rows: list[dict[str, Any]], ids: list[int]) -> tuple[str, str]:
    """Of so many names with one wrong letter, and of names in bare Latin letters."""
    chance, typos, bare = Random(7), 0, 0
    for _ in range(TYPOS):
        at = chance.randrange(len(rows))
        name = " ".join(next(iter(rows[at]["name"].values())).split())
        same = {
            i
            for i, row in zip(ids, rows, strict=True)
            if asked(" ".join(row["name"].values()))
            == asked(" ".join(rows[at]["name"].values()))
        }
        words = name.split()
        long = [n for n, word in enumerate(words) if len(word.strip("„“")) > 3]
        one = chance.choice(long)
        words[one] = misspelled(words[one].strip("„“"), chance)
        typos += bool(same & set(find(" ".join(words))[:5]))
        bare += bool(same & set(find(" ".join(asked(name)))[:5]))
    return f"{typos} of {TYPOS}", f"{bare} of {TYPOS}"
