"""Our own open data, read back: the same record, to the letter.

A feed tells one language; the feeds of several languages together tell all the words.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.domain.script import to_latin
from portal.domain.services import ContactKind
from portal.domain.words import CYRILLIC, LATIN
from portal.hsds import hours, ids
from portal.hsds.located import OWN, SERVED
from portal.hsds.opened import Opened, texts_of
from portal.hsds.taxonomy import Term, terms_of
from portal.hsds.terms import DAYS, FLAGS, MANY, ONE, PLACE, SAID

Hsds = Mapping[str, Any]


def service(feeds: Mapping[str, Hsds]) -> Opened:
    """The record that the services of these feeds tell, by their language."""
    tolds = {language: _told(one, language) for language, one in feeds.items()}
    first = next(iter(tolds.values()))
    for path, _ in list(texts_of(first)):
        _put(first, path, _merged(tolds, path))
    return first


def _merged(tolds: Mapping[str, Opened], path: str) -> dict[str, str] | None:
    """A text in all languages that tell it, Latin left out where it follows."""
    words: dict[str, str] = {}
    for told in tolds.values():
        words |= _get(told, path) or {}
    if CYRILLIC in words and words.get(LATIN) == to_latin(words[CYRILLIC]):
        del words[LATIN]
    return words or None


def _get(told: Any, path: str) -> Any:
    for step in path.split("/"):
        told = told[int(step) if isinstance(told, list) else step]
    return told


def _put(told: Any, path: str, value: Any) -> None:
    before, _, last = path.rpartition("/")
    (_get(told, before) if before else told)[last] = value


def _told(one: Hsds, language: str) -> Opened:
    """What one feed tells, each text under the language that it is really in."""
    found = list(terms_of(one))
    told = _coded(found) | _plain(one, found) | _texts(one, found)
    told["contacts"] = _contacts(one)
    told["instead"] = _instead(one)
    told["places"] = [_place(one, term) for term in found if term.use == PLACE]
    really = {t.value: t.code for t in found if t.kind == "text_language"}
    for path, text in list(texts_of(told)):
        said = {really.get(path, language): text} if text else None
        _put(told, path, said)
    return told


def _coded(found: list[Term]) -> Opened:
    told: Opened = dict.fromkeys(ONE.values())
    told |= {name: [] for name in MANY.values()} | dict.fromkeys(FLAGS, False)
    for term in found:
        if term.kind in ONE:
            told[ONE[term.kind]] = term.code
        elif term.kind in MANY:
            told[MANY[term.kind]].append(term.code)
        elif term.code in FLAGS:
            told[term.code] = True
    return told


def _plain(one: Hsds, found: list[Term]) -> Opened:
    record = {term.code: term.value for term in found if term.kind == "record"}
    body, uid = one["organization"], one["id"]
    hidden = body["id"] == ids.part(uid, "organization")
    sector = next((t.code for t in terms_of(body) if t.kind == "sector"), None)
    own, served = _areas(one)
    place = _location(one, ids.part(uid, "location"))
    capacity = record.get("capacity")
    return {
        "uid": uid,
        "organisation_uid": None if hidden else body["id"],
        "sector": sector,
        "area": own[0] if own else None,
        "areas": served,
        "lat": place.get("latitude"),
        "lon": place.get("longitude"),
        "age_from": one.get("minimum_age"),
        "age_to": one.get("maximum_age"),
        "capacity": None if capacity is None else int(capacity),
        **{name: record.get(name) for name in DAYS},
        "verified_on": one.get("assured_date"),
        "spoken": [x["code"] for x in one.get("languages", ()) if "code" in x],
        "schedule": _schedule(one, found),
    }


def _areas(one: Hsds) -> tuple[list[str], list[str]]:
    """Its own town, and those that it serves beside."""
    found = [term for area in one.get("service_areas", ()) for term in terms_of(area)]
    own = [term.code for term in found if term.use == OWN]
    return own, [term.code for term in found if term.use == SERVED]


def _schedule(one: Hsds, found: list[Term]) -> dict[str, Any] | None:
    week = hours.week_of(one["id"], one.get("schedules", ()))
    holidays = next((term.code for term in found if term.kind == "holidays"), None)
    called = any(term.code == "by_appointment" for term in found)
    told = {"week": week, "holidays": holidays, "by_appointment": called}
    return told if any(told.values()) else None


def _texts(one: Hsds, found: list[Term]) -> dict[str, Any]:
    uid = one["id"]
    record = {term.code: term.value for term in found if term.kind == "record"}
    hidden = one["organization"]["id"] == ids.part(uid, "organization")
    place = _location(one, ids.part(uid, "location"))
    return {
        "name": one.get("name"),
        "summary": one.get("description"),
        "organisation": None if hidden else one["organization"]["name"],
        "hours": _part(one, "schedules", "schedule/hours").get("description"),
        "address": _address(place),
        "languages": _part(one, "languages", "language").get("note"),
        "cost": one.get("fees_description"),
        "documents": _part(one, "required_documents", "document").get("document"),
        **{name: record.get(name) for name in SAID},
    }


def _part(one: Hsds, kind: str, named: str) -> Hsds:
    wanted = ids.part(one["id"], *named.split("/"))
    found: Iterable[Hsds] = (x for x in one.get(kind, ()) if x["id"] == wanted)
    return next(iter(found), {})


def _location(one: Hsds, uid: str) -> Hsds:
    found = (at["location"] for at in one.get("service_at_locations", ()))
    return next((place for place in found if place["id"] == uid), {})


def _address(place: Hsds) -> str | None:
    return next((x["address_1"] for x in place.get("addresses", ())), None)


def _place(one: Hsds, term: Term) -> dict[str, Any]:
    place = _location(one, term.value or "")
    return {
        "uid": term.value,
        "tier": "public" if place else "area",
        "area": term.code,
        "name": place.get("name"),
        "address": _address(place),
        "lat": place.get("latitude"),
        "lon": place.get("longitude"),
    }


def _contacts(one: Hsds) -> list[dict[str, Any]]:
    lent = ids.part(one["id"], "instead")
    phones = [x for x in one.get("phones", ()) if x["id"] != lent]
    return [
        *(_contact(x, ContactKind.PHONE, "description", "number") for x in phones),
        *(
            _contact(x, ContactKind.EMAIL, "title", "email")
            for x in one.get("contacts", ())
        ),
        *(
            _contact(x, ContactKind.WEB, "label", "url")
            for x in one.get("additional_urls", ())
        ),
    ]


def _contact(said: Hsds, kind: str, named: str, value: str) -> dict[str, Any]:
    return {"label": said.get(named), "kind": str(kind), "value": said[value]}


def _instead(one: Hsds) -> dict[str, Any] | None:
    lent = _part(one, "phones", "instead")
    return _contact(lent, ContactKind.PHONE, "description", "number") if lent else None
