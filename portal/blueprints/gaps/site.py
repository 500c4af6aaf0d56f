"""Public tables of gaps: one for each town, and all towns side by side."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from portal import terms
from portal.blueprints.gaps.shown import findings
from portal.blueprints.teams.towns import names_on_portal
from portal.domain.gaps import CellState, alike
from portal.domain.terms import TermKind
from portal.snapshots import Snapshots, snapshots

site = Blueprint("gaps", __name__)


def _each(snapshots: Snapshots) -> Iterable[dict[str, Any]]:
    towns = snapshots.summaries("municipality")
    return [{"slug": town["slug"]} for town in towns if town["on_portal"]]


LISTS: dict[str, Callable[[Snapshots], Iterable[dict[str, Any]]]] = {
    "gaps.country": lambda snapshots: [{}],
    "gaps.town": _each,
}


@site.get("/gaps/")
def country() -> ResponseReturnValue:
    towns = names_on_portal(snapshots())
    brief = {
        town["slug"]: snapshots().follows("gaps_in_brief", town["slug"])
        for town in towns
    }
    return render_template(
        "gaps/site/country.html",
        towns=towns,
        brief=brief,
        categories=terms.every(TermKind.CATEGORY),
        findings=findings(),
    )


@site.get("/municipalities/<slug>/gaps/")
def town(slug: str) -> ResponseReturnValue:
    found = snapshots().one("municipality", slug)
    if found is None or not found["on_portal"]:
        abort(404)
    rows = snapshots().follows("gaps_of_town", slug)
    return render_template(
        "gaps/site/town.html",
        town=found,
        rows=rows,
        groups=terms.every(TermKind.GROUP),
        told=alike((gap for gap in _told(slug) if _holds(rows, gap)), _said),
        findings=findings(),
    )


def _told(slug: str) -> list[dict[str, Any]]:
    def order(gap: dict[str, Any]) -> tuple[Any, ...]:
        kind = terms.position(TermKind.CATEGORY, gap["category"])
        return kind, terms.position(TermKind.GROUP, gap["group"]), gap["uid"]

    return sorted(snapshots().summaries("gap", slug), key=order)


def _said(gap: dict[str, Any]) -> Any:
    """All but the group and the name of the row."""
    apart = ("uid", "group")
    return sorted((k, v) for k, v in gap.items() if k not in apart)


def _holds(rows: dict[str, list[Any]], gap: dict[str, Any]) -> bool:
    """Whether the cell still says none: it yields to a service."""
    groups = terms.every(TermKind.GROUP)
    if gap["group"] not in groups or gap["category"] not in rows:
        return False
    state, _ = rows[gap["category"]][groups.index(gap["group"])]
    return bool(state == CellState.NONE)
