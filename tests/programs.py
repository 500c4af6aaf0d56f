"""A program that asks the API for everything, signed in nowhere."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.blueprints.opendata.openapi import LISTS
from portal.languages import ALL

BASE = "https://localhost"
_numbers = count(1)


def get(client: FlaskClient, url: str, **more: Any) -> TestResponse:
    """Ask from a network that never asked before: nobody has to wait."""
    at = next(_numbers)
    network = {"REMOTE_ADDR": f"10.{at >> 16 & 255}.{at >> 8 & 255}.{at & 255}"}
    return client.get(url, base_url=BASE, environ_overrides=network, **more)


def asked(client: FlaskClient) -> dict[str, str]:
    """Every answer by its address: all lists in whole, and each thing by itself."""
    found = {}
    for url in addresses(client):
        answer = get(client, url)
        assert answer.status_code == 200, (url, answer.text)
        found[url] = f"{answer.headers}\n{answer.text}"
    return found


def addresses(client: FlaskClient) -> Iterator[str]:
    yield "/api/openapi.json"
    for language in ALL:
        root = f"/api/hsds/{language.prefix}/"
        yield root
        for name, said in LISTS.items():
            full = "&full=true" if "full" in said.parameters else ""
            yield f"{root}{name}"
            yield f"{root}{name}?per_page=200{full}"
        for name in ("services", "organizations", "service_at_locations"):
            for thing in contents(client, f"{root}{name}?per_page=200"):
                yield f"{root}{name}/{thing['id']}"


def contents(client: FlaskClient, url: str) -> list[dict[str, Any]]:
    """What stands on one page of a list."""
    told = get(client, url).get_json()["contents"]
    return list(told)
