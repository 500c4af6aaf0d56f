"""A country with very many services: real towns' places, sizes as towns have them."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from portal.config import CONTENT
from portal.wall import Snapshot
from tests.publish.country import a_service, a_town, slug_of, the_number

PLACES = CONTENT / "map" / "places.csv"
AREA_TIER, WITH_AREAS = 8, 10
GROUPS = (
    ["women"],
    ["women", "girls"],
    ["men"],
    ["girls", "boys"],
    [],
    ["women", "men"],
)
SPOKEN = (
    ["sr"],
    ["sr", "en"],
    ["sr", "sq"],
    ["sr", "hu", "en"],
    [],
    ["sr", "ar", "fa"],
)
NEEDED = (["none"], ["presumed", "identified"], ["identified"], [], ["potential"])
OPENS, ENDS = ("07:00", "08:00", "09:00", "10:00"), ("15:00", "16:00", "18:00", "20:00")


def large_country(services: int) -> Iterator[Snapshot]:
    """Every town on the portal; the first have most of the services, as cities do."""
    yield the_number()
    towns = list(all_towns())
    yield from towns
    chance = Random(2026)
    weights = [1 / (at + 4) for at in range(len(towns))]
    homes = chance.choices(range(len(towns)), weights, k=services)
    for number, home in enumerate(homes):
        yield _service(number, towns[home], chance, len(towns))


def all_towns() -> Iterator[Snapshot]:
    with PLACES.open(newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter=";")):
            place = {"lat": float(row["lat"]), "lon": float(row["lon"])}
            told = place | {"on_portal": True}
            town = a_town(number)
            yield replace(
                town, summary=town.summary | told, payload=town.payload | told
            )


def _service(number: int, town: Snapshot, chance: Random, towns: int) -> Snapshot:
    found = a_service(number, 0)
    vague = number % AREA_TIER == 0
    own: dict[str, Any] = {
        "area": town.uid,
        "tier": "area" if vague else "public",
        "lat": None if vague else round(chance.gauss(town.payload["lat"], 0.03), 5),
        "lon": None if vague else round(chance.gauss(town.payload["lon"], 0.04), 5),
        "groups": chance.choice(GROUPS),
        "spoken": chance.choice(SPOKEN),
        "status_needed": chance.choice(NEEDED),
        "schedule": _schedule(chance),
    }
    if number % WITH_AREAS == 0:
        own["areas"] = [slug_of(chance.randrange(towns)) for _ in range(3)]
    told = found.payload | own
    return replace(found, area=town.uid, payload=told, summary=told)


def _schedule(chance: Random) -> dict[str, Any]:
    hours = [[chance.choice(OPENS), chance.choice(ENDS)]]
    week = {str(day): hours for day in range(1, 6)}
    return {"week": week, "holidays": None, "by_appointment": False}
