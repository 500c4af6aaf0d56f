"""The portal's own words in a language, from the catalogue that its pages use."""

from typing import Any

from flask import Flask
from flask_babel import gettext, ngettext

from portal import languages
from portal.domain.words import Words, in_language
from portal.labels import label

CODES = [language.code for language in languages.ALL]


class Spoken:
    """Say what stands on the screen: `spoken("Publish")`, `spoken.label(…)`."""

    def __init__(self, code: str) -> None:
        self.language = languages.BY_CODE[code]
        self._app = Flask(__name__)
        languages.init_app(self._app, lambda: self.language)

    def __call__(self, message: str, **values: Any) -> str:
        """An interface text, by its English wording."""
        with self._app.test_request_context():
            return str(gettext(message, **values))

    def count(self, one: str, many: str, number: int) -> str:
        """An interface text that counts something."""
        with self._app.test_request_context():
            return str(ngettext(one, many, number))

    def label(self, kind: str, code: str) -> str:
        """The name of a coded value."""
        with self._app.test_request_context():
            return label(kind, code)

    def words(self, words: Words) -> str:
        """What somebody wrote, as a reader of this language gets it."""
        return in_language(words, self.language.code).text

    @property
    def prefix(self) -> str:
        """How addresses of public pages begin."""
        return f"/{self.language.prefix}"
