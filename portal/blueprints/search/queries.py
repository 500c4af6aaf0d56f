"""What a question finds for one reader: lists' own filters judge every entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, not_, or_, select
from sqlalchemy.orm import aliased

from portal.access import (
    held_on,
    hidden_services,
    visible_organisations,
    visible_services,
    visible_versions,
)
from portal.blueprints.pathways import queries as pathways
from portal.blueprints.search.texts import WHOLE
from portal.blueprints.services import queries as services
from portal.db import db
from portal.domain.people import Actor
from portal.domain.searching import answers, asked, grams, likely, scores, wanted
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

SHOWN = 20
# More words than this that match a mistyped one say nothing any more.
MOST_WORDS_EACH = 60
# Of a question that fits thousands these are looked at: names come first.
LOOKED_AT = 1_500
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
    words = asked(question)
    matching = [_closest(one) for one in answers(words, _near(words))]
    if sum(map(bool, matching)) < wanted(len(words)) or not words:
        return []
    said: dict[Thing, int] = {}
    hits: list[tuple[Thing, str, bool]] = []
    for row in db.session.execute(_hits(actor, matching, day)):
        thing = (row.kind, row.thing_id)
        hits.append((thing, row.word, row.in_name))
        said[thing] = min(len(row.text), said.get(thing, len(row.text)))
    found = scores(hits, matching)
    return sorted(found, key=lambda thing: (-found[thing], said[thing], thing))


def _near(words: list[str]) -> list[str]:
    """The words of the index that share enough letters with one that was asked for."""
    spelled = [set(grams(word)) for word in words]
    rows = select(SearchGram.gram, SearchGram.word).where(
        SearchGram.gram.in_(set().union(*spelled))
    )
    shared: list[dict[str, int]] = [{} for _ in words]
    for gram, word in db.session.execute(rows):
        for at, letters in enumerate(spelled):
            if gram in letters:
                shared[at][word] = shared[at].get(word, 0) + 1
    return list(
        {
            word
            for letters, counts in zip(spelled, shared, strict=True)
            for word, count in counts.items()
            if likely(len(letters), count)
        }
    )


def _closest(fitting: Mapping[str, int]) -> dict[str, int]:
    best = sorted(fitting, key=lambda word: (-fitting[word], word))
    return {word: fitting[word] for word in best[:MOST_WORDS_EACH]}


def _hits(actor: Actor, matching: list[dict[str, int]], day: date) -> Any:
    """Every matching word of the entries with the rarest ones that may be seen."""
    words = sorted({word for fitting in matching for word in fitting})
    driving = _rarest(matching)
    entry = SearchWord.entry_id
    found = (
        select(
            SearchEntry.kind,
            SearchEntry.thing_id,
            SearchEntry.text,
            SearchWord.word,
            SearchWord.in_name,
        )
        .join(SearchEntry, SearchEntry.id == entry)
        .outerjoin(Service, _is("service", Service))
        .outerjoin(Organisation, _is("organisation", Organisation))
        .outerjoin(PathwayVersion, _is("pathway_version", PathwayVersion))
        .outerjoin(Pathway, PathwayVersion.pathway_id == Pathway.id)
        .where(SearchWord.word.in_(words), _seen(actor, day))
        .limit(LOOKED_AT * len(matching))
    )
    if driving == set(words):
        return found
    rare = aliased(SearchWord)
    return found.where(entry.in_(select(rare.entry_id).where(rare.word.in_(driving))))


def _rarest(matching: list[dict[str, int]]) -> set[str]:
    """An entry that has enough words has one of these: so many may be lacking."""
    words = {word for fitting in matching for word in fitting}
    lacking = len(matching) - wanted(len(matching))
    if len(matching) == lacking + 1:
        return words
    counts = (
        select(SearchWord.word, func.count())
        .where(SearchWord.word.in_(words))
        .group_by(SearchWord.word)
    )
    counted = dict(db.session.execute(counts).all())
    common = sorted(matching, key=lambda one: sum(counted[word] for word in one))
    return {word for fitting in common[: lacking + 1] for word in fitting}


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
