"""Every row of a file judged against the register as it stands now."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from portal.blueprints.services import actions, intake_queries, written
from portal.blueprints.services.columns import columns
from portal.blueprints.services.drafts import ServiceDraft
from portal.blueprints.services.known_names import Names, folded
from portal.blueprints.services.merging import merged
from portal.blueprints.services.written import Shown
from portal.domain.errors import DomainError
from portal.domain.intake import Place, Problem, Read, Row
from portal.domain.personal import has_personal_number
from portal.domain.places import Tier
from portal.domain.services import place_hints
from portal.models import Service, Team


class Verdict(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    BAD = "bad"


@dataclass(frozen=True)
class Judged:
    """One row: what taking it would do, or why it cannot be taken."""

    place: Place
    verdict: Verdict
    row: Row | None = None
    service: Service | None = None
    draft: ServiceDraft | None = None
    problems: tuple[Problem, ...] = ()
    hints: tuple[str, ...] = ()
    names_anew: bool = False
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """All rows in the order of the file, judged on one state of the register."""

    rows: list[Judged]
    names: Names
    told: Shown
    counts: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def mark(self) -> str:
        """The same as long as taking the file would do the same."""
        said = [
            f"{row.place.sheet} {row.place.row} {row.verdict} "
            f"{row.service.row_version if row.service else ''}"
            for row in self.rows
        ]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]

    def of(self, *verdicts: Verdict) -> list[Judged]:
        return [row for row in self.rows if row.verdict in verdicts]

    def differences(self, row: Judged) -> list[tuple[str, str, str]]:
        """(column, what stands, what the file says) wherever they differ."""
        if row.draft is None:
            return []
        now = written.draft_of(row.service) if row.service else None
        before = written.cells_of(now, self.told) if now else {}
        after = written.cells_of(row.draft, self.told)
        most = max((len(d.contacts) for d in (now, row.draft) if d), default=0)
        places = max((len(d.places) for d in (now, row.draft) if d), default=0)
        return [
            (column.heading, before.get(column.code, ""), after.get(column.code, ""))
            for column in columns(most, places, office=True)
            if before.get(column.code, "") != after.get(column.code, "")
        ]


def judged(read: Read, team: Team, *, whole: bool = False) -> Outcome:
    """What taking the file now would do; `whole` to do it. It writes nothing."""
    known = intake_queries.known(team)
    given = _keyed(read.rows, team, known.names)
    found = intake_queries.services(team, given, whole=whole)
    by_uid = {str(service.uid): service for service in found}
    by_reference = {s.reference: s for s in found if s.reference}
    twice = _twice(given, by_uid, by_reference, known.names)
    rows = []
    for row in given:
        service = _target(row, by_uid, by_reference)
        if row.place in twice:
            rows.append(_bad(row, Problem("twice_in_file", row.place)))
        elif service and by_reference.get(row.reference, service) is not service:
            rows.append(_bad(row, Problem("reference_taken", _at(row, "reference"))))
        else:
            rows.append(_judged(row, service, team, known.names))
    rows += _broken(read.problems)
    rows = _noted(rows, read.notes)
    rows.sort(key=lambda row: (row.place.sheet, row.place.row))
    counts = Counter(row.verdict.value for row in rows)
    return Outcome(rows, known.names, known.told, counts)


def _noted(rows: list[Judged], notes: Iterable[Problem]) -> list[Judged]:
    """What of a row the portal does not keep stands beside it."""
    by_row: dict[Place, list[Problem]] = {}
    for note in notes:
        by_row.setdefault(Place(note.place.sheet, note.place.row), []).append(note)
    return [replace(row, notes=tuple(by_row.get(row.place, ()))) for row in rows]


def _keyed(rows: Iterable[Row], team: Team, names: Names) -> list[Row]:
    """A row without any key means the one service of its body that bears its name."""
    rows = list(rows)
    if all(row.uid or row.reference for row in rows):
        return rows
    held = intake_queries.by_name(team)
    return [
        row if row.uid or row.reference else _named(row, held, names) for row in rows
    ]


def _named(row: Row, held: Mapping[str, str], names: Names) -> Row:
    name = _name(row, names)
    if name is None:
        return row
    return replace(row, uid=held.get(name, ""), reference="")


def _name(row: Row, names: Names) -> str | None:
    """Its body and its name, as far as both are told."""
    body = names.body(str(row.values.get("organisation") or ""))
    text = next(filter(None, (row.values.get("name") or {}).values()), "")
    return f"{body} {folded(text)}" if body and text else None


def _broken(problems: Iterable[Problem]) -> Iterator[Judged]:
    """Rows that could not be read: all that is wrong with one, in one."""
    by_row: dict[Place, list[Problem]] = {}
    for problem in problems:
        if problem.place.row:
            place = Place(problem.place.sheet, problem.place.row)
            by_row.setdefault(place, []).append(problem)
    for place, found in by_row.items():
        yield Judged(place, Verdict.BAD, problems=tuple(found))


def _target(
    row: Row, by_uid: Mapping[str, Service], by_reference: Mapping[str, Service]
) -> Service | None:
    """The service that the row means: by our key, else by the file's own."""
    own = by_uid.get(_plain(row.uid)) or by_uid.get(_plain(row.reference))
    return own or by_reference.get(row.reference)


