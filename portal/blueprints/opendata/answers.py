"""What the API answers: lists by pages and single things, from the window alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal import changes
from portal.blueprints.opendata.asked import Asked
from portal.blueprints.opendata.index import Found, Index, folded, matching
from portal.blueprints.opendata.listed import number_of
from portal.hsds import pages, taxonomy, writing
from portal.hsds.feed import Feed
from portal.hsds.opened import Opened, opened
from portal.snapshots import Snapshots

Hsds = dict[str, Any]


@dataclass(frozen=True)
class Desk:
    """What an answer is made from: the window, the day, the language, the index."""

    snapshots: Snapshots
    day: date
    feed: Feed
    index: Index

    def opened(self, uids: Iterable[str]) -> list[Opened]:
        number = number_of(self.snapshots, self.day)
        found = changes.some(self.snapshots, "service", uids)
        return [opened(payload, self.day, number) for payload in found]


def _page(
    found: list[Any], asked: Asked, told: Callable[[list[Any]], list[Hsds]]
) -> Hsds:
    first = (asked.page - 1) * asked.per_page
    return pages.page(
        told(found[first : first + asked.per_page]),
        number=asked.page,
        per_page=asked.per_page,
        total=len(found),
    )


def services(desk: Desk, asked: Asked) -> Hsds:
    """A page of services; whole ones where `full` asks for them."""

    def told(some: list[Found]) -> list[Hsds]:
        if asked.minimal:
            return [_minimal(one) for one in some]
        tell = writing.service if asked.full else writing.flat
        return [tell(x, desk.feed) for x in desk.opened(one.uid for one in some)]

    return _page(matching(desk.index.services, asked), asked, told)


def _minimal(one: Found) -> Hsds:
    return {"id": one.uid, "last_modified": writing.said_moment(one.at)}


def service(desk: Desk, uid: str) -> Hsds | None:
    if all(one.uid != uid for one in desk.index.services):
        return None
    return next((writing.service(x, desk.feed) for x in desk.opened([uid])), None)


def organizations(desk: Desk, asked: Asked) -> Hsds:
    """A page of who offers something; with what they offer where `full` asks."""
    meant = {one.body for one in matching(desk.index.services, asked)}
    bodies = [(b, s) for b, s in desk.index.bodies().items() if b in meant]

    def told(some: list[tuple[str, list[Found]]]) -> list[Hsds]:
        return [_body(desk, found, full=asked.full) for _, found in some]

    return _page(bodies, asked, told)


def organization(desk: Desk, uid: str) -> Hsds | None:
    found = desk.index.bodies().get(uid)
    return _body(desk, found, full=True) if found else None


def _body(desk: Desk, found: list[Found], *, full: bool) -> Hsds:
    """Named as its first service names it; each record says it anew."""
    wanted = found if full else found[:1]
    tolds = desk.opened(one.uid for one in wanted)
    body = writing.organization(tolds[0], desk.feed)
    if full:
        body["services"] = [writing.flat(told, desk.feed) for told in tolds]
    return body


def service_at_locations(desk: Desk, asked: Asked) -> Hsds:
    """A page of services at places that anybody may know."""
    found = [
        (one.uid, place)
        for one in matching(desk.index.services, asked)
        for place in one.places
    ]

    def told(some: list[tuple[str, str]]) -> list[Hsds]:
        return [_at(desk, *one, full=asked.full) for one in some]

    return _page(found, asked, told)


def service_at_location(desk: Desk, uid: str) -> Hsds | None:
    for one in desk.index.services:
        if uid in one.places:
            return _at(desk, one.uid, uid, full=True)
    return None


def _at(desk: Desk, service: str, uid: str, *, full: bool) -> Hsds:
    (told,) = desk.opened([service])
    whole = writing.service(told, desk.feed)
    (found,) = (at for at in whole["service_at_locations"] if at["id"] == uid)
    at: Hsds = found | {"service_id": service}
    return at | {"service": writing.flat(told, desk.feed)} if full else at


def taxonomies(desk: Desk, asked: Asked) -> Hsds:
    found = [taxonomy.taxonomy(kind, desk.feed) for kind in taxonomy.TAXONOMIES]
    return _page([one for one in found if _has(one, asked)], asked, list)


def taxonomy_of(desk: Desk, uid: str) -> Hsds | None:
    kinds = (kind for kind in taxonomy.TAXONOMIES if taxonomy.taxonomy_id(kind) == uid)
    return next((taxonomy.taxonomy(kind, desk.feed) for kind in kinds), None)


def taxonomy_terms(desk: Desk, asked: Asked) -> Hsds:
    """A page of terms; ours stand side by side, none below another."""
    found = [] if asked.parent_id else list(_terms(desk))
    if asked.taxonomy_id:
        found = [one for one in found if one["taxonomy_id"] == asked.taxonomy_id]
    return _page([one for one in found if _has(one, asked)], asked, list)


def taxonomy_term(desk: Desk, uid: str) -> Hsds | None:
    return next((one for one in _terms(desk) if one["id"] == uid), None)


def _terms(desk: Desk) -> Iterable[Hsds]:
    """The field's own codes, the office's, and the towns on the portal."""
    for kind, known in taxonomy.KNOWN.items():
        added = sorted(code for of, code in desk.feed.added if of == kind)
        towns = sorted(desk.feed.towns) if kind == "municipality" else ()
        for code in (*known, *added, *towns):
            yield taxonomy.term(kind, code, desk.feed)


def _has(one: Hsds, asked: Asked) -> bool:
    words = folded(one["name"])
    return all(word in words for word in folded(asked.search).split())
