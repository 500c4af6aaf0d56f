"""What is done to suggestions: made, taken over, declined, withdrawn."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from portal.audit import Event
from portal.blueprints.services import actions, suggested
from portal.blueprints.services.drafted import draft_of
from portal.blueprints.services.suggesting import seen_by, stands_in
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.people import Actor
from portal.domain.suggestions import SuggestionState, changed, compared
from portal.models import Service, Suggestion
from portal.time import day_of


def _event(verb: str, suggestion: Suggestion, fields: Collection[str] = ()) -> Event:
    """Acts on suggestions stand in the history of their service."""
    return Event(
        verb,
        "service",
        str(suggestion.service.uid),
        team_id=suggestion.host_team_id,
        fields=tuple(fields),
    )


def suggest(
    actor: Actor,
    service: Service,
    wanted: dict[str, Any],
    reason: str,
    seen_version: int,
    at: datetime,
) -> Event:
    """Suggest a correction of what the person sees, with fields as they should be.

    DomainError where they quarrel: nobody could take them over.
    """
    _check_new(actor, service, seen_version)
    seen = seen_by(actor, service, day_of(at))
    known = {field: said for field, said in wanted.items() if field in seen}
    changes = changed(seen, known)
    draft_of(service, **changes).checked()
    suggestion = Suggestion(
        service=service,
        person_id=actor.person_id,
        made_at=at,
        seen_version=seen_version,
        seen={field: seen[field] for field in ("name", *changes)},
        changes=changes,
        reason=reason,
        state=SuggestionState.OPEN.value,
    )
    db.session.add(suggestion)
    db.session.flush()
    return _event("suggest_correction", suggestion, changes)


def _check_new(actor: Actor, service: Service, seen_version: int) -> None:
    """DomainError where the record changed since, or an own suggestion is open."""
    if seen_version != service.row_version:
        raise DomainError("suggestion_old")
    if suggested.own_open(actor, service) is not None:
        raise DomainError("suggestion_waits")


def take(
    actor: Actor,
    suggestion: Suggestion,
    fields: Collection[str],
    seen_version: int,
    answer: str,
    at: datetime,
) -> tuple[Event, ...]:
    """Take over these fields by an ordinary edit: what goes public follows its rule.

    The events of both acts. A suggestion of no field is taken as it is.
    """
    _check_open(suggestion)
    service = suggestion.service
    open_to = {
        change.field: change.wanted
        for change in compared(suggestion.seen, suggestion.changes, stands_in(service))
    }
    chosen = {field: said for field, said in open_to.items() if field in fields}
    if open_to and not chosen:
        raise DomainError("nothing_chosen", "fields")
    edited: tuple[Event, ...] = ()
    if chosen:
        draft = draft_of(service, **chosen)
        edit = actions.edit(actor, service, draft, seen_version, at)
        edited = (edit,) if edit.fields else ()
    suggestion.taken = sorted(chosen)
    _decide(actor, suggestion, SuggestionState.TAKEN, answer, at)
    return (*edited, _event("take_suggestion", suggestion, chosen))


def decline(actor: Actor, suggestion: Suggestion, answer: str, at: datetime) -> Event:
    """Leave the record as it is, and say why."""
    _check_open(suggestion)
    _decide(actor, suggestion, SuggestionState.DECLINED, answer, at)
    return _event("decline_suggestion", suggestion)


def withdraw(actor: Actor, suggestion: Suggestion, at: datetime) -> Event:
    """Whoever made it takes it back."""
    _check_open(suggestion)
    _decide(actor, suggestion, SuggestionState.WITHDRAWN, "", at)
    return _event("withdraw_suggestion", suggestion)


def _check_open(suggestion: Suggestion) -> None:
    if suggestion.state != SuggestionState.OPEN:
        raise DomainError("suggestion_moved")


def _decide(
    actor: Actor,
    suggestion: Suggestion,
    state: SuggestionState,
    answer: str,
    at: datetime,
) -> None:
    suggestion.state = state.value
    suggestion.decided_by_id = actor.person_id
    suggestion.decided_at = at
    suggestion.answer = answer or None
    db.session.flush()
