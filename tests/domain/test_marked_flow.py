"""Two versions in one drawing: what stayed, what came, and what went as a ghost."""

import pytest
from hypothesis import given, settings

from portal.domain.flow import Direction, FlowStep
from portal.domain.layout import lay_out
from portal.domain.marked_flow import marked
from portal.domain.versions import Change, Told, changes
from portal.domain.words import Shown
from tests.domain.flows import a_flow_step, flows

SAID = {change: change.value for change in Change}
Ways = list[tuple[str, str, str | None]]


def both(before: list[FlowStep], after: list[FlowStep]) -> list[FlowStep]:
    became = changes(*([Told(s.key, {"all": s}) for s in x] for x in (before, after)))
    return marked(before, after, became, SAID)


def words(steps: list[FlowStep]) -> list[tuple[str, str]]:
    return [(step.key, step.word) for step in steps]


def ways(steps: list[FlowStep]) -> Ways:
    return [(s.key, w.to, w.change) for s in steps for w in s.ways if w.change]


def test_equal_versions_are_drawn_without_a_mark() -> None:
    steps = [a_flow_step(1, (2, "да")), a_flow_step(2)]
    assert both(steps, steps) == steps


def test_step_that_went_stands_after_the_one_that_it_followed() -> None:
    before = [a_flow_step(1, (2, "")), a_flow_step(2, (3, "")), a_flow_step(3)]
    after = [a_flow_step(1, (4, "")), a_flow_step(4, (3, "")), a_flow_step(3)]
    found = both(before, after)
    wanted = [("s1", "changed"), ("s2", "removed"), ("s4", "added"), ("s3", "")]
    assert words(found) == wanted
    assert ways(found) == [
        ("s1", "s4", Change.ADDED),
        ("s1", "s2", Change.REMOVED),
        ("s2", "s3", Change.REMOVED),
        ("s4", "s3", Change.ADDED),
    ]


def test_first_step_that_went_comes_first() -> None:
    found = both([a_flow_step(1, (2, "")), a_flow_step(2)], [a_flow_step(2)])
    assert words(found) == [("s1", "removed"), ("s2", "")]


def test_way_with_another_answer_is_changed_and_not_drawn_twice() -> None:
    before = [a_flow_step(1, (2, "да"), (3, "не")), a_flow_step(2), a_flow_step(3)]
    after = [a_flow_step(1, (2, "можда"), (3, "не")), a_flow_step(2), a_flow_step(3)]
    assert ways(both(before, after)) == [("s1", "s2", Change.CHANGED)]


def test_script_of_an_answer_is_no_difference() -> None:
    latin = a_flow_step(1, (2, "da"))
    cyrillic = a_flow_step(1, (2, "да"))
    assert ways(both([latin, a_flow_step(2)], [cyrillic, a_flow_step(2)])) == []


def test_way_to_a_step_that_went_is_not_kept_by_what_still_names_it() -> None:
    before = [a_flow_step(1, (2, "")), a_flow_step(2)]
    after = [a_flow_step(1, (2, ""))]
    assert ways(both(before, after)) == [("s1", "s2", Change.REMOVED)]


@pytest.mark.parametrize("direction", list(Direction))
@given(before=flows(8), after=flows(8))
@settings(max_examples=30, deadline=None)
def test_every_step_and_way_of_both_versions_is_drawn(
    direction: Direction, before: list[FlowStep], after: list[FlowStep]
) -> None:
    found = both(before, after)
    assert {step.key for step in found} == {step.key for step in (*before, *after)}
    drawing = lay_out(found, direction)
    assert [box.step for box in drawing.boxes] == found
    drawn = {(line.source, line.target) for line in drawing.lines}
    for steps in (before, after):
        keys = {step.key for step in steps}
        assert drawn >= {(s.key, w.to) for s in steps for w in s.ways if w.to in keys}


def test_word_of_a_change_has_a_line_of_its_own() -> None:
    plain = a_flow_step(1, action=Shown("а б в " * 9, "sr-Cyrl"))
    after = a_flow_step(1, action=Shown("а б г " * 9, "sr-Cyrl"))
    heights = [
        lay_out(steps, Direction.RIGHT).boxes[0].at.height
        for steps in ([plain], both([plain], [after]))
    ]
    assert heights[0] < heights[1]
