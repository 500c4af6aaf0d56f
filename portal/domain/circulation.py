"""The least and the most that a withheld cell of a table can be: a question of flow.

The sums make a table a circulation: a cell is an edge from its row to its column, a
total runs back. The total of a column that is taken apart runs to a place of its own,
and from there each of its parts runs back.
"""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

TOTAL = ""
# A row with a column; TOTAL with a column, or with a part of one, is a sum of all rows.
Cell = tuple[str, str]
Table = dict[Cell, int]
# A place in the network of a table: what runs in is what runs out.
Node = tuple[str, str]
Edges = dict[Cell, tuple[Node, Node]]
Parts = Mapping[str, Sequence[str]]


def edges_of(rows: Sequence[str], columns: Sequence[str], parts: Parts) -> Edges:
    """Where each cell runs from and to; `parts` names those of a column's total."""
    every, back = ("column", TOTAL), ("row", TOTAL)
    edges: Edges = {(TOTAL, TOTAL): (back, every)}
    for row in rows:
        edges[row, TOTAL] = every, ("row", row)
        edges |= {(row, c): (("row", row), ("column", c)) for c in columns}
    for column in columns:
        apart = ("parts", column) if parts.get(column) else back
        edges[TOTAL, column] = ("column", column), apart
        edges |= {(TOTAL, part): (apart, back) for part in parts.get(column, ())}
    return edges


def bounds(
    table: Table, withheld: Collection[Cell], cell: Cell, *, edges: Edges, enough: int
) -> tuple[int, int]:
    """The least and the most that a withheld cell can be, as far as it shows.

    What is withheld may flow another way round, never below zero. Neither is looked
    for further than `enough` from what the cell is.
    """
    if cell not in withheld:
        return table[cell], table[cell]
    free = _residual(table, [other for other in withheld if other != cell], edges)
    tail, head = edges[cell]
    more = _flow(free, head, tail, enough)
    less = _flow(free, tail, head, min(enough, table[cell]))
    return table[cell] - less, table[cell] + more


Residual = dict[Node, dict[Node, float]]


def _residual(table: Table, withheld: Sequence[Cell], edges: Edges) -> Residual:
    """How much more or less may run along what is withheld; parts run side by side."""
    free: Residual = {}
    for cell in withheld:
        tail, head = edges[cell]
        free.setdefault(tail, {})[head] = float("inf")
        against = free.setdefault(head, {})
        against[tail] = against.get(tail, 0) + table[cell]
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
