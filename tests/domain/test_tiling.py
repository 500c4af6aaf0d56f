from random import Random

from portal.domain.tiling import Spot, amounts, index, overview, tiling

HERE, NEAR, FAR = (44.01, 20.01), (44.02, 20.02), (44.31, 20.01)


def spot(town: str, codes: str, place: tuple[float, float] | None, **more) -> Spot:
    lat, lon = place or (None, None)
    return Spot(town, codes, lat, lon, **more)


SPOTS = [
    spot("vranje", "legal;;;;;;", HERE),
    spot("vranje", "housing;;;;;;", NEAR),
    spot("vranje", "housing;;;;;;", FAR, again=True),
    spot("nis", "legal;;;;;;", FAR),
    spot("nis", "legal;;;;;;", None),
]


def test_counts_of_all_cells_are_all_places() -> None:
    cells = [cell for _, cells in overview(tiling(SPOTS)) for cell in cells]
    assert sum(amount for *_, amount in cells) == len(SPOTS)


def test_cell_stands_in_the_middle_of_its_places() -> None:
    told = dict(overview(tiling(SPOTS)))
    assert told["vranje"] == [[44.015, 20.015, 2], [44.31, 20.01, 1]]


def test_what_has_no_place_is_counted_and_stands_nowhere() -> None:
    told = dict(overview(tiling(SPOTS)))
    assert told["nis"] == [[None, None, 1], [44.31, 20.01, 1]]


def test_index_tells_of_each_cell_which_codes_it_holds() -> None:
    told = index(tiling(SPOTS))
    assert told["codes"] == ["housing;;;;;;", "legal;;;;;;"]
    assert told["towns"] == {"nis": [[1], [1]], "vranje": [[0, 1], [-1]]}


def test_further_place_in_the_town_is_no_second_service() -> None:
    told = amounts(tiling(SPOTS))
    assert told["towns"] == {"nis": 2, "vranje": 2}
    assert told["kinds"] == {"housing": 1, "legal": 3}
    assert told["all"] == 4


def test_order_of_services_changes_nothing() -> None:
    shuffled = list(SPOTS)
    Random(7).shuffle(shuffled)
    assert tiling(shuffled) == tiling(SPOTS)


def test_no_service_is_an_empty_map() -> None:
    assert tiling([]) == {"codes": [], "towns": {}}
    assert amounts(tiling([])) == {"towns": {}, "kinds": {}, "all": 0}
