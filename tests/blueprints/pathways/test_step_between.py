"""A new step behind another one, and between it and what followed."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.blueprints.pathways.town import Town, start, step_form, steps_of
from tests.form_values import form_values
from tests.visit import look, send

Desk = Callable[[str], FlaskClient]


def ways(app: Flask) -> dict[str, list[str]]:
    return {step.key: [f["to"] for f in step.forks] for step in steps_of(app)}


def with_one_way(app: Flask) -> tuple[str, str]:
    """The key of the first step that goes on to one, and where it leads."""
    return next((s, to[0]) for s, to in ways(app).items() if len(to) == 1)


def test_link_behind_a_step_puts_the_new_one_between(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    keys = [step.key for step in steps_of(app)]
    before, then = with_one_way(app)
    link = f"{version}/steps/new?after={before}"
    assert f'href="{link}"' in look(ana, version).text
    preset = form_values(look(ana, link).text)
    assert preset["after"] == before
    form = step_form(after=before)
    assert send(ana, f"{version}/steps/new", form).status_code == 303
    after = ways(app)
    new = next(key for key in after if key not in keys)
    assert after[before] == [new]
    assert after[new] == [then]
    assert list(after).index(new) == keys.index(before) + 1


@pytest.mark.parametrize("own", ["end", "elsewhere"])
def test_step_that_says_otherwise_stands_there_and_no_way_is_changed(
    app: Flask, town: Town, desk: Desk, own: str
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    before, then = with_one_way(app)
    stood = ways(app)
    other = next(key for key in stood if key not in (before, then))
    more = {"kind": "end"} if own == "end" else {"answers-0-to": other}
    form = step_form(after=before, **more)
    assert send(ana, f"{version}/steps/new", form).status_code == 303
    after = ways(app)
    (new,) = after.keys() - stood.keys()
    assert {key: after[key] for key in stood} == stood
    assert list(after).index(new) == list(stood).index(before) + 1


@pytest.mark.parametrize("after", ["", "nobody-knows"])
def test_without_a_place_it_stands_at_the_end(
    app: Flask, town: Town, desk: Desk, after: str
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    stood = ways(app)
    form = step_form(after=after)
    assert send(ana, f"{version}/steps/new", form).status_code == 303
    assert list(ways(app))[:-1] == list(stood)
