"""Public records as they may stand on the wall, drawn by chance."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from portal.domain import conditions, services
from portal.domain.places import Sector, Tier
from portal.domain.schedule import WEEKDAYS, NoHours, intervals
from tests.world import TODAY

TOWNS = ("vranje", "nis", "subotica", "novi-sad")
NUMBER = {
    "label": {"sr-Cyrl": "Национални број", "en": "National number"},
    "kind": "phone",
    "value": "+381 000 000 000",
}
_SAID = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), whitelist_characters="\n\t"),
    min_size=1,
    max_size=30,
)
CYRILLIC = st.text("абвгђжзијљњћџшЉЊЏ .,12", min_size=1, max_size=30)
# No form keeps a text of blanks alone.
TEXT = st.one_of(
    _SAID, CYRILLIC, st.sampled_from(["=1+1", "@x", "-", "'a", 'a,"b'])
).filter(str.strip)
WORDS = st.fixed_dictionaries(
    {}, optional={"sr-Cyrl": TEXT, "sr-Latn": TEXT, "en": TEXT}
).filter(bool)
MAYBE_WORDS = st.none() | WORDS
DAYS = st.dates(TODAY - timedelta(days=900), TODAY + timedelta(days=900))
POINT = st.none() | st.tuples(
    st.floats(41, 47, allow_nan=False), st.floats(18, 24, allow_nan=False)
)


def coded(enum: Any) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from([code.value for code in enum])


def several(codes: Any) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from([str(code) for code in codes]), unique=True)


def _read(said: list[str]) -> list[list[str]] | None:
    try:
        return intervals(", ".join(said)) or None
    except NoHours:
        return None


_TIME = st.tuples(st.integers(0, 24), st.sampled_from([0, 15, 30, 59])).map(
    lambda said: f"{said[0]}:{said[1]:02}"
)
_INTERVAL = st.tuples(_TIME, _TIME).map("-".join)
_DAY = st.lists(_INTERVAL, min_size=1, max_size=3).map(_read).filter(bool)
WEEK = st.dictionaries(
    st.sampled_from(WEEKDAYS), _DAY | st.just([["00:00", "24:00"]]), max_size=7
)
SCHEDULE = st.none() | st.fixed_dictionaries(
    {
        "week": WEEK,
        "holidays": st.none() | st.sampled_from(["closed", "open"]),
        "by_appointment": st.booleans(),
    }
)
_VALUES = {
    "phone": st.from_regex(r"\+?[0-9 /()-]{3,25}", fullmatch=True),
    "email": st.from_regex(r"[a-z0-9.]{1,9}@[a-z]{1,9}\.[a-z]{2,4}", fullmatch=True),
    "web": st.from_regex(r"https://[a-z]{1,9}\.[a-z]{2,4}/[a-z0-9]*", fullmatch=True),
}
CONTACT = st.one_of(
    *(
        st.fixed_dictionaries({"label": WORDS, "kind": st.just(kind), "value": value})
        for kind, value in _VALUES.items()
    )
)


_TEXTS = (
    *("hours", "address", "languages", "cost", "exclusions", "documents"),
    "barrier",
)
_FLAGS = ("specialised", "always_open", "national_number", "nationwide")


@st.composite
def places(draw: st.DrawFn) -> dict[str, Any]:
    tier = draw(st.sampled_from(["public", "area"]))
    lat, lon = draw(POINT) or (None, None)
    exact = {
        "name": draw(MAYBE_WORDS),
        "address": draw(MAYBE_WORDS),
        "lat": lat,
        "lon": lon,
    }
    told = exact if tier == "public" else dict.fromkeys(exact)
    named = {"uid": str(draw(st.uuids())), "tier": tier}
    return {**told, **named, "area": draw(st.sampled_from(TOWNS))}


@st.composite
def payloads(draw: st.DrawFn) -> dict[str, Any]:
    """All that a snapshot may hold; also what its tier should have hidden."""
    lat, lon = draw(POINT) or (None, None)
    organisation = draw(MAYBE_WORDS)
    return {
        "uid": str(draw(st.uuids())),
        "organisation": organisation,
        "organisation_uid": draw(st.uuids().map(str)) if organisation else None,
        **_codes(draw),
        **{name: draw(WORDS) for name in ("name", "summary")},
        **{name: draw(MAYBE_WORDS) for name in _TEXTS},
        **{name: draw(st.booleans()) for name in _FLAGS},
        **_dates(draw),
        "lat": lat,
        "lon": lon,
        "schedule": draw(SCHEDULE),
        "places": draw(st.lists(places(), max_size=3, unique_by=lambda p: p["uid"])),
        "contacts": draw(st.lists(CONTACT, max_size=4)),
        "age_from": draw(st.none() | st.integers(0, 99)),
        "age_to": draw(st.none() | st.integers(0, 99)),
        "capacity": draw(st.none() | st.integers(0, 500)),
    }


def _dates(draw: st.DrawFn) -> dict[str, Any]:
    verified = draw(st.none() | DAYS.filter(lambda day: day <= TODAY))
    until = verified + timedelta(days=180) if verified else None
    return {
        "capacity_on": _iso(draw(st.none() | DAYS)),
        "verified_on": _iso(verified),
        "verify_by": _iso(until),
        "verified_by": [[str(draw(st.uuids())), "2026-01-01"]],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _codes(draw: st.DrawFn) -> dict[str, Any]:
    enums = {
        "model": conditions.Model,
        "dependants": conditions.Dependants,
        "accompaniment": conditions.Accompaniment,
        "entitled": conditions.Answer,
        "existing": conditions.Answer,
        "accessible": conditions.Answer,
        "interpretation": conditions.Interpretation,
        "licence_state": conditions.LicenceState,
    }
    lists = {
        "groups": services.Group,
        "phases": conditions.Phase,
        "status_needed": conditions.StatusNeeded,
        "residence": conditions.Residence,
        "accessibility": conditions.Access,
        "spoken": conditions.SPOKEN,
        "areas": TOWNS,
    }
    return {
        "category": draw(st.sampled_from(list(services.Category))).value,
        "tier": draw(st.sampled_from(list(Tier))).value,
        "sector": draw(st.sampled_from(list(Sector))).value,
        "status": draw(st.sampled_from(list(services.ServiceStatus))).value,
        "area": draw(st.none() | st.sampled_from(TOWNS)),
        **{name: draw(coded(enum)) for name, enum in enums.items()},
        **{name: draw(several(codes)) for name, codes in lists.items()},
    }