def _plain(said: str) -> str:
    """A key as we write it; "" where it is none of ours."""
    try:
        return str(UUID(said))
    except ValueError:
        return ""


def _twice(
    rows: Iterable[Row], by_uid: Mapping[str, Service], by_reference: Any, names: Names
) -> set[Place]:
    """Rows that mean a service, or bear a key, which a row before them has too."""
    seen: set[str] = set()
    found: set[Place] = set()
    for row in rows:
        service = _target(row, by_uid, by_reference)
        keys = {f"service {service.uid}"} if service else set()
        keys |= {f"reference {row.reference}"} if row.reference else set()
        name = None if service or row.reference else _name(row, names)
        keys |= {f"name {name}"} if name else set()
        if keys & seen:
            found.add(row.place)
        seen |= keys
    return found


def _judged(row: Row, service: Service | None, team: Team, names: Names) -> Judged:
    if row.uid == intake_queries.SEVERAL:
        return _bad(row, Problem("name_not_clear", _at(row, "name")))
    if row.uid and service is None:
        return _bad(row, Problem("uid_not_known", _at(row, "uid")))
    if any(map(has_personal_number, _texts((row.values, row.reference)))):
        return _bad(row, Problem("personal_number", row.place))
    now = written.draft_of(service) if service else None
    try:
        draft = merged(row.values, now, names)
        draft.checked()
        actions.check_number(draft, team, service.id if service else None)
    except DomainError as error:
        about: dict[str, Any] = dict(error.about)
        return _bad(row, Problem(error.code, _at(row, error.field or ""), about))
    anew = service is not None and _names_anew(row, service)
    same = draft == now and not anew
    verdict = Verdict.SAME if same else Verdict.CHANGED if service else Verdict.NEW
    hints = _hints(draft)
    return Judged(row.place, verdict, row, service, draft, (), hints, anew)


def _names_anew(row: Row, service: Service) -> bool:
    other = row.reference not in ("", service.reference)
    return other and _plain(row.reference) != str(service.uid)


def _bad(row: Row, problem: Problem) -> Judged:
    return Judged(row.place, Verdict.BAD, row, problems=(problem,))


def _at(row: Row, column: str) -> Place:
    return Place(row.place.sheet, row.place.row, column)


def _hints(draft: ServiceDraft) -> tuple[str, ...]:
    """What could tell where a confidential service is."""
    if draft.tier != Tier.CONFIDENTIAL:
        return ()
    said = (draft.name, draft.summary, draft.languages, draft.cost)
    labels = (contact.label for contact in draft.contacts)
    return tuple(place_hints(_texts((*said, *labels))))


def _texts(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping):
        yield from _texts(tuple(said.values()))
    elif isinstance(said, list | tuple):
        for one in said:
            yield from _texts(one)
