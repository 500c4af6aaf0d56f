"""The town of these tests, and its people at the desk."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.blueprints.pathways.town import Town
from tests.visit import signed_in


@pytest.fixture
def town(app: Flask) -> Town:
    return Town(app)


@pytest.fixture
def desk(app: Flask, town: Town) -> Callable[[str], FlaskClient]:
    return lambda who: signed_in(app, getattr(town, who))
