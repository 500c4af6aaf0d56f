"""Where steps stand before anything has a size: layers, lanes, and rows of lanes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from portal.domain.flow import FlowStep
from portal.domain.words import Shown

Cell = tuple[int, int]


@dataclass
class Grid:
    """Each step's layer and row; a cell (row, layer) holds one step at most."""

    layer: dict[str, int] = field(default_factory=dict)
    row: dict[str, int] = field(default_factory=dict)
    at: dict[Cell, str] = field(default_factory=dict)
    lanes: list[tuple[Shown, range]] = field(default_factory=list)

    @property
    def layers(self) -> int:
        return 1 + max(self.layer.values(), default=-1)

    @property
    def rows(self) -> int:
        return self.lanes[-1][1].stop if self.lanes else 0

    def between(self, row: int, first: int, last: int) -> Iterator[Cell]:
        """The cells of a row after one layer and before another."""
        return ((row, layer) for layer in range(first + 1, last))


def grid_of(steps: Sequence[FlowStep]) -> Grid:
    """A lane for each actor in the order of their first steps; steps that would stand
    in one cell stand in rows of their lane, one beneath the other."""
    layer = _layers(steps)
    grid = Grid(layer=layer)
    lanes: dict[str, list[FlowStep]] = {}
    for step in steps:
        lanes.setdefault(_folded(step.actor), []).append(step)
    first = 0
    for mine in lanes.values():
        held: dict[int, int] = {}
        for step in mine:
            at = first + held.get(layer[step.key], 0)
            held[layer[step.key]] = at - first + 1
            grid.row[step.key] = at
            grid.at[at, layer[step.key]] = step.key
        rows = range(first, first + max(held.values()))
        grid.lanes.append((mine[0].actor, rows))
        first = rows.stop
    return grid


def _folded(actor: Shown) -> str:
    return " ".join(actor.text.lower().split())


def _layers(steps: Sequence[FlowStep]) -> dict[str, int]:
    """The longest way to each step, loops left out: an edge that leads back to a step
    on the way to its own source counts for nothing."""
    onward = _onward(steps)
    finished = _finished(steps, onward)
    place = {key: at for at, key in enumerate(finished)}
    layer = dict.fromkeys(finished, 0)
    for key in reversed(finished):
        for to in onward[key]:
            if place[to] < place[key]:
                layer[to] = max(layer[to], layer[key] + 1)
    return layer


def _onward(steps: Sequence[FlowStep]) -> dict[str, list[str]]:
    keys = {step.key for step in steps}
    return {step.key: [w.to for w in step.ways if w.to in keys] for step in steps}


def _finished(steps: Sequence[FlowStep], onward: dict[str, list[str]]) -> list[str]:
    """Keys in the order in which a walk in depth leaves them for good."""
    seen: set[str] = set()
    done: list[str] = []
    for step in steps:
        waiting = [] if step.key in seen else [(step.key, iter(onward[step.key]))]
        seen.add(step.key)
        while waiting:
            key, rest = waiting[-1]
            new = next((to for to in rest if to not in seen), None)
            if new is None:
                done.append(key)
                waiting.pop()
            else:
                seen.add(new)
                waiting.append((new, iter(onward[new])))
    return done
