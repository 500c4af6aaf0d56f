"""The API of what is public: for anybody, by pages, from the window alone."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.blueprints.opendata.openapi import LISTS
from portal.domain.words import CYRILLIC, ENGLISH, LATIN
from portal.hsds import reading
from portal.hsds.opened import opened
from portal.hsds.taxonomy import taxonomy_id, term_id
from tests.hsds import standard
from tests.programs import BASE, contents
from tests.publish.country import (
    ON_PORTAL,
    SERVICES_OF_A_TOWN,
    a_service,
    slug_of,
    the_number,
    uid_of,
)
from tests.publish.test_map import placed
from tests.publish.walls import put, take_down
from tests.statements import counted_statements
from tests.told import Tell
from tests.world import NOW, TODAY, both

one_engine = pytest.mark.one_engine
LISTED = ON_PORTAL * SERVICES_OF_A_TOWN + 1
PREFIXES = {CYRILLIC: "sr", LATIN: "sr-latn", ENGLISH: "en"}
UID = uid_of("service", 5)
EN = "/api/hsds/en"


@pytest.fixture
def program(portal: Flask) -> FlaskClient:
    return portal.test_client()


def ask(program: FlaskClient, url: str, status: int = 200, **more: Any) -> Any:
    answer = program.get(url, base_url=BASE, **more)
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/json"
    return answer.get_json()


def test_services_come_by_pages_each_once(program: FlaskClient) -> None:
    found, number, last = [], 1, False
    while not last:
        page = ask(program, f"{EN}/services?per_page=10&page={number}")
        assert page["total_items"] == LISTED
        assert page["total_pages"] == 3
        assert page["page_number"] == number
        assert page["size"] == len(page["contents"])
        assert page["first_page"] is (number == 1)
        assert page["empty"] is False
        found += [service["id"] for service in page["contents"]]
        last, number = page["last_page"], number + 1
    assert len(found) == len(set(found)) == LISTED
    beyond = ask(program, f"{EN}/services?page=99")
    assert (beyond["empty"], beyond["contents"]) == (True, [])


def test_whole_service_is_told_to_the_letter(program: FlaskClient) -> None:
    feeds = {
        code: ask(program, f"/api/hsds/{prefix}/services/{UID}")
        for code, prefix in PREFIXES.items()
    }
    number = the_number().payload["contacts"][0]
    told = opened(a_service(5, 1).payload, TODAY, number)
    assert reading.service(feeds) == told
    full = contents(program, f"{EN}/services?full=true&per_page=200")
    assert feeds[ENGLISH] in full


@one_engine
def test_answers_conform_to_the_standard(program: FlaskClient, tell: Tell) -> None:
    if standard.folder() is None:
        tell(standard.ABSENT)
        return
    seen = 0
    for name in ("services", "organizations", "service_at_locations"):
        kind = name.removesuffix("s")
        for thing in contents(program, f"{EN}/{name}?full=true&per_page=200"):
            assert standard.faults(kind, thing) == []
            alone = ask(program, f"{EN}/{name}/{thing['id']}")
            assert standard.faults(kind, alone) == []
            seen += 1
    tell(f"{seen} answers conform to HSDS 3.1")


@one_engine
def test_every_list_names_its_things_and_every_thing_is_there(
    program: FlaskClient,
) -> None:
    for name in LISTS:
        things = contents(program, f"{EN}/{name}?per_page=200")
        assert len(things) > 5, name
        for thing in things[:5]:
            assert ask(program, f"{EN}/{name}/{thing['id']}")["id"] == thing["id"]
        wrong = ask(program, f"{EN}/{name}/{UID[::-1]}", 404)
        assert wrong == {"error": "There is nothing of this id."}


@one_engine
@pytest.mark.parametrize(
    ("asked", "amount"),
    [
        (f"taxonomy_term_id={term_id('municipality', slug_of(3))}", 4),
        (f"taxonomy_term_id={term_id('sector', 'social_care')}", LISTED),
        (f"taxonomy_term_id={term_id('category', 'helpline')}", 2),
        (f"taxonomy_id={taxonomy_id('group')}", LISTED),
        (f"taxonomy_id={taxonomy_id('model')}", 0),
        ("search=SERVICE", LISTED),
        ("search=" + quote("sluzba 17"), 1),
        ("search=" + quote("СЛУЖБА"), LISTED),
        ("search=nowhere", 0),
        (f"modified_after={NOW:%Y-%m-%dT%H:%M:%SZ}", LISTED),
        (f"modified_after={quote((NOW + timedelta(seconds=1)).isoformat())}", 0),
    ],
)
def test_filters_find_what_they_say(
    program: FlaskClient, asked: str, amount: int
) -> None:
    assert ask(program, f"{EN}/services?{asked}")["total_items"] == amount


@one_engine
def test_services_of_one_organization(program: FlaskClient) -> None:
    body = ask(program, f"{EN}/services/{UID}")["organization_id"]
    found = contents(program, f"{EN}/services?organization_id={body}")
    assert [service["id"] for service in found] == [UID]
    assert [
        s["id"] for s in ask(program, f"{EN}/organizations/{body}")["services"]
    ] == [UID]


@one_engine
@pytest.mark.parametrize(
    "asked",
    [
        *("page=0", "page=-1", "page=x", "page=1.5", "page=99999999999", "page="),
        *("per_page=201", "per_page=0", "full=maybe", "format=xml", "format=ndjson"),
        *("taxonomy_id=housing", "organization_id=1", "modified_after=yesterday"),
        *("modified_after=2026-13-01", "proximity=100", "postcode=17000", "x=1"),
        *("page=1&page=2", "search=" + "a" * 101, "Page=1", "page[]=1"),
    ],
)
def test_question_that_cannot_be_understood_is_refused_in_a_sentence(
    program: FlaskClient, asked: str
) -> None:
    refused = ask(program, f"{EN}/services?{asked}", 400)
    assert refused.keys() == {"error"}
    assert refused["error"].endswith(".")
    assert "Traceback" not in refused["error"]


@one_engine
def test_refusal_does_not_repeat_what_was_asked(program: FlaskClient) -> None:
    for asked in ("secretword=1", "page=secretword", "search=" + "secretword" * 11):
        assert "secretword" not in str(ask(program, f"{EN}/services?{asked}", 400))


def test_what_changes_is_told_at_once(program: FlaskClient, portal: Flask) -> None:
    assert ask(program, f"{EN}/services/{UID}")["name"] == "Service 5"
    put(portal, placed(5, 1, name=both("Ново", "A new name")))
    assert ask(program, f"{EN}/services/{UID}")["name"] == "A new name"
    take_down(portal, a_service(5, 1))
    ask(program, f"{EN}/services/{UID}", 404)
    assert ask(program, f"{EN}/services")["total_items"] == LISTED - 1
    put(portal, a_service(5, 1))
    assert ask(program, f"{EN}/services")["total_items"] == LISTED


def test_answer_that_stayed_the_same_is_not_sent_again(
    program: FlaskClient, portal: Flask
) -> None:
    first = program.get(f"{EN}/services", base_url=BASE)
    assert first.headers["Cache-Control"] == "public, max-age=60"
    same = {"If-None-Match": first.headers["ETag"]}
    again = program.get(f"{EN}/services", base_url=BASE, headers=same)
    assert (again.status_code, again.data) == (304, b"")
    put(portal, placed(5, 1, name=both("Ново", "A new name")))
    anew = program.get(f"{EN}/services", base_url=BASE, headers=same)
    assert anew.status_code == 200


@one_engine
def test_statements_do_not_grow_with_the_page(program: FlaskClient) -> None:
    ask(program, f"{EN}/services?full=true")
    amounts = []
    for size in (1, 20):
        with counted_statements() as sent:
            ask(program, f"{EN}/services?full=true&per_page={size}")
        amounts.append(len(sent))
    assert amounts[0] == amounts[1] <= 8


@one_engine
def test_cyrillic_is_told_as_itself(program: FlaskClient) -> None:
    answer = program.get("/api/hsds/sr/services", base_url=BASE)
    assert "Служба" in answer.text
    assert json.loads(answer.text)["total_items"] == LISTED
