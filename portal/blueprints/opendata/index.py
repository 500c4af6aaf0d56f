"""By what programs find services: kept in memory until what is public changes."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from unicodedata import normalize

from sqlalchemy import text

from portal.blueprints.opendata.asked import Asked
from portal.blueprints.opendata.listed import services
from portal.changes import changed, stays
from portal.domain.script import to_latin
from portal.hsds import writing
from portal.hsds.feed import Feed
from portal.hsds.located import at_id, exact
from portal.hsds.opened import Opened
from portal.hsds.taxonomy import Term, taxonomy_id, term_id
from portal.hsds.terms import terms
from portal.snapshots import Snapshots

# A put raises the newest id, a withdrawal lowers how many stand: equal means the same.
_STATE = text(
    "SELECT max(id) AS newest,"
    " sum(CASE WHEN valid_to IS NULL THEN 1 ELSE 0 END) AS standing"
    " FROM published WHERE kind IN ('service', 'municipality', 'term')"
)
_FOUND_BY = ("name", "summary", "organisation")
_ANY = Feed("en")
_MARKS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True)
class Found:
    """A service as far as finding it goes."""

    uid: str
    body: str
    places: tuple[str, ...]
    terms: frozenset[str]
    lists: frozenset[str]
    words: str
    at: datetime


@dataclass
class Index:
    """All of them in the order of their ids, for one day and one state of the wall."""

    state: tuple[Any, ...]
    services: list[Found] = field(default_factory=list)

    @cached_property
    def changed(self) -> dict[str, datetime]:
        """When each of them became as it is."""
        return {one.uid: one.at for one in self.services}

    def bodies(self) -> dict[str, list[Found]]:
        """The services by who offers them."""
        found: dict[str, list[Found]] = {}
        for one in self.services:
            found.setdefault(one.body, []).append(one)
        return dict(sorted(found.items()))


class Kept:
    """The newest index; made anew as soon as it is not true any more."""

    def __init__(self) -> None:
        self._index = Index(state=())

    def index(self, snapshots: Snapshots, towns: Container[str], day: date) -> Index:
        row = snapshots.connection.execute(_STATE).one()
        state = (row.newest, row.standing, day)
        if self._index.state != state:
            self._index = Index(state, list(_found(snapshots, towns, day)))
        return self._index


def _found(snapshots: Snapshots, towns: Container[str], day: date) -> Iterable[Found]:
    since = changed(stays(snapshots, "service"))
    for told in services(snapshots, towns, day):
        found = [*terms(told, _ANY), *_of_its_parts(told)]
        found = [term for term in found if term.kind != "text_language"]
        yield Found(
            uid=told["uid"],
            body=writing.body_id(told),
            places=tuple(at_id(uid) for uid, _ in exact(told)),
            terms=frozenset(term_id(term.kind, term.code) for term in found),
            lists=frozenset(taxonomy_id(term.kind) for term in found),
            words=_words(told),
            at=since[told["uid"]],
        )


def _of_its_parts(told: Opened) -> Iterable[Term]:
    if told["sector"]:
        yield Term("sector", told["sector"])
    for slug in (told["area"], *told["areas"]):
        if slug:
            yield Term("municipality", slug)


def _words(told: Opened) -> str:
    said = [told[name] or {} for name in _FOUND_BY]
    return folded(" ".join(text for words in said for text in words.values()))


def folded(said: str) -> str:
    """Small Latin letters without marks, so that both scripts meet."""
    bare = _MARKS.sub("", normalize("NFKD", to_latin(said))).lower()
    return bare.replace("đ", "d")


def matching(found: Iterable[Found], asked: Asked) -> list[Found]:
    """Those that a question means."""
    wanted = folded(asked.search).split()
    return [one for one in found if _is_meant(one, asked, wanted)]


def _is_meant(one: Found, asked: Asked, wanted: list[str]) -> bool:
    return (
        asked.organization_id in ("", one.body)
        and (not asked.taxonomy_term_id or asked.taxonomy_term_id in one.terms)
        and (not asked.taxonomy_id or asked.taxonomy_id in one.lists)
        and (asked.modified_after is None or one.at >= asked.modified_after)
        and all(word in one.words for word in wanted)
    )
