"""What a question finds for one reader: lists' own filters judge every entry."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import chain, groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, not_, or_, select

from portal.blueprints.pathways import queries as pathways
from portal.blueprints.search.texts import WHOLE
from portal.blueprints.services import queries as services
from portal.db import among, db
from portal.domain.people import Actor
from portal.domain.searching import answer, asked, grams, likely, scores, wanted
from portal.models import (
    Municipality,
    Organisation,
    Pathway,
    PathwayVersion,
    SearchEntry,
    SearchGram,
    SearchWord,
    Seat,
    Service,
    Team,
)
from portal.visible import (
    held_on,
    hidden_services,
    visible_organisations,
    visible_services,
    visible_versions,
)

SHOWN = 20
# More words than this that match a mistyped one say nothing any more.
MOST_WORDS_EACH = 60
# Of a question that fits thousands these are looked at: short names come first.
MOST_DRIVING, LOOKED_AT = 250, 100
Thing = tuple[str, int]


@dataclass(frozen=True)
class Found:
    """The first results of each kind; `more`: there were too many to show."""

    services: list[Row[Any]]
    organisations: list[tuple[Any, list[Row[Any]]]]
    pathways: list[Row[Any]]
    more: bool

    @property
    def amount(self) -> int:
        return len(self.services) + len(self.organisations) + len(self.pathways)


def find(actor: Actor, question: str, day: date) -> Found:
    """The services, organisations and pathways that answer, the best first."""
    ranked = ranking(actor, question, day)
    ids = {kind: [i for k, i in ranked if k == kind] for kind in KINDS}
    first = {kind: found[:SHOWN] for kind, found in ids.items()}
    return Found(
        services=_in_order(first["service"], services.these, actor, day),
        organisations=_organisations(first["organisation"], day),
        pathways=_in_order(first["pathway_version"], pathways.these, actor, day),
        more=any(len(found) > SHOWN for found in ids.values()),
    )


KINDS = ("service", "organisation", "pathway_version")


def _in_order(ids: list[int], read: Any, actor: Actor, day: date) -> list[Row[Any]]:
    rows = {row.id: row for row in read(actor, ids, day)} if ids else {}
    return [rows[i] for i in ids if i in rows]


def ranking(actor: Actor, question: str, day: date) -> list[Thing]:
    """What the reader may see of all that answers, the best first."""
    # The longer a word, the fewer things have it: those are looked up first.
    words = sorted(asked(question), key=len, reverse=True)
    near = zip(words, _near(words), strict=True)
    matching = [_closest(answer(asks, known)) for asks, known in near]
    if sum(map(bool, matching)) < wanted(len(words)) or not words:
        return []
    hits = _hits(matching)
    briefly: dict[int, int] = {}
    for entry, _, shortness in hits:
        briefly[entry] = max(shortness, briefly.get(entry, 0))
    found = scores(((e, word, short > 0) for e, word, short in hits), matching)
    first = sorted(found, key=lambda e: (-found[e], -briefly[e], e))[:LOOKED_AT]
    rows = _rows(_seen_of(actor, day), entries=first)
    things = {entry: (kind, thing) for entry, kind, thing in rows}
    return list(dict.fromkeys(things[e] for e in first if e in things))


def _rows(statement: Any, **given: Any) -> Sequence[Any]:
    """Past the session: thousands of rows, none of which becomes a thing."""
    return db.session.connection().execute(statement, given).all()


def _near(words: list[str]) -> list[list[str]]:
    """For each word those of the index that share enough letters with it."""
    spelled = [set(grams(word)) for word in words]
    having: dict[str, list[str]] = {}
    for gram, word in _rows(_with_letters(), letters=sorted(set().union(*spelled))):
        having.setdefault(gram, []).append(word)
    near = []
    for letters in spelled:
        shared = Counter(chain.from_iterable(having.get(g, ()) for g in letters))
        near.append([w for w, amount in shared.items() if likely(len(letters), amount)])
    return near


@cache
def _with_letters() -> Any:
    gram, word = SearchGram.__table__.c.gram, SearchGram.__table__.c.word
    return select(gram, word).where(gram.in_(among("letters")))


def _closest(fitting: Mapping[str, int]) -> dict[str, int]:
    best = sorted(fitting, key=lambda word: (-fitting[word], word))
    return {word: fitting[word] for word in best[:MOST_WORDS_EACH]}


def _hits(matching: list[dict[str, int]]) -> Sequence[Any]:
    """Every matching word of the entries that have all words, short names first; of
    those that have enough where none has all."""
    given = {f"word{at}": sorted(one) for at, one in enumerate(matching)}
    words = sorted(set().union(*matching))
    found = _rows(_with_all(len(matching)), words=words, **given)
    lacking = len(matching) - wanted(len(matching))
    if found or not lacking:
        return found
    driving = sorted(set().union(*matching[: lacking + 1]))
    return _rows(_with_all(1), words=words, word0=driving)


WORDS = SearchWord.__table__.c


@cache
def _with_all(words: int) -> Any:
    """The hits of `words` in entries with one of `word0`, one of `word1` and so on."""
    one = SearchWord.__table__.alias()
    entries = (
        select(one.c.entry_id)
        .where(
            one.c.word.in_(among("word0")),
            *(one.c.entry_id.in_(_having(f"word{at}")) for at in range(1, words)),
        )
        .order_by(one.c.shortness.desc())
        .limit(MOST_DRIVING)
        .subquery()
    )
    return select(WORDS.entry_id, WORDS.word, WORDS.shortness).where(
        WORDS.word.in_(among("words")),
        WORDS.entry_id.in_(select(entries.c.entry_id).distinct()),
    )


def _having(words: str) -> Any:
    other = SearchWord.__table__.alias()
    return select(other.c.entry_id).where(other.c.word.in_(among(words)))


@lru_cache(maxsize=64)
def _seen_of(actor: Actor, day: date) -> Any:
    """Those of `entries` that the reader may see; a reader asks more than once."""
    return (
        select(SearchEntry.id, SearchEntry.kind, SearchEntry.thing_id)
        .outerjoin(Service, _is("service", Service))
        .outerjoin(Organisation, _is("organisation", Organisation))
        .outerjoin(PathwayVersion, _is("pathway_version", PathwayVersion))
        .outerjoin(Pathway, PathwayVersion.pathway_id == Pathway.id)
        .where(SearchEntry.id.in_(among("entries")), _seen(actor, day))
    )


def _is(kind: str, model: Any) -> ColumnElement[bool]:
    return and_(SearchEntry.kind == kind, SearchEntry.thing_id == model.id)


def _seen(actor: Actor, day: date) -> ColumnElement[bool]:
    """Of a confidential service of others the part that tells no place."""
    whole = or_(SearchEntry.part != WHOLE, not_(hidden_services(actor)))
    own = Pathway.host_team_id.in_(actor.team_ids)
    return or_(
        and_(SearchEntry.kind == "service", visible_services(actor, day), whole),
        and_(SearchEntry.kind == "organisation", visible_organisations(actor, day)),
        and_(
            SearchEntry.kind == "pathway_version",
            visible_versions(actor, day),
            pathways.goes_on(own),
        ),
    )


def _organisations(ids: list[int], day: date) -> list[tuple[Row[Any], list[Row[Any]]]]:
    """Each with the teams in which it holds a seat today."""
    if not ids:
        return []
    rows = db.session.execute(
        select(
            Organisation.id,
            Organisation.name,
            Organisation.aliases,
            Organisation.sector,
            Municipality.name.label("town"),
            Team.uid.label("team_uid"),
            Team.name.label("team"),
        )
        .outerjoin(Municipality, Organisation.municipality_id == Municipality.id)
        .outerjoin(
            Seat, and_(Seat.organisation_id == Organisation.id, held_on(Seat, day))
        )
        .outerjoin(Team, Seat.team_id == Team.id)
        .where(Organisation.id.in_(ids))
        .order_by(Organisation.id, Team.key)
    )
    by_id = {i: list(found) for i, found in groupby(rows, lambda row: row.id)}
    return [(by_id[i][0], [r for r in by_id[i] if r.team]) for i in ids]
