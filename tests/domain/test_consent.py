"""Consent before data are passed on, and a guardian first: on every way there is."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.clarity import unclear
from portal.domain.pathways import Consent, Fork, Graph, Node, Profile, StepKind

Found = set[tuple[str, str | None]]


def node(key: str, to: str = "", **more: object) -> Node:
    """A step that leads to the steps of these letters; to none, and it is an end."""
    kind = StepKind.ACTION if to else StepKind.END
    forks = tuple(Fork(target, has_condition=True) for target in to)
    return Node(key=key, number=0, kind=kind, forks=forks, **more)  # type: ignore[arg-type]


def found(*nodes: Node, profile: str = Profile.ADULT) -> Found:
    return {(f.code, f.step) for f in unclear(Graph(nodes), profile)}


ASKS = {"consent": Consent.PERSON}
OF_GUARDIAN = {"consent": Consent.GUARDIAN}


def test_data_passed_on_before_anybody_was_asked_are_found_at_their_step() -> None:
    steps = (node("a", "b"), node("b", "z", shares=True), node("z", **ASKS))
    assert found(*steps) == {("shares_without_consent", "b")}


@pytest.mark.parametrize("asks", [ASKS, OF_GUARDIAN])
def test_the_step_itself_or_one_before_may_ask(asks: dict) -> None:
    assert found(node("a", "z", shares=True, **asks), node("z")) == set()
    before = node("a", "b", **asks)
    assert found(before, node("b", "z", shares=True), node("z")) == set()


def test_one_way_round_the_question_is_enough() -> None:
    steps = [node("a", "bc"), node("b", "c", **ASKS), node("c", "z", shares=True)]
    assert found(*steps, node("z")) == {("shares_without_consent", "c")}


def test_a_step_that_is_not_reached_passes_nothing_on() -> None:
    lost = node("b", "z", shares=True)
    assert found(node("a", "z"), lost, node("z")) == {("unreachable", "b")}


def test_nothing_is_said_of_an_edition_whose_profile_is_not_told() -> None:
    assert unclear(Graph((node("a", "z", shares=True), node("z")))) == []


def test_an_unaccompanied_child_needs_a_step_with_a_guardian() -> None:
    alone = Profile.CHILD_UNACCOMPANIED
    steps = (node("a", "z", **OF_GUARDIAN), node("z"))
    assert found(*steps, profile=alone) == {("no_guardian", None)}
    assert found(*steps, profile=Profile.CHILD) == set()
    hidden = (*steps, node("g", "z", guardian=True))
    assert ("no_guardian", None) in found(*hidden, profile=alone)


@pytest.mark.parametrize("early", [OF_GUARDIAN, ASKS | {"shares": True}])
def test_a_guardian_who_comes_too_late_is_found(early: dict) -> None:
    alone = Profile.CHILD_UNACCOMPANIED
    steps = (node("a", "g", **early), node("g", "z", guardian=True), node("z"))
    assert found(*steps, profile=alone) == {("guardian_too_late", "a")}
    first = (node("g", "a", guardian=True), node("a", "z", **early), node("z"))
    assert found(*first, profile=alone) == set()


def test_the_step_that_calls_the_guardian_may_ask_the_guardian() -> None:
    steps = (node("a", "z", guardian=True, shares=True, **OF_GUARDIAN), node("z"))
    assert found(*steps, profile=Profile.CHILD_UNACCOMPANIED) == set()


KEYS = "abcdef"


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Small graphs of any shape: cycles, lost steps, ways to themselves."""
    keys = KEYS[: draw(st.integers(1, len(KEYS)))]
    return Graph(
        tuple(
            node(
                key,
                "".join(draw(st.lists(st.sampled_from(keys), max_size=3, unique=True))),
                shares=draw(st.booleans()),
                guardian=draw(st.booleans()),
                consent=draw(st.sampled_from(Consent)),
            )
            for key in keys
        )
    )


def ways(graph: Graph) -> Iterator[tuple[Node, ...]]:
    """Every way from the start that comes to no step twice."""
    nodes = graph.by_key()
    waiting = [(graph.nodes[0],)]
    while waiting:
        way = waiting.pop()
        yield way
        seen = {step.key for step in way}
        waiting += [(*way, nodes[f.to]) for f in way[-1].forks if f.to not in seen]


def early(graph: Graph, gate: str) -> set[str]:
    """By going every way: the steps to which one leads on which no step is a gate."""
    return {
        way[-1].key
        for way in ways(graph)
        if not any(getattr(step, gate) for step in way)
    }


@given(graphs())
def test_consent_agrees_with_going_every_way(graph: Graph) -> None:
    nodes, before = graph.by_key(), early(graph, "asks_consent")
    expected = {key for key in before if nodes[key].shares}
    told = unclear(graph, Profile.ADULT)
    assert {f.step for f in told if f.code == "shares_without_consent"} == expected
    assert not [f for f in told if "guardian" in f.code]


@given(graphs())
def test_the_guardian_agrees_with_going_every_way(graph: Graph) -> None:
    nodes, before = graph.by_key(), early(graph, "guardian")
    told = unclear(graph, Profile.CHILD_UNACCOMPANIED)
    late = {f.step for f in told if f.code == "guardian_too_late"}
    if any(step.guardian for way in ways(graph) for step in way):
        asked = {k for k in before if nodes[k].consent == Consent.GUARDIAN}
        assert late == asked | {k for k in before if nodes[k].shares}
    else:
        assert late == set()
        assert [f.step for f in told if f.code == "no_guardian"] == [None]


@given(graphs())
def test_reachable_and_finishing_agree_with_going_every_way(graph: Graph) -> None:
    assert graph.reachable() == {way[-1].key for way in ways(graph)}
    ends = {step.key for step in graph.nodes if step.kind == StepKind.END}
    started_at = {
        step.key: Graph((step, *(s for s in graph.nodes if s is not step)))
        for step in graph.nodes
    }
    finishing = {
        key
        for key, begun in started_at.items()
        if any(way[-1].key in ends for way in ways(begun))
    }
    assert graph.finishing() == finishing


@given(st.integers(2, 200))
def test_a_long_line_is_judged_whole(length: int) -> None:
    keys = [str(number) for number in range(length)]
    forks = {a: (Fork(b),) for a, b in pairwise(keys)}
    line = Graph(
        tuple(
            Node(
                key,
                int(key),
                StepKind.ACTION if key in forks else StepKind.END,
                forks=forks.get(key, ()),
                shares=key == keys[-1],
            )
            for key in keys
        )
    )
    told = [(f.code, f.step) for f in unclear(line, Profile.ADULT)]
    assert told == [("shares_without_consent", keys[-1])]
