"""What a program asked for: known parameters in their shapes, or a sentence why not."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

PER_PAGE, PER_PAGE_AT_MOST = 50, 200
PAGES_AT_MOST = 1_000_000
LONGEST_SEARCH = 100


class BadQuestion(ValueError):
    """Why a question cannot be answered, for whoever wrote the program."""


@dataclass(frozen=True)
class Asked:
    """A question with its defaults."""

    page: int = 1
    per_page: int = PER_PAGE
    search: str = ""
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    organization_id: str = ""
    parent_id: str = ""
    modified_after: datetime | None = None
    full: bool = False
    minimal: bool = False
    top_only: bool = False
    format: str = "json"


def _number(most: int) -> Callable[[str], int]:
    def read(said: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", said) or not 1 <= int(said) <= most:
            raise ValueError
        return int(said)

    return read


def _switch(said: str) -> bool:
    return {"true": True, "false": False}[said.lower()]


def _moment(said: str) -> datetime:
    read = datetime.fromisoformat(said.replace(" ", "+"))
    known = read.replace(tzinfo=UTC) if read.tzinfo is None else read
    return known.astimezone(UTC)


def _search(said: str) -> str:
    if len(said) > LONGEST_SEARCH:
        raise ValueError
    return said


def _format(said: str) -> str:
    return {"json": "json"}[said]


_UUID = ({"type": "string", "format": "uuid"}, lambda said: str(UUID(said)))
_BOOLEAN = ({"type": "boolean"}, _switch)
# Each with its schema, how it is read, and what it is for.
PARAMETERS: dict[str, tuple[dict[str, Any], Callable[[str], Any], str]] = {
    "page": (
        {"type": "integer", "minimum": 1, "maximum": PAGES_AT_MOST, "default": 1},
        _number(PAGES_AT_MOST),
        "Number of the page.",
    ),
    "per_page": (
        {
            "type": "integer",
            "minimum": 1,
            "maximum": PER_PAGE_AT_MOST,
            "default": PER_PAGE,
        },
        _number(PER_PAGE_AT_MOST),
        "How many things stand on a page.",
    ),
    "search": (
        {"type": "string", "maxLength": LONGEST_SEARCH},
        _search,
        "Words that all have to be there, in either script. They are not logged.",
    ),
    "taxonomy_term_id": (*_UUID, "Only what carries this term."),
    "taxonomy_id": (*_UUID, "Only what carries a term of this taxonomy."),
    "organization_id": (*_UUID, "Only what this organization offers."),
    "parent_id": (*_UUID, "Only terms below this one; ours have none below."),
    "modified_after": (
        {"type": "string", "format": "date-time"},
        _moment,
        "Only what changed at this moment or later.",
    ),
    "full": (*_BOOLEAN, "Whether all that belongs to each thing comes along."),
    "minimal": (*_BOOLEAN, "Whether only ids and moments of change come."),
    "top_only": (*_BOOLEAN, "Only terms that are below no other: all of ours."),
    "format": (
        {"type": "string", "enum": ["json"], "default": "json"},
        _format,
        "The form of the answer.",
    ),
}


def asked(given: "MultiDict[str, str]", known: Iterable[str]) -> Asked:
    """The question; BadQuestion where it names what this list does not know."""
    known = tuple(known)
    read: dict[str, Any] = {}
    for name, values in given.lists():
        if name not in known:
            raise BadQuestion(
                _("There is no parameter of this name here. Known are: %(known)s.")
                % {"known": ", ".join(known) or "–"}
            )
        if len(values) > 1:
            raise BadQuestion(_("%(name)s is there twice.") % {"name": name})
        read[name] = _read(name, values[0])
    return Asked(**read)


def _read(name: str, said: str) -> Any:
    try:
        return PARAMETERS[name][1](said)
    except (KeyError, ValueError, OverflowError):
        said = _("%(name)s cannot be read. It has to be: %(shape)s.")
        raise BadQuestion(said % {"name": name, "shape": _shape(name)}) from None


def _shape(name: str) -> str:
    schema = PARAMETERS[name][0]
    parts = [str(schema.get("format") or schema["type"]), *schema.get("enum", ())]
    if "maximum" in schema:
        parts.append(f"{schema['minimum']}–{schema['maximum']}")
    if "maxLength" in schema:
        parts.append(f"≤ {schema['maxLength']}")
    return ", ".join(parts)
