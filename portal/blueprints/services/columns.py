"""The columns of a table of services: what each is called, and what it can hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.domain.conditions import (
    SPOKEN,
    Access,
    Accompaniment,
    Answer,
    Dependants,
    Interpretation,
    LicenceState,
    Residence,
    StatusNeeded,
)
from portal.domain.pathways import Audience
from portal.domain.places import Tier
from portal.domain.schedule import WEEKDAYS, Holidays
from portal.domain.services import ContactKind
from portal.domain.terms import BUILT_IN
from portal.labels import LABELS

CONTACTS, CONTACTS_AT_MOST = 3, 8
PLACES, PLACES_AT_MOST = 1, 12
ENGLISH = _l("In English")
# The codes of the code; the office adds words to the first four.
CODES: dict[str, Iterable[str]] = {
    **BUILT_IN,
    "tier": Tier,
    "status_needed": StatusNeeded,
    "residence": Residence,
    "dependants": Dependants,
    "accompaniment": Accompaniment,
    "answer": Answer,
    "spoken": SPOKEN,
    "interpretation": Interpretation,
    "access": Access,
    "holidays": Holidays,
    "licence_state": LicenceState,
    "contact_kind": ContactKind,
    "audience": Audience,
}


@dataclass(frozen=True)
class Column:
    """`code` names it in every language; `kind` says how its cells are read."""

    code: str
    kind: str
    said: tuple[Any, ...]
    codes: str = ""
    most: int = 0
    required: bool = False
    hint: Any = ""

    @property
    def heading(self) -> str:
        """What the reader calls it."""
        return ": ".join(map(str, self.said))

    @property
    def field(self) -> str:
        """The field that it tells, whatever the language."""
        return self.code.removesuffix("_en") if self.kind == "words" else self.code


def _words(code: str, said: Any, most: int, **more: Any) -> list[Column]:
    english = Column(f"{code}_en", "words", (said, ENGLISH), most=most)
    return [Column(code, "words", (said,), most=most, **more), english]


def _one(code: str, said: Any, codes: str = "", **more: Any) -> Column:
    return Column(code, "code", (said,), codes or code, **more)


def _many(code: str, said: Any, codes: str = "", **more: Any) -> Column:
    return Column(code, "codes", (said,), codes or code, **more)


def _plain(code: str, kind: str, said: Any, **more: Any) -> Column:
    return Column(code, kind, (said,), **more)


_COORDINATES = _l("As maps give them, for instance 42.5513, 21.9003.")
_SEVERAL = _l("Several are separated by a semicolon.")
_DAY = _l("As 22. 11. 2026.")
FIRST = [
    _plain(
        "uid",
        "uid",
        _l("Key of the portal"),
        hint=_l("Leave it as it is; empty for a new service."),
    ),
    _plain(
        "reference",
        "line",
        _l("Your own key"),
        most=120,
        hint=_l("By it the portal finds a service again when you bring a new file."),
    ),
    _plain("organisation", "organisation", _l("Who offers it"), required=True),
    *_words("name", _l("Name of the service"), 120, required=True),
    *_words("summary", _l("What it does, in one or two sentences"), 400, required=True),
    _one("category", _l("Kind of help"), required=True),
    _one("model", _l("How it works")),
    _many("phases", _l("When in recovery"), "phase", hint=_SEVERAL),
    _many("groups", _l("For whom"), "group", hint=_SEVERAL),
    _plain("specialised", "flag", _l("Made for trafficked persons")),
    _one("tier", _l("Who may know where it is"), required=True),
    *_words("address", _l("Address"), 160),
    _plain("coordinates", "point", _l("Coordinates"), hint=_COORDINATES),
]
WHEN = [
    _plain("always_open", "flag", _l("Open day and night, every day")),
    *(
        Column(
            f"hours_{day}",
            "hours",
            (LABELS["weekday"][day],),
            hint=_l("For instance 8–16, or 8–12, 17:30–20; empty where it is shut."),
        )
        for day in WEEKDAYS
    ),
    _plain("by_appointment", "flag", _l("By appointment")),
    _one("holidays", _l("On public holidays")),
    *_words("hours", _l("Remark about the hours"), 120),
]
REST = [
    _plain("nationwide", "flag", _l("It serves the whole country")),
    _plain("areas", "towns", _l("Towns it serves beside its own"), hint=_SEVERAL),
    _many("status_needed", _l("Status needed"), hint=_SEVERAL),
    _plain("age_from", "number", _l("From age")),
    _plain("age_to", "number", _l("To age")),
    _many("residence", _l("Papers and residence"), hint=_SEVERAL),
    _one("dependants", _l("Children who come along")),
    _one("accompaniment", _l("How one comes")),
    *_words("exclusions", _l("Who is not taken"), 300),
    *_words("documents", _l("Documents to bring"), 300),
    *_words("cost", _l("What it costs"), 120),
    _one("entitled", _l("Entitled in law"), "answer"),
    _one("existing", _l("Exists in practice"), "answer"),
    _one("accessible", _l("Can be reached"), "answer"),
    *_words("barrier", _l("What stands in the way"), 300),
    *_words("legal_basis", _l("Legal basis"), 300),
    _plain("legal_from", "day", _l("In force from"), hint=_DAY),
    _plain("legal_until", "day", _l("In force until"), hint=_DAY),
    _many("spoken", _l("Languages spoken"), hint=_SEVERAL),
    _one("interpretation", _l("Interpretation")),
    *_words("languages", _l("More about languages"), 120),
    _many("accessibility", _l("For disabled people"), "access", hint=_SEVERAL),
    _plain("capacity", "number", _l("Places or persons at one time")),
    _plain("capacity_on", "day", _l("Places as of"), hint=_DAY),
    *_words("funding", _l("Who pays for it"), 200),
    _plain("funded_until", "day", _l("Paid until"), hint=_DAY),
    _one("licence_state", _l("State of the licence")),
    _plain("licence", "line", _l("Number of the licence"), most=120),
    _plain("licensed_until", "day", _l("Licensed until"), hint=_DAY),
]
NUMBER = _plain("national_number", "flag", _l("This is the national number"))


def _numbered(group: str, number: int, title: Any, parts: list[Column]) -> list[Column]:
    return [
        Column(
            f"{group}_{number}_{part.code}",
            part.kind,
            (title, *part.said),
            part.codes,
            part.most,
            hint=part.hint,
        )
        for part in parts
    ]


_CONTACT = [
    _plain("value", "line", _l("Number or address"), most=200),
    _one("kind", _l("Kind"), "contact_kind"),
    _one("audience", _l("Who may see it")),
    *_words("label", _l("What for"), 80),
]
_PLACE = [
    _plain("town", "line", _l("Town"), most=80),
    _one("tier", _l("What everybody sees")),
    *_words("name", _l("Name of the place"), 120),
    *_words("address", _l("Address"), 160),
    _plain("coordinates", "point", _l("Coordinates"), hint=_COORDINATES),
]


@cache
def contact(number: int) -> list[Column]:
    return _numbered(
        "contact", number, _l("Contact %(number)d", number=number), _CONTACT
    )


@cache
def place(number: int) -> list[Column]:
    return _numbered(
        "place", number, _l("Further place %(number)d", number=number), _PLACE
    )


def columns(
    contacts: int = CONTACTS, places: int = PLACES, *, office: bool = False
) -> list[Column]:
    """The columns in their order, with so many groups for contacts and places."""
    reach = [part for n in range(contacts) for part in contact(n + 1)]
    where = [part for n in range(places) for part in place(n + 1)]
    last = [NUMBER] if office else []
    return [*FIRST, *reach, *WHEN, *REST, *where, *last]


@cache
def every() -> dict[str, Column]:
    """All that a file may have, by code."""
    found = columns(CONTACTS_AT_MOST, PLACES_AT_MOST, office=True)
    return {column.code: column for column in found}
