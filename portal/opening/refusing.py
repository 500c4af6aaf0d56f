"""Why a file is not opened any further."""


class Refused(Exception):
    """A code that the portal words, and what it says of it."""

    def __init__(self, code: str, **about: str | int) -> None:
        super().__init__(code)
        self.code, self.about = code, about
