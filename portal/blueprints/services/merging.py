"""What a row asks of a record: what it does not tell stays, to the letter."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from portal.blueprints.services import columns, entries
from portal.blueprints.services.drafts import ContactDraft, PlaceDraft, ServiceDraft
from portal.blueprints.services.known_names import Names
from portal.domain.errors import DomainError
from portal.domain.pathways import Audience
from portal.domain.script import to_latin
from portal.domain.services import is_contact
from portal.domain.words import CYRILLIC, ENGLISH, LATIN, serbian_of

Text = dict[str, str]
_WORDS = frozenset(c.field for c in columns.every().values() if c.kind == "words")
_DAYS = frozenset(c.code for c in columns.every().values() if c.kind == "day")
_MANY = frozenset(c.code for c in columns.every().values() if c.kind == "codes")
_MUST = frozenset({"organisation", "name", "summary", "category", "tier"})
_NEW = ServiceDraft("", {}, {}, "", "")
_NEAR = 1e-7


def merged(
    values: Mapping[str, Any], now: ServiceDraft | None, names: Names
) -> ServiceDraft:
    """The record as the row wants it. DomainError at the column that is wrong."""
    draft = now or _NEW
    changes = {
        name: _wanted(name, said, draft, names)
        for name, said in values.items()
        if name in ServiceDraft.__dataclass_fields__
    }
    if "public_contacts" in values:
        changes["contacts"] = _public(values["public_contacts"], draft.contacts)
    if now and "lat" in changes and _is_near(changes, now):
        del changes["lat"], changes["lon"]
    draft = replace(draft, **changes)
    for name in sorted(_MUST):
        if not getattr(draft, name):
            raise DomainError("cell_needed", name)
    _check_codes(draft, names)
    _check_lengths(draft)
    return draft


def _check_codes(draft: ServiceDraft, names: Names) -> None:
    """The office's words are among the known ones; `checked` knows the others."""
    for name, kind in entries.TERMS.items():
        said = getattr(draft, name)
        codes = {said} if isinstance(said, str) else set(said or ())
        if not codes <= set(names.codes[kind].values()):
            raise DomainError("unknown_code", name)


def _wanted(name: str, said: Any, now: ServiceDraft, names: Names) -> Any:
    stands = getattr(now, name)
    if name in _WORDS:
        return words(stands, said)
    if name in _DAYS:
        return date.fromisoformat(said) if said else None
    if name == "organisation":
        return _body(said, stands, names)
    if name == "areas":
        return _same_codes(stands, [_town(one, names, name) for one in said or ()])
    if name == "contacts":
        return tuple(_contact(at, one, stands) for at, one in enumerate(said or ()))
    if name == "places":
        told = enumerate(said or ())
        return tuple(_place(at, one, stands, names) for at, one in told)
    if name == "schedule":
        return said if _says_hours(said) or _says_hours(stands) else stands
    if name in _MANY:
        return _same_codes(stands, said or ())
    return "" if said is None and name in _MUST else said


def words(stands: Text | None, said: Mapping[str, str] | None) -> Text | None:
    """The text with the languages that are told; Serbian in either script is one."""
    if said is None:
        return None
    found = dict(stands or {})
    if ENGLISH in said:
        found[ENGLISH] = said[ENGLISH]
    told = {code: said[code] for code in (CYRILLIC, LATIN) if code in said}
    if told and not _same_serbian(serbian_of(told), serbian_of(stands)):
        found = {ENGLISH: found.get(ENGLISH, ""), **told}
    return {code: text for code, text in found.items() if text} or None


def _same_serbian(told: str, stands: str) -> bool:
    """Latin that follows from the Cyrillic that stands says nothing new."""
    return told in (stands, to_latin(stands))


def _same_codes(stands: tuple[str, ...], said: Any) -> tuple[str, ...]:
    """In another order they say the same."""
    unique = tuple(dict.fromkeys(said))
    return stands if set(unique) == set(stands) else unique


