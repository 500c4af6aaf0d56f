"""The door of the API: no cookie, no writing, nothing behind it but what is public."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import validate
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from portal.blueprints.opendata import throttle
from portal.blueprints.opendata.asked import PARAMETERS
from portal.blueprints.opendata.openapi import LISTS
from tests.clock import Clock
from tests.programs import BASE, addresses, get
from tests.publish.test_api import EN, ask
from tests.world import NOW

one_engine = pytest.mark.one_engine


@pytest.fixture
def program(portal: Flask) -> FlaskClient:
    return portal.test_client()


@one_engine
def test_no_cookie_no_session_and_any_page_may_read(program: FlaskClient) -> None:
    for url in addresses(program):
        answer = get(program, url, headers={"Cookie": "portal=stolen"})
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


@one_engine
def test_nothing_but_get_is_answered(program: FlaskClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = program.open(f"{EN}/services", method=method, base_url=BASE)
        assert answer.status_code in (400, 405)
        assert answer.get_json().keys() == {"error"}


def test_api_sees_nothing_but_what_is_published(portal: Flask) -> None:
    engine = portal.extensions["portal_api"]["window"]
    with engine.connect() as window:
        assert window.execute(text("SELECT count(*) FROM published")).scalar()
        for table in ("person", "service", "exact_place", "desk_session"):
            with pytest.raises(DatabaseError):
                window.execute(text(f"SELECT 1 FROM {table}"))
            window.rollback()
        with pytest.raises(DatabaseError):
            window.execute(text("DELETE FROM published"))


@one_engine
def test_network_that_asks_too_often_waits_a_minute(
    program: FlaskClient, clock: Clock
) -> None:
    for _ in range(throttle.A_MINUTE):
        ask(program, f"{EN}/")
    answer = program.get(f"{EN}/services", base_url=BASE)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert answer.get_json().keys() == {"error"}
    other = {"REMOTE_ADDR": "192.0.2.7"}
    assert program.get(f"{EN}/", base_url=BASE, environ_overrides=other)
    clock.move(minutes=1)
    ask(program, f"{EN}/services")


def test_addresses_of_one_house_are_one_network() -> None:
    one, two = "2001:db8::1", "2001:db8::2"
    assert throttle.network_of(one) == throttle.network_of(two)
    assert throttle.network_of("2001:db8:0:1::1") != throttle.network_of(one)
    assert throttle.network_of("192.0.2.1") != throttle.network_of("192.0.2.2")
    assert throttle.network_of(None) == ""
    counts = throttle.Counts(at_most=1)
    for at in range(throttle.NETWORKS_AT_MOST + 10):
        counts.wait(f"10.{at >> 16}.{at >> 8 & 255}.{at & 255}", NOW)
    assert len(counts._counts) <= throttle.NETWORKS_AT_MOST + 1


@one_engine
def test_description_is_valid_and_names_every_route(
    program: FlaskClient, portal: Flask
) -> None:
    told = ask(program, "/api/openapi.json")
    validate(told)
    rules = {
        str(rule).replace("<any('sr', 'sr-latn', 'en'):prefix>", "{language}")
        for rule in portal.url_map.iter_rules()
        if str(rule).startswith("/api/")
    }
    assert {rule.replace("<id>", "{id}") for rule in rules} == set(told["paths"])
    for path in told["paths"].values():
        assert path.keys() <= {"get", "parameters"}
    for name, said in LISTS.items():
        get = told["paths"][f"/api/hsds/{{language}}/{name}"]["get"]
        refs = [one["$ref"].rpartition("/")[2] for one in get["parameters"]]
        assert refs == list(said.parameters)
        assert set(refs) <= set(PARAMETERS)
