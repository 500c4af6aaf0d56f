"""What a reader works out from a protected table: the rank of its linear system."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from portal.domain.circulation import TOTAL, Cell
from portal.domain.smallnumbers import WHOLE, Protected

Parts = Mapping[str, Sequence[str]]


def equations(table: Protected, parts: Parts = WHOLE) -> Iterator[dict[Cell, int]]:
    """Every sum that a reader of the table knows: its cells less their total are 0."""
    for row in (*table.rows, TOTAL):
        yield {(row, c): 1 for c in table.columns} | {(row, TOTAL): -1}
    for column in (*table.columns, TOTAL):
        yield {(r, column): 1 for r in table.rows} | {(TOTAL, column): -1}
    for column, names in parts.items():
        yield {(TOTAL, name): 1 for name in names} | {(TOTAL, column): -1}


def rank(matrix: list[list[int]]) -> int:
    rows, found = [[Fraction(n) for n in row] for row in matrix], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(found, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for i, row in enumerate(rows):
            if i != found and row[column]:
                factor = row[column] / rows[found][column]
                rows[i] = [
                    a - factor * b for a, b in zip(row, rows[found], strict=True)
                ]
        found += 1
    return found


def derivable(table: Protected, parts: Parts = WHOLE) -> list[Cell]:
    """The withheld cells that the linear system determines."""
    cells = sorted(table.withheld)
    matrix = [[e.get(cell, 0) for cell in cells] for e in equations(table, parts)]
    known = rank(matrix)
    alone = ([int(cell == one) for cell in cells] for one in cells)
    return [
        cell
        for cell, row in zip(cells, alone, strict=True)
        if rank([*matrix, row]) == known
    ]
