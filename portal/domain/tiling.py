"""Places of services gathered into cells, so that a map can count before it looks.

Each town is a tile of data, fetched when somebody looks there. Until then the map knows
its cells alone: where their middle is and how many places each holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

# Some five kilometres each way.
CELL_LAT, CELL_LON = 0.05, 0.07


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a service, and what the service is, as codes in one line.

    `again`: the list of the town has the service already, by another place.
    """

    town: str
    codes: str
    lat: float | None = None
    lon: float | None = None
    again: bool = False


Cell = tuple[int, int]
Tiling = dict[str, Any]


def tiling(spots: Iterable[Spot]) -> Tiling:
    """`codes`: the lines, each once. `towns`: of each its cells, as [lat, lon, which]:
    a line's number for each place, -1 - number where the town's list has it already.
    What has no coordinates is in a cell without them."""
    towns: dict[str, dict[Cell | None, list[Spot]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for spot in spots:
        towns[spot.town][_cell(spot)].append(spot)
    lines = sorted(
        {s.codes for c in towns.values() for found in c.values() for s in found}
    )
    numbers = {line: at for at, line in enumerate(lines)}
    return {
        "codes": lines,
        "towns": {town: _cells(towns[town], numbers) for town in sorted(towns)},
    }


def _cell(spot: Spot) -> Cell | None:
    if spot.lat is None or spot.lon is None:
        return None
    return int(spot.lat // CELL_LAT), int(spot.lon // CELL_LON)


def _cells(
    cells: dict[Cell | None, list[Spot]], numbers: dict[str, int]
) -> list[list[Any]]:
    order = sorted(cells, key=lambda cell: cell or (-1, -1))
    return [[*_middle(cells[cell]), _which(cells[cell], numbers)] for cell in order]


def _which(spots: Sequence[Spot], numbers: dict[str, int]) -> list[int]:
    found = ((numbers[spot.codes], spot.again) for spot in spots)
    return sorted(-1 - number if again else number for number, again in found)


def _middle(spots: Sequence[Spot]) -> tuple[float | None, float | None]:
    """The mean of the places, which is the place itself where all are at one."""
    lats = sorted(spot.lat for spot in spots if spot.lat is not None)
    lons = sorted(spot.lon for spot in spots if spot.lon is not None)
    if not lats or not lons:
        return None, None
    return round(sum(lats) / len(lats), 5), round(sum(lons) / len(lons), 5)


def overview(tiled: Tiling) -> list[list[Any]]:
    """[town, [[lat, lon, how many], …]]: all that a map needs to begin."""
    return [
        [town, [[lat, lon, len(which)] for lat, lon, which in cells]]
        for town, cells in tiled["towns"].items()
    ]


def index(tiled: Tiling) -> dict[str, Any]:
    """The lines of codes, and of each town's cells, in their order, which they are."""
    towns = {
        town: [which for *_, which in cells] for town, cells in tiled["towns"].items()
    }
    return {"codes": tiled["codes"], "towns": towns}


def amounts(tiled: Tiling) -> dict[str, Any]:
    """How many services the lists of towns hold: by town, by the first code, in all."""
    lines: Sequence[str] = tiled["codes"]
    towns, kinds = {}, dict[str, int]()
    for town, cells in tiled["towns"].items():
        listed = [number for *_, which in cells for number in which if number >= 0]
        towns[town] = len(listed)
        for number in listed:
            kind = lines[number].partition(";")[0]
            kinds[kind] = kinds.get(kind, 0) + 1
    return {"towns": towns, "kinds": kinds, "all": sum(towns.values())}
