"""A portal that speaks, without a database."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale

from portal import languages
from portal.domain.words import LANGUAGES
from portal.hsds import writing
from portal.hsds.feed import Feed
from portal.hsds.opened import Opened
from tests.hsds.payloads import TOWNS

NAMES = {slug: f"Town of {slug}" for slug in TOWNS}
Writer = Callable[[Opened, str], dict[str, Any]]


@pytest.fixture(scope="module")
def speaker() -> Iterator[Flask]:
    app = Flask("portal", static_folder=None)
    languages.init_app(app, lambda: languages.ALL[0])
    with app.test_request_context("/"):
        yield app


@pytest.fixture(scope="module")
def written(speaker: Flask) -> Writer:
    """The record in the standard's words, in one language."""

    def write(told: Opened, language: str) -> dict[str, Any]:
        feed = Feed(language, NAMES, dict.fromkeys(TOWNS, "District"))
        with force_locale(languages.BY_CODE[language].locale):
            return writing.service(told, feed)

    return write


@pytest.fixture(scope="module")
def feeds(written: Writer) -> Callable[[Opened], dict[str, dict[str, Any]]]:
    """The record in every language."""
    return lambda told: {language: written(told, language) for language in LANGUAGES}
