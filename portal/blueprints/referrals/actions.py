"""What the two bodies do: count, count again, correct, remove, confirm, disown.

Each event names the quarter and nothing else. The log keeps a time and a person, so an
event that told the line, the body or the number would date a referral.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from portal.audit import Event
from portal.blueprints.referrals import queries
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.people import Actor
from portal.domain.referrals import (
    MOST_AT_ONCE,
    Word,
    check_open,
    most_of,
    outcome_and_reason,
)
from portal.models import Referral, Team
from portal.time import day_of

SAID = (
    *("host_team_id", "sender_id", "receiver_id"),
    *("category", "outcome", "reason", "quarter"),
)


@dataclass(frozen=True)
class ReferralDraft:
    """So many referrals of one kind; bodies are named by their uids."""

    receiver: UUID
    category: str
    result: str
    quarter: str
    amount: int = 1
    sender: UUID | None = None


def record(actor: Actor, host: Team, draft: ReferralDraft, at: datetime) -> Event:
    """Count referrals that the actor's body made.

    DomainError "quarter_closed", "unknown_organisation", "same_body".
    """
    said = _line(actor, draft, at, MOST_AT_ONCE) | {
        "host_team_id": host.id,
        "sender_id": _sender(actor, host, draft),
    }
    if said["sender_id"] == said["receiver_id"]:
        raise DomainError("same_body", "receiver")
    _count(said, draft.amount)
    return _event("count_referrals", draft.quarter)


def _count(said: dict[str, Any], amount: int) -> None:
    """So many more, which the receiver is asked about.

    They join the equal ones that wait. Beside those of which the receiver has said
    something they are a line of their own: that word was not about these.
    """
    known = queries.same(said, Word.WAITING)
    if known:
        known.amount += amount
    else:
        db.session.add(Referral(**said, amount=amount, word=Word.WAITING))
    db.session.flush()


def _becomes(line: Referral, said: dict[str, Any], amount: int, word: Word) -> None:
    """What a line says from now on; where another says that already, it joins it."""
    known = queries.same(said, word)
    if known and known.id != line.id:
        known.amount += amount
        db.session.delete(line)
    else:
        for name, value in (said | {"amount": amount, "word": word}).items():
            setattr(line, name, value)
    db.session.flush()


def _said(line: Referral) -> dict[str, Any]:
    return {name: getattr(line, name) for name in SAID}


def _line(
    actor: Actor, draft: ReferralDraft, at: datetime, most: int
) -> dict[str, Any]:
    day = day_of(at)
    check_open(draft.quarter, day)
    if not 0 < draft.amount <= most:
        raise DomainError("limit_out_of_range", "amount", {"most": most})
    outcome, reason = outcome_and_reason(draft.result)
    bodies = {row.uid: row.id for row in queries.receivers(actor, day)}
    if draft.receiver not in bodies:
        raise DomainError("unknown_organisation", "receiver")
    return {
        "receiver_id": bodies[draft.receiver],
        "category": draft.category,
        "outcome": outcome,
        "reason": reason,
        "quarter": draft.quarter,
    }


def _sender(actor: Actor, host: Team, draft: ReferralDraft) -> int:
    own = queries.senders(actor, host)
    for body in own:
        if draft.sender in (None, body.uid):
            return body.id
    raise DomainError("unknown_organisation", "sender")


def again(actor: Actor, line: Referral, at: datetime) -> Event:
    """One more that says the same."""
    check_open(line.quarter, day_of(at))
    _count(_said(line), 1)
    return _event("count_referrals", line.quarter)


def correct(
    actor: Actor, line: Referral, draft: ReferralDraft, seen: int, at: datetime
) -> Event:
    """Say it otherwise; the receiver is asked anew. What it said before is not kept.

    DomainError "nothing_corrected" where the receiver does not know of these and they
    would be counted again as they are.
    """
    _check(line, seen, at)
    before = _said(line)
    said = before | _line(actor, draft, at, most_of(line.amount))
    if said["receiver_id"] == line.sender_id:
        raise DomainError("same_body", "receiver")
    as_it_was = said == before and draft.amount == line.amount
    if as_it_was and line.word == Word.UNKNOWN:
        raise DomainError("nothing_corrected")
    _becomes(line, said, draft.amount, Word.WAITING)
    return _event("count_referrals", draft.quarter)


def remove(actor: Actor, line: Referral, seen: int, at: datetime) -> Event:
    """Take back a line that nobody confirmed."""
    _check(line, seen, at)
    quarter = line.quarter
    db.session.delete(line)
    db.session.flush()
    return _event("count_referrals", quarter)


def confirm(actor: Actor, line: Referral, seen: int, at: datetime) -> Event:
    """The receiver has them too, so many and with that outcome."""
    return _answer(line, Word.CONFIRMED, seen, at)


def disown(actor: Actor, line: Referral, seen: int, at: datetime) -> Event:
    """The receiver does not know of these; they are not counted until corrected."""
    return _answer(line, Word.UNKNOWN, seen, at)


def _answer(line: Referral, word: Word, seen: int, at: datetime) -> Event:
    _check(line, seen, at)
    quarter = line.quarter
    _becomes(line, _said(line), line.amount, word)
    return _event("answer_referrals", quarter)


def _check(line: Referral, seen: int, at: datetime) -> None:
    check_open(line.quarter, day_of(at))
    if line.row_version != seen:
        raise DomainError("referral_changed")


def _event(verb: str, quarter: str) -> Event:
    return Event(verb, "referral", quarter)
