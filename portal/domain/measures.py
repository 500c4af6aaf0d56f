"""How large the parts of a drawing are: boxes by words, ports by answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.domain.flow import Direction, FlowStep
from portal.domain.grid import Grid
from portal.domain.lettering import longest_word, width_of, wrapped
from portal.domain.pathways import StepKind
from portal.domain.routes import Route, Routes

TEXT, LEADING, SMALL, SMALL_LEADING = 13.0, 16.0, 12.0, 14.0
WIDE = {
    Direction.RIGHT: {
        StepKind.ACTION: 152.0,
        StepKind.DECISION: 176.0,
        StepKind.END: 156.0,
    },
    Direction.DOWN: {
        StepKind.ACTION: 140.0,
        StepKind.DECISION: 152.0,
        StepKind.END: 144.0,
    },
}
ROOM = {StepKind.ACTION: 18.0, StepKind.DECISION: 44.0, StepKind.END: 34.0}
LEAST_WIDE, LEAST_HIGH, LEAD = 140.0, 52.0, 10.0
# No word narrower than this is cut, and a box has no more lines than these.
WORD, LINES = 170.0, 8
ANSWER_WIDE = {Direction.RIGHT: 92.0, Direction.DOWN: 64.0}
PORT = {Direction.RIGHT: 24.0, Direction.DOWN: 48.0}


@dataclass
class Sizes:
    """Along and across the flow, by the key of a step or the number of an edge.

    `port`: from one port of a step to the next; `lead`: what stands before it turns.
    """

    right: bool
    box: dict[str, tuple[float, float]] = field(default_factory=dict)
    lines: dict[str, tuple[str, ...]] = field(default_factory=dict)
    answers: dict[int, tuple[str, ...]] = field(default_factory=dict)
    port: dict[str, float] = field(default_factory=dict)
    lead: dict[str, float] = field(default_factory=dict)

    def turned(self, width: float, height: float) -> tuple[float, float]:
        """Along and across."""
        return (width, height) if self.right else (height, width)

    def halves(self, grid: Grid, routes: Routes) -> list[tuple[float, float]]:
        """How far each row reaches before and after its middle: its boxes, and the
        answers beside their ports, above a line to the right, right of one down."""
        before, after = [0.0] * grid.rows, [0.0] * grid.rows
        for key, (_, across) in self.box.items():
            for side in (before, after):
                side[grid.row[key]] = max(side[grid.row[key]], across / 2)
        side, sign = (before, -1) if self.right else (after, 1)
        for at in self.answers:
            route = routes.routes[at]
            reach = (sign * route.port + 1) * self.port[route.source]
            row = grid.row[route.source]
            side[row] = max(side[row], reach)
        return list(zip(before, after, strict=True))


def measured(steps: Sequence[FlowStep], routes: Routes, direction: Direction) -> Sizes:
    """The sizes of all steps and of the answers on their edges."""
    sizes = Sizes(direction == Direction.RIGHT)
    for step in steps:
        _measure(step, sizes, direction)
    for at, route in enumerate(routes.routes):
        if route.way.answer.text:
            _measure_answer(at, route, sizes, ANSWER_WIDE[direction])
    for route in routes.routes:
        along, across = sizes.box[route.source]
        needed = 2 * abs(route.port) * sizes.port[route.source] + 20
        sizes.box[route.source] = (along, max(across, needed))
    return sizes


def _measure(step: FlowStep, sizes: Sizes, direction: Direction) -> None:
    text, room = step.action.text, ROOM[step.kind]
    width = WIDE[direction][step.kind]
    width = max(width, longest_word(text, TEXT, WORD) + room)
    lines = wrapped(text, width - room, TEXT, bold=True, most=LINES)
    small = sum(map(bool, (step.limit, step.note, step.word)))
    height = max(LEAST_HIGH, 20 + LEADING * len(lines) + SMALL_LEADING * small)
    sizes.lines[step.key] = lines
    sizes.box[step.key] = sizes.turned(width, height)
    sizes.port[step.key], sizes.lead[step.key] = PORT[direction], LEAD


def _measure_answer(at: int, route: Route, sizes: Sizes, most: float) -> None:
    text, key = route.way.answer.text, route.source
    room = max(most, longest_word(text, SMALL, WORD))
    lines = wrapped(text, room, SMALL, bold=True, most=5)
    width = max(width_of(line, SMALL, bold=True) for line in lines) + 10
    along, across = sizes.turned(width, SMALL_LEADING * len(lines) + 6)
    sizes.answers[at] = lines
    sizes.port[key] = max(sizes.port[key], across)
    sizes.lead[key] = max(sizes.lead[key], along + LEAD)
