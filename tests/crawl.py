"""Walks through the desk as a person does: following links, and trying others'."""

import re
from html import unescape

from flask.testing import FlaskClient

from tests.visit import look

LINK = re.compile(r'(?:href|action)="(/desk/[^"#]*)')


class Crawl:
    """Everything that one person gets to see, page by page."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.pages: dict[str, str] = {}
        self.statuses: dict[str, int] = {}

    def follow(self, *addresses: str) -> "Crawl":
        """Look at these, and at all that they lead to."""
        waiting = list(addresses)
        while waiting:
            url = waiting.pop()
            if url not in self.pages:
                waiting += self._look(url)
        return self

    def _look(self, url: str) -> list[str]:
        answer = look(self.client, url)
        self.pages[url] = f"{answer.headers}\n{answer.text}"
        self.statuses[url] = answer.status_code
        return [unescape(link) for link in LINK.findall(answer.text)]

    def finds(self, text: str) -> list[str]:
        """The pages on which the text stands."""
        return [url for url, page in self.pages.items() if text in page]
