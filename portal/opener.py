"""A file by others, opened by a process that holds nothing and reaches nothing."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import structlog

from portal.domain.intake import Problem, Read, from_json, refused

SECONDS = 60
_HOUSE = Path(__file__).parent
_START = (
    "import runpy, sys; sys.path.append(sys.argv[1]);"
    " runpy.run_module({!r}, run_name='__main__')"
)
_run = partial(subprocess.run, capture_output=True, cwd="/", env={})
log = structlog.get_logger()


@dataclass(frozen=True)
class Sheet:
    """A table of text as it stands in the file; row and column 1 are the first."""

    name: str
    rows: list[list[str]]
    formulas: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    long: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Opened:
    """`kind` is xlsx, csv, json or zip; a problem says why there is nothing else."""

    kind: str
    sheets: tuple[Sheet, ...] = ()
    notes: tuple[Problem, ...] = ()
    problem: Problem | None = None


def opened(content: bytes) -> Opened:
    """What the file holds, as a process of its own says.

    It has no more than 400 MB, 10 seconds and three open descriptors: a bomb ends it,
    not us.
    """
    said = _apart("opening", str(_HOUSE), content=content)
    return _told(said) if said else Opened("", problem=Problem("too_heavy"))


def read_hsds(content: bytes, added: Iterable[tuple[str, str]]) -> Read:
    """What an HSDS file says; `added`: kind and code of the office's terms."""
    terms = json.dumps(sorted(added))
    said = _apart("portal.hsds.apart", str(_HOUSE.parent), terms, content=content)
    return from_json(said) if said else refused("", "too_heavy")


def _apart(module: str, *given: str, content: bytes) -> Any:
    """What the module says of the content, as plain JSON; None where it was ended."""
    start = ["-I", "-B", "-X", "utf8", "-c", _START.format(module)]
    try:
        done = _run(
            [sys.executable, *start, *given],
            input=content,
            timeout=SECONDS,
            check=True,
        )
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        log.warning("a file was too heavy to open", why=type(error).__name__)
        return None


def _told(said: Mapping[str, Any]) -> Opened:
    problem = said["problem"]
    return Opened(
        said["kind"],
        tuple(map(_sheet, said["sheets"])),
        tuple(Problem(note["code"], about=note["about"]) for note in said["notes"]),
        Problem(problem["code"], about=problem["about"]) if problem else None,
    )


def _sheet(said: Mapping[str, Any]) -> Sheet:
    return Sheet(
        said["name"],
        said["rows"],
        frozenset((row, column) for row, column in said["formulas"]),
        tuple((a, b, c, d) for a, b, c, d in said["merged"]),
        frozenset((row, column) for row, column in said["long"]),
    )
