"""The words by which each thing is found, from the rows; nothing sealed is read."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from flask_babel import force_locale
from sqlalchemy import Row, select

from portal import terms
from portal.db import db
from portal.domain.pathways import VersionState
from portal.domain.places import Tier
from portal.domain.searching import fold
from portal.labels import label
from portal.languages import ALL
from portal.models import (
    Municipality,
    Organisation,
    PathwayVersion,
    Service,
    ServicePlace,
)

WHOLE, OPEN = "all", "open"
Ids = Collection[int] | None


class Text(NamedTuple):
    """What one entry says; see `SearchEntry`."""

    kind: str
    thing_id: int
    part: str
    text: str


def texts(kind: str, ids: Ids = None) -> Iterator[Text]:
    """The entries of these things of a kind, or of all of them."""
    return READERS[kind](ids)


def _text(kind: str, row: Row[Any], part: str, name: Any, more: Any) -> Text:
    named = _folded(name)
    others = [word for word in _folded(more) if word not in set(named)]
    return Text(kind, row.id, part, f"{' '.join(named)}\n{' '.join(others)}")


def _folded(said: Iterable[Any]) -> list[str]:
    """Every word once: {language: text}, lists and plain texts alike."""
    words: dict[str, None] = {}
    for one in said:
        if isinstance(one, str):
            words |= dict.fromkeys(fold(one).split())
        elif one:
            held = one.values() if isinstance(one, dict) else one
            words |= dict.fromkeys(_folded(held))
    return list(words)


def _among(column: Any, ids: Ids) -> list[Any]:
    return [] if ids is None else [column.in_(ids)]


class Names:
    """The names of codes, in every language, for one reading."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], list[str]] = {}

    def of(self, kind: str, code: str) -> list[str]:
        if (kind, code) not in self._known:
            self._known[kind, code] = _in_all(kind, code)
        return self._known[kind, code]


def _in_all(kind: str, code: str) -> list[str]:
    """The office's own terms bring their words; the rest is in our catalogues."""
    added = terms.words(kind, code)
    return [*added.values()] if added else [_said(kind, code, to.locale) for to in ALL]


def _said(kind: str, code: str, locale: str) -> str:
    with force_locale(locale):
        return label(kind, code)


def _services(ids: Ids) -> Iterator[Text]:
    names, towns = Names(), _towns()
    places = _places(ids)
    for row in db.session.execute(_of_services(ids)):
        body = [row.body, row.aliases]
        where = {row.area, *row.areas, *places.get(row.id, ())}
        inner = [*body, *(towns.get(slug) for slug in sorted(where - {None}))]
        told = [row.summary, names.of("category", row.category)]
        yield _text("service", row, WHOLE, [row.name], [*told, *inner])
        if row.tier == Tier.CONFIDENTIAL:
            own = [] if row.body_town else body
            yield _text("service", row, OPEN, [row.name], [*told, *own])


def _of_services(ids: Ids) -> Any:
    return (
        select(
            Service.id,
            Service.name,
            Service.summary,
            Service.category,
            Service.tier,
            Service.areas,
            Organisation.name.label("body"),
            Organisation.aliases,
            Organisation.municipality_id.label("body_town"),
            Municipality.slug.label("area"),
        )
        .join(Service.organisation)
        .outerjoin(Service.municipality)
        .where(*_among(Service.id, ids))
        .order_by(Service.id)
    )


def _towns() -> dict[str, Any]:
    rows = select(Municipality.slug, Municipality.name, Municipality.aliases)
    return {row.slug: [row.name, row.aliases] for row in db.session.execute(rows)}


def _places(ids: Ids) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = (
        select(ServicePlace.service_id, Municipality.slug)
        .join(ServicePlace.municipality)
        .where(*_among(ServicePlace.service_id, ids))
    )
    for row in db.session.execute(rows):
        found.setdefault(row.service_id, []).append(row.slug)
    return found


def _organisations(ids: Ids) -> Iterator[Text]:
    names = Names()
    rows = (
        select(
            Organisation.id,
            Organisation.name,
            Organisation.aliases,
            Organisation.sector,
            Municipality.name.label("town"),
        )
        .outerjoin(Municipality, Organisation.municipality_id == Municipality.id)
        .where(*_among(Organisation.id, ids))
        .order_by(Organisation.id)
    )
    for row in db.session.execute(rows):
        more = [names.of("sector", row.sector), row.town]
        yield _text("organisation", row, WHOLE, [row.name, row.aliases], more)


def _versions(ids: Ids) -> Iterator[Text]:
    rows = (
        select(PathwayVersion.id, PathwayVersion.title, PathwayVersion.summary)
        .where(
            PathwayVersion.state != VersionState.SUPERSEDED,
            *_among(PathwayVersion.id, ids),
        )
        .order_by(PathwayVersion.id)
    )
    for row in db.session.execute(rows):
        yield _text("pathway_version", row, WHOLE, [row.title], [row.summary])


READERS = {
    "service": _services,
    "organisation": _organisations,
    "pathway_version": _versions,
}
