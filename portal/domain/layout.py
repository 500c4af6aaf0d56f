"""A pathway laid out: a lane for each actor, a layer for each step of the way.

Our own, because no library does this. Graphviz draws clusters, not lanes that keep
their order across layers, and is a binary that every operator would have to install;
grandalf and graphlay lay out layers without lanes; what knows lanes (ELK, GoJS, yEd) is
JavaScript or Java. What is special here makes it small: the lanes and the order in
them are given, so that only layers, rows and the tracks of lines are left to find.

Coordinates are along the flow (u) and across it (v) until the very end: a drawing to
the right has (x, y) = (u, v), one down has (x, y) = (v, u).
"""

from collections.abc import Sequence
from math import sqrt

from portal.domain.flow import (
    Band,
    Box,
    Direction,
    Drawing,
    FlowStep,
    Line,
    Point,
    Rect,
)
from portal.domain.grid import Grid, grid_of
from portal.domain.lettering import wrapped
from portal.domain.measures import LEAD, LEADING, LEAST_WIDE, TEXT, measured
from portal.domain.pathways import StepKind
from portal.domain.routes import Route, Routes, routes_of

HEAD, PAD, TRACK, TAIL = 128.0, 12.0, 10.0, 20.0
SLANT, ROUND = 18.0, 24.0


def lay_out(steps: Sequence[FlowStep], direction: Direction) -> Drawing:
    """The drawing of these steps; the first one is the start."""
    if not steps:
        return Drawing(direction)
    grid = grid_of(steps)
    routes = routes_of(steps, grid, direction)
    return _Plan(steps, grid, routes, direction).drawing()


def drawn_to_fit(steps: Sequence[FlowStep], width: float) -> Drawing:
    """To the right where that is no wider, else down, unless that is wider still."""
    if _least_wide(steps) <= width:
        right = lay_out(steps, Direction.RIGHT)
        if right.width <= width:
            return right
    down = lay_out(steps, Direction.DOWN)
    if down.width <= max(width, _least_wide(steps)):
        return down
    right = lay_out(steps, Direction.RIGHT)
    return down if down.width < right.width else right


def _least_wide(steps: Sequence[FlowStep]) -> float:
    """No drawing to the right is narrower than its layers."""
    return HEAD + grid_of(steps).layers * (LEAST_WIDE + LEAD)


