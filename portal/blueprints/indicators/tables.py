"""Turns the rows of a figure into a table: what is counted, period by period."""

from typing import Any

from flask_babel import gettext as _

from portal.blueprints.indicators.names import breakdown_name, unit_name
from portal.domain.indicators import Absence
from portal.domain.words import in_language
from portal.languages import current

Key = tuple[str, int]
_MISSING = {"value": None, "absence": Absence.NOT_APPLICABLE.value, "note": None}


def figure_table(figure: dict[str, Any]) -> dict[str, Any]:
    """The figure with `periods` and `lines`, every word in the reader's language.

    Where the source states a cell twice, each further statement is a line of its own:
    a contradiction is shown, never repaired.
    """
    periods = sorted({row["period"] for row in figure["rows"]}, key=_order)
    lines: dict[Key, dict[str, dict[str, Any]]] = {}
    for row in figure["rows"]:
        name, at = _line_name(row), 0
        while row["period"] in lines.get((name, at), {}):
            at += 1
        lines.setdefault((name, at), {})[row["period"]] = _cell(row)
    return {
        **{name: figure[name] for name in ("key", "code", "wording", "source")},
        "unit": {current().code: unit_name(figure["unit"])},
        "periods": [period_words(period) for period in periods],
        "lines": [_line(key, lines[key], periods) for key in _in_order(lines)],
    }


def _order(period: str) -> tuple[int, str]:
    """Single years first, then spans."""
    return (period.count("/"), period)


def _line_name(row: dict[str, Any]) -> str:
    town = [in_language(row["area"], current().code).text] if row["area"] else []
    parts = sorted(row["breakdown"].items())
    return ", ".join([*town, *(breakdown_name(*part) for part in parts)])


def _cell(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("value", "absence", "note")}


def _in_order(lines: dict[Key, Any]) -> list[Key]:
    """As the source has them, a second statement right after the first."""
    names = list(dict.fromkeys(name for name, at in lines))
    return sorted(lines, key=lambda key: (names.index(key[0]), key[1]))


def _line(
    key: Key, cells: dict[str, dict[str, Any]], periods: list[str]
) -> dict[str, Any]:
    name, at = key
    if at:
        name = _("%(what)s, elsewhere in the same source", what=name or _("Total"))
    missing = _MISSING if at else None
    return {"label": name, "cells": [cells.get(period, missing) for period in periods]}


def period_words(period: str) -> str:
    """A year, a month and year, or a span of them, as people write it."""
    return "–".join(_moment(end) for end in period.split("/"))


def _moment(said: str) -> str:
    return f"{int(said[5:7])}/{said[:4]}" if len(said) == 7 else said
