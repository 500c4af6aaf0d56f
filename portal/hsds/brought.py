"""HSDS files that somebody brings, from here or from others: rows, and what is wrong.

Forgiving in what it takes and exact in what it says: each bad record is told with its
place, and what the portal has no field for is told as well.
"""

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from portal.domain.intake import ROWS_AT_MOST, Place, Problem, Read, Row, refused
from portal.hsds import foreign, own
from portal.hsds.sound import is_text, unsound
from portal.hsds.tables import TABLES, together
from portal.hsds.unpacked import BadPackage, tables_of

AS_JSON, AS_TABLES = "hsds_json", "hsds_tables"
_MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError)
_LISTS = ("contents", "services", "service")


def read_hsds(
    content: bytes, name: str = "", added: Container[tuple[str, str]] = ()
) -> Read:
    """What the file says of services.

    `name` proves nothing; `added`: kind and code of the terms that the office added.
    """
    if content.startswith(b"PK"):
        try:
            services = list(together(tables_of(content)))
        except BadPackage as bad:
            return refused(AS_TABLES, bad.code, **bad.about)
        # The heading is the first row of the table.
        return _read(AS_TABLES, "services.csv", 2, services, added)
    try:
        told = json.loads(content, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return refused(AS_JSON, "broken_json")
    found = _records(told)
    if found is None:
        return refused(AS_JSON, "hsds_no_services")
    return _read(AS_JSON, "", 1, found, added)


def _no_number(said: str) -> float:
    raise ValueError(said)


def _records(told: Any) -> list[Any] | None:
    """The records of a list, a page, one thing, or organizations with services."""
    if isinstance(told, list):
        return _of_bodies(told)
    if not isinstance(told, dict):
        return None
    if "status" in told or not any(isinstance(told.get(n), list) for n in _LISTS):
        return [told] if "id" in told and "name" in told else None
    if isinstance(told.get("contents"), list):
        return _of_bodies(told["contents"])
    if isinstance(told.get("services"), list):
        return _of_bodies([told])
    return list(together({name: list(_plain_rows(told.get(name))) for name in TABLES}))


def _plain_rows(found: Any) -> Iterator[dict[str, Any]]:
    """The rows of a table that a JSON file holds."""
    for row in found if isinstance(found, list) else ():
        if isinstance(row, dict):
            yield {n: v for n, v in row.items() if isinstance(v, str | int | float)}


def _of_bodies(found: list[Any]) -> list[Any]:
    """Services; those inside of organizations know by whom they are offered."""
    told = []
    for one in found:
        inside = one.get("services") if isinstance(one, dict) else None
        if isinstance(inside, list) and "status" not in one:
            body = {name: one[name] for name in ("id", "name") if name in one}
            told += [_with_body(service, body) for service in inside]
        else:
            told.append(one)
    return told


def _with_body(service: Any, body: Mapping[str, Any]) -> Any:
    if not isinstance(service, dict) or not body or "organization" in service:
        return service
    return service | {"organization": body}


def _read(
    kind: str, sheet: str, first: int, found: list[Any], added: Container[Any]
) -> Read:
    if len(found) > ROWS_AT_MOST:
        return refused(kind, "too_many_rows", sheet=sheet)
    rows: list[Row] = []
    problems: list[Problem] = []
    notes: list[Problem] = []
    for at, one in enumerate(found, start=first):
        row, wrong, left = _row(Place(sheet, at), one, added)
        rows += [row] if row and not wrong else []
        problems += wrong
        notes += left
    return Read(kind, tuple(rows), tuple(problems), tuple(notes))


def _row(
    place: Place, one: Any, added: Container[Any]
) -> tuple[Row | None, list[Problem], list[Problem]]:
    wrong = list(_wrong(place, one))
    if place.sheet and not wrong and "organization" not in one:
        wrong.append(_at(place, "hsds_dangling", "organization_id"))
    if wrong:
        return None, wrong, []
    values, left = _values(one)
    notes = [_at(place, code, field) for code, field in left]
    problems = [_at(place, "hsds_unreadable", name) for name in unsound(values, added)]
    return Row(place, values, reference=one["id"]), problems, notes


def _wrong(place: Place, one: Any) -> Iterator[Problem]:
    """What a record cannot be without."""
    if not isinstance(one, dict):
        yield Problem("hsds_no_record", place)
        return
    for name in ("id", "name"):
        said = one.get(name)
        if not is_text(said) or not str(said).strip() or len(str(said)) > 200:
            yield _at(place, "hsds_needed", name)
    body = one.get("organization")
    if body is not None and not isinstance(body, dict):
        yield _at(place, "hsds_unreadable", "organization")


def _at(place: Place, code: str, field: str) -> Problem:
    return Problem(code, Place(place.sheet, place.row, field), {"field": field})


def _values(one: dict[str, Any]) -> tuple[dict[str, Any], Iterable[tuple[str, str]]]:
    """Ours to the letter; what only looks like ours as anybody's."""
    try:
        if own.is_ours(one):
            found = own.values(one)
            if not unsound_shapes(found):
                return found, []
    except _MALFORMED:
        pass
    return foreign.values(one)


def unsound_shapes(values: Mapping[str, Any]) -> bool:
    """Whether the values could not even be looked at."""
    try:
        unsound(values, ())
    except _MALFORMED:
        return True
    return False
