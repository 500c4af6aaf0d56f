"""What every test may ask for: databases, both apps, a clock, a count of SQL."""

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import configuration
from hypothesis import settings as hypothesis_settings
from werkzeug.test import TestResponse

from portal import create_app
from portal.config import Settings, settings_from
from portal.db import db, migrate_database
from portal.site import SiteRenderer, create_site
from tests import strictness, told
from tests.borrowed import (
    lend_shell,
    memory,
    share_address_builders,
    share_papers,
    share_statements,
)
from tests.browser.live import live_demo
from tests.clock import Clock
from tests.databases import ENGINES, Databases
from tests.network import refuse_outside_world
from tests.page import check_page
from tests.statements import Statements, counted_statements

Visit = contextlib.AbstractContextManager[FlaskClient]
ROOT = Path(__file__).parent.parent
ENCRYPTION_KEY = "cG9ydGFsLXRlc3RzLXBvcnRhbC10ZXN0cy1wb3J0YWw="


def pytest_configure(config: pytest.Config) -> None:
    """Close the network, be strict in CI."""
    strictness.register(config)
    told.register(config)
    refuse_outside_world()
    share_address_builders()
    share_papers()
    for name in [name for name in os.environ if name.startswith("PORTAL_")]:
        if not name.startswith("PORTAL_TEST_"):
            del os.environ[name]
    cache = ROOT / ".venv" / "cache" / "hypothesis"
    configuration.set_hypothesis_home_dir(cache)
    hypothesis_settings.register_profile("portal", database=None, deadline=None)
    hypothesis_settings.load_profile("portal")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what touches a database on both engines, unless it is marked otherwise."""
    if "engine_name" in metafunc.fixturenames:
        only_one = metafunc.definition.get_closest_marker("one_engine")
        engines = ENGINES[:1] if only_one else ENGINES
        metafunc.parametrize("engine_name", engines, indirect=True)


class CheckedClient(FlaskClient):
    """A visitor who looks at every page that comes back."""

    checks_pages = True

    def open(self, *args: object, **kwargs: object) -> TestResponse:
        """Fetch, and check what is a page."""
        response = super().open(*args, **kwargs)  # type: ignore[arg-type]
        shown = response.mimetype == "text/html" and response.status_code not in (
            *range(300, 400),
            204,
        )
        if self.checks_pages and shown and response.request.method != "HEAD":
            url = response.request.path
            check_page(response.get_data(as_text=True), url, response.status_code)
        return response


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """The maker of databases; a big world is filled once and copied per test."""
    with TemporaryDirectory(prefix="portal-databases-", dir=memory()) as folder:
        databases = Databases(Path(folder), migrate_database)
        yield databases
        databases.close()


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration that was made, once for all test processes."""
    ours = tmp_path_factory.getbasetemp()
    shared = ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours
    folder, whole = shared / "made", shared / "made" / "whole"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            with live_demo(folder):
                whole.touch()
    return folder


@pytest.fixture
def engine_name(request: pytest.FixtureRequest) -> str:
    """`sqlite` or `postgres`."""
    return str(request.param)


@pytest.fixture
def database_url(databases: Databases, engine_name: str) -> Iterator[str]:
    """A migrated database without rows, of this test alone."""
    url = databases.migrated(engine_name)
    yield url
    databases.drop(url)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Safe settings, as in production, for a portal in the test's folder."""
    given = settings_from(
        tmp_path / "portal.toml",
        database_url=database_url,
        secret_key="a secret of the tests that is long enough",
        encryption_key=ENCRYPTION_KEY,
        allowed_hosts=["localhost", "127.0.0.1"],
        data_dir=tmp_path / "data",
        site_url="https://localhost",
    )
    return lend_shell(given)


@pytest.fixture
def clock() -> Clock:
    """The time in the app; `clock.move(days=1)` moves it."""
    return Clock()


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Iterator[Flask]:
    """The desk and the frozen site, as they run in production."""
    app = create_app(settings, clock)
    app.testing = True
    app.test_client_class = CheckedClient
    with app.app_context():
        share_statements(db.engine)
    yield app
    with app.app_context():
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody with a browser; `app.test_client()` gives one more."""
    return app.test_client()


@pytest.fixture
def visitor(settings: Settings, clock: Clock) -> Callable[[], Visit]:
    """Look at public pages as they would be built now: `with visitor() as public:`."""

    @contextlib.contextmanager
    def visit() -> Iterator[FlaskClient]:
        site = create_site(settings)
        site.testing = True
        site.test_client_class = CheckedClient
        with SiteRenderer(site, settings).on(clock.today):
            yield site.test_client()

    return visit


@pytest.fixture
def sql() -> Callable[[], contextlib.AbstractContextManager[Statements]]:
    """Count statements: `with sql() as sent: …; assert len(sent) <= 8, sent`."""
    return counted_statements


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> told.Tell:
    """Say what was counted at the end of the run: `tell("12 pages, 0 violations")`."""
    return lambda said: record_property(told.NAME, said)
