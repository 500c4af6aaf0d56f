"""A figure that others have published, as it goes onto the wall: national only."""

from typing import Any

from portal.blueprints.indicators.queries import source_words
from portal.models import Indicator, IndicatorValue
from portal.wall import Snapshot


def snapshot(indicator: Indicator, position: int) -> Snapshot | None:
    """The national values of a loaded indicator; None where it has none."""
    national = [value for value in indicator.values if value.municipality_id is None]
    if not national:
        return None
    payload = figure(indicator, position, national)
    return Snapshot("figure", indicator.key, None, summary=payload, payload=payload)


def figure(
    indicator: Indicator, position: int, values: list[IndicatorValue]
) -> dict[str, Any]:
    """An indicator with these of its values, as tables are made of it."""
    return {
        "key": indicator.key,
        "code": indicator.code,
        "position": position,
        "wording": indicator.wording,
        "unit": indicator.unit,
        "source": source_words(indicator.source),
        "rows": [_row(value) for value in values],
    }


def _row(value: IndicatorValue) -> dict[str, Any]:
    town = value.municipality if value.municipality_id else None
    return {
        "period": value.period,
        "area": town.name if town else None,
        "breakdown": value.breakdown,
        "value": value.value,
        "absence": value.absence,
        "note": value.note,
    }
