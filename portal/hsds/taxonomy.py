"""Our codes as taxonomies, so that no shade of a record is lost in the standard."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from portal.domain import conditions, places, services
from portal.domain.schedule import Holidays
from portal.domain.words import LANGUAGES
from portal.hsds import ids
from portal.hsds.feed import Feed

Hsds = dict[str, Any]

RECORD = (
    *("specialised", "national_number", "always_open", "by_appointment", "nationwide"),
    *("verify_by", "capacity", "capacity_on", "exclusions", "barrier", "overdue"),
    "instead",
)
_ENUMS: dict[str, type[StrEnum]] = {
    "category": services.Category,
    "group": services.Group,
    "model": conditions.Model,
    "phase": conditions.Phase,
    "status_needed": conditions.StatusNeeded,
    "residence": conditions.Residence,
    "dependants": conditions.Dependants,
    "accompaniment": conditions.Accompaniment,
    "entitled": conditions.Answer,
    "existing": conditions.Answer,
    "accessible": conditions.Answer,
    "interpretation": conditions.Interpretation,
    "access": conditions.Access,
    "licence_state": conditions.LicenceState,
    "holidays": Holidays,
    "tier": places.Tier,
    "service_status": services.ServiceStatus,
    "sector": places.Sector,
}
KNOWN: dict[str, tuple[str, ...]] = {
    **{kind: tuple(code.value for code in codes) for kind, codes in _ENUMS.items()},
    "municipality": (),
    "text_language": LANGUAGES,
    "record": RECORD,
}
TAXONOMIES = tuple(KNOWN)


class Term(NamedTuple):
    """A term of a record: which, what it says, and what for."""

    kind: str
    code: str
    value: str | None = None
    use: str | None = None


def taxonomy_id(kind: str) -> str:
    return ids.shared("taxonomy", kind)


def term_id(kind: str, code: str) -> str:
    return ids.shared("term", kind, code)


def taxonomy(kind: str, feed: Feed) -> Hsds:
    name = feed.label("taxonomy", kind)
    return {"id": taxonomy_id(kind), "name": name, "description": name}


def term(kind: str, code: str, feed: Feed) -> Hsds:
    """A term with its name. Its code names its list too: no other list has the code."""
    if (kind, code) not in feed.kept:
        feed.kept[kind, code] = _term(kind, code, feed)
    found: Hsds = feed.kept[kind, code]
    return found


def _term(kind: str, code: str, feed: Feed) -> Hsds:
    return {
        "id": term_id(kind, code),
        "code": f"{kind}:{code}",
        "name": feed.label(kind, code),
        "description": feed.label("taxonomy", kind),
        "taxonomy": feed.label("taxonomy", kind),
        "taxonomy_id": taxonomy_id(kind),
        "language": feed.language,
    }


def attribute(uid: str, entity: str, said: Term, feed: Feed) -> Hsds:
    """The link between a thing and a term; `uid`: of the record that it is part of."""
    named = [x for x in (said.use, said.kind, said.code, said.value) if x is not None]
    told = {
        "id": ids.part(uid, "attribute", entity, *named),
        "taxonomy_term_id": term_id(said.kind, said.code),
        "link_type": said.use,
        "value": said.value,
        "taxonomy_term": term(said.kind, said.code, feed),
    }
    return {name: value for name, value in told.items() if value is not None}


def terms_of(thing: Mapping[str, Any]) -> Iterable[Term]:
    """The terms of ours that a thing carries, in their order."""
    for one in thing.get("attributes", ()):
        kind, _, code = one["taxonomy_term"].get("code", "").partition(":")
        if kind in KNOWN and one["taxonomy_term_id"] == term_id(kind, code):
            yield Term(kind, code, one.get("value"), one.get("link_type"))
