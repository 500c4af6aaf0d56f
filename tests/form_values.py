"""What a browser would send of a page's form if nobody touched it."""

from html.parser import HTMLParser
from typing import Any


class _FormReader(HTMLParser):
    """Fields of every form; later ones of a name go first, ticked boxes together."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "textarea":
            self.area = name
            self.values[name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            picked = "selected" in given or self.select not in self.values
            if picked:
                self.values[self.select] = given.get("value", "")

    def _input(self, name: str, given: dict[str, str]) -> None:
        ticks = given.get("type") == "checkbox"
        picked = not (ticks or given.get("type") == "radio") or "checked" in given
        if picked and ticks and name in self.values:
            before = self.values[name]
            self.values[name] = [*_listed(before), given.get("value", "")]
        elif picked:
            self.values[name] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def form_values(page: str) -> dict[str, Any]:
    """Each field's value, by name, without the token."""
    reader = _FormReader()
    reader.feed(page)
    values = {
        k: v if isinstance(v, list) else v.removeprefix("\r\n")
        for k, v in reader.values.items()
        if k
    }
    return {k: v for k, v in values.items() if k != "csrf_token"}
