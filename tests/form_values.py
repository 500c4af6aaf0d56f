"""What a browser would send of a page's form if nobody touched it."""

from html.parser import HTMLParser


class _FormReader(HTMLParser):
    """Fields of every form; later ones of the same name go first."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
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
        picked = given.get("type") not in ("radio", "checkbox") or "checked" in given
        if picked:
            self.values[name] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""


def form_values(page: str) -> dict[str, str]:
    """Each field's value, by name, without the token."""
    reader = _FormReader()
    reader.feed(page)
    values = {k: v.removeprefix("\r\n") for k, v in reader.values.items() if k}
    return {k: v for k, v in values.items() if k != "csrf_token"}
