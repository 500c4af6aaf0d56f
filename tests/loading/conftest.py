"""What the tests of loading start from: the baseline, and the demonstration."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal import create_app
from portal.config import Settings
from portal.db import begin_write, db
from portal.domain.baseline import Baseline, read_baseline
from portal.loading.baseline import load_baseline
from portal.loading.demonstration import load_demonstration
from portal.loading.rows import Counts
from tests.clock import START, Clock
from tests.databases import Databases
from tests.loading.reading import FILES, load


@pytest.fixture(scope="session")
def baseline() -> Baseline:
    return read_baseline(FILES)


@pytest.fixture
def desk(app: Flask) -> Iterator[None]:
    """The app's database."""
    with app.app_context():
        yield


@pytest.fixture
def loaded(desk: None, baseline: Baseline) -> Counts:
    """A database that holds the baseline."""
    return load(baseline)


@pytest.fixture
def demo_settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"demo": True})


@pytest.fixture
def demonstration(
    databases: Databases,
    engine_name: str,
    demo_settings: Settings,
    baseline: Baseline,
    clock: Clock,
) -> Iterator[Flask]:
    """A copy of the demonstration; it is made once per engine."""

    def fill(url: str) -> None:
        made = demo_settings.model_copy(update={"database_url": url})
        with create_app(made, Clock()).app_context():
            begin_write()
            load_baseline(baseline, START)
            load_demonstration(START)
            db.session.commit()
            close()

    url = databases.copy(databases.template("demonstration", engine_name, fill))
    app = create_app(demo_settings.model_copy(update={"database_url": url}), clock)
    with app.app_context():
        yield app
        close()
    databases.drop(url)


def close() -> None:
    db.session.remove()
    for engine in db.engines.values():
        engine.dispose()
