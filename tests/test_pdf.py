"""What makes PDF files reaches nothing, takes little, and says when it cannot."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from portal import paper
from portal.paper import NoPdf, pdf
from tests.pdfs import does, reader, words_of

HEAD = '<!doctype html><html lang="sr-Cyrl"><head><title>Пут</title></head><body>'
HOSTILE = """<!doctype html><html lang="en"><head><title>t</title>
<base href="{here}/"><style>@import url({here}/a.css);
body {{ background: url({here}/b.png) }} p::after {{ content: url(file:///etc/passwd) }}
@font-face {{ font-family: x; src: url({here}/c.woff) }} p {{ font-family: x }}
li {{ -weasy-link: url({here}/d) }}</style>
<link rel="stylesheet" href="{here}/e.css"><link rel="attachment" href="file:///etc/passwd">
<link rel="attachment" href="data:text/plain,root:"></head><body><h1>Safe words</h1>
<img src="file:///etc/passwd" alt=""><img src="{here}/f.png" alt="">
<img src="f.png" alt=""><object data="file:///etc/passwd"></object>
<embed src="{here}/g"><iframe src="file:///etc/passwd"></iframe>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<title>s</title><image href="file:///etc/passwd" width="9" height="9"/>
<use xlink:href="{here}/h.svg#x"/><style>@import url({here}/i.css);</style></svg>
<p style="background: url({here}/j.png)">p</p><ul><li>l</li></ul>
<a href="javascript:alert(1)">j</a><a href="{here}/k">k</a><a href="k">m</a>
<a href="file:///etc/passwd" rel="attachment">n</a><script>alert(2)</script>
<form action="{here}/o"><input name="q"></form><a href="#step">own</a>
<p id="step">step</p></body></html>"""


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """An address, and what was asked for there."""
    paths: list[str] = []

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *said: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Door) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()


def test_hostile_page_fetches_nothing_and_its_file_does_nothing(
    asked: tuple[str, list[str]],
) -> None:
    here, paths = asked
    file = pdf(HOSTILE.format(here=here))
    assert paths == []
    assert does(file) == set()
    said = words_of(file)
    assert "Safe words" in said
    assert "root:" not in said
    assert b"root:" not in file
    assert list(reader(file).attachments) == []


def test_names_that_do_something_would_be_found() -> None:
    program = "from weasyprint import HTML; import sys; sys.stdout.buffer.write("
    program += "HTML(string='<a href=\"https://x.example\">x</a>').write_pdf())"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True)
    assert does(done.stdout) == {"/URI"}


def test_file_is_tagged_and_says_its_language_and_title() -> None:
    found = reader(pdf(f"{HEAD}<h1>Пут до помоћи</h1><p>Корак</p></body></html>"))
    root = found.trailer["/Root"]
    assert root["/Lang"] == "sr-Cyrl"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert found.metadata is not None
    assert found.metadata.title == "Пут"
    assert "Пут до помоћи" in words_of(found.stream.getvalue())


def test_same_page_is_the_same_file() -> None:
    page = f"{HEAD}<p>Једно</p></body></html>"
    apart = getattr(paper._apart, "__wrapped__", paper._apart)
    assert apart(page, 60) == apart(page, 60)


def test_page_that_takes_too_long_or_breaks_its_maker_gives_no_file() -> None:
    with pytest.raises(NoPdf):
        pdf(f"{HEAD}<p>Дуго</p></body></html>", seconds=0.01)
    with pytest.raises(NoPdf):
        pdf(f"{HEAD}{'<div>' * 2_000}</body></html>")


@pytest.mark.parametrize(
    "does",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "subprocess.run(['true'])",
        "open('/tmp/portal-pdf-written', 'w').write('x')",
        "bytearray(900_000_000)",
    ],
)
def test_maker_may_do_nothing_but_read_and_answer(does: str) -> None:
    program = (
        f"import socket, subprocess; from portal.pdf import enclose; enclose(); {does}"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True)
    assert done.returncode == 1
    refused = (b"PermissionError", b"MemoryError", b"File too large")
    assert any(why in done.stderr for why in refused), done.stderr


def test_portal_itself_never_loads_the_maker() -> None:
    program = "import sys, portal.paper, portal; print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True)
    assert done.stdout == b"False\n"
