"""No small number can be worked out from a protected table: privacy.md, 13."""

import random
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.circulation import TOTAL, Cell, Table
from portal.domain.smallnumbers import (
    K,
    NotProtected,
    protect,
    with_margins,
)
from tests.domain.derivation import derivable, equations

ROWS = ("shelter", "health", "law", "future", "other")
COLUMNS = ("answered", "refused", "no_answer")


@st.composite
def tables(draw: st.DrawFn, rows: int = 5, most: int = 60) -> dict[Cell, int]:
    small = st.integers(0, K + 2)
    number = st.one_of(small, st.integers(0, most))
    return {cell: draw(number) for cell in product(ROWS[:rows], COLUMNS)}


@st.composite
def parts_of(draw: st.DrawFn, whole: dict[Cell, int]) -> dict[Cell, int]:
    return {cell: draw(st.integers(0, n)) for cell, n in whole.items()}


def of_whole(inner: dict[Cell, int], rows: tuple[str, ...] = ROWS) -> Table:
    return with_margins(inner, rows, COLUMNS)


@given(tables())
@settings(max_examples=80, deadline=None)
def test_no_number_under_k_is_shown_and_none_follows_from_the_sums(
    inner: dict[Cell, int],
) -> None:
    table = protect(inner, ROWS, COLUMNS)
    whole = of_whole(inner)
    for cell, n in table.shown.items():
        assert n is None or (n == whole[cell] and n >= K)
    assert derivable(table) == []


@given(tables())
@settings(max_examples=60, deadline=None)
def test_what_is_withheld_on_one_line_never_adds_up_to_less_than_k(
    inner: dict[Cell, int],
) -> None:
    """Each withheld number lies between zero and its line's rest: that is no pin."""
    table = protect(inner, ROWS, COLUMNS)
    whole = of_whole(inner)
    for equation in equations(table):
        total = next(cell for cell, sign in equation.items() if sign < 0)
        parts = [c for c in equation if c != total and table.shown[c] is None]
        if parts and table.shown[total] is not None:
            assert len(parts) > 1
            rest = sum(whole[c] for c in parts)
            assert rest >= K or all(whole[c] >= K for c in parts), (parts, rest)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_who_takes_away_their_own_numbers_is_left_with_no_small_one(
    data: st.DataObject,
) -> None:
    whole = data.draw(tables())
    parts = [data.draw(parts_of(whole)) for _ in range(2)]
    table = protect(whole, ROWS, COLUMNS, known=parts)
    assert derivable(table) == []
    for part in parts:
        own = of_whole(part)
        left = {c: n - own[c] for c, n in table.shown.items() if n is not None}
        assert all(n == 0 or n >= K for n in left.values())


@pytest.mark.parametrize("seed", range(12))
def test_every_table_that_fits_what_is_shown_leaves_a_small_number_open(
    seed: int,
) -> None:
    """All tables are tried, so nothing rests on the reasoning of the rule itself."""
    chance = random.Random(seed)
    rows, columns = ROWS[:2], COLUMNS[:2]
    inner = {c: chance.choice((0, 2, 5, 9, 11, 12)) for c in product(rows, columns)}
    table = protect(inner, rows, columns)
    whole = with_margins(inner, rows, columns)
    order = (*product(rows, columns), *product(rows, ("",)), *product(("",), columns))
    told = [table.shown[cell] for cell in (*order, (TOTAL, TOTAL))]
    fitting = list(_fitting(told, most=12 + K))
    for at, cell in enumerate((*order, (TOTAL, TOTAL))):
        values = {numbers[at] for numbers in fitting}
        if table.shown[cell] is None:
            assert len(values) > 1, (cell, table.shown)
            if whole[cell] < K:
                assert max(values) - min(values) >= K, (cell, table.shown)


def _fitting(told: list[int | None], most: int) -> Iterator[tuple[int, ...]]:
    """Two rows of two, their totals, those of the columns and of all."""
    a, b, c, d = ([n] if n is not None else range(most + 1) for n in told[:4])
    above = [(p, q) for p, q in product(a, b) if told[4] in (None, p + q)]
    below = [(p, q) for p, q in product(c, d) if told[5] in (None, p + q)]
    for (p, q), (r, s) in product(above, below):
        sums = (p + q, r + s, p + r, q + s, p + q + r + s)
        if all(t is None or t == n for t, n in zip(told[6:], sums[2:], strict=True)):
            yield (p, q, r, s, *sums)


def test_row_with_one_small_number_loses_its_total_or_another() -> None:
    inner = {("shelter", "answered"): 30, ("shelter", "refused"): 3}
    shown = protect(inner, ROWS[:1], COLUMNS[:2]).shown
    assert shown["shelter", "refused"] is None
    known = (shown["shelter", "answered"], shown["shelter", TOTAL])
    assert known.count(None) == 1


def test_two_small_numbers_whose_sum_is_small_do_not_protect_each_other() -> None:
    inner = dict(zip(product(ROWS[:1], COLUMNS), (30, 3, 2), strict=True))
    shown = protect(inner, ROWS[:1], COLUMNS).shown
    assert None in (shown["shelter", "answered"], shown["shelter", TOTAL])


def test_zero_is_withheld_like_any_number_under_k() -> None:
    inner = dict(zip(product(ROWS, COLUMNS), [40] * 14 + [0], strict=True))
    table = protect(inner, ROWS, COLUMNS)
    assert table.shown["other", "no_answer"] is None
    assert 4 <= len(table.withheld) <= 5


def test_table_of_large_numbers_is_shown_whole() -> None:
    inner = dict.fromkeys(product(ROWS, COLUMNS), K)
    assert protect(inner, ROWS, COLUMNS).withheld == frozenset()


def test_empty_quarter_shows_nothing_at_all() -> None:
    table = protect({}, ROWS, COLUMNS)
    assert set(table.shown.values()) == {None}


def test_who_counted_all_but_one_learns_nothing_of_the_one() -> None:
    inner = dict.fromkeys(product(ROWS, COLUMNS), 40)
    mine = inner | {("law", "refused"): 39}
    table = protect(inner, ROWS, COLUMNS, known=[mine])
    assert table.shown["law", "refused"] is None
    assert table.shown["law", TOTAL] is None or table.shown["law", "answered"] is None


def test_protection_is_never_weaker_than_eleven() -> None:
    with pytest.raises(NotProtected):
        protect({}, ROWS, COLUMNS, k=K - 1)
