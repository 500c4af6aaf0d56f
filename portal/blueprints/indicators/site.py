"""The public page of figures that others have published."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from portal.blueprints.indicators.tables import figure_table
from portal.snapshots import Snapshots, snapshots

site = Blueprint("indicators", __name__)

LISTS: dict[str, Callable[[Snapshots], Iterable[dict[str, Any]]]] = {
    "indicators.figures": lambda snapshots: [{}],
}


@site.get("/figures/")
def figures() -> ResponseReturnValue:
    found = snapshots().summaries("figure")
    found.sort(key=lambda figure: figure["position"])
    return render_template(
        "indicators/site/figures.html", figures=[figure_table(f) for f in found]
    )
