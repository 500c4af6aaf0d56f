"""The form of a new step that is sent twice makes one step."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.blueprints.pathways.town import Town, remove, start, steps_of
from tests.form_values import form_values
from tests.visit import look, send

Desk = Callable[[str], FlaskClient]
ACTION = "Зове дежурни број"


def filled(ana: FlaskClient, version: str) -> dict[str, str]:
    """The form of a new step, opened and filled."""
    words = {"action": ACTION, "actor": "Полиција"}
    return form_values(look(ana, f"{version}/steps/new").text) | words


def test_same_form_saved_twice_is_one_step(app: Flask, town: Town, desk: Desk) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    form, before = filled(ana, version), len(steps_of(app))
    first, second = (send(ana, f"{version}/steps/new", form) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert len(steps_of(app)) == before + 1


def test_form_that_was_changed_before_it_is_saved_again_asks_first(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    form, new = filled(ana, version), f"{version}/steps/new"
    assert send(ana, new, form).status_code == 303
    asked = send(ana, new, form | {"action": "Зове центар"})
    assert asked.status_code == 409
    assert ACTION in asked.text
    key = steps_of(app)[-1].key
    assert f'action="{version}/steps/{key}"' in asked.text
    again = form_values(asked.text)
    assert again["action"] == "Зове центар"
    assert send(ana, f"{version}/steps/{key}", again).status_code == 303
    assert steps_of(app)[-1].action["sr-Cyrl"] == "Зове центар"


def test_step_that_was_removed_can_be_added_again(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    form, new = filled(ana, version), f"{version}/steps/new"
    assert send(ana, new, form).status_code == 303
    many = len(steps_of(app))
    assert remove(ana, version, steps_of(app)[-1].key).status_code == 303
    assert send(ana, new, form).status_code == 303
    assert len(steps_of(app)) == many


@pytest.mark.parametrize("key", ["", "new", "s1' OR 1", "x" * 5000])
def test_key_that_no_form_has_given_is_not_taken(
    app: Flask, town: Town, desk: Desk, key: str
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    form = filled(ana, version) | {"own_key": key}
    assert send(ana, f"{version}/steps/new", form).status_code == 303
    assert len(steps_of(app)[-1].key) == 9