class _Plan:
    """Sizes, then places, then the drawing."""

    def __init__(
        self,
        steps: Sequence[FlowStep],
        grid: Grid,
        routes: Routes,
        direction: Direction,
    ) -> None:
        self.steps = {step.key: step for step in steps}
        self.grid, self.routes, self.direction = grid, routes, direction
        self.right = direction == Direction.RIGHT
        self.sizes = measured(steps, routes, direction)
        self.halves = self.sizes.halves(grid, routes)
        self.heads: list[tuple[str, ...]] = []
        self.row, self.lane = self._across()
        self.head = self._head()
        self.layer, self.gap, self.length = self._along()

    def _across(self) -> tuple[list[float], list[tuple[float, float]]]:
        """The middle of each row, and where each lane starts and ends."""
        middles: list[float] = []
        lanes: list[tuple[float, float]] = []
        halves, v = self.halves, 0.0
        for at, (_, rows) in enumerate(self.grid.lanes):
            start = v
            for row in rows:
                before, after = halves[row]
                v += PAD + TRACK * self.routes.corridors.get(row, 0) + before
                middles.append(v)
                v += after
            v += PAD
            if rows.stop == self.grid.rows:
                v += TRACK * self.routes.corridors.get(rows.stop, 0)
            v = max(v, start + self._least(at))
            lanes.append((start, v))
        return middles, lanes

    def _least(self, at: int) -> float:
        """What the name of a lane needs across it."""
        name = self.grid.lanes[at][0].text
        if not self.right:
            return 0
        lines = wrapped(name, HEAD - 2 * PAD, TEXT, bold=True, most=5)
        return 2 * PAD + LEADING * len(lines)

    def _head(self) -> float:
        """How long the names of the lanes are along the flow."""
        for (name, _), (start, end) in zip(self.grid.lanes, self.lane, strict=True):
            room = HEAD - 2 * PAD if self.right else end - start - 2 * PAD
            lines = wrapped(name.text, room, TEXT, bold=True, most=5)
            self.heads.append(lines)
        most = max(len(lines) for lines in self.heads)
        return HEAD if self.right else LEADING * most + 2 * PAD

    def _along(self) -> tuple[list[float], list[float], float]:
        """Where the boxes of each layer start, the tracks of each gap, and the end."""
        starts, gaps, u = [], [], self.head
        sizes = [0.0] * self.grid.layers
        leads = [LEAD] + [0.0] * self.grid.layers
        for key, layer in self.grid.layer.items():
            sizes[layer] = max(sizes[layer], self.sizes.box[key][0])
            leads[layer + 1] = max(leads[layer + 1], self.sizes.lead[key])
        for at in range(self.grid.layers + 1):
            tracks = self.routes.gaps.get(at, 0)
            last = at == self.grid.layers
            gaps.append(u + leads[at])
            if last and not tracks:
                u += PAD
                break
            bare = last or not (at or tracks)
            u += leads[at] + TRACK * tracks + (PAD if bare else TAIL)
            if not last:
                starts.append(u)
                u += sizes[at]
        return starts, gaps, u

    def drawing(self) -> Drawing:
        width, height = self._xy(self.length, self.lane[-1][1])
        return Drawing(
            direction=self.direction,
            width=width,
            height=height,
            bands=tuple(self._bands()),
            boxes=tuple(self._box(key) for key in self.steps),
            lines=tuple(map(self._line, range(len(self.routes.routes)))),
        )

    def _xy(self, u: float, v: float) -> Point:
        u, v = round(u, 1), round(v, 1)
        return (u, v) if self.right else (v, u)

    def _rect(self, u: float, v: float, along: float, across: float) -> Rect:
        """From rounded corners: what touches must not overlap by a tenth."""
        (x, y), (right, bottom) = self._xy(u, v), self._xy(u + along, v + across)
        return Rect(x, y, round(right - x, 1), round(bottom - y, 1))

    def _bands(self) -> list[Band]:
        lanes = zip(self.grid.lanes, self.lane, self.heads, strict=True)
        return [
            Band(name, lines, self._rect(0, start, self.length, end - start))
            for (name, _), (start, end), lines in lanes
        ]

    def _ends(self, key: str) -> tuple[float, float, float]:
        """Where a box starts and ends along the flow, and its middle across it."""
        start = self.layer[self.grid.layer[key]]
        along, _ = self.sizes.box[key]
        return start, start + along, self.row[self.grid.row[key]]

    def _box(self, key: str) -> Box:
        start, _, middle = self._ends(key)
        along, across = self.sizes.box[key]
        at = self._rect(start, middle - across / 2, along, across)
        return Box(self.steps[key], self.sizes.lines[key], at)

    def _line(self, at: int) -> Line:
        route = self.routes.routes[at]
        _, u, middle = self._ends(route.source)
        v = middle + route.port * self.sizes.port[route.source]
        back, _, target = self._ends(route.target)
        start = (u - self._inset(route.source, v - middle), v)
        end = (back + self._inset(route.target, route.entry), target + route.entry)
        points = [start, *self._turns(route, v, end[1]), end]
        return Line(
            source=route.source,
            target=route.target,
            points=tuple(self._xy(*point) for point in points),
            answer=route.way.answer,
            lines=self.sizes.answers.get(at, ()),
            at=self._xy(u, v),
            change=route.way.change,
        )

    def _turns(self, route: Route, start: float, end: float) -> list[Point]:
        if route.by == "straight":
            return []
        tracks = {
            gap: self.gap[gap] + TRACK * (track + 0.5)
            for gap, track in route.tracks.items()
        }
        if route.by != "corridor":
            (u,) = tracks.values()
            return [(u, start), (u, end)]
        first = tracks[self.grid.layer[route.source] + 1]
        last = tracks[self.grid.layer[route.target]]
        v = self._corridor(route)
        return [(first, start), (first, v), (last, v), (last, end)]

    def _corridor(self, route: Route) -> float:
        at, track = route.corridor, TRACK * (route.corridor_track + 0.5)
        if at == self.grid.rows:
            ends = TRACK * self.routes.corridors[at]
            return self.lane[-1][1] - ends - PAD / 2 + track
        before, _ = self.halves[at]
        return (
            self.row[at] - before - TRACK * self.routes.corridors[at] - PAD / 2 + track
        )

    def _inset(self, key: str, aside: float) -> float:
        """How far inside of its rectangle the outline of a shape is there."""
        along, across = self.sizes.box[key]
        kind, aside = self.steps[key].kind, abs(aside)
        if kind == StepKind.DECISION:
            if self.right:
                return SLANT * aside / (across / 2)
            return max(0.0, aside - across / 2 + SLANT) / SLANT * along / 2
        bend = min(ROUND, across / 2, along / 2) if kind == StepKind.END else 6.0
        over = max(0.0, aside - across / 2 + bend)
        return bend - sqrt(bend**2 - over**2) if over else 0.0
