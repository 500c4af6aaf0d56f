"""HSDS as others write it, as far as the portal keeps what it says."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from portal.domain.conditions import SPOKEN, Model
from portal.domain.schedule import NoHours, intervals
from portal.domain.script import is_cyrillic
from portal.domain.services import Category, is_contact
from portal.domain.words import CYRILLIC, ENGLISH, LATIN

Hsds = Mapping[str, Any]
Note = tuple[str, str]

LABEL_AT_MOST = 80
_SERBIAN = re.compile("[čćšžđ]", re.IGNORECASE)
_DAYS = {d: str(n) for n, d in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), 1)}
_CALL = {CYRILLIC: "Контакт", ENGLISH: "Contact"}
# What the portal has no field for; it is said, so that nobody thinks it was kept.
_LEFT_OUT = (
    *("alternate_name", "application_process", "wait_time", "accreditations"),
    *("licenses", "alert", "eligibility_description", "interpretation_services"),
    *("program", "funding", "service_areas", "metadata"),
)
# Where a house of this kind is may hurt somebody: it starts as confidential.
_SECRET = frozenset({Category.HOUSING, Category.SAFETY})


def values(one: Hsds) -> tuple[dict[str, Any], list[Note]]:
    """What a service draft learns, and what was left out, by field."""
    notes: list[Note] = [("hsds_left_out", name) for name in _LEFT_OUT if one.get(name)]
    found = {
        "name": words(one.get("name")),
        "summary": words(one.get("description") or one.get("alternate_name")),
        "cost": words(_cost(one)),
        "documents": words(_joined(one, "required_documents", "document")),
        "age_from": _whole(one.get("minimum_age")),
        "age_to": _whole(one.get("maximum_age")),
        "organisation": _body(one),
        **_spoken(one),
        **_hours(one, notes),
        **_terms(one),
    }
    contacts = list(_contacts(one, notes))
    if contacts:
        found["public_contacts"] = contacts
    found |= _location(one, found, notes)
    return {name: said for name, said in found.items() if said is not None}, notes


def text(said: Any) -> str:
    """A text of the file; other things are none."""
    if not isinstance(said, str):
        return ""
    return said.encode("utf-8", "replace").decode().replace("\x00", "").strip()


def words(said: Any) -> dict[str, str] | None:
    """Under the language that its letters speak for."""
    plain = text(said)
    if not plain:
        return None
    if is_cyrillic(plain):
        return {CYRILLIC: plain}
    return {LATIN if _SERBIAN.search(plain) else ENGLISH: plain}


def parts(one: Hsds, name: str) -> Iterator[Hsds]:
    """The objects of a list in the record; what is none is passed over."""
    found = one.get(name)
    for part in found if isinstance(found, list) else ():
        if isinstance(part, dict):
            yield part


def _whole(said: Any) -> int | None:
    number = said if isinstance(said, int | float) else None
    if number is None or isinstance(said, bool) or not math.isfinite(number):
        return None
    return int(number) if 0 <= number <= 150 else None


def _joined(one: Hsds, name: str, said: str) -> str:
    return "; ".join(filter(None, (text(part.get(said)) for part in parts(one, name))))


def _cost(one: Hsds) -> str:
    told = text(one.get("fees_description")) or text(one.get("fees"))
    return told or _joined(one, "cost_options", "amount_description")


def _body(one: Hsds) -> str | None:
    body = one.get("organization")
    named = text(body.get("name")) if isinstance(body, dict) else ""
    return named or text(one.get("organization_id")) or None


def _spoken(one: Hsds) -> dict[str, Any]:
    """Codes that we know; other languages in words."""
    codes, others = [], []
    for part in parts(one, "languages"):
        code = text(part.get("code")).lower()
        if code in SPOKEN:
            codes.append(code)
        else:
            others.append(text(part.get("name")) or text(part.get("note")))
    told: dict[str, Any] = {"languages": words(", ".join(filter(None, others)))}
    return told | ({"spoken": codes} if codes else {})


def _hours(one: Hsds, notes: list[Note]) -> dict[str, Any]:
    """Weekly hours; what repeats otherwise is told in its own words."""
    said: dict[str, list[str]] = {}
    others: list[str] = []
    for part in parts(one, "schedules"):
        days = _weekly(part)
        if days:
            hours = f"{text(part['opens_at'])[:5]}-{text(part['closes_at'])[:5]}"
            for day in days:
                said.setdefault(day, []).append(hours.replace("23:59", "24:00"))
        else:
            others.append(text(part.get("description")) or text(part.get("notes")))
    told: dict[str, Any] = {"hours": words("; ".join(filter(None, others)))}
    try:
        week = {day: intervals(", ".join(said[day])) for day in sorted(said)}
    except NoHours:
        notes.append(("hsds_left_out", "schedules"))
        return told
    schedule = {"week": week, "holidays": None, "by_appointment": False}
    return told | ({"schedule": schedule} if week else {})


def _weekly(part: Hsds) -> list[str]:
    """The days of a schedule that is the same every week; none for others."""
    plain = text(part.get("freq")).upper() == "WEEKLY"
    plain &= part.get("interval") in (None, 1, "", "1") and not part.get("until")
    whole = text(part.get("opens_at")) and text(part.get("closes_at"))
    days = [day.strip().upper() for day in text(part.get("byday")).split(",")]
    if not (plain and whole) or not all(day in _DAYS for day in days):
        return []
    return [_DAYS[day] for day in dict.fromkeys(days)]


def _terms(one: Hsds) -> dict[str, Any]:
    """Our codes, where a term of theirs has the same name."""
    found = set()
    for link in parts(one, "attributes"):
        term = link.get("taxonomy_term")
        if isinstance(term, dict):
            found |= {_code(term.get("code")), _code(term.get("name"))}
    category = next((code.value for code in Category if code in found), None)
    model = next((code.value for code in Model if code in found), None)
    return {"category": category, "model": model}


def _code(said: Any) -> str:
    return re.sub(r"[^a-z]+", "_", text(said).rpartition(":")[2].lower()).strip("_")


def _contacts(one: Hsds, notes: list[Note]) -> Iterator[dict[str, Any]]:
    """Ways to reach a post. Names of persons are never taken."""
    for part in parts(one, "phones"):
        if part.get("extension"):
            notes.append(("hsds_left_out", "phones/extension"))
        yield from _contact("phone", part.get("number"), part.get("description"))
    yield from _contact("email", one.get("email"), None)
    for part in parts(one, "contacts"):
        if part.get("name"):
            notes.append(("hsds_person", "contacts/name"))
        said = text(part.get("title")) or text(part.get("department"))
        yield from _contact("email", part.get("email"), said)
        for phone in parts(part, "phones"):
            told = text(phone.get("description")) or said
            yield from _contact("phone", phone.get("number"), told)
    yield from _contact("web", one.get("url"), None)
    for part in parts(one, "additional_urls"):
        yield from _contact("web", part.get("url"), part.get("label"))


def _contact(kind: str, value: Any, label: Any) -> Iterable[dict[str, Any]]:
    said, named = text(value), text(label)
    if not said or len(said) > 200 or not is_contact(kind, said):
        return
    told = words(named) if 0 < len(named) <= LABEL_AT_MOST else _CALL
    yield {"label": told, "kind": kind, "value": said, "audience": "public"}


def _location(one: Hsds, told: Mapping[str, Any], notes: list[Note]) -> dict[str, Any]:
    """The first place that a map can show; a house that may be secret has none."""
    found = [at["location"] for at in parts(one, "service_at_locations") if _is(at)]
    if len(found) > 1:
        notes.append(("hsds_left_out", "service_at_locations"))
    secret = told["category"] in _SECRET or told["model"] in (
        Model.CRISIS_SHELTER,
        Model.TRANSITION_HOUSE,
    )
    place = found[0] if found else {}
    address, point = words(_address(place)), _point(place)
    if secret or not (address or point):
        if secret and found:
            notes.append(("hsds_secret", "service_at_locations"))
        return {"tier": "confidential" if secret else "area"}
    lat, lon = point or (None, None)
    return {"tier": "public", "address": address, "lat": lat, "lon": lon}


def _is(at: Hsds) -> bool:
    return isinstance(at.get("location"), dict)


def _address(place: Hsds) -> str:
    first = next(parts(place, "addresses"), {})
    said = (first.get(name) for name in ("address_1", "address_2", "city"))
    return ", ".join(filter(None, map(text, said)))


def _point(place: Hsds) -> tuple[float, float] | None:
    """None for what is no point of this country."""
    lat, lon = place.get("latitude"), place.get("longitude")
    for degree in (lat, lon):
        if not isinstance(degree, int | float) or isinstance(degree, bool):
            return None
    here = 41 <= float(lat or 0) <= 47 and 18 <= float(lon or 0) <= 24
    return (float(lat or 0), float(lon or 0)) if here else None
