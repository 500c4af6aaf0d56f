"""What readers in need are told where something would not work."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from tests.blueprints.pathways.test_editions import address
from tests.blueprints.pathways.town import Town, publish, start

Desk = Callable[[str], FlaskClient]


def test_whom_to_call_instead_stands_at_the_step_in_every_edition(
    app: Flask, town: Town, desk: Desk, visitor: Callable
) -> None:
    """No service of these tests is on the wall: their numbers cannot be shown."""
    publish(desk("coordinator"), desk("approver"), start(desk("coordinator"), town))
    way = address(app)
    with visitor() as reader:
        for page in ("", "follow/"):
            text = reader.get(f"{way}{page}").text
            assert text.count("Its number cannot be shown now. Call instead:") == 3
            assert "Step 3: whom to call cannot be shown now." in text
            assert "not public" not in text


def test_who_follows_in_public_is_told_what_would_not_work(
    app: Flask, town: Town, desk: Desk, visitor: Callable, clock: Callable
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    publish(ana, dragan, start(ana, town))
    way = address(app)
    passed = "<li>The day of its review has passed.</li>"
    with visitor() as reader:
        assert passed not in reader.get(f"{way}follow/").text
    clock.move(days=400)
    with visitor() as reader:
        assert passed in reader.get(f"{way}follow/").text
