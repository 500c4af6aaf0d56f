"""Pages as PDF files: HTML comes in, PDF goes out, and nothing else is reached.

A process of its own, since WeasyPrint loads Pango as soon as it is imported. It stands
on WeasyPrint alone: run as a file it starts without the rest of the portal. Loading
takes longer than making a file, so it waits for the next page for a while; each file is
made by a child of its own, with walls around it.
"""

import os
import resource
import socket
import sys
from contextlib import suppress
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
LENGTH, LINES = 8, 256
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


def serve(asked: socket.socket, patience: float) -> None:
    """Answer each page with its file, or with nothing where none was made, until no
    page comes for so many seconds. A length of eight bytes goes before both."""
    asked.settimeout(patience)
    with suppress(TimeoutError), asked.makefile("rwb") as there:
        while length := there.read(LENGTH):
            _answer(there, int.from_bytes(length))


def _answer(there: Any, length: int) -> None:
    """One page; nothing of it is held any more when the next child is made."""
    file = _by_a_child(there.read(length))
    there.write(len(file).to_bytes(LENGTH) + file)
    there.flush()


def _by_a_child(page: bytes) -> bytes:
    """What a child makes of the page; it holds no line but the one back."""
    back, out = os.pipe()
    child = os.fork()
    if not child:
        _make(page, out)
    os.close(out)
    with open(back, "rb") as made_of_it:
        file = made_of_it.read()
    return file if os.waitpid(child, 0)[1] == 0 else b""


def _make(page: bytes, out: int) -> None:
    """The child's whole life: it takes the walls, writes the file and ends."""
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nothing, number)
        os.closerange(3, out)
        os.closerange(out + 1, LINES)
        with open(out, "wb") as there:
            enclose()
            there.write(made(page.decode()))
    except BaseException:
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    serve(socket.socket(fileno=0), float(sys.argv[1]))
