"""The desk of figures: what the studies found, with every absence and contradiction."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from portal.access import needs
from portal.blueprints.indicators import queries
from portal.blueprints.indicators.by_town import town_table
from portal.blueprints.indicators.snapshot import figure
from portal.blueprints.indicators.tables import figure_table, period_words
from portal.domain.permissions import May
from portal.models import Indicator, IndicatorValue

desk = Blueprint("indicators", __name__, url_prefix="/desk/figures")

HOME = "indicators.index"
NAME = _l("Figures")
BLUEPRINTS = frozenset({"indicators"})


@desk.get("/")
@needs(May.READ_FIGURES)
def index() -> ResponseReturnValue:
    found = queries.indicators()
    figures = [_figure(indicator) for indicator in found if _national(indicator)]
    return render_template(
        "indicators/desk/index.html",
        plans=queries.plans(),
        towns=town_table(found),
        tables=[figure for figure in figures if not figure["single"]],
        singles=[figure for figure in figures if figure["single"]],
        period_words=period_words,
        source_words=queries.source_words,
    )


def _national(indicator: Indicator) -> list[IndicatorValue]:
    return [value for value in indicator.values if value.municipality_id is None]


def _figure(indicator: Indicator) -> dict[str, Any]:
    """The table of the national values, and the sources of single ones."""
    values = _national(indicator)
    table = figure_table(figure(indicator, 0, values))
    sources = {value.source for value in values} | {indicator.source}
    return table | {
        "sources": [queries.source_words(source) for source in sorted(sources)],
        "single": len(values) == 1 and not values[0].breakdown,
    }
