"""The way of each line through the grid, before anything has a size.

Lines run in gaps (before each layer) and in corridors (above each row), each on a track
of its own there, and along rows whose cells are empty: so none crosses a box, and no
two lie on each other unless they lead into the same step.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from portal.domain.flow import Direction, FlowStep, Way
from portal.domain.grid import Cell, Grid

ASIDE = 6.0
# In heights of the grid, where rows and corridors are one apart.
MARGIN = 0.2
Interval = tuple[float, float]


@dataclass
class Route:
    """One edge: `port` counts steps from the middle of its box's front side, `entry`
    is px from the middle of the other's back side. `by`: straight, row of the target
    ("into"), row of the source ("out"), or a corridor."""

    source: str
    target: str
    way: Way
    port: float = 0
    entry: float = 0
    by: str = "corridor"
    corridor: int = 0
    corridor_track: int = 0
    tracks: dict[int, int] = field(default_factory=dict)


@dataclass
class Routes:
    """All edges, and how many tracks each gap and each corridor needs."""

    routes: list[Route]
    gaps: dict[int, int] = field(default_factory=dict)
    corridors: dict[int, int] = field(default_factory=dict)


def routes_of(steps: Sequence[FlowStep], grid: Grid, direction: Direction) -> Routes:
    """Every edge whose target is there."""
    claims: dict[Cell, str] = {}
    found: list[Route] = []
    for step in steps:
        found += _leaving(step, grid, claims, direction)
    for route in sorted(found, key=lambda r: _span(r, grid)):
        _choose(route, grid, claims)
    _enter(found, grid)
    routes = Routes(found)
    _in_corridors(routes, grid)
    _in_gaps(routes, grid)
    return routes


def _span(route: Route, grid: Grid) -> int:
    return abs(grid.layer[route.target] - grid.layer[route.source])


def _leaving(
    step: FlowStep, grid: Grid, claims: dict[Cell, str], direction: Direction
) -> list[Route]:
    """The edges of a step, their ports in the order in which their targets stand.

    Drawn to the right, one that goes straight on leaves from the middle."""
    ways = [way for way in step.ways if way.to in grid.row]
    ways.sort(key=lambda way: (grid.row[way.to], grid.layer[way.to]))
    routes = [Route(step.key, way.to, way) for way in ways]
    middle = (len(routes) - 1) / 2
    if direction == Direction.RIGHT:
        for at, route in enumerate(routes):
            if _goes_straight(route, grid, claims):
                middle = at
                route.by = "straight"
                _claim(route, grid, claims)
                break
    for at, route in enumerate(routes):
        route.port = at - middle
        if len(routes) == 1 and _goes_straight(route, grid, claims):
            route.by = "straight"
            _claim(route, grid, claims)
    return routes


def _goes_straight(route: Route, grid: Grid, claims: dict[Cell, str]) -> bool:
    row, first = grid.row[route.source], grid.layer[route.source]
    same = row == grid.row[route.target] and first < grid.layer[route.target]
    return same and _is_free(route, row, grid, claims)


def _is_free(route: Route, row: int, grid: Grid, claims: dict[Cell, str]) -> bool:
    """Whether the row is empty between the two, but for what leads to the same step."""
    mine = ("", f"into {route.target}")
    cells = grid.between(row, grid.layer[route.source], grid.layer[route.target])
    return all(cell not in grid.at and claims.get(cell, "") in mine for cell in cells)


def _claim(route: Route, grid: Grid, claims: dict[Cell, str]) -> None:
    row = grid.row[route.source if route.by == "out" else route.target]
    sign = f"{'out of ' + route.source if route.by == 'out' else 'into'}"
    for cell in grid.between(row, grid.layer[route.source], grid.layer[route.target]):
        claims[cell] = f"{sign} {route.target}"


def _choose(route: Route, grid: Grid, claims: dict[Cell, str]) -> None:
    if route.by == "straight":
        return
    source, target = grid.row[route.source], grid.row[route.target]
    if grid.layer[route.source] < grid.layer[route.target]:
        if _is_free(route, target, grid, claims):
            route.by = "into"
        elif _is_free(route, source, grid, claims) and not _shared(
            route, source, grid, claims
        ):
            route.by = "out"
    if route.by == "corridor":
        route.corridor = target + 1 if target < source else target
    else:
        _claim(route, grid, claims)


def _shared(route: Route, row: int, grid: Grid, claims: dict[Cell, str]) -> bool:
    cells = grid.between(row, grid.layer[route.source], grid.layer[route.target])
    return any(cell in claims for cell in cells)


def _last_gap(route: Route, grid: Grid) -> int:
    """The gap in which the line turns to the height of its target."""
    if route.by in ("into", "straight"):
        return grid.layer[route.source] + 1
    return grid.layer[route.target]


def _enter(routes: Iterable[Route], grid: Grid) -> None:
    """Enter in the middle, or beside it where another line leaves along it."""
    leaving: set[tuple[int, int]] = set()
    for route in routes:
        if route.port == 0:
            row, layer = grid.row[route.source], grid.layer[route.source]
            leaving.add((layer + 1, row))
            if route.by == "out":
                leaving.add((grid.layer[route.target], row))
    for route in routes:
        row = grid.row[route.target]
        if route.by != "straight" and (_last_gap(route, grid), row) in leaving:
            route.entry = ASIDE if _comes_from_below(route, grid) else -ASIDE


def _comes_from_below(route: Route, grid: Grid) -> bool:
    if route.by == "corridor":
        return route.corridor > grid.row[route.target]
    return grid.row[route.source] > grid.row[route.target]


def _in_corridors(routes: Routes, grid: Grid) -> None:
    held: dict[int, list[list[tuple[Interval, str]]]] = {}
    for route in routes.routes:
        if route.by == "corridor":
            ends = (grid.layer[route.source] + 1, grid.layer[route.target])
            interval = (float(min(ends)), float(max(ends)))
            tracks = held.setdefault(route.corridor, [])
            route.corridor_track = _track(tracks, interval, route.source + route.target)
    routes.corridors = {at: len(tracks) for at, tracks in held.items()}


@dataclass(frozen=True)
class _Piece:
    """A part of a line across the flow, in one gap, in heights of the grid."""

    route: Route
    gap: int
    start: float
    end: float
    shares: str


def _in_gaps(routes: Routes, grid: Grid) -> None:
    held: dict[int, list[list[tuple[Interval, str]]]] = {}
    pieces = [piece for route in routes.routes for piece in _pieces(route, grid)]
    for piece in sorted(pieces, key=_nearest_first):
        ends = (piece.start, piece.end)
        interval = (min(ends) - MARGIN, max(ends) + MARGIN)
        tracks = held.setdefault(piece.gap, [])
        piece.route.tracks[piece.gap] = _track(tracks, interval, piece.shares)
    routes.gaps = {at: len(tracks) for at, tracks in held.items()}


def _nearest_first(piece: _Piece) -> tuple[int, bool, float]:
    """What starts lowest and goes down turns first, and the other way round."""
    down = piece.end >= piece.start
    return piece.gap, down, -piece.start if down else piece.start


def _pieces(route: Route, grid: Grid) -> Iterator[_Piece]:
    start = 2 * grid.row[route.source] + 1 + route.port / 100
    end = 2 * grid.row[route.target] + 1 + route.entry / 1000
    gap = _last_gap(route, grid)
    into = f"into {route.target} at {route.entry}"
    if route.by == "corridor":
        lane = 2 * route.corridor + route.corridor_track / 100
        alone = f"{route.source} {route.target} {route.way.answer.text}"
        yield _Piece(route, grid.layer[route.source] + 1, start, lane, alone)
        yield _Piece(route, gap, lane, end, into)
    elif route.by != "straight":
        yield _Piece(route, gap, start, end, into)


def _track(
    tracks: list[list[tuple[Interval, str]]], interval: Interval, shares: str
) -> int:
    """The first track on which nothing else lies that far; a new one else."""
    low, high = interval
    for at, track in enumerate(tracks):
        if all(
            name == shares or high < first or last < low
            for (first, last), name in track
        ):
            track.append((interval, shares))
            return at
    tracks.append([(interval, shares)])
    return len(tracks) - 1
