"""One run of a job: where, in which language, on which screen, with which people."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser import desk
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.spoken import CODES, Spoken

WIDTHS = (360, 1280)
EVERY = [f"{code} {width}" for code in CODES for width in WIDTHS]


@dataclass
class Run:
    """A phone or a desk, and people who speak one language."""

    live: Live
    spoken: Spoken
    width: int
    person_at: Callable[..., Person]

    def somebody(self) -> Person:
        """A person with a browser in the language of the run."""
        return self.person_at(
            self.live, self.width, lang=f"{self.spoken.language.code}-RS"
        )

    def at_the_desk(self, email: str) -> Person:
        """Somebody who is signed in, and has done nothing yet."""
        person = self.somebody()
        desk.is_at_the_desk(person, email, self.spoken)
        return person

    @property
    def number(self) -> int:
        """Tells the runs apart."""
        return self.width + CODES.index(self.spoken.language.code)
