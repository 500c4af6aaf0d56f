"""What is done to terms: propose, confirm by a second person, retire."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal import further, wall
from portal.audit import Event
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.people import Actor
from portal.domain.terms import BUILT_IN, LANGUAGE, code_of
from portal.models import Term
from portal.time import day_of


@dataclass(frozen=True)
class TermDraft:
    """A term as somebody of the office wants it."""

    kind: str
    name: dict[str, str]
    description: dict[str, str] | None


def _event(verb: str, term: Term) -> Event:
    return Event(verb, "term", str(term.uid))


def propose(actor: Actor, draft: TermDraft, at: datetime) -> Event:
    """Enter a term; it is used once a second person has confirmed its words.

    DomainError "term_both_languages", "term_known" or "term_no_code".
    """
    if len(draft.name) < 2:
        raise DomainError("term_both_languages", "name_en")
    code = code_of(draft.name["en"])
    if not code:
        raise DomainError("term_no_code", "name_en")
    if code in BUILT_IN[draft.kind] or _taken(draft.kind, code):
        raise DomainError("term_known", "name_en")
    term = Term(
        kind=draft.kind,
        code=code,
        name=draft.name,
        description=draft.description,
        proposed_by_id=actor.person_id,
        added_on=day_of(at),
    )
    db.session.add(term)
    db.session.flush()
    return _event("propose_term", term)


def propose_language(actor: Actor, code: str, at: datetime) -> Event:
    """Enter a language for pathways; a second person lets it be used.

    DomainError "term_known" where somebody entered it before.
    """
    if _taken(LANGUAGE, code):
        raise DomainError("term_known", "code")
    term = Term(
        kind=LANGUAGE,
        code=code,
        name=further.names()[code],
        proposed_by_id=actor.person_id,
        added_on=day_of(at),
    )
    db.session.add(term)
    db.session.flush()
    return _event("propose_term", term)


def _taken(kind: str, code: str) -> bool:
    asked = select(Term.id).where(Term.kind == kind, Term.code == code)
    return db.session.scalar(asked) is not None


def confirm(actor: Actor, term: Term, at: datetime) -> Event:
    """The second person confirms the words; from now on they are offered and public."""
    if term.confirmed_on is not None:
        raise DomainError("term_moved")
    if term.proposed_by_id == actor.person_id:
        raise DomainError("same_person")
    term.confirmed_on = day_of(at)
    db.session.flush()
    _show(term, actor, at)
    return _event("confirm_term", term)


def _show(term: Term, actor: Actor, at: datetime) -> None:
    told = {
        "kind": term.kind,
        "code": term.code,
        "name": term.name,
        "description": term.description,
        "retired": term.retired_on is not None,
    }
    snapshot = wall.Snapshot("term", str(term.uid), None, told, told)
    wall.put(
        snapshot, approvers=[actor.person_uid or "", str(term.proposer.uid)], at=at
    )


def drop(actor: Actor, term: Term, at: datetime) -> Event:
    """Take a proposed term back; one in use can only be retired."""
    if term.confirmed_on is not None:
        raise DomainError("term_moved")
    event = _event("drop_term", term)
    db.session.delete(term)
    db.session.flush()
    return event


def retire(actor: Actor, term: Term, at: datetime) -> Event:
    """Offer the term no longer; what carries it keeps its name."""
    return _turn(actor, term, at, retired=True)


def bring_back(actor: Actor, term: Term, at: datetime) -> Event:
    """Offer a retired term again."""
    return _turn(actor, term, at, retired=False)


def _turn(actor: Actor, term: Term, at: datetime, *, retired: bool) -> Event:
    if term.confirmed_on is None or (term.retired_on is not None) == retired:
        raise DomainError("term_moved")
    term.retired_on = day_of(at) if retired else None
    db.session.flush()
    _show(term, actor, at)
    return _event("retire_term" if retired else "bring_back_term", term)
