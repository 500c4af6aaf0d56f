"""Figures of single towns as one table, for the desk alone."""

from typing import Any

from portal.models import Indicator, IndicatorValue, Municipality


def town_table(indicators: list[Indicator]) -> dict[str, Any]:
    """What was found town by town: a column for each indicator that has such values."""
    columns = [i for i in indicators if any(v.municipality_id for v in i.values)]
    found: dict[int, dict[int, IndicatorValue]] = {}
    towns: dict[int, Municipality] = {}
    for indicator in columns:
        for value in indicator.values:
            if value.municipality is not None:
                town = value.municipality
                towns[town.id] = town
                found.setdefault(town.id, {})[indicator.id] = value
    return {
        "columns": columns,
        "lines": [
            {"name": towns[at].name, "cells": [found[at].get(i.id) for i in columns]}
            for at in sorted(towns)
        ],
    }
