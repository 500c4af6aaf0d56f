"""Totals of referrals are safe from each body, each team, and who sits for several."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.circulation import TOTAL, Cell
from portal.domain.referral_totals import HELP, REASONS, Counted, Insider, totals
from portal.domain.referrals import Outcome, Reason
from portal.domain.smallnumbers import K, Protected, with_margins
from tests.domain.derivation import derivable

CATEGORIES = ("housing", "medical", "legal", "return", "material")
OUTCOMES = [str(outcome) for outcome in Outcome]
FIVE = st.integers(1, 5)
REASON = st.one_of(st.none(), st.sampled_from(list(Reason)))


@st.composite
def lines(draw: st.DrawFn) -> list[Counted]:
    """What two of five bodies did for one of three teams, in most of the cells."""
    found = []
    for category, outcome in product(CATEGORIES, OUTCOMES):
        for _ in range(draw(st.integers(0, 3))):
            sender = draw(FIVE)
            receiver = draw(FIVE.filter(lambda body, own=sender: body != own))
            amount = draw(st.one_of(st.integers(1, K + 2), st.integers(1, 60)))
            team = draw(st.integers(1, 3))
            reason = draw(REASON) if outcome == Outcome.REFUSED else None
            line = (team, sender, receiver, category, outcome, amount, reason)
            found.append(Counted(*line))
    return found


SOME = st.frozensets(FIVE, max_size=4)
INSIDERS = st.lists(st.builds(Insider, SOME, st.frozensets(st.integers(1, 3))))


def summed(counted: list[Counted]) -> dict[Cell, int]:
    cells: dict[Cell, int] = {}
    for some in counted:
        for cell in some.cells:
            cells[cell] = cells.get(cell, 0) + some.amount
    return with_margins(cells, list(HELP), OUTCOMES, REASONS)


def left_to(who: Insider, counted: list[Counted], table: Protected) -> list[int]:
    """What is left of the shown numbers when somebody takes away what they know."""
    own = summed([some for some in counted if some.is_known(who.bodies, who.teams)])
    return [n - own[cell] for cell, n in table.shown.items() if n is not None]


@given(lines(), INSIDERS)
@settings(max_examples=60, deadline=None)
def test_nobody_who_puts_together_what_they_know_is_left_with_a_small_number(
    counted: list[Counted], insiders: list[Insider]
) -> None:
    table = totals(counted, insiders)
    assert derivable(table, REASONS) == []
    alone = [Insider(bodies=frozenset({body})) for body in range(1, 6)]
    alone += [Insider(teams=frozenset({team})) for team in range(1, 4)]
    for who in [*alone, *insiders]:
        left = left_to(who, counted, table)
        assert all(n == 0 or n >= K for n in left), who


def thirty_and_thirty(third: int = 3) -> list[Counted]:
    """Bodies 1 and 2 with 30 in every cell, and two of a third one."""
    every = [
        Counted(1, body, 10 + body, category, outcome, 30)
        for body in (1, 2)
        for category, outcome in product(CATEGORIES, OUTCOMES)
    ]
    return [*every, Counted(1, third, 13, "legal", "refused", 2)]


def test_who_sits_for_two_bodies_cannot_take_both_away() -> None:
    counted = thirty_and_thirty()
    assert totals(counted).shown["law", "refused"] == 62
    both = Insider(bodies=frozenset({1, 2}), teams=frozenset({1}))
    table = totals(counted, [both])
    assert table.shown["law", "refused"] is None
    assert derivable(table, REASONS) == []


def refused(*amounts: tuple[Reason, int]) -> list[Counted]:
    """Bodies 1 and 2 refused so many each, for each of these reasons."""
    return [
        Counted(1, body, 10 + body, category, "refused", amount, reason)
        for body in (1, 2)
        for category in CATEGORIES
        for reason, amount in amounts
    ]


def test_reasons_are_told_apart_where_they_are_many() -> None:
    reasons = [(reason, 20 + at) for at, reason in enumerate(Reason)]
    shown = totals(refused(*reasons)).shown
    assert [shown[TOTAL, reason] for reason in Reason] == [
        10 * amount for _, amount in reasons
    ]
    assert shown[TOTAL, "refused"] == 10 * sum(amount for _, amount in reasons)


def test_reason_of_few_takes_another_with_it_so_that_their_sum_says_nothing() -> None:
    counted = refused((Reason.NO_PLACE, 40), (Reason.NOT_OURS, 30))
    shown = totals(counted).shown
    assert shown[TOTAL, "refused"] == 700
    assert shown[TOTAL, Reason.NO_PLACE] == 400
    assert [shown[TOTAL, reason] for reason in list(Reason)[1:]] == [None] * 5


def test_who_sits_for_two_bodies_cannot_work_out_the_reason_of_a_third() -> None:
    counted = refused(*((reason, 20) for reason in Reason))
    counted += [Counted(1, 3, 13, "legal", "refused", 2, "no_place")]
    counted += [Counted(1, 3, 13, "legal", "refused", 40, "not_ours")]
    assert totals(counted).shown[TOTAL, "no_place"] == 202
    both = Insider(bodies=frozenset({1, 2}))
    assert totals(counted, [both]).shown[TOTAL, "no_place"] is None


def test_who_sits_in_two_teams_and_in_the_office_cannot_take_both_away() -> None:
    counted = [
        Counted(team, 10 * team + body, 100 * team, category, outcome, 30)
        for team, body in product((1, 2), (1, 2))
        for category, outcome in product(CATEGORIES, OUTCOMES)
    ]
    counted.append(Counted(3, 31, 300, "legal", "refused", 2))
    assert totals(counted).shown["law", "refused"] == 122
    two = Insider(teams=frozenset({1, 2}))
    assert totals(counted, [two]).shown["law", "refused"] is None


@pytest.mark.parametrize("of", [{1}, {2}, {1, 2, 3}, set()])
def test_who_knows_one_body_or_all_there_is_takes_nothing_more_from_the_others(
    of: set[int],
) -> None:
    counted = thirty_and_thirty()
    who = Insider(bodies=frozenset(of), teams=frozenset({1}))
    assert totals(counted, [who]) == totals(counted)
    assert totals(counted).shown[TOTAL, TOTAL] == 15 * 60 + 2
