import socket
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.clock import Clock
from tests.databases import Databases
from tests.network import OutsideWorldError
from tests.statements import counted_statements

pytest_plugins = ["pytester"]
STRICT = "from tests.strictness import register as pytest_configure"


def test_tests_reach_no_other_machine() -> None:
    with pytest.raises(OutsideWorldError):
        socket.create_connection(("192.0.2.1", 80), 1)
    with pytest.raises(OutsideWorldError):
        socket.getaddrinfo("portal.invalid", 80)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("localhost", 1), 1)


def test_clock_stands_still_until_it_is_moved() -> None:
    clock = Clock()
    before = clock()
    assert clock() == before
    clock.move(hours=13)
    assert (clock() - before).total_seconds() == 13 * 3600
    assert str(clock.today) == "2026-11-23"


def test_filled_world_is_made_once_and_copied(
    databases: Databases, engine_name: str
) -> None:
    filled = []

    def fill(url: str) -> None:
        filled.append(url)
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("create table filled (id integer)"))
        engine.dispose()

    for _ in range(2):
        url = databases.copy(databases.template("filled", engine_name, fill))
        engine = create_engine(url)
        with engine.begin() as connection, counted_statements() as sent:
            connection.execute(text("insert into filled values (1)"))
            assert connection.scalar(text("select count(*) from filled")) == 1
        assert len(sent) == 2, sent
        engine.dispose()
        databases.drop(url)
    assert len(filled) == 1


@pytest.mark.parametrize(
    ("body", "in_ci", "succeeds"),
    [
        ("pass", "true", True),
        ("pytest.skip('no browser')", "true", False),
        ("pytest.skip('no browser')", "", True),
        ("pytest.xfail('later')", "true", False),
        ("pytest.xfail('later')", "", True),
    ],
)
def test_test_that_does_not_run_fails_the_build_machine(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    body: str,
    in_ci: str,
    succeeds: bool,
) -> None:
    monkeypatch.setenv("CI", in_ci)
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent))
    pytester.makeconftest(STRICT)
    pytester.makepyfile(f"import pytest\ndef test_one():\n    {body}")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    assert (result.ret == 0) is succeeds
    named = "did not run fail this session" in result.stdout.str()
    assert named is not succeeds
