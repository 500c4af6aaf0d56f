"""The names of countries, as Babel has them; Kosovo* with its asterisk."""

from babel.core import Locale

from portal.domain.pathways import COUNTRIES
from portal.languages import current


class Country:
    """A name that is asked for in the reader's language when it is shown."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        name = str(Locale.parse(current().locale).territories[self.code])
        return name.replace(" & ", " and ") + ("*" if self.code == "XK" else "")

    def __html__(self) -> str:
        return str(self)


NAMES = {"country": {code: Country(code) for code in COUNTRIES}}
