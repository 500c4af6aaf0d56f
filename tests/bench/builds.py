"""The full build beside Frozen-Flask, and single changes among 10,000 pages."""

import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask_frozen import Freezer

from portal import create_app
from portal.config import Settings
from portal.languages import ALL
from portal.manifest import Manifest
from portal.publish import Publisher
from portal.site import SiteRenderer, create_site
from tests.bench import figures
from tests.bench.figures import seconds_of
from tests.bench.place import an_instance
from tests.publish.country import a_pathway, a_town, country
from tests.publish.walls import fill, put, waiting_keys
from tests.world import TODAY

# A pathway has six addresses: 1,500 of them and the towns make 10,000.
SMALL, LARGE = (20, 80), (1_000, 1_500)
ROUNDS, STEP_EDITS, NAMES = 5, 25, 7
MOST_FOR_A_STEP, MOST_FOR_A_NAME = 0.3, 3.0


def beside_frozen_flask() -> str:
    """Both build the same pages of the same app, in turns."""
    warnings.filterwarnings("ignore", module="flask_frozen")
    with an_instance() as settings:
        fill(settings.database, country(*SMALL))
        urls = _urls(settings)
        acts = {
            "ours, with manifest and link check": lambda: Publisher(settings).full(
                TODAY
            ),
            "Frozen-Flask": lambda: _freeze(settings, urls),
        }
        seen, work = (
            figures.in_turns(acts, ROUNDS),
            figures.in_turns(acts, ROUNDS, figures.work_of),
        )
    rows = [(name, seen[name].told("s"), work[name].told("s")) for name in acts]
    (ours, theirs), (ours_work, theirs_work) = _medians(seen), _medians(work)
    said = f"{len(urls)} pages. Frozen-Flask takes × {theirs / ours:.2f} of our time"
    said += f" and × {theirs_work / ours_work:.2f} of our processor time"
    met = figures.verdict(met=theirs_work > ours_work)
    heads = ("full build", "seconds", "of the processor")
    return f"{said}: {met}.\n\n" + figures.table(heads, rows)


def _medians(seen: dict[str, figures.Series]) -> tuple[float, ...]:
    return tuple(series.median for series in seen.values())


def _urls(settings: Settings) -> list[str]:
    with SiteRenderer(create_site(settings), settings).on(TODAY) as site:
        found = list(site.addresses())
    pages = [a for a in found if not a.startswith("/")]
    urls = [f"/{x.prefix}/{page}" for page in pages for x in ALL]
    return urls + [a for a in found if a.startswith("/")]


def _freeze(settings: Settings, urls: list[str]) -> None:
    site = create_site(settings)
    folder = settings.data_dir / "frozen"
    shutil.rmtree(folder, ignore_errors=True)
    site.config.update(
        FREEZER_DESTINATION=str(folder),
        FREEZER_IGNORE_MIMETYPE_WARNINGS=True,
        FREEZER_REMOVE_EXTRA_FILES=False,
    )
    freezer = Freezer(site, with_no_argument_rules=False, log_url_for=False)
    freezer.register_generator(lambda: urls)
    with SiteRenderer(site, settings).on(TODAY):
        freezer.freeze()


@contextmanager
def _large() -> Iterator[tuple[Flask, Publisher, float]]:
    with an_instance() as settings:
        fill(settings.database, country(*LARGE))
        app, publisher = create_app(settings), Publisher(settings)
        yield app, publisher, seconds_of(lambda: publisher.full(TODAY))


def one_change() -> str:
    """A step edit and a town's new name, by the publisher that stays in memory."""
    towns, pathways = LARGE
    with _large() as (app, publisher, full):
        file = publisher.current / "manifest.json"
        steps, names = [], []
        for at in range(STEP_EDITS):
            number = at * 331 % pathways
            put(app, a_pathway(number, number % towns, edition=2))
            steps.append(_changed(app, publisher))
        for at in range(NAMES):
            name = f" anew {at}"
            ways = range(3, pathways, towns)
            renamed = [a_pathway(number, 3, town_name=name) for number in ways]
            put(app, a_town(3, name=name), *renamed)
            names.append(_changed(app, publisher))
        pages, weight = len(Manifest.read(file).needs), file.stat().st_size / 1e6
    return _told(full, steps, names, pages=pages, weight=weight)


def _changed(app: Flask, publisher: Publisher) -> float:
    keys = waiting_keys(app)
    return seconds_of(lambda: publisher.change(keys, TODAY))


def _told(
    full: float, steps: list[float], names: list[float], *, pages: int, weight: float
) -> str:
    step, name = figures.Series(tuple(steps)), figures.Series(tuple(names))
    rows = [
        ("a step edit", step.told("s"), "≤ 0.3 s", _met(step, MOST_FOR_A_STEP)),
        ("a town's new name", name.told("s"), "≤ 3 s", _met(name, MOST_FOR_A_NAME)),
        ("the full build, once", f"{full:.0f} s", "", ""),
    ]
    return (
        f"{pages} addresses, nearly all of them in {len(ALL)} languages; the manifest"
        f" has {weight:.1f} MB.\n\n"
        + figures.table(("act", "median (least – most)", "mark", ""), rows)
    )


def _met(series: figures.Series, most: float) -> str:
    return figures.verdict(met=series.median <= most)
