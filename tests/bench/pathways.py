"""Pathways: laid out, drawn on a public page, and republished."""

from collections.abc import Callable
from random import Random

from flask import Flask

from portal import create_app
from portal.domain.flow import Direction, FlowStep
from portal.domain.layout import lay_out
from portal.manifest import Manifest
from portal.publish import Publisher
from portal.site import SiteRenderer, create_site
from tests.bench import figures
from tests.bench.place import an_instance
from tests.domain.flows import by_chance
from tests.publish.country import a_pathway, country, uid_of
from tests.publish.walls import fill, put, waiting_keys
from tests.world import TODAY

STEPS, MANY, ROUNDS = (12, 60, 200), 60, 15
MOST_FOR_A_LAYOUT = 0.1
LAND = (20, 80)
TOWN = "a town"


def report() -> str:
    """The section of docs/performance.md."""
    return f"{_layouts()}\n{_pages()}"


def _layouts() -> str:
    acts: dict[str, Callable[[], object]] = {}
    for size in STEPS:
        steps = by_chance(Random(size), size, 2)
        for direction in Direction:
            acts[f"{size} steps, {direction.value}"] = _laid(steps, direction)
    seen = figures.in_turns(acts, ROUNDS, figures.work_of)
    rows = []
    for name, series in seen.items():
        met = series.median <= MOST_FOR_A_LAYOUT
        rows.append((name, series.told(), figures.verdict(met=met)))
    return figures.table(
        ("layout, edges by chance", "of the processor", "≤ 100 ms"), rows
    )


def _laid(steps: list[FlowStep], direction: Direction) -> Callable[[], object]:
    return lambda: lay_out(steps, direction)


def _pages() -> str:
    with an_instance() as settings:
        fill(settings.database, country(*LAND))
        app, publisher = create_app(settings), Publisher(settings)
        publisher.full(TODAY)
        put(app, a_pathway(4, 4, steps=MANY))
        publisher.change(waiting_keys(app), TODAY)
        renderer = SiteRenderer(create_site(settings), settings)
        with renderer.on(TODAY) as site:
            seen = figures.in_turns(_rendering(site), ROUNDS)
        return f"{_told(seen)}\n{_republished(app, publisher)}"


def _rendering(site: SiteRenderer) -> dict[str, Callable[[], object]]:
    pages = {
        TOWN: "municipalities/town-0003/",
        "pathway of 12 steps": _address(3),
        "pathway of 60 steps": _address(4),
        "follow along, 60 steps": f"{_address(4)}follow/",
        "drawing of 60 steps": f"{_address(4)}pathway.svg",
    }
    return {name: _rendered(site, address) for name, address in pages.items()}


def _told(seen: dict[str, figures.Series]) -> str:
    rows: list[tuple[str, ...]] = [
        (name, series.told(), f"× {series.median / seen[TOWN].median:.1f}")
        for name, series in seen.items()
    ]
    return figures.table(("public page, one language", "time", "beside a town"), rows)


def _republished(app: Flask, publisher: Publisher) -> str:
    """From the call to the publisher until its files lie in their places."""
    touched, seconds = [], []
    for number in range(5, 5 + ROUNDS):
        put(app, a_pathway(number, number % LAND[0], edition=2))
        act = _changing(publisher, waiting_keys(app), touched)
        seconds.append(figures.seconds_of(act))
    every = len(Manifest.read(publisher.current / "manifest.json").needs)
    took = figures.Series(tuple(seconds)).told()
    return (
        f"Republish of one pathway among {every} addresses: {took}. It builds"
        f" {len(touched)} of them again, in each language: its own pages and files,"
        " those of both versions, its town and the feed.\n"
    )


def _address(number: int) -> str:
    return f"pathways/{uid_of('pathway', number)}/"


def _rendered(site: SiteRenderer, address: str) -> Callable[[], object]:
    return lambda: list(site.render(address, only="en"))


def _changing(
    publisher: Publisher, keys: set[str], touched: list[str]
) -> Callable[[], None]:
    def change() -> None:
        touched[:] = publisher.change(keys, TODAY)

    return change
