"""Long lists by pages: which page is asked for, and the rows that stand on it."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select

ROWS = 30
PAGES_AT_MOST = 10_000

Row = TypeVar("Row")


def asked(given: Mapping[str, str]) -> int:
    """The page that an address names; the first for anything that is no page."""
    said = given.get("page", "")
    return min(max(int(said[:9]), 1), PAGES_AT_MOST) if said.isdecimal() else 1


def pages(found: int) -> int:
    """How many pages so many rows take."""
    return -(-found // ROWS)


def on_page(statement: Select[Any], page: int) -> Select[Any]:
    """The statement, for the rows of one page alone."""
    return statement.offset((page - 1) * ROWS).limit(ROWS)


def cut(rows: Sequence[Row], page: int) -> Sequence[Row]:
    """Of rows that are read already, those of one page."""
    return rows[(page - 1) * ROWS : page * ROWS]
