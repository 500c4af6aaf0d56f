"""Walks through the desk as a person does: following links, and trying others'."""

import io
import re
import zipfile
from html import unescape

from flask.testing import FlaskClient

from tests.pdfs import words_of
from tests.visit import look

LINK = re.compile(r'(?:href|action)="(/desk/[^"#]*)')
# A file of a complete edition says what its page to print says, and takes a second; a
# table of gaps leads to a page for each of its cells, all from one view: those that
# are worth a look are named by who asks for a crawl.
ALIKE = re.compile(
    r"/desk/gaps/(?:[^/?]+/[^/?]+/[^/?]+/|new/[^?]+\?)|.*/professional\.pdf"
)


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
        said = text_of(answer.data)
        self.pages[url] = f"{answer.headers}\n{said}"
        self.statuses[url] = answer.status_code
        links = [unescape(link) for link in LINK.findall(said)]
        return [link for link in links if not ALIKE.match(link)]

    def finds(self, text: str) -> list[str]:
        """The pages on which the text stands."""
        return [url for url, page in self.pages.items() if text in page]


def text_of(content: bytes) -> str:
    """What somebody can read in a page, a sheet, or all the parts of a workbook."""
    if content.startswith(b"%PDF"):
        return words_of(content)
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = [book.read(name).decode(errors="replace") for name in book.namelist()]
    return "\n".join(parts)
