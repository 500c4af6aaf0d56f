"""The table as a file, and as the data of a layer of the desk's map."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import Response
from flask_babel import gettext as _

from portal.blueprints.gaps.tables import Computed
from portal.labels import label
from portal.languages import say
from portal.models import Municipality
from portal.sheets import CSV_TYPE, XLSX_TYPE, Sheet, as_csv, as_xlsx
from portal.time import day_of


def file(
    kind: str, heads: Sequence[str], lines: list[list[Any]], at: datetime
) -> Response:
    """An answer that the browser saves; its name holds the day and nothing else."""
    if kind == "csv":
        response = Response(as_csv(heads, lines), content_type=CSV_TYPE)
    else:
        book = as_xlsx([Sheet(_("Gaps"), heads, lines)], at)
        response = Response(book, content_type=XLSX_TYPE)
    name = f"gaps-{day_of(at).isoformat()}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def layer(
    found: Computed, towns: Iterable[Municipality], category: str, group: str | None
) -> list[dict[str, Any]]:
    """What the kind of help is in each town that has a place on the map."""
    placed = [town for town in towns if town.lat is not None]
    slugs = [town.slug for town in placed]
    rows = dict(found.across(slugs, group))
    return [
        {
            "slug": town.slug,
            "name": str(say(town.name).striptags()),
            "lat": town.lat,
            "lon": town.lon,
            "state": cell.state.value,
            "verified": cell.verified,
            "word": label("gap", cell.state),
            "since": cell.gap.since.isoformat() if cell.gap else None,
        }
        for town, cell in zip(placed, rows[category], strict=True)
    ]
