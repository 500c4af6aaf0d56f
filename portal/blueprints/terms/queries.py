"""Reads of terms: what the office added."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.models import Term
from portal.terms import Added


def term(uid: UUID) -> Term | None:
    """A term with who proposed it."""
    asked = select(Term).options(joinedload(Term.proposer)).where(Term.uid == uid)
    return db.session.scalar(asked)


def terms() -> list[Term]:
    """Every term that the office added, by kind and code."""
    return list(db.session.scalars(select(Term).order_by(Term.kind, Term.code)))


def in_use() -> list[Added]:
    """The confirmed ones, as labels and lists of choices need them."""
    asked = select(Term.kind, Term.code, Term.name, Term.retired_on)
    rows = db.session.execute(asked.where(Term.confirmed_on.is_not(None)))
    return [Added(r.kind, r.code, r.name, r.retired_on is not None) for r in rows]
