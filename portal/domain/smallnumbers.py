"""Small-number protection of a two-way table with its margins.

A table is a set of cells by (row, column); TOTAL is the row of the column totals and
the column of the row totals. A cell under K is withheld, and so many others with it
that nobody can work out a small one: not from the shown cells and the sums, not from
what no number can be less than zero, and not by taking away what they know themselves.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

K = 11
TOTAL = ""
Cell = tuple[str, str]
Table = dict[Cell, int]
# A place in the network of a table: a row or a column with its name.
Node = tuple[str, str]


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
    inner: Mapping[Cell, int], rows: Sequence[str], columns: Sequence[str]
) -> Table:
    """The whole table of these rows and columns; what is not named is zero."""
    table = {(r, c): inner.get((r, c), 0) for r in rows for c in columns}
    for row in rows:
        table[row, TOTAL] = sum(table[row, c] for c in columns)
    for column in (*columns, TOTAL):
        table[TOTAL, column] = sum(table[r, column] for r in rows)
    return table


def protect(
    inner: Mapping[Cell, int],
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    known: Sequence[Mapping[Cell, int]] = (),
    k: int = K,
) -> Protected:
    """The table as it may be shown to people each of whom knows one part of it.

    `known` has, for each of them, how much of every cell is their own.
    """
    if k < K:
        raise NotProtected(f"{k} is less than {K}")
    whole = with_margins(inner, rows, columns)
    views = [View.of_all(whole, k)]
    for part in known:
        own = with_margins(part, rows, columns)
        views.append(View.of_all(_rest(whole, own), k, knows_zero=True))
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
    k: int

    @classmethod
    def of_all(cls, table: Table, k: int, *, knows_zero: bool = False) -> "View":
        """Under k is small; that nobody else counted anything is no secret."""
        least = 1 if knows_zero else 0
        small = frozenset(cell for cell, n in table.items() if least <= n < k)
        return cls(table, small, k)

    def exposed(self, withheld: set[Cell]) -> Iterator[Cell]:
        """The small cells for which fewer than k + 1 values in a row are possible."""
        for cell in sorted(self.small):
            lowest, highest = bounds(self.table, withheld, cell, enough=self.k)
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
        withheld.add(_next_to(exposed, withheld, whole))


def _next_to(exposed: Cell, withheld: set[Cell], whole: Table) -> Cell:
    """The smallest shown cell on a line with the exposed one, or with its like."""
    lines = {("row", exposed[0]), ("column", exposed[1])}
    while True:
        on = [c for c in whole if {("row", c[0]), ("column", c[1])} & lines]
        shown = [cell for cell in on if cell not in withheld]
        if shown:
            return min(shown, key=lambda cell: (whole[cell], cell))
        lines |= {line for r, c in on for line in (("row", r), ("column", c))}


def _narrow(withheld: set[Cell], whole: Table, views: Sequence[View]) -> None:
    """Show again what was withheld in vain, the largest first."""
    small: set[Cell] = set().union(*(view.small for view in views))
    for cell in sorted(withheld - small, key=lambda c: (-whole[c], c)):
        withheld.remove(cell)
        if not all(view.holds(withheld) for view in views):
            withheld.add(cell)


def bounds(
    table: Table, withheld: set[Cell], cell: Cell, *, enough: int
) -> tuple[int, int]:
    """The least and the most that a withheld cell can be, as far as it shows.

    The sums make the table a circulation: a cell is an edge from its row to its column,
    a total runs back. What is withheld may flow another way round, never below zero.
    Neither is looked for further than `enough` from what the cell is.
    """
    if cell not in withheld:
        return table[cell], table[cell]
    free = _residual(table, withheld - {cell})
    tail, head = _edge(cell)
    more = _flow(free, head, tail, enough)
    less = _flow(free, tail, head, min(enough, table[cell]))
    return table[cell] - less, table[cell] + more


def _edge(cell: Cell) -> tuple[Node, Node]:
    row, column = ("row", cell[0]), ("column", cell[1])
    runs_back = (cell[0] == TOTAL) != (cell[1] == TOTAL)
    return (column, row) if runs_back else (row, column)


Residual = dict[Node, dict[Node, float]]


def _residual(table: Table, withheld: set[Cell]) -> Residual:
    free: Residual = {}
    for cell in withheld:
        tail, head = _edge(cell)
        free.setdefault(tail, {})[head] = float("inf")
        free.setdefault(head, {})[tail] = table[cell]
    return free


def _flow(free: Residual, source: Node, sink: Node, enough: int) -> int:
    """How much can run from source to sink, up to `enough`."""
    left = {node: dict(onward) for node, onward in free.items()}
    ran = 0
    while ran < enough and (path := _path(left, source, sink)):
        steps = list(pairwise(path))
        amount = int(min(enough - ran, *(left[a][b] for a, b in steps)))
        for a, b in steps:
            left[a][b] -= amount
            left[b][a] = left[b].get(a, 0) + amount
        ran += amount
    return ran


def _path(left: Residual, source: Node, sink: Node) -> list[Node]:
    came: dict[Node, Node | None] = {source: None}
    waiting = deque([source])
    while waiting:
        node = waiting.popleft()
        if node == sink:
            return _back(came, node)
        for onward, free in sorted(left.get(node, {}).items()):
            if free > 0 and onward not in came:
                came[onward] = node
                waiting.append(onward)
    return []


def _back(came: dict[Node, Node | None], node: Node | None) -> list[Node]:
    path = []
    while node is not None:
        path.append(node)
        node = came[node]
    return path[::-1]