def _says_hours(schedule: Any) -> bool:
    return bool(schedule and any(schedule.values()))


def _is_near(changes: Mapping[str, Any], now: ServiceDraft) -> bool:
    pairs = ((changes["lat"], now.lat), (changes["lon"], now.lon))
    return all(_same_degree(one, other) for one, other in pairs)


def _same_degree(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) < _NEAR


def _body(said: Any, stands: str, names: Names) -> str:
    if not said or said == stands:
        return said or ""
    uid = names.body(str(said))
    if uid is None:
        raise DomainError("body_not_known", "organisation", {"said": str(said)[:80]})
    return uid


def _town(said: Any, names: Names, field: str) -> str:
    slug = names.town(str(said))
    if slug is None:
        raise DomainError("town_not_known", field, {"said": str(said)[:80]})
    return slug


def _contact(
    at: int, said: Mapping[str, Any], stand: tuple[ContactDraft, ...]
) -> ContactDraft:
    label = {code: text for code, text in (said.get("label") or {}).items() if text}
    plain = {name: said[name] for name in ("kind", "value", "audience")}
    if not is_contact(said["kind"], said["value"]):
        raise DomainError(f"no_{said['kind']}", f"contact_{at + 1}_value")
    stands = stand[at].label if at < len(stand) else None
    return ContactDraft(label=words(stands, _whole(label)) or {}, **plain)


def _public(
    said: Iterable[Mapping[str, Any]], stand: tuple[ContactDraft, ...]
) -> tuple[ContactDraft, ...]:
    """A file of public data tells public contacts alone: the others stay."""
    public = tuple(one for one in stand if one.audience == Audience.PUBLIC)
    wanted = tuple(_contact(at, one, public) for at, one in enumerate(said))
    others = (one for one in stand if one.audience != Audience.PUBLIC)
    return stand if wanted == public else (*wanted, *others)


def _place(
    at: int, said: Mapping[str, Any], stand: tuple[PlaceDraft, ...], names: Names
) -> PlaceDraft:
    stands = stand[at] if at < len(stand) else None
    draft = PlaceDraft(
        _town(said["town"], names, f"place_{at + 1}_town"),
        said["tier"],
        words(stands.name if stands else None, _whole(said.get("name"))),
        words(stands.address if stands else None, _whole(said.get("address"))),
        said.get("lat"),
        said.get("lon"),
    )
    if stands and _is_near(vars(draft), stands):  # type: ignore[arg-type]
        return replace(draft, lat=stands.lat, lon=stands.lon)
    return draft


def _whole(said: Mapping[str, str] | None) -> dict[str, str]:
    """A text in a group is told as a whole: what lacks is taken away."""
    text = dict(said or {})
    serbian = {} if CYRILLIC in text or LATIN in text else {CYRILLIC: ""}
    return {ENGLISH: "", **serbian, **text}


def _check_lengths(draft: ServiceDraft) -> None:
    every = columns.every()
    for code, column in every.items():
        if column.most and "_" in code and code.split("_")[0] in ("contact", "place"):
            continue
        if column.most and code != "reference":
            _check_length(code, getattr(draft, column.field), column.most)
    for at, contact in enumerate(draft.contacts, 1):
        _check_length(f"contact_{at}_label", contact.label, 80)
        _check_length(f"contact_{at}_value", contact.value, 200)
    for at, place in enumerate(draft.places, 1):
        _check_length(f"place_{at}_name", place.name, 120)
        _check_length(f"place_{at}_address", place.address, 160)
    if len(draft.contacts) > columns.CONTACTS_AT_MOST:
        raise DomainError("too_many_contacts", "contacts")
    if len(draft.places) > columns.PLACES_AT_MOST:
        raise DomainError("too_many_contacts", "places")


def _check_length(code: str, said: Any, most: int) -> None:
    texts = said.values() if isinstance(said, dict) else [said or ""]
    if any(len(text) > most for text in texts):
        raise DomainError("text_too_long", code, {"most": most})
