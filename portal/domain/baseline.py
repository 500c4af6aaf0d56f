"""The baseline of 2017, read whole from its files or, with every reason, not at all."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from portal.domain import baseline_readers as readers
from portal.domain.baseline_facts import (
    Agreement,
    DimensionValue,
    Indicator,
    Municipality,
    Objective,
    Organisation,
    Plan,
    Service,
    Team,
    Value,
)
from portal.domain.baseline_rows import RowProblem, read_rows

SOURCE = ("source", "as_of")
NAME = ("name_sr", "name_en")
NOTE = ("note_sr", "note_en")
DISTRICT = ("district_sr", "district_en")
OFFER = ("category", "tier", "groups", "area", "specialised", "licence")
CELL = ("indicator", "period", "area", "breakdown")


@dataclass(frozen=True)
class Baseline:
    """All that the files hold."""

    municipalities: tuple[Municipality, ...]
    organisations: tuple[Organisation, ...]
    teams: tuple[Team, ...]
    agreements: tuple[Agreement, ...]
    services: tuple[Service, ...]
    plans: tuple[Plan, ...]
    objectives: tuple[Objective, ...]
    indicators: tuple[Indicator, ...]
    dimensions: tuple[DimensionValue, ...]
    values: tuple[Value, ...]

    def figures(
        self, indicator: str, period: str, area: str = readers.COUNTRY, **breakdown: str
    ) -> list[Value]:
        """What the sources say of one cell; more than one where they contradict."""
        cell = (indicator, period, area, breakdown)
        return [
            value
            for value in self.values
            if (value.indicator, value.period, value.area, value.breakdown) == cell
        ]


@dataclass
class BaselineError(Exception):
    """Every broken row; none of the others was taken either."""

    problems: list[RowProblem]

    def __str__(self) -> str:
        return "\n".join(
            f"{p.file}, row {p.row}, {p.column or 'whole row'}: {p.reason} {p.detail}"
            for p in self.problems
        )


@dataclass(frozen=True)
class _File:
    """A file's columns, its reader, and the columns that no two rows share."""

    name: str
    columns: tuple[str, ...]
    read: Callable[[Any, readers.Known], Any]
    identity: tuple[str, ...] = ("key",)


# A file stands after those that it refers to.
FILES = (
    _File(
        "municipalities",
        ("slug", *NAME, *DISTRICT, "lat", "lon", "on_portal", "place_source", *SOURCE),
        readers.municipality,
        ("slug",),
    ),
    _File(
        "organisations",
        ("key", *NAME, "aliases", "sector", "municipality", *NOTE, *SOURCE),
        readers.organisation,
    ),
    _File(
        "teams",
        ("key", "municipality", "kind", *NAME, "since", "set_up_with", *SOURCE),
        readers.team,
    ),
    _File(
        "agreements",
        ("key", "parties", "type", "level", *NAME, "signed", *NOTE, *SOURCE),
        readers.agreement,
    ),
    _File(
        "services",
        ("key", "organisation", *NAME, *OFFER, *NOTE, *SOURCE),
        readers.service,
    ),
    _File(
        "plans",
        ("key", "kind", *NAME, "period", "adopted", "parent", *NOTE, *SOURCE),
        readers.plan,
    ),
    _File(
        "objectives",
        ("key", "plan", "number", *NAME, "period", *SOURCE),
        readers.objective,
    ),
    _File(
        "indicators",
        ("key", "code", *NAME, "unit", "polarity", "kind", *SOURCE),
        readers.indicator,
    ),
    _File(
        "dimensions",
        ("dimension", "value", *NAME, "dimension_sr", "dimension_en"),
        readers.dimension,
        ("dimension", "value"),
    ),
    _File(
        "values",
        (*CELL, "value", "absence", "stated_total", *NOTE, *SOURCE),
        readers.value,
        (*CELL, "source"),
    ),
)


def read_baseline(folder: Path) -> Baseline:
    """Everything in the folder; BaselineError with every broken row."""
    problems: list[RowProblem] = []
    known = readers.Known()
    read = {file.name: _facts(file, folder, known, problems) for file in FILES}
    if problems:
        raise BaselineError(problems)
    return Baseline(**{part.name: read[part.name] for part in fields(Baseline)})


def _facts(
    file: _File, folder: Path, known: readers.Known, problems: list[RowProblem]
) -> tuple[Any, ...]:
    facts = []
    for row in read_rows(folder / f"{file.name}.csv", file.columns, problems):
        facts.append(file.read(row, known))
        key = "=".join(row.cells[column].strip() for column in file.identity)
        keys = known.keys.setdefault(file.name, set())
        if key in keys:
            row.refuse(file.identity[0], "duplicate_key", key)
        keys.add(key)
    return tuple(facts)
