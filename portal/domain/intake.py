"""What a file by others says of services, before anybody judges it.

A reader of a format hands over a `Read`. `Row.values` maps names of the fields of a
service draft to what the file says of them, in plain JSON:

- words: {"sr-Cyrl": …, "sr-Latn": …, "en": …}, only languages that the file tells;
- codes: our own codes, lists as lists; flags as true and false; days as "2026-11-22";
- "organisation": any name, key or uid that tells which body it is;
- "areas": names or slugs of towns;
- "contacts": [{"label": words, "kind", "value", "audience"}]; "public_contacts" where
  the file tells those for everybody alone, and the others stay;
- "places": [{"town": name or slug, "tier", "name", "address", "lat", "lon"}];
- "schedule": as portal.domain.schedule tells it, or None.

A field that the file does not tell is left out, and what stands stays; None or an empty
list says that there is none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

ROWS_AT_MOST = 1_000
UPLOAD_AT_MOST = 5_000_000
UNPACKED_AT_MOST = 50_000_000


@dataclass(frozen=True)
class Place:
    """Where in a file: a sheet or a part of it, a row (1 is the first), a column."""

    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True)
class Problem:
    """Why a row, or the whole file where the place has no row, cannot be taken.

    `portal.labels` words the code with `about`.
    """

    code: str
    place: Place = Place()
    about: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One service as the file tells it.

    `uid` is ours, where the file says so; `reference` is the file's own name for it.
    """

    place: Place
    values: Mapping[str, Any]
    uid: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Read:
    """What a file says: rows that are whole, and every problem with its place.

    `notes` are problems that stop nothing, as an encoding that had to be guessed or a
    field that the portal does not keep.
    """

    kind: str
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether the file as a whole cannot be read."""
        return any(not problem.place.row for problem in self.problems)


def refused(kind: str, code: str, **about: str | int) -> Read:
    """A file that cannot be read at all, and why."""
    return Read(kind, problems=(Problem(code, about=about),))


def as_json(read: Read) -> dict[str, Any]:
    """The same in plain JSON, to hand from process to process and to keep."""
    return asdict(read)


def from_json(told: Mapping[str, Any]) -> Read:
    return Read(
        told["kind"],
        tuple(_row(one) for one in told["rows"]),
        _problems(told["problems"]),
        _problems(told["notes"]),
    )


def _row(told: Mapping[str, Any]) -> Row:
    return Row(**{**told, "place": Place(**told["place"])})


def _problems(told: Iterable[Mapping[str, Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(**{**one, "place": Place(**one["place"])}) for one in told)
