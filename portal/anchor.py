"""The newest link of the audit chain, noted outside the database: a cut end shows."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from portal.models import AuditEvent

NAME = "audit.mark"
AnySession = Session | scoped_session[Any]


def keep(folder: Path, session: AnySession) -> None:
    """Note the newest link; a mark that the log no longer bears out stays as proof."""
    newest = select(AuditEvent.id, AuditEvent.chain).order_by(AuditEvent.id.desc())
    row = session.execute(newest.limit(1)).first()
    noted = _noted(folder)
    if row is None or noted == tuple(row) or missing(folder, session):
        return
    fresh = folder / f"{NAME}.new"
    with suppress(OSError):  # a full disk: the next call notes it
        fresh.write_text(f"{row.id} {row.chain}\n")
        fresh.replace(folder / NAME)


def missing(folder: Path, session: AnySession) -> int | None:
    """The id of the noted row, if the log does not hold it as it was noted."""
    noted = _noted(folder)
    if noted is None:
        return None
    chain = select(AuditEvent.chain).where(AuditEvent.id == noted[0])
    return None if session.scalar(chain) == noted[1] else noted[0]


def _noted(folder: Path) -> tuple[int, str] | None:
    try:
        number, chain = (folder / NAME).read_text().split()
        return int(number), chain
    except (FileNotFoundError, ValueError):
        return None
