"""The two layers of a point's minutes: written together, kept apart."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal import audit
from portal.audit import Event
from portal.blueprints.minutes import queries, states
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.meetings import MinutesState
from portal.domain.people import Actor
from portal.models import AgendaItem, InternalMinutes, PublicMinutes
from portal.models.columns import canonical_json
from portal.seal import seal, unseal


@dataclass(frozen=True)
class LayersDraft:
    """Both layers as somebody wrote them, and the marks of what they began from."""

    internal: str
    public: dict[str, str]
    seen_internal: str
    seen_public: str


def mark(version: int, text: Any) -> str:
    """What a writer began from: which version, and a short hash of its text.

    The hash tells a layer that this writer left alone from one that two have changed.
    """
    digest = hashlib.sha256(canonical_json(text).encode()).hexdigest()[:16]
    return f"{version}-{digest}"


def left_alone(text: Any, seen: str) -> bool:
    """Whether a text is still the one that its writer began from."""
    return seen.partition("-")[2] == mark(0, text).partition("-")[2]


def save(actor: Actor, item: AgendaItem, draft: LayersDraft, at: datetime) -> Event:
    """Write what changed in either layer.

    DomainError "minutes_conflict" where somebody else has changed the same layer.
    """
    states.check_open(item.meeting)
    internal, public = _standing(item)
    changed = []
    if _changes(draft.internal, draft.seen_internal, internal, _opened(internal)):
        _write_internal(actor, item, internal, draft.internal, at)
        changed.append("internal_minutes")
    if _changes(draft.public, draft.seen_public, public, _words(public)):
        _write_public(actor, item, public, draft.public, at)
        changed.append("public_minutes")
    if changed and item.meeting.minutes_state == MinutesState.CIRCULATED:
        states.add_move(actor, item.meeting, "correct", at)
    db.session.flush()
    thing, team = str(item.uid), item.meeting.host_team_id
    return Event("write_minutes", "agenda_item", thing, team, tuple(changed))


def _standing(item: AgendaItem) -> tuple[InternalMinutes | None, PublicMinutes | None]:
    internal = queries.internal_layers([item.id]).get(item.id)
    return internal, queries.public_layer(item.id)


def _opened(row: InternalMinutes | None) -> str:
    return unseal(row.sealed) if row else ""


def _words(row: PublicMinutes | None) -> dict[str, str]:
    return row.text if row else {}


def _changes(wanted: Any, seen: str, row: Any, stands: Any) -> bool:
    """Whether a layer is to be written; a layer that the writer left alone is not."""
    if wanted == stands:
        return False
    if seen == mark(row.row_version if row else 0, stands):
        return True
    if left_alone(wanted, seen):
        return False
    raise DomainError("minutes_conflict")


def _write_internal(
    actor: Actor,
    item: AgendaItem,
    row: InternalMinutes | None,
    text: str,
    at: datetime,
) -> None:
    """Sealed at once; what was before is not kept, so that nothing lies unsealed."""
    row = row or InternalMinutes(agenda_item_id=item.id)
    row.sealed, row.changed_at = seal(text), at
    row.changed_by_id = actor.person_id or 0
    db.session.add(row)


def _write_public(
    actor: Actor,
    item: AgendaItem,
    row: PublicMinutes | None,
    words: dict[str, str],
    at: datetime,
) -> None:
    if row is not None:
        before = {"public_minutes": row.text}
        thing = str(item.uid)
        audit.keep(actor, noun="agenda_item", thing=thing, before=before, at=at)
    row = row or PublicMinutes(agenda_item_id=item.id)
    row.text, row.changed_at = words, at
    row.changed_by_id = actor.person_id or 0
    db.session.add(row)
