"""Small-number protection of a two-way table with its margins.

A table is a set of cells by (row, column); TOTAL is the row of the column totals and
the column of the row totals. The total of a column may be taken apart: its parts are
cells of the row TOTAL. A cell under K is withheld, and so many others with it
that nobody can work out a small one: not from the shown cells and the sums, not from
what no number can be less than zero, and not by taking away what they know themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from portal.domain.circulation import (
    TOTAL,
    Cell,
    Edges,
    Parts,
    Table,
    bounds,
    edges_of,
)

K = 11
WHOLE: Parts = MappingProxyType({})


class NotProtected(Exception):
    """Somebody asked for a weaker protection than the portal gives."""


@dataclass(frozen=True)
class Protected:
    """What may be shown: each cell's number, or None where it is withheld."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    shown: Mapping[Cell, int | None]

    @property
    def withheld(self) -> frozenset[Cell]:
        return frozenset(cell for cell, n in self.shown.items() if n is None)


def with_margins(
    inner: Mapping[Cell, int],
    rows: Sequence[str],
    columns: Sequence[str],
    parts: Parts = WHOLE,
) -> Table:
    """The whole table of these rows and columns; what is not named is zero.

    ValueError where the parts of a column do not add up to its total.
    """
    table = {(r, c): inner.get((r, c), 0) for r in rows for c in columns}
    for row in rows:
        table[row, TOTAL] = sum(table[row, c] for c in columns)
    for column in (*columns, TOTAL):
        table[TOTAL, column] = sum(table[r, column] for r in rows)
    for column, names in parts.items():
        found = {(TOTAL, name): inner.get((TOTAL, name), 0) for name in names}
        if sum(found.values()) != table[TOTAL, column]:
            raise ValueError(f"the parts of {column} are not its total")
        table |= found
    return table


def protect(
    inner: Mapping[Cell, int],
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    parts: Parts = WHOLE,
    known: Sequence[Mapping[Cell, int]] = (),
    k: int = K,
) -> Protected:
    """The table as it may be shown to people each of whom knows one part of it.

    `parts` names those of a column's total, and `known` has, for each of the people,
    how much of every cell is their own.
    """
    if k < K:
        raise NotProtected(f"{k} is less than {K}")
    whole = with_margins(inner, rows, columns, parts)
    edges = edges_of(rows, columns, parts)
    views = [View.of_all(whole, edges, k)]
    for part in known:
        own = with_margins(part, rows, columns, parts)
        views.append(View.of_all(_rest(whole, own), edges, k, knows_zero=True))
    withheld: set[Cell] = set().union(*(view.small for view in views))
    _widen(withheld, whole, views)
    _narrow(withheld, whole, views)
    shown = {cell: None if cell in withheld else n for cell, n in whole.items()}
    return Protected(tuple(rows), tuple(columns), shown)


def _rest(whole: Table, own: Table) -> Table:
    return {cell: n - own[cell] for cell, n in whole.items()}


@dataclass(frozen=True)
class View:
    """The table as one onlooker sees it: less what they know themselves."""

    table: Table
    small: frozenset[Cell]
    edges: Edges
    k: int

    @classmethod
    def of_all(
        cls, table: Table, edges: Edges, k: int, *, knows_zero: bool = False
    ) -> "View":
        """Under k is small; that nobody else counted anything is no secret."""
        least = 1 if knows_zero else 0
        small = frozenset(cell for cell, n in table.items() if least <= n < k)
        return cls(table, small, edges, k)

    def exposed(self, withheld: set[Cell]) -> Iterator[Cell]:
        """The small cells for which fewer than k + 1 values in a row are possible."""
        for cell in sorted(self.small):
            lowest, highest = bounds(
                self.table, withheld, cell, edges=self.edges, enough=self.k
            )
            if highest - lowest < self.k:
                yield cell

    def holds(self, withheld: set[Cell]) -> bool:
        return next(self.exposed(withheld), None) is None


def _widen(withheld: set[Cell], whole: Table, views: Sequence[View]) -> None:
    """Withhold more until no view exposes a small cell; the smallest ones first.

    It ends: a table of which nothing is shown exposes nothing.
    """
    while True:
        exposed = next((c for v in views for c in v.exposed(withheld)), None)
        if exposed is None:
            return
        withheld.add(_next_to(exposed, withheld, whole, views[0].edges))


def _next_to(exposed: Cell, withheld: set[Cell], whole: Table, edges: Edges) -> Cell:
    """The smallest shown cell in a sum with the exposed one, or with its like."""
    sums = set(edges[exposed])
    while True:
        on = [cell for cell in whole if sums & set(edges[cell])]
        shown = [cell for cell in on if cell not in withheld]
        if shown:
            return min(shown, key=lambda cell: (whole[cell], cell))
        sums.update(node for cell in on for node in edges[cell])


def _narrow(withheld: set[Cell], whole: Table, views: Sequence[View]) -> None:
    """Show again what was withheld in vain, the largest first."""
    small: set[Cell] = set().union(*(view.small for view in views))
    for cell in sorted(withheld - small, key=lambda c: (-whole[c], c)):
        withheld.remove(cell)
        if not all(view.holds(withheld) for view in views):
            withheld.add(cell)
