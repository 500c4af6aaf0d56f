"""Clear and operational, computed and explained per step."""

from datetime import date, timedelta

import pytest

from portal.domain.clarity import ServiceToday, not_operational, unclear
from portal.domain.pathways import (
    Audience,
    Fork,
    Graph,
    Node,
    StepKind,
    public_edition,
)

TODAY = date(2026, 11, 22)
GOOD = ServiceToday(
    status="running",
    has_contact=True,
    has_public_contact=True,
    trusted=True,
    always_open=True,
)


def node(key: str, *to: str, kind: StepKind = StepKind.ACTION, **more: object) -> Node:
    forks = tuple(Fork(target, has_condition=True) for target in to)
    return Node(key=key, number=0, kind=kind, forks=forks, **more)


def graph(*nodes: Node) -> Graph:
    return Graph(tuple(n._replace(number=at) for at, n in enumerate(nodes, 1)))


def codes(found: list) -> set[tuple[str, str | None]]:
    return {(finding.code, finding.step) for finding in found}


def end(key: str = "z", **more: object) -> Node:
    return node(key, kind=StepKind.END, **more)


def test_a_line_to_an_end_is_clear() -> None:
    assert unclear(graph(node("a", "b"), node("b", "z"), end())) == []


def test_nothing_is_not_clear() -> None:
    assert codes(unclear(graph())) == {("no_steps", None)}


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([node("a", "z"), node("b", "z"), end()], ("unreachable", "b")),
        ([node("a", "z", "b"), node("b"), end()], ("dead_end", "b")),
        ([node("a", "b", "z"), node("b", "b"), end()], ("never_ends", "b")),
        ([node("a", "z", has_actor=False), end()], ("no_actor", "a")),
        ([node("a", "z", "gone"), end()], ("dangling", "a")),
        ([node("a", "z"), node("z", "a", kind=StepKind.END)], ("end_goes_on", "z")),
        ([node("a", "b"), node("b", "a")], ("no_end", None)),
        ([node("a", "z", kind=StepKind.DECISION), end()], ("one_answer", "a")),
        (
            [
                node("a", "z", audience=Audience.PROFESSIONAL),
                end(audience=Audience.PROFESSIONAL),
            ],
            ("nothing_public", None),
        ),
    ],
)
def test_each_fault_is_named_at_its_step(steps: list, expected: tuple) -> None:
    assert expected in codes(unclear(Graph(tuple(steps))))


def test_an_answer_without_words_is_named() -> None:
    forks = (Fork("z", has_condition=True), Fork("b", has_condition=False))
    asks = Node("a", 1, StepKind.DECISION, forks=forks)
    found = unclear(graph(asks, node("b", "z"), end()))
    assert codes(found) == {("answer_without_condition", "a")}


def test_a_public_step_behind_the_wrong_start_is_hidden_from_the_public() -> None:
    start = node("p", "a", "b", audience=Audience.PROFESSIONAL)
    found = unclear(graph(start, node("a", "z"), node("b", "z"), end()))
    assert codes(found) == {("hidden_from_public", "b")}


def test_the_public_edition_passes_over_professional_steps() -> None:
    police = node("b", "z", audience=Audience.PROFESSIONAL)
    edition = public_edition(graph(node("a", "b"), police, end()))
    assert [n.key for n in edition.nodes] == ["a", "z"]
    assert [n.number for n in edition.nodes] == [1, 2]
    assert edition.nodes[0].forks[0].to == "z"


def test_where_only_professionals_go_on_the_public_edition_ends() -> None:
    edition = public_edition(graph(node("a", "z"), end(audience=Audience.PROFESSIONAL)))
    assert [(n.key, n.kind) for n in edition.nodes] == [("a", StepKind.END)]


def test_both_answers_of_a_question_stay_when_they_meet_again() -> None:
    asks = node("a", "b", "c", kind=StepKind.DECISION)
    hidden = [node(k, "z", audience=Audience.PROFESSIONAL) for k in ("b", "c")]
    edition = public_edition(graph(asks, *hidden, end()))
    assert [(f.to, f.via) for f in edition.nodes[0].forks] == [("z", 0), ("z", 1)]


def working(**services: ServiceToday) -> set:
    steps = graph(node("a", "z", service="s"), end())
    found = not_operational(
        steps.by_number(), services, review_by=TODAY + timedelta(days=1), today=TODAY
    )
    return codes(found)


def test_a_verified_running_service_that_answers_at_night_works() -> None:
    assert working(s=GOOD) == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"status": "suspended"}, "service_not_running"),
        ({"has_public_contact": False}, "no_contact"),
        ({"trusted": False}, "contact_not_verified"),
        ({"always_open": False}, "no_night_fallback"),
        ({"is_public": False}, "service_gone"),
        ({"is_hidden": True}, "place_told"),
    ],
)
def test_what_is_wrong_with_a_service_is_said_at_the_step(
    change: dict, code: str
) -> None:
    service = ServiceToday(**{**vars(GOOD), **change})
    assert working(s=service) == {(code, "a")}


def test_professionals_may_call_what_the_public_is_not_shown() -> None:
    hidden = ServiceToday(**{**vars(GOOD), "is_public": False})
    steps = graph(node("a", "z", service="s", audience=Audience.PROFESSIONAL), end())
    found = not_operational(
        steps.by_number(), {"s": hidden}, review_by=TODAY, today=TODAY
    )
    assert found == []


def test_a_finding_says_which_service_is_to_blame() -> None:
    steps = graph(node("a", "z", service="s"), end())
    found = not_operational(steps.by_number(), {}, review_by=None, today=TODAY)
    assert [(f.code, f.service) for f in found] == [
        *(("service_gone", "s"), ("no_night_fallback", None)),
        ("no_review_date", None),
    ]


def test_a_service_that_is_gone_is_named() -> None:
    assert ("service_gone", "a") in working()


@pytest.mark.parametrize(
    ("review_by", "code"),
    [(None, "no_review_date"), (TODAY - timedelta(days=1), "review_passed")],
)
def test_a_passed_review_is_named(review_by: date | None, code: str) -> None:
    steps = graph(node("a", "z", has_night_fallback=True), end())
    found = not_operational(steps.by_number(), {}, review_by=review_by, today=TODAY)
    assert codes(found) == {(code, None)}


def test_the_day_of_the_review_itself_still_counts() -> None:
    steps = graph(node("a", "z", has_night_fallback=True), end())
    assert not_operational(steps.by_number(), {}, review_by=TODAY, today=TODAY) == []


def test_an_action_that_goes_on_in_two_ways_says_which_is_whose() -> None:
    told, untold = Fork("b", has_condition=True), Fork("b", has_condition=False)
    asks = node("a", "z")
    for fork, found in ((told, False), (untold, True)):
        both = asks._replace(forks=(*asks.forks, fork))
        steps = graph(both, node("b", "z"), end())
        assert (("answer_without_condition", "a") in codes(unclear(steps))) == found
