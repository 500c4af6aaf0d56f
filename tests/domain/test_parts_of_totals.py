"""Parts of a total give no small number away, nor does the table give one of theirs."""

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.circulation import TOTAL, Cell
from portal.domain.smallnumbers import K, protect, with_margins
from tests.domain.derivation import derivable, equations

ROWS = ("shelter", "health", "law", "future", "other")
COLUMNS = ("answered", "refused", "no_answer")
PARTS = {"refused": ("no_place", "conditions", "not_ours", "else")}
NUMBERS = st.one_of(st.integers(0, K + 2), st.integers(0, 60))


@st.composite
def tables(draw: st.DrawFn) -> dict[Cell, int]:
    """A table whose refusals fall to the parts as it comes."""
    inner = {cell: draw(NUMBERS) for cell in product(ROWS, COLUMNS)}
    left = sum(n for (_, column), n in inner.items() if column == "refused")
    *first, last = PARTS["refused"]
    for name in first:
        inner[TOTAL, name] = min(left, draw(NUMBERS))
        left -= inner[TOTAL, name]
    return inner | {(TOTAL, last): left}


@st.composite
def shares_of(draw: st.DrawFn, whole: dict[Cell, int]) -> dict[Cell, int]:
    """What one reader counted: no more than there is, and in the parts as much."""
    share = {cell: draw(st.integers(0, whole[cell])) for cell in product(ROWS, COLUMNS)}
    left = sum(n for (_, column), n in share.items() if column == "refused")
    for name in PARTS["refused"]:
        share[TOTAL, name] = min(left, whole[TOTAL, name])
        left -= share[TOTAL, name]
    return share


@given(tables())
@settings(max_examples=80, deadline=None)
def test_no_part_under_k_is_shown_and_nothing_follows_from_all_the_sums(
    inner: dict[Cell, int],
) -> None:
    table = protect(inner, ROWS, COLUMNS, parts=PARTS)
    whole = with_margins(inner, ROWS, COLUMNS, PARTS)
    assert set(table.shown) == set(whole)
    for cell, n in table.shown.items():
        assert n is None or (n == whole[cell] and n >= K)
    assert derivable(table, PARTS) == []


@given(tables())
@settings(max_examples=40, deadline=None)
def test_what_is_withheld_in_one_sum_never_adds_up_to_less_than_k(
    inner: dict[Cell, int],
) -> None:
    table = protect(inner, ROWS, COLUMNS, parts=PARTS)
    whole = with_margins(inner, ROWS, COLUMNS, PARTS)
    for equation in equations(table, PARTS):
        total = next(cell for cell, sign in equation.items() if sign < 0)
        hidden = [c for c in equation if c != total and table.shown[c] is None]
        if hidden and table.shown[total] is not None:
            rest = sum(whole[c] for c in hidden)
            assert len(hidden) > 1
            assert rest >= K or all(whole[c] >= K for c in hidden), (hidden, rest)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_who_takes_their_own_away_is_left_with_no_small_part(
    data: st.DataObject,
) -> None:
    inner = data.draw(tables())
    share = data.draw(shares_of(inner))
    table = protect(inner, ROWS, COLUMNS, parts=PARTS, known=[share])
    own = with_margins(share, ROWS, COLUMNS, PARTS)
    assert derivable(table, PARTS) == []
    left = [n - own[cell] for cell, n in table.shown.items() if n is not None]
    assert all(n == 0 or n >= K for n in left)


@pytest.mark.parametrize("seed", range(8))
def test_every_table_that_fits_leaves_a_small_part_open(seed: int) -> None:
    """All tables are tried: nothing rests on the reasoning of the rule itself."""
    chance, rows, columns = random.Random(seed), ROWS[:2], COLUMNS[:2]
    inner = {c: chance.choice((0, 2, 5, 9, 12)) for c in product(rows, columns)}
    refused = sum(inner[row, "refused"] for row in rows)
    first = chance.randint(0, refused)
    second = chance.randint(0, refused - first)
    parts = {"refused": PARTS["refused"][:3]}
    named = [(TOTAL, name) for name in parts["refused"]]
    inner |= dict(zip(named, (first, second, refused - first - second), strict=True))
    table = protect(inner, rows, columns, parts=parts)
    whole = with_margins(inner, rows, columns, parts)
    cells = [*_order(rows, columns), *named]
    possible = _possible([table.shown[cell] for cell in cells], most=12 + K)
    for cell, values in zip(cells, possible, strict=True):
        assert whole[cell] in values
        if table.shown[cell] is None:
            assert len(values) > 1, (cell, table.shown)
            wide = max(values) - min(values) >= K
            assert wide or whole[cell] >= K, (cell, table.shown)


def _order(rows: tuple[str, ...], columns: tuple[str, ...]) -> list[Cell]:
    sums = [(row, TOTAL) for row in rows] + [(TOTAL, column) for column in columns]
    return [*product(rows, columns), *sums, (TOTAL, TOTAL)]


def _possible(told: list[int | None], most: int) -> list[set[int]]:
    """What each number can be: two rows of two, their sums, and three parts."""
    a, b, c, d = ([n] if n is not None else range(most + 1) for n in told[:4])
    above = [(p, q) for p, q in product(a, b) if told[4] in (None, p + q)]
    below = [(p, q) for p, q in product(c, d) if told[5] in (None, p + q)]
    parts = [_parts(total, told[9:]) for total in range(2 * most + 1)]
    found: list[set[int]] = [set() for _ in told]
    for (p, q), (r, s) in product(above, below):
        sums = (p + q, r + s, p + r, q + s, p + q + r + s)
        if _fits(told[4:9], sums) and parts[q + s][0]:
            for values, n in zip(found, (p, q, r, s, *sums), strict=False):
                values.add(n)
            for values, ns in zip(found[9:], parts[q + s], strict=True):
                values |= ns
    return found


def _parts(total: int, told: list[int | None]) -> list[set[int]]:
    """What each of three parts of this total can be."""
    one, other = (range(total + 1) if n is None else [n] for n in told[:2])
    every = [(a, b, total - a - b) for a, b in product(one, other) if a + b <= total]
    fitting = [found for found in every if _fits(told, found)]
    return [{found[at] for found in fitting} for at in range(3)]


def _fits(told: list[int | None], found: tuple[int, ...]) -> bool:
    return all(t is None or t == n for t, n in zip(told, found, strict=True))


def test_small_part_takes_another_with_it_and_spares_the_table() -> None:
    inner = dict.fromkeys(product(ROWS, COLUMNS), 40)
    found = dict(zip(PARTS["refused"], (150, 30, 18, 2), strict=True))
    inner |= {(TOTAL, name): n for name, n in found.items()}
    table = protect(inner, ROWS, COLUMNS, parts=PARTS)
    assert table.withheld == {(TOTAL, "else"), (TOTAL, "not_ours")}


def test_parts_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="parts of refused"):
        protect({("law", "refused"): 30}, ROWS, COLUMNS, parts=PARTS)
