"""Search widens nobody's circle: everybody asks for every canary there is."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.db import begin_write, db
from tests.aviary import Aviary
from tests.visit import look, signed_in

RESULTS = re.compile(r"<main.*</main>", re.DOTALL)
# What is found by these: the rest of the columns no word of the index comes from.
SEARCHED = {
    *("organisation.name", "organisation.aliases", "service.name", "service.summary"),
    *("pathway_version.title", "pathway_version.summary"),
}


@pytest.fixture
def aviary(app: Flask) -> Aviary:
    with app.app_context():
        begin_write()
        aviary = Aviary()
        db.session.commit()
    return aviary


def results(client: FlaskClient, text: str) -> str:
    """What is found; the box that repeats the question stands outside."""
    page = look(client, f"/desk/search/?q={text}").text
    return "".join(RESULTS.findall(page)).replace(f'value="{text}"', "")


@pytest.mark.one_engine
def test_nobody_finds_by_search_what_is_outside_the_circle(
    app: Flask, aviary: Aviary, tell: Any
) -> None:
    leaks, finders, asked = [], {}, 0
    by_text = {canary.text: canary for canary in aviary.cage.all}
    for role, actor in aviary.people.items():
        client = signed_in(app, actor)
        client.checks_pages = False  # type: ignore[attr-defined]
        for text, canary in by_text.items():
            asked += 1
            said = results(client, text)
            if 'class="found"' in said:
                finders.setdefault(canary.column, set()).add(role)
                if role not in canary.entitled:
                    leaks.append(f"{role} finds something by {canary.column}")
            leaks += [
                f"{role} reads {by_text[word].column} having asked for {canary.column}"
                for word in set(re.findall(r"canary\d{6}", said)) & set(by_text)
                if role not in by_text[word].entitled
            ]
    assert leaks == []
    assert finders.keys() == SEARCHED
    assert {"member", "office", "other_member"} <= finders["service.name"]
    assert finders["organisation.aliases"] >= {"member", "other_member"}
    tell(f"{asked} questions, {len(by_text)} canaries, 0 leaks")
