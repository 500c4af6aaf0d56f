"""The tables of the desk: one town, all towns, and the same as lines of a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal import terms
from portal.blueprints.gaps import queries
from portal.domain.gaps import Cell, CellState, Table, table, together
from portal.domain.people import Actor
from portal.domain.terms import TermKind
from portal.labels import label
from portal.languages import say
from portal.models import GapConfirmation, Municipality

Row = tuple[str, list[Cell]]


@dataclass(frozen=True)
class Computed:
    """The table as one reader sees it on a day, and the confirmed gaps in it."""

    cells: Table
    gaps: list[GapConfirmation]

    def rows_of(self, slug: str) -> list[Row]:
        return [(category, self.cells.row(slug, category)) for category in categories()]

    def across(self, slugs: Sequence[str], group: str | None) -> list[Row]:
        """Kinds of help by towns, for a group or for all of them at once."""
        return [
            (category, [self._of(slug, category, group) for slug in slugs])
            for category in categories()
        ]

    def _of(self, slug: str, category: str, group: str | None) -> Cell:
        if group:
            return self.cells.cell(slug, category, group)
        row = self.cells.row(slug, category)
        state = together(cell.state for cell in row)[0]
        alike = [cell for cell in row if cell.state == state]
        verified = any(cell.verified for cell in alike)
        return Cell(state, verified, alike[0].gap)


def categories() -> list[str]:
    """The kinds of help that have a row."""
    return terms.every(TermKind.CATEGORY)


def groups() -> list[str]:
    """The groups that have a column."""
    return terms.every(TermKind.GROUP)


def computed(actor: Actor, day: date, slug: str | None = None) -> Computed:
    """The table of a town, or of all; two statements."""
    found = queries.gaps(actor, day, slug)
    offers = queries.offers(actor, day, slug)
    return Computed(table(offers, queries.looked(found), groups()), found)


def missing(row: Row) -> bool:
    """Whether a row has a cell without any service."""
    lacking = (CellState.NONE, CellState.UNKNOWN)
    return any(cell.state in lacking for cell in row[1])


def heads() -> list[str]:
    """What the columns of the file are called."""
    return [
        _("Town"),
        _("Kind of help"),
        _("Group"),
        _("State"),
        _("Verified"),
        _("Looked on"),
        _("What is needed"),
        _("Who should see to it"),
        _("Who looked"),
    ]


def lines(found: Computed, towns: Iterable[Municipality]) -> list[list[Any]]:
    """Every cell as a line, for CSV and XLSX."""
    return [
        [
            _words(town.name),
            label("category", category),
            label("group", group),
            label("gap", cell.state),
            _verified(cell),
            *_of_gap(cell),
        ]
        for town in towns
        for category, row in found.rows_of(town.slug)
        for group, cell in zip(found.cells.groups, row, strict=True)
    ]


def _verified(cell: Cell) -> str:
    if cell.state in (CellState.NONE, CellState.UNKNOWN):
        return ""
    return _("yes") if cell.verified else _("no")


def _of_gap(cell: Cell) -> list[Any]:
    if cell.gap is None:
        return ["", "", "", ""]
    row = cell.gap.about
    owner = _words(row.owner.name) if row.owner else ""
    return [cell.gap.since, _words(row.need), owner, _words(row.host_team.name)]


def _words(said: Any) -> str:
    return str(say(said).striptags())
