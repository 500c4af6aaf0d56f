"""Reads a file of rows cell by cell and keeps every reason why a row is broken."""

import csv
import io
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from portal.domain.script import is_cyrillic
from portal.domain.words import CYRILLIC, ENGLISH

Code = TypeVar("Code", bound=StrEnum)

# What a spreadsheet would run if somebody opened the file in it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,78}")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class RowProblem:
    """What is wrong in which cell; row 1 is the header, column "" the whole row."""

    file: str
    row: int
    column: str
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a file; a broken cell is noted and read as something harmless."""

    file: str
    line: int
    cells: dict[str, str]
    problems: list[RowProblem] = field(repr=False)

    def refuse(self, column: str, reason: str, detail: str = "") -> None:
        self.problems.append(RowProblem(self.file, self.line, column, reason, detail))

    def optional(self, column: str) -> str:
        text = self.cells[column].strip()
        if text.startswith(_FORMULA):
            self.refuse(column, "formula", text)
        return text

    def text(self, column: str) -> str:
        text = self.optional(column)
        if not text:
            self.refuse(column, "empty")
        return text

    def key(self, column: str) -> str:
        text = self.text(column)
        if text and not _KEY.fullmatch(text):
            self.refuse(column, "bad_key", text)
        return text

    def keys(self, column: str) -> tuple[str, ...]:
        """Several texts separated by a bar."""
        return tuple(part for part in self.optional(column).split("|") if part)

    def code(self, column: str, codes: type[Code]) -> Code:
        text = self.text(column)
        if text in set(codes):
            return codes(text)
        if text:
            self.refuse(column, "unknown_code", text)
        return next(iter(codes))

    def optional_code(self, column: str, codes: type[Code]) -> Code | None:
        return self.code(column, codes) if self.optional(column) else None

    def codes(self, column: str, codes: type[Code]) -> tuple[Code, ...]:
        given = self.keys(column)
        for text in given:
            if text not in set(codes):
                self.refuse(column, "unknown_code", text)
        return tuple(codes(text) for text in given if text in set(codes))

    def flag(self, column: str) -> bool:
        text = self.text(column)
        if text not in ("", "yes", "no"):
            self.refuse(column, "unknown_code", text)
        return text == "yes"

    def number(self, column: str, low: float = 0, high: float = math.inf) -> float:
        text = self.text(column)
        plain = re.fullmatch(r"\d+(\.\d+)?", text)
        if plain and low <= float(text) <= high:
            return float(text) if "." in text else int(text)
        if text:
            self.refuse(column, "bad_number", text)
        return low

    def words(self, column: str) -> dict[str, str]:
        """Cyrillic from `column`_sr and English from `column`_en, both present."""
        serbian, english = self.text(f"{column}_sr"), self.text(f"{column}_en")
        if serbian and not is_cyrillic(serbian):
            self.refuse(f"{column}_sr", "not_cyrillic", serbian)
        if english and is_cyrillic(english):
            self.refuse(f"{column}_en", "cyrillic", english)
        return {CYRILLIC: serbian, ENGLISH: english}

    def optional_words(self, column: str) -> dict[str, str] | None:
        given = self.optional(f"{column}_sr") or self.optional(f"{column}_en")
        return self.words(column) if given else None

    def day(self, column: str) -> str:
        """A year, a month or a day, as ISO text."""
        text = self.text(column)
        if text and not _is_day(text):
            self.refuse(column, "bad_date", text)
        return text

    def optional_day(self, column: str) -> str | None:
        return self.day(column) if self.optional(column) else None

    def period(self, column: str) -> str:
        """A day, month or year, or two of them with a slash between, in order."""
        text = self.text(column)
        ends = text.split("/")
        right = len(ends) <= 2 and all(map(_is_day, ends)) and ends == sorted(ends)
        if text and not right:
            self.refuse(column, "bad_date", text)
        return text


def _is_day(text: str) -> bool:
    match = _DAY.fullmatch(text)
    if not match:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return 1900 <= date(year, month, day).year <= 2100
    except ValueError:
        return False


def read_rows(
    path: Path, columns: Iterable[str], problems: list[RowProblem]
) -> Iterator[Row]:
    """The rows of a file with a header; what cannot be read at all is a problem."""
    lines = list(_lines(path, problems))
    if not lines:
        return
    _, header = lines[0]
    missing = [column for column in columns if column not in header]
    for column in missing:
        problems.append(RowProblem(path.name, 1, column, "missing_column"))
    if missing:
        return
    for number, cells in lines[1:]:
        if len(cells) == len(header):
            named = dict(zip(header, cells, strict=True))
            yield Row(path.name, number, named, problems)
        else:
            detail = f"{len(cells)} / {len(header)}"
            problems.append(RowProblem(path.name, number, "", "cell_count", detail))


def _lines(path: Path, problems: list[RowProblem]) -> Iterator[tuple[int, list[str]]]:
    text = _text(path, problems)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    started = 1
    try:
        for cells in reader:
            if cells:
                yield started, cells
            started = reader.line_num + 1
    except csv.Error as error:
        problems.append(RowProblem(path.name, started, "", "bad_quotes", str(error)))
    if started == 1 and text == "" and not problems:
        problems.append(RowProblem(path.name, 1, "", "empty_file"))


def _text(path: Path, problems: list[RowProblem]) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.append(RowProblem(path.name, 0, "", "no_file", error.strerror or ""))
        return ""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(RowProblem(path.name, line, "", "encoding", error.reason))
        return ""
