"""A file as it comes with the request, opened and read before anything is written."""

from dataclasses import dataclass

from flask import request

from portal import terms
from portal.blueprints.services import intake_queries, tables
from portal.domain.intake import UPLOAD_AT_MOST, Problem, Read, refused
from portal.models import Team
from portal.opener import opened, read_hsds


@dataclass(frozen=True)
class Brought:
    """Its name, which proves nothing, and what it says."""

    name: str
    read: Read

    @property
    def refusal(self) -> Problem | None:
        """Why the file as a whole is not read."""
        whole = (problem for problem in self.read.problems if not problem.place.row)
        return next(whole, None)

    @property
    def is_empty(self) -> bool:
        return not self.read.rows and not self.read.problems


def brought(team: Team) -> Brought | None:
    """The file that was sent; None where none was chosen."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    content = sent.stream.read(UPLOAD_AT_MOST + 1)
    if len(content) > UPLOAD_AT_MOST:
        most = UPLOAD_AT_MOST // 1_000_000
        return Brought(sent.filename, refused("", "file_too_big", most=most))
    return Brought(sent.filename, _read(content, team))


def _read(content: bytes, team: Team) -> Read:
    """A table, or an HSDS file by whomever."""
    found = opened(content)
    if found.problem or found.sheets:
        return tables.read(found, intake_queries.known(team).names)
    return read_hsds(content, [(term.kind, term.code) for term in terms.added()])
