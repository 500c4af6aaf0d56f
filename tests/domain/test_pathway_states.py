"""The states of a version and the limits of a step."""

from fractions import Fraction

import pytest

from portal.domain.errors import DomainError
from portal.domain.indicators import practice
from portal.domain.pathways import MOVES, Limit, Unit, VersionState, moved


@pytest.mark.parametrize(
    ("state", "move", "after"),
    [
        ("draft", "submit", "in_review"),
        ("in_review", "return", "draft"),
        ("approved", "return", "draft"),
        ("in_review", "approve", "approved"),
        ("approved", "publish", "published"),
        ("published", "supersede", "superseded"),
        ("published", "withdraw", "withdrawn"),
    ],
)
def test_each_move_leads_on(state: str, move: str, after: str) -> None:
    assert moved(state, move) == after


def test_every_other_move_is_refused() -> None:
    refused = 0
    for move, (starts, _end) in MOVES.items():
        for state in set(VersionState) - starts:
            with pytest.raises(DomainError, match="wrong_state"):
                moved(state, move)
            refused += 1
    assert refused == len(MOVES) * (len(VersionState) - 1) - 1


@pytest.mark.parametrize(("value", "unit"), [(0, "minute"), (720, "hour"), (30, "day")])
def test_limits_that_people_keep_are_taken(value: int, unit: str) -> None:
    assert Limit(value, Unit(unit)).value == value


@pytest.mark.parametrize(("value", "unit"), [(-1, "hour"), (721, "hour"), (731, "day")])
def test_a_limit_out_of_range_says_how_far_it_goes(value: int, unit: str) -> None:
    with pytest.raises(DomainError) as refusal:
        Limit(value, Unit(unit))
    assert refusal.value.field == "limit_value"
    assert refusal.value.about["most"] in (720, 730)


def test_the_practice_score_of_a_town_that_only_met() -> None:
    score = practice(
        categories_answered=0,
        categories_required=18,
        seats_confirmed=0,
        seats=0,
        pathway_works=False,
        meetings_in_12_months=10,
    )
    assert score.score == Fraction(1, 3)


def test_half_the_map_known_to_half_the_seats_is_a_quarter() -> None:
    score = practice(
        categories_answered=9,
        categories_required=18,
        seats_confirmed=4,
        seats=8,
        pathway_works=True,
        meetings_in_12_months=2,
    )
    assert (score.map, score.pathway, score.meetings) == (
        Fraction(1, 4),
        1,
        Fraction(1, 2),
    )
