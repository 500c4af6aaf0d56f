"""Desk pages, signed in, one connection, beside a bare Flask page in the same run."""

import http.client
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from flask.testing import FlaskClient

from portal import create_app
from portal.config import Settings
from portal.db import db
from tests.bench import figures
from tests.bench.figures import Series
from tests.bench.place import an_instance
from tests.bench.teams import Seen, fill
from tests.browser.live import free_port, stop
from tests.processes import seconds_until
from tests.statements import counted_statements
from tests.visit import look, signed_in

ROUNDS, MANY = 60, 50
MOST_SECONDS, MOST_STATEMENTS = 0.025, 8


def report() -> str:
    """The section of docs/performance.md."""
    with an_instance() as few, an_instance() as many, ExitStack() as running:
        acts: dict[str, Callable[[], object]] = {}
        statements: dict[str, int] = {}
        for name, settings, teams in (("1", few, 1), ("50", many, MANY)):
            seen, client, counted = _filled(settings, teams)
            statements |= {f"{page} {name}": n for page, n in counted.items()}
            port = running.enter_context(served(settings))
            for page, path in seen.pages.items():
                acts[f"{page} {name}"] = fetch(port, path, cookie(client))
        port = running.enter_context(bare(many))
        acts["bare"] = fetch(port, "/", "")
        return _told(figures.in_turns(acts, ROUNDS), statements, list(seen.pages))


def _filled(settings: Settings, teams: int) -> tuple[Seen, FlaskClient, dict[str, int]]:
    app = create_app(settings)
    with app.app_context():
        seen = fill(teams)
    client, counted = signed_in(app, seen.actor), {}
    for page, path in seen.pages.items():
        look(client, path)
        with counted_statements() as sent:
            assert look(client, path).status_code == 200, path
        counted[page] = len(sent)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    return seen, client, counted


def cookie(client: FlaskClient) -> str:
    cookie = client.get_cookie("portal", path="/desk")
    return f"portal={cookie.value}" if cookie else ""


@contextmanager
def served(settings: Settings) -> Iterator[int]:
    port = free_port()
    config = settings.data_dir / "portal.toml"
    words = ["portal", "--config", str(config), "serve", "--port", str(port)]
    with _running(words, port):
        yield port


@contextmanager
def bare(settings: Settings) -> Iterator[int]:
    port = free_port()
    with _running(["tests.bench.bare", settings.database, str(port)], port):
        yield port


@contextmanager
def _running(words: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", *words])
    try:
        seconds_until(lambda: _answers(port))
        yield
    finally:
        stop(process)


def _answers(port: int) -> bool:
    try:
        fetch(port, "/", "", wanted=None)()
    except ConnectionError:
        return False
    return True


def fetch(
    port: int, path: str, cookie: str, wanted: int | None = 200
) -> Callable[[], None]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def fetch() -> None:
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        if wanted and answer.status != wanted:
            raise RuntimeError(f"{path}: {answer.status}")

    return fetch


def _told(seen: dict[str, Series], statements: dict[str, int], pages: list[str]) -> str:
    bare = seen["bare"].median
    rows = []
    for page in pages:
        one, many = seen[f"{page} 1"], seen[f"{page} 50"]
        sent = max(statements[f"{page} 1"], statements[f"{page} 50"])
        slowest = max(one.median, many.median)
        met = slowest <= MOST_SECONDS and sent <= MOST_STATEMENTS
        rows.append(
            (
                page,
                one.told(),
                f"× {one.median / bare:.1f}",
                f"{statements[f'{page} 1']} / {statements[f'{page} 50']}",
                many.told(),
                f"× {many.median / one.median:.2f}",
                figures.verdict(met=met),
            )
        )
    heads = ("page", "one team", "beside the bare page", "SQL with 1 / 50 teams")
    heads += ("50 teams", "growth", "≤ 25 ms, ≤ 8 SQL")
    return (
        f"Bare Flask page, one template and one query: {seen['bare'].told()}.\n\n"
        + figures.table(heads, rows)
    )
