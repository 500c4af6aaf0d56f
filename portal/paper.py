"""Pages as PDF files, where the server can make them; a plain sentence where not."""

import sys
from ctypes.util import find_library
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import structlog
from flask import Flask, Response, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal import assets
from portal.maker import Maker

SECONDS = 50
# Loading it takes longer than making a file: so long it waits for the next page.
IDLE_SECONDS = 60
PROGRAM = Path(__file__).with_name("pdf.py")
log = structlog.get_logger()
MAKER = [
    *(sys.executable, "-I", "-B", "-X", "utf8"),
    *(str(PROGRAM), str(IDLE_SECONDS)),
]
_maker = Maker(MAKER)


@dataclass(frozen=True)
class Instead:
    """The page that can be printed where no file is made: what its link says."""

    name: str
    address: str


class NoPdf(Exception):
    """No file was made of a page: it took too much, or something is broken."""


def init_app(app: Flask) -> None:
    """Look once whether Pango is there: pages offer files only where it is."""
    app.extensions["portal_paper"] = _has_pango()
    app.jinja_env.globals["makes_pdf"] = lambda: app.extensions["portal_paper"]


@cache
def _has_pango() -> bool:
    return bool(find_library("pangoft2-1.0"))


def sent(page: str, name: str, instead: Instead) -> ResponseReturnValue:
    """The page as a file of this neutral name, or a sentence that says why not."""
    if not current_app.extensions["portal_paper"]:
        return _refused(_("This server makes no PDF files."), instead)
    try:
        file = pdf(page, SECONDS)
    except NoPdf:
        return _refused(_("It took too long, or something failed."), instead)
    response = Response(file, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _refused(why: str, instead: Instead) -> ResponseReturnValue:
    return render_template("no_pdf.html", why=why, instead=instead), 503


def pdf(page: str, seconds: float = SECONDS) -> bytes:
    """The page as a PDF file, made apart; NoPdf where that does not succeed in time."""
    return _apart(_with_styles(page), seconds)


def _apart(page: str, seconds: float) -> bytes:
    """What the maker answers; it says nothing else, since that may hold the page."""
    try:
        file = _maker.answer(page.encode(), seconds)
    except OSError as error:
        log.warning("no PDF was made", why=type(error).__name__)
        raise NoPdf from error
    if not file.startswith(b"%PDF"):
        log.warning("no PDF was made", why="no file")
        raise NoPdf
    return file


def _with_styles(page: str) -> str:
    """The page with our style sheets in it, since its maker fetches none."""
    return page.replace("</head>", f"<style>{assets.paper()}</style>\n</head>", 1)
