"""One page as a PDF file: HTML comes in, PDF goes out, and nothing else is reached.

A process of its own, since WeasyPrint loads Pango as soon as it is imported. It stands
on WeasyPrint alone: run as a file it starts without the rest of the portal.
"""

import os
import resource
import sys
from typing import Any

from weasyprint import HTML
from weasyprint.urls import URLFetcher

MEMORY = 800_000_000
SECONDS = 20
ADDRESSES = ("href", "{http://www.w3.org/1999/xlink}href", "src", "data", "style")
REACHING = (
    *("socket.", "subprocess.", "urllib."),
    *("os.exec", "os.fork", "os.posix_spawn", "os.system"),
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Nothing(URLFetcher):
    """Fetches nothing: whatever a page is made of stands in it."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        raise ValueError("nothing is fetched")


def enclose(*, memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """No more memory and time than these; no file is written, nobody is called."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    sys.addaudithook(_refuse)


def _refuse(event: str, details: tuple[object, ...]) -> None:
    writes = event == "open" and isinstance(details[2], int) and details[2] & WRITING
    if writes or event.startswith(REACHING):
        raise PermissionError(event)


def made(html: str) -> bytes:
    """A tagged PDF of the page; its links lead to places of its own only."""
    page = HTML(string=html, url_fetcher=Nothing())
    for element in page.etree_element.iter():
        _keep_inside(element)
    file: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return file


def _keep_inside(element: Any) -> None:
    """Addresses elsewhere go; what led there is a text like any other."""
    for name in ADDRESSES:
        if not element.attrib.get(name, "#").startswith("#"):
            del element.attrib[name]
    if element.tag == "a" and "href" not in element.attrib:
        element.tag = "span"
        element.attrib["class"] = f"{element.attrib.get('class', '')} unbroken"


def main() -> None:
    enclose()
    sys.stdout.buffer.write(made(sys.stdin.buffer.read().decode()))


if __name__ == "__main__":
    main()
