"""The figures of the baseline, several to a cell where its sources contradict."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from sqlalchemy import select

from portal.db import db
from portal.domain.baseline_facts import Value
from portal.domain.baseline_readers import COUNTRY
from portal.loading.rows import Counts, change
from portal.models import Indicator, IndicatorValue, Municipality
from portal.models.columns import canonical_json

CELL = ("indicator_id", "municipality_id", "period", "breakdown")


def put_values(
    values: Iterable[Value],
    indicators: Mapping[str, Indicator],
    towns: Mapping[str | None, Municipality],
    counts: Counts,
) -> None:
    """Figures of the publications that the files cite; one that left them goes.

    In a cell the first row of the file is the first in the database, the second the
    second: which comes first has a meaning. Figures of other publications stay.
    """
    wanted: dict[str, list[dict[str, Any]]] = {}
    for value in values:
        held = _columns(value, indicators, towns)
        wanted.setdefault(_cell(held), []).append(held)
    cited = {_publication(value.source) for value in values}
    held_rows = _held(cited)
    for cell in {**wanted, **held_rows}:
        _put_cell(wanted.get(cell, []), held_rows.get(cell, []), counts)
    db.session.flush()


def _put_cell(
    wanted: list[dict[str, Any]], rows: list[IndicatorValue], counts: Counts
) -> None:
    for held, row in zip_longest(wanted, rows):
        if held is None:
            db.session.delete(row)
            counts.removed += 1
        elif row is None:
            db.session.add(IndicatorValue(**held))
            counts.added += 1
        else:
            change(row, held, counts)


def _held(cited: set[str]) -> dict[str, list[IndicatorValue]]:
    """The rows of the cited publications, by cell."""
    found: dict[str, list[IndicatorValue]] = {}
    for row in db.session.scalars(select(IndicatorValue).order_by(IndicatorValue.id)):
        if _publication(row.source) in cited:
            cell = _cell({name: getattr(row, name) for name in CELL})
            found.setdefault(cell, []).append(row)
    return found


def _columns(
    value: Value,
    indicators: Mapping[str, Indicator],
    towns: Mapping[str | None, Municipality],
) -> dict[str, Any]:
    national = value.area == COUNTRY
    return {
        "indicator_id": indicators[value.indicator].id,
        "municipality_id": None if national else towns[value.area].id,
        "period": value.period,
        "breakdown": value.breakdown,
        "value": value.value,
        "absence": value.absence,
        "stated_total": value.stated_total,
        "note": value.note,
        "source": value.source,
        "as_of": value.as_of,
    }


def _cell(held: Mapping[str, Any]) -> str:
    return canonical_json([held[name] for name in CELL])


def _publication(source: str) -> str:
    """The publication, without the section: what stands before the first comma."""
    return source.partition(",")[0]
