"""Files as people bring them: made here, sent, looked at and taken."""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from flask.testing import FlaskClient
from python_calamine import load_workbook

from tests.form_values import form_values
from tests.visit import look, send

Rows = Sequence[Sequence[Any]]
HEADS = ("organisation", "name", "summary", "category", "tier")


def a_row(name: str = "Савет", **more: str) -> dict[str, str]:
    """A row that can be taken, by the codes of its columns."""
    given = {
        "organisation": "csw",
        "name": name,
        "summary": "Слуша.",
        "category": "legal",
        "tier": "area",
    }
    return given | more


def table(*rows: dict[str, str]) -> list[list[str]]:
    """Headings by code, and the rows below."""
    heads = list(dict.fromkeys(name for row in rows for name in row)) or list(HEADS)
    return [heads, *([row.get(name, "") for name in heads] for row in rows)]


def xlsx(rows: Rows, *, merged: str = "", **sheets: Rows) -> bytes:
    """A workbook; a text that begins with = is a formula, as somebody types it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, found in {"Services": rows, **sheets}.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(found):
                page.write_row(at, 0, row)
            if merged and name == "Services":
                page.merge_range(merged, "Исто", book.add_format())
    return out.getvalue()


def csv(rows: Rows, encoding: str = "utf-8", separator: str = ";") -> bytes:
    lines = (separator.join(str(cell) for cell in row) for row in rows)
    return "\n".join(lines).encode(encoding)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return {name: found.read(name) for name in found.namelist()}


def zipped(found: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in found.items():
            made.writestr(name, content)
    return out.getvalue()


def cells(content: bytes, sheet: int = 0) -> list[list[Any]]:
    """What a program that reads workbooks finds."""
    found = load_workbook(io.BytesIO(content)).get_sheet_by_index(sheet)
    return found.to_python(skip_empty_area=False)


class Bringer:
    """Somebody of a team with a file."""

    def __init__(self, client: FlaskClient, team: Any) -> None:
        self.client = client
        self.files = f"/desk/services/intake/of/{team}"

    def send(self, content: bytes, name: str = "services.xlsx") -> Any:
        kind = "multipart/form-data"
        data = {"file": (io.BytesIO(content), name)}
        return send(self.client, self.files, data, content_type=kind)

    def bring(self, content: bytes, name: str = "services.xlsx") -> str:
        """The address of the page that says what the file would do."""
        answer = self.send(content, name)
        assert answer.status_code == 303, said(answer.text)
        return str(answer.headers["Location"])

    def look(self, url: str, **query: str) -> str:
        return look(self.client, url, query_string={"lang": "en", **query}).text

    def take(self, url: str, **values: str) -> Any:
        mark = form_values(look(self.client, url).text)
        return send(self.client, f"{url}/take", mark | values)

    def counts(self, url: str) -> dict[str, int]:
        """How many rows of each kind the page names."""
        found = re.findall(
            r">(New|Changed|As it is|Not to be taken): (\d+)<", self.look(url)
        )
        return {name: int(amount) for name, amount in found if int(amount)}

    def export(self, kind: str = "xlsx") -> bytes:
        return look(self.client, f"{self.files}/services.{kind}").data


def said(page: str) -> str:
    """The text of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.partition("<main")[2]))
