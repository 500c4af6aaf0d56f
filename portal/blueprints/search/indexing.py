"""Keeps what is searched true, in the transaction that changes a thing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select

from portal.audit import Event
from portal.blueprints.search.texts import READERS, Ids, Text, texts
from portal.db import db
from portal.domain.people import Actor
from portal.domain.searching import grams
from portal.models import (
    Organisation,
    PathwayVersion,
    SearchEntry,
    SearchGram,
    SearchWord,
    Service,
    Suggestion,
    Term,
)

NOUNS: Mapping[str, Any] = {
    "service": Service,
    "organisation": Organisation,
    "pathway_version": PathwayVersion,
}
AT_ONCE = 500


def index(kind: str, ids: Ids = None) -> int:
    """Write what these things say now, or all of a kind; how many entries moved.

    Whoever changes a name or a text by other ways than an act of the desk calls this
    before the commit: loading, imports, terms.
    """
    db.session.flush()
    wanted = {_key(text): text for text in texts(kind, ids)}
    standing = {_key(row): row for row in _standing(kind, ids)}
    gone = [
        row.id
        for key, row in standing.items()
        if key not in wanted or wanted[key].text != row.text
    ]
    new = [
        text
        for key, text in wanted.items()
        if key not in standing or standing[key].text != text.text
    ]
    _put(new, _drop(gone))
    return len({*map(_key, new)} | {k for k, row in standing.items() if row.id in gone})


def index_all() -> int:
    """Bring the whole index in line with the rows; returns how many entries moved."""
    return sum(index(kind) for kind in READERS)


def untrue() -> list[str]:
    """The kinds whose entries do not say what the rows say."""
    found = []
    for kind in READERS:
        said = sorted(texts(kind))
        stands = sorted(Text(*row[1:]) for row in _standing(kind, None))
        found += [kind] if said != stands else []
    return found


def _key(row: Any) -> tuple[str, int, str]:
    return row.kind, row.thing_id, row.part


def _standing(kind: str, ids: Ids) -> list[Any]:
    columns = (
        SearchEntry.id,
        SearchEntry.kind,
        SearchEntry.thing_id,
        SearchEntry.part,
        SearchEntry.text,
    )
    rows = select(*columns).where(SearchEntry.kind == kind)
    if ids is not None:
        rows = rows.where(SearchEntry.thing_id.in_(ids))
    return list(db.session.execute(rows))


def _drop(ids: list[int]) -> set[str]:
    """Remove entries; returns the words that they had."""
    words: set[str] = set()
    for some in _parts(ids):
        held = select(SearchWord.word).where(SearchWord.entry_id.in_(some)).distinct()
        words.update(db.session.scalars(held))
        db.session.execute(delete(SearchWord).where(SearchWord.entry_id.in_(some)))
        db.session.execute(delete(SearchEntry).where(SearchEntry.id.in_(some)))
    return words


def _put(new: list[Text], before: set[str]) -> None:
    """Write entries and their words; `before`: words that may have gone."""
    words: set[str] = set()
    for some in _parts(new):
        made = insert(SearchEntry).returning(
            SearchEntry.id, sort_by_parameter_order=True
        )
        ids = db.session.scalars(made, [text._asdict() for text in some]).all()
        said = zip(ids, some, strict=True)
        rows = [row for i, text in said for row in _words(i, text)]
        if rows:
            db.session.execute(insert(SearchWord), rows)
        words.update(row["word"] for row in rows)
    _spell(sorted(words - before), sorted(before - words))


def _words(entry_id: int, text: Text) -> list[dict[str, Any]]:
    name, _, more = (part.split() for part in text.text.partition("\n"))
    short = max(1, 100 - len(name))
    told = [*((word, short) for word in name), *((word, 0) for word in more)]
    return [
        {"word": word, "entry_id": entry_id, "shortness": counts}
        for word, counts in told
    ]


def _spell(come: list[str], gone: list[str]) -> None:
    """Letters of words that are new, none of words that no entry has any more."""
    for some in _parts(come):
        known = select(SearchGram.word).where(SearchGram.word.in_(some)).distinct()
        there = set(db.session.scalars(known))
        rows = [
            {"gram": gram, "word": word}
            for word in some
            if word not in there
            for gram in grams(word)
        ]
        if rows:
            db.session.execute(insert(SearchGram), rows)
    for some in _parts(gone):
        used = select(SearchWord.word).where(SearchWord.word.in_(some)).distinct()
        lost = set(some) - set(db.session.scalars(used))
        db.session.execute(delete(SearchGram).where(SearchGram.word.in_(lost)))


def _parts(items: list[Any]) -> Iterable[list[Any]]:
    return (items[at : at + AT_ONCE] for at in range(0, len(items), AT_ONCE))


def follow_things(actor: Actor, events: Sequence[Event]) -> None:
    """Something was done to things that can be found: their words follow."""
    noun = events[0].noun
    model = NOUNS[noun]
    uids = list({UUID(event.thing) for event in events})
    for some in _parts(uids):
        found = list(db.session.scalars(select(model.id).where(model.uid.in_(some))))
        index(noun, found)
        if noun == "organisation":
            offered = select(Service.id).where(Service.organisation_id.in_(found))
            index("service", list(db.session.scalars(offered)))


def follow_terms(actor: Actor, events: Sequence[Event]) -> None:
    """Words of the taxonomy changed: what is found by them follows."""
    about = Term.uid.in_([UUID(event.thing) for event in events])
    codes = db.session.scalars(select(Term.code).where(about, Term.kind == "category"))
    carry = select(Service.id).where(Service.category.in_(codes.all()))
    index("service", list(db.session.scalars(carry)))


def follow_suggestions(actor: Actor, events: Sequence[Event]) -> None:
    """Suggestions that were taken changed their services."""
    about = Suggestion.uid.in_([UUID(event.thing) for event in events])
    index(
        "service", list(db.session.scalars(select(Suggestion.service_id).where(about)))
    )


def follow_pathways(actor: Actor, events: Sequence[Event]) -> None:
    """Versions moved: their predecessors may have been superseded with them."""
    some = PathwayVersion.uid.in_([UUID(event.thing) for event in events])
    all_of_them = select(PathwayVersion.id).where(
        PathwayVersion.pathway_id.in_(select(PathwayVersion.pathway_id).where(some))
    )
    index("pathway_version", list(db.session.scalars(all_of_them)))
