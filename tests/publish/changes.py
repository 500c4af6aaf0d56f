"""Acts that come by chance, each as it would change what is public."""

from collections.abc import Callable
from random import Random

from flask import Flask

from tests.publish.conftest import PATHWAYS, TOWNS
from tests.publish.country import (
    SERVICES_OF_A_TOWN,
    a_gap,
    a_kept_version,
    a_pathway,
    a_service,
    a_town,
    slug_of,
    the_number,
    withdrawn,
)
from tests.publish.walls import put, take_down
from tests.world import TODAY

Act = Callable[[Flask, Random], None]
# Each page of a version lists them all: with a hundred the tests would do little else.
EDITIONS = (2, 3, 4, 5)


def _way(chance: Random) -> tuple[int, int]:
    number = chance.randrange(PATHWAYS)
    return number, number % TOWNS


def edit_a_step(app: Flask, chance: Random) -> None:
    number, town = _way(chance)
    put(app, a_pathway(number, town, edition=chance.choice(EDITIONS)))


def supersede_a_pathway(app: Flask, chance: Random) -> None:
    number, town = _way(chance)
    next_one = a_pathway(number, town, edition=chance.choice(EDITIONS))
    put(app, a_kept_version(number, town), next_one)


def share_a_pathway(app: Flask, chance: Random) -> None:
    number, town = _way(chance)
    others = tuple(sorted({chance.randrange(TOWNS), chance.randrange(TOWNS)} - {town}))
    edition = chance.choice(EDITIONS)
    put(app, a_pathway(number, town, edition=edition, shared_with=others))


def share_a_pathway_no_more(app: Flask, chance: Random) -> None:
    number, town = _way(chance)
    put(app, a_pathway(number, town, shared_with=((town + 1) % TOWNS,)))
    put(app, a_pathway(number, town, edition=chance.choice(EDITIONS)))


def name_a_pathway(app: Flask, chance: Random) -> None:
    number, town = _way(chance)
    put(app, a_pathway(number, town, title=f" ({chance.randrange(99)})"))


def withdraw_a_pathway(app: Flask, chance: Random) -> None:
    put(app, withdrawn(*_way(chance)), urgent=True)


def add_a_pathway(app: Flask, chance: Random) -> None:
    number = chance.randrange(100, 200)
    put(app, a_pathway(number, number % TOWNS))


def take_a_pathway_down(app: Flask, chance: Random) -> None:
    take_down(app, a_pathway(*_way(chance)))


def name_a_town(app: Flask, chance: Random) -> None:
    put(app, a_town(chance.randrange(TOWNS), name=f" {chance.randrange(99)}"))


def add_a_town(app: Flask, chance: Random) -> None:
    put(app, a_town(chance.randrange(50, 90)))


def seat_a_town(app: Flask, chance: Random) -> None:
    put(app, a_town(chance.randrange(TOWNS), seats=chance.randrange(1, 9)))


def change_a_service(app: Flask, chance: Random) -> None:
    number = chance.randrange(TOWNS * SERVICES_OF_A_TOWN)
    status = chance.choice(["running", "reduced", "suspended", "closed"])
    town = number // SERVICES_OF_A_TOWN
    put(app, a_service(number, town, status=status))


def move_a_service(app: Flask, chance: Random) -> None:
    number = chance.randrange(TOWNS * SERVICES_OF_A_TOWN)
    put(app, a_service(number, chance.choice([None, *range(TOWNS)])))


def take_a_service_down(app: Flask, chance: Random) -> None:
    number = chance.randrange(TOWNS * SERVICES_OF_A_TOWN)
    take_down(app, a_service(number, number // SERVICES_OF_A_TOWN))


def verify_the_number(app: Flask, chance: Random) -> None:
    put(app, the_number(TODAY.replace(day=chance.randrange(1, 22))))


def find_a_gap(app: Flask, chance: Random) -> None:
    put(app, a_gap(chance.randrange(40), chance.randrange(TOWNS)))


def end_a_gap(app: Flask, chance: Random) -> None:
    gap = a_gap(chance.randrange(40), chance.randrange(TOWNS))
    put(app, gap)
    take_down(app, gap)


def serve_another_town(app: Flask, chance: Random) -> None:
    number = chance.randrange(TOWNS * SERVICES_OF_A_TOWN)
    areas = (slug_of(chance.randrange(TOWNS)),)
    put(app, a_service(number, number // SERVICES_OF_A_TOWN, areas=areas))


ACTS: tuple[Act, ...] = (
    find_a_gap,
    end_a_gap,
    serve_another_town,
    edit_a_step,
    supersede_a_pathway,
    share_a_pathway,
    share_a_pathway_no_more,
    name_a_pathway,
    withdraw_a_pathway,
    add_a_pathway,
    take_a_pathway_down,
    name_a_town,
    add_a_town,
    seat_a_town,
    change_a_service,
    move_a_service,
    take_a_service_down,
    verify_the_number,
)
