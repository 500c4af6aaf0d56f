"""A drawing shows every step and every line, and nothing hides anything else."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from random import Random
from time import process_time

import pytest
from hypothesis import given, settings

from portal.domain.flow import Direction, Drawing, FlowStep, Line, Point, Rect
from portal.domain.grid import grid_of
from portal.domain.layout import drawn_to_fit, lay_out
from portal.domain.lettering import width_of, wrapped
from portal.domain.words import Shown
from tests.domain.flows import a_flow_step, by_chance, flows

Piece = tuple[Point, Point]
BOTH = pytest.mark.parametrize("direction", list(Direction))


def overlap(a: Rect, b: Rect) -> bool:
    return (
        a.x + 0.01 < b.x + b.width
        and b.x + 0.01 < a.x + a.width
        and a.y + 0.01 < b.y + b.height
        and b.y + 0.01 < a.y + a.height
    )


def within(inner: Rect, outer: Rect) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width + 0.01
        and inner.y + inner.height <= outer.y + outer.height + 0.01
    )


def pieces(line: Line) -> Iterator[Piece]:
    yield from pairwise(line.points)


def area(piece: Piece, room: float = 0) -> Rect:
    (x1, y1), (x2, y2) = piece
    left, top = min(x1, x2) - room, min(y1, y2) - room
    return Rect(left, top, abs(x1 - x2) + 2 * room, abs(y1 - y2) + 2 * room)


def inner(box: Rect) -> Rect:
    return Rect(box.x + 1, box.y + 1, box.width - 2, box.height - 2)


def along(a: Piece, b: Piece) -> float:
    """How far two pieces lie on each other."""
    for axis in (0, 1):
        fixed = {point[axis] for point in (*a, *b)}
        if max(fixed) - min(fixed) < 2:
            ends = [sorted(point[1 - axis] for point in piece) for piece in (a, b)]
            return min(e[1] for e in ends) - max(e[0] for e in ends)
    return 0


@BOTH
@given(steps=flows())
@settings(max_examples=50, deadline=None)
def test_boxes_stand_apart_each_in_its_lane(
    direction: Direction, steps: list[FlowStep]
) -> None:
    drawing = lay_out(steps, direction)
    assert [box.step for box in drawing.boxes] == steps
    for a, b in combinations(drawing.boxes, 2):
        assert not overlap(a.at, b.at), (a.step.key, b.step.key)
    for a, b in combinations(drawing.bands, 2):
        assert not overlap(a.at, b.at)
    lanes = {band.name.text: band.at for band in drawing.bands}
    for box in drawing.boxes:
        assert within(box.at, lanes[box.step.actor.text]), box.step.key


@BOTH
@given(steps=flows())
@settings(max_examples=50, deadline=None)
def test_every_edge_is_drawn_and_crosses_no_box(
    direction: Direction, steps: list[FlowStep]
) -> None:
    drawing = lay_out(steps, direction)
    keys = {step.key for step in steps}
    wanted = sorted((s.key, w.to) for s in steps for w in s.ways if w.to in keys)
    assert sorted((line.source, line.target) for line in drawing.lines) == wanted
    whole = Rect(0, 0, drawing.width, drawing.height)
    boxes = {box.step.key: box.at for box in drawing.boxes}
    for line in drawing.lines:
        assert within(area((line.points[0],) * 2), boxes[line.source])
        assert within(area((line.points[-1],) * 2), boxes[line.target])
        for piece in pieces(line):
            assert 0 in (area(piece).width, area(piece).height)
            assert within(area(piece), whole)
            for key, box in boxes.items():
                ends = key in (line.source, line.target)
                assert ends or not overlap(area(piece, 0.1), inner(box)), (line, key)


@BOTH
@given(steps=flows(10))
@settings(max_examples=50, deadline=None)
def test_no_line_lies_on_one_that_leads_elsewhere(
    direction: Direction, steps: list[FlowStep]
) -> None:
    for a, b in combinations(lay_out(steps, direction).lines, 2):
        if a.target != b.target:
            for one in pieces(a):
                for other in pieces(b):
                    assert along(one, other) < 2, (a, b)


@BOTH
@given(steps=flows(10))
@settings(max_examples=40, deadline=None)
def test_answers_stand_apart_and_on_no_box(
    direction: Direction, steps: list[FlowStep]
) -> None:
    drawing = lay_out(steps, direction)
    answers = [answer_room(line, drawing) for line in drawing.lines if line.lines]
    for a, b in combinations(answers, 2):
        assert not overlap(a, b)
    for box in drawing.boxes:
        assert not any(overlap(answer, inner(box.at)) for answer in answers)


def answer_room(line: Line, drawing: Drawing) -> Rect:
    (x, y), high = line.at, 14 * len(line.lines)
    wide = max(width_of(said, 12, bold=True) for said in line.lines)
    if drawing.direction == Direction.RIGHT:
        return Rect(x + 4, y - 4 - high, wide, high)
    return Rect(x + 5, y + 2, wide, high)


@given(steps=flows())
@settings(max_examples=30, deadline=None)
def test_the_same_steps_make_the_same_drawing(steps: list[FlowStep]) -> None:
    for direction in Direction:
        assert lay_out(steps, direction) == lay_out(list(steps), direction)


@BOTH
def test_nothing_to_draw_and_one_step(direction: Direction) -> None:
    assert lay_out([], direction).boxes == ()
    drawing = lay_out([a_flow_step(1)], direction)
    assert len(drawing.boxes) == len(drawing.bands) == 1
    assert drawing.lines == ()


def test_a_loop_leads_back_and_its_steps_keep_their_order() -> None:
    steps = [a_flow_step(1, (2, "")), a_flow_step(2, (3, "")), a_flow_step(3, (1, ""))]
    assert grid_of(steps).layer == {"s1": 0, "s2": 1, "s3": 2}
    (back,) = [
        line for line in lay_out(steps, Direction.RIGHT).lines if line.target == "s1"
    ]
    assert back.points[0][0] > back.points[-1][0]


def test_a_step_that_nothing_leads_to_is_drawn_at_the_start() -> None:
    steps = [a_flow_step(1, (2, "")), a_flow_step(2), a_flow_step(3, (2, ""))]
    assert grid_of(steps).layer["s3"] == 0


def test_two_hundred_steps_are_laid_out_at_once() -> None:
    """make bench says how fast; here, only that it does not grow out of hand."""
    steps = by_chance(Random(200), 200)
    started = process_time()
    drawing = lay_out(steps, Direction.RIGHT)
    assert len(drawing.boxes) == 200
    assert process_time() - started < 1


def test_what_is_too_wide_goes_down() -> None:
    few = [a_flow_step(1, (2, "")), a_flow_step(2)]
    assert drawn_to_fit(few, 1088).direction == Direction.RIGHT
    many = [a_flow_step(at, (at + 1, "")) for at in range(20)]
    assert drawn_to_fit(many, 1088).direction == Direction.DOWN


def test_lines_fit_and_what_is_too_much_ends_in_dots() -> None:
    for text in ("А" * 100, "one two three four five six", ""):
        lines = wrapped(text, 80, 13, most=3)
        assert len(lines) <= 3
        assert all(width_of(line, 13) <= 80 for line in lines)
    assert wrapped("a b " * 100, 80, 13, most=3)[-1].endswith("…")


def test_lanes_are_told_apart_by_actor_whatever_its_case() -> None:
    names = (Shown("CPTV", "en"), Shown("cptv ", "en"), Shown("Police", "en"))
    steps = [a_flow_step(at, actor=name) for at, name in enumerate(names)]
    bands = lay_out(steps, Direction.RIGHT).bands
    assert [band.name.text for band in bands] == ["CPTV", "Police"]


def test_a_pasted_book_is_not_read_to_its_end() -> None:
    started = process_time()
    for text in ("А" * 500_000, "i" * 500_000, "а " * 250_000):
        lines = wrapped(text, 120, 13, most=5)
        assert len(lines) == 5
        assert lines[-1].endswith("…")
    assert process_time() - started < 1


@BOTH
def test_a_word_of_common_length_is_not_cut(direction: Direction) -> None:
    word = "идентификацију?"
    ways = ((2, word), (3, "не"))
    steps = [
        a_flow_step(1, *ways, action=Shown(word, "sr-Cyrl")),
        a_flow_step(2),
        a_flow_step(3),
    ]
    drawing = lay_out(steps, direction)
    assert drawing.boxes[0].lines == (word,)
    assert (word,) in [line.lines for line in drawing.lines]
