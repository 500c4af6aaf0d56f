"""A cell says service, confirmed none or nobody has looked, as it is."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import gaps
from portal.domain.gaps import (
    Cell,
    CellState,
    Looked,
    Offer,
    Placed,
    km,
    nearest,
    offer,
)
from portal.domain.services import Group

GROUPS = tuple(Group)
SINCE = date(2026, 5, 1)
NIS, VRANJE, BEOGRAD = (43.3247, 21.9033), (42.5514, 21.9003), (44.804, 20.4651)


def an_offer(**more: Any) -> Offer | None:
    given = {
        "category": "legal",
        "tier": "area",
        "status": "running",
        "verified": True,
        "towns": ["nis"],
    }
    return offer(**given | more)


def cell(*offers: Offer | None, looked: bool = False, where: str = "nis") -> Cell:
    gap = [Looked("legal", "men", "nis", SINCE)] if looked else []
    made = gaps.table([one for one in offers if one], gap, GROUPS)
    return made.cell(where, "legal", "men")


def test_where_nothing_is_known_nobody_has_looked() -> None:
    assert cell().state == CellState.UNKNOWN
    assert cell(looked=True).state == CellState.NONE
    assert cell(looked=True, where="vranje").state == CellState.UNKNOWN


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, "service"),
        ({"status": "reduced"}, "service"),
        ({"status": "suspended"}, "unknown"),
        ({"status": "closed"}, "unknown"),
        ({"groups": ["women", "men"]}, "service"),
        ({"groups": ["women"]}, "unknown"),
        ({"category": "medical"}, "unknown"),
        ({"towns": ["vranje"]}, "unknown"),
        ({"towns": ["vranje", None, "nis"]}, "service"),
        ({"towns": ["vranje"], "nationwide": True}, "country"),
        ({"towns": []}, "country"),
    ],
)
def test_service_counts_where_it_runs_takes_the_group_and_reaches_the_town(
    more: dict[str, Any], state: str
) -> None:
    assert cell(an_offer(**more)).state == state


@given(
    st.lists(st.sampled_from(["nis", "vranje", "subotica", None])),
    st.booleans(),
    st.lists(st.sampled_from(GROUPS)),
)
def test_confidential_service_counts_alike_in_every_town(
    towns: list[str | None], nationwide: bool, groups: list[str]
) -> None:
    """Whatever its record says of towns, no town differs from the others."""
    secret = an_offer(
        tier="confidential", towns=towns, nationwide=nationwide, groups=groups
    )
    made = gaps.table([secret] if secret else [], [], GROUPS)
    rows = [made.row(town, "legal") for town in ("nis", "vranje", "subotica", "pirot")]
    assert rows[0] == rows[1] == rows[2] == rows[3]
    assert all(found.state != CellState.SERVICE for found in rows[0])


def test_confirmed_gap_yields_to_a_service_and_says_so() -> None:
    met = cell(an_offer(), looked=True)
    assert (met.state, met.yielded) == (CellState.SERVICE, True)
    assert met.gap is not None
    assert not cell(looked=True).yielded
    assert not cell(an_offer()).yielded


def test_one_verified_service_makes_the_cell_verified_in_any_order() -> None:
    good, poor = an_offer(), an_offer(verified=False)
    assert not cell(poor).verified
    assert {cell(*order).verified for order in permutations([good, poor, poor])} == {
        True
    }


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["service", "unknown"], (CellState.SERVICE, False)),
        (["country", "none"], (CellState.COUNTRY, False)),
        (["none", "unknown"], (CellState.UNKNOWN, True)),
        (["none", "none"], (CellState.NONE, True)),
        (["service", "service"], (CellState.SERVICE, True)),
    ],
)
def test_several_groups_together_say_none_only_when_each_does(
    cells: list[str], said: tuple[CellState, bool]
) -> None:
    assert gaps.together(cells) == said


def test_shelter_and_what_has_a_confidential_service_keep_their_gaps_inside() -> None:
    assert gaps.hidden_categories([]) == {"housing"}
    assert gaps.hidden_categories(["safety"]) == {"housing", "safety"}


def test_gaps_answer_a_kind_of_help_when_each_group_has_one() -> None:
    every = [("legal", group) for group in GROUPS]
    assert gaps.answered_by_gaps(every, GROUPS) == {"legal"}
    assert gaps.answered_by_gaps(every[:3], GROUPS) == set()
    assert gaps.answered_by_gaps([*every, ("medical", "men")], GROUPS) == {"legal"}


def test_gaps_that_say_the_same_stand_together_in_their_order() -> None:
    rows = [("a", 1), ("b", 1), ("c", 2), ("d", 1)]
    found = gaps.alike(rows, lambda row: row[1])
    assert found == [(rows[0], [rows[0], rows[1], rows[3]]), (rows[2], [rows[2]])]


def test_distances_are_those_of_the_crow() -> None:
    assert km(NIS, NIS) == 0
    assert km(NIS, VRANJE) == pytest.approx(86, abs=1)
    assert km(NIS, BEOGRAD) == pytest.approx(km(BEOGRAD, NIS))
    assert km(NIS, BEOGRAD) == pytest.approx(201, abs=3)


def test_nearest_service_takes_the_group_and_is_of_another_town() -> None:
    def placed(key: int, town: str, place: Any, *groups: str) -> Placed:
        return Placed(key, "legal", frozenset(groups), town, place)

    there = [
        placed(1, "beograd", BEOGRAD),
        placed(2, "vranje", VRANJE, "women"),
        placed(3, "nis", NIS),
    ]
    asked: dict[str, Any] = {"category": "legal", "town": "nis", "centre": NIS}
    found = nearest(there, group="men", **asked)
    assert found is not None
    assert (found[0].key, round(found[1])) == (1, round(km(NIS, BEOGRAD)))
    found = nearest(there, group="women", **asked)
    assert found is not None
    assert found[0].key == 2
    assert nearest(there, group="men", **asked | {"category": "medical"}) is None
