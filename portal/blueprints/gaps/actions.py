"""What is done about gaps: looked and found none, propose, confirm, hide, end."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal import wall
from portal.audit import Event
from portal.blueprints.gaps import queries
from portal.blueprints.gaps.snapshot import snapshot
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.gaps import CellState, hidden_categories, table
from portal.domain.people import Actor
from portal.domain.services import PublicationState
from portal.models import GapConfirmation, Team
from portal.time import day_of, now


@dataclass(frozen=True)
class GapDraft:
    """What somebody found: `cells` are (category, group), `owner` is a body's uid."""

    cells: tuple[tuple[str, str], ...]
    since: date
    need: dict[str, str] | None = None
    owner: str = ""
    propose: bool = False


def _event(verb: str, gap: GapConfirmation, fields: Any = ()) -> Event:
    return Event(
        verb, "gap", str(gap.uid), team_id=gap.host_team_id, fields=tuple(fields)
    )


def hidden() -> frozenset[str]:
    """The kinds of help whose gaps stay with the team today."""
    return hidden_categories(queries.confidential_categories())


def add(actor: Actor, team: Team, draft: GapDraft, at: datetime) -> list[Event]:
    """Note that somebody looked and found none, for one cell or several.

    DomainError "gap_no_cell", "gap_in_future", "gap_not_offered" or
    "unknown_organisation". What stays inside is not proposed, whatever the draft says.
    """
    _check(actor, team, draft, day_of(at))
    owner = _owner(team, draft.owner)
    inside = hidden() if draft.propose else frozenset()
    events = []
    for category, group in draft.cells:
        proposes = draft.propose and category not in inside
        gap = GapConfirmation(
            host_team=team,
            municipality_id=team.municipality_id,
            category=category,
            group=group,
            since=draft.since,
            need=draft.need,
            owner_id=owner,
            proposed_by_id=actor.person_id,
            publication=_begins(proposes=proposes),
        )
        db.session.add(gap)
        db.session.flush()
        events.append(_event("propose_gap" if proposes else "add_gap", gap))
    return events


def _begins(*, proposes: bool) -> PublicationState:
    return PublicationState.PROPOSED if proposes else PublicationState.INTERNAL


def _check(actor: Actor, team: Team, draft: GapDraft, day: date) -> None:
    """Only where nobody has looked can somebody say that there is none."""
    if not draft.cells:
        raise DomainError("gap_no_cell", "cells")
    if draft.since > day:
        raise DomainError("gap_in_future", "since")
    cells = draft.cells
    slug = team.municipality.slug if team.municipality else ""
    known = queries.looked(queries.gaps(actor, day, slug))
    groups = {group for _, group in cells}
    stands = table(queries.offers(actor, day, slug), known, groups)
    for category, group in cells:
        if stands.cell(slug, category, group).state != CellState.UNKNOWN:
            raise DomainError("gap_not_offered", "cells")


def _owner(team: Team, uid: str) -> int | None:
    if not uid:
        return None
    for row in queries.organisations(team):
        if str(row.uid) == uid:
            return row.id
    raise DomainError("unknown_organisation", "owner")


def propose(actor: Actor, gap: GapConfirmation, at: datetime) -> Event:
    """Ask a second person to let everybody see it."""
    _check_state(gap, PublicationState.INTERNAL)
    gap.publication = PublicationState.PROPOSED
    db.session.flush()
    return _event("propose_gap", gap, ("publication",))


def confirm(actor: Actor, gap: GapConfirmation, at: datetime) -> Event:
    """Somebody other than who looked confirms it; everybody sees it."""
    _check_state(gap, PublicationState.PROPOSED)
    if gap.proposed_by_id == actor.person_id:
        raise DomainError("same_person")
    gap.publication = PublicationState.PUBLIC
    db.session.flush()
    approvers = [str(gap.looked.uid), actor.person_uid or ""]
    wall.put(snapshot(gap), approvers=approvers, at=at)
    return _event("confirm_gap", gap, ("publication",))


def _check_state(gap: GapConfirmation, state: PublicationState) -> None:
    if gap.publication != state or gap.ended_on is not None:
        raise DomainError("gap_moved")
    if gap.category in hidden():
        raise DomainError("gap_stays_inside")


def hide(actor: Actor, gap: GapConfirmation, at: datetime) -> Event:
    """Take it off the public floor, or take the proposal back; one person does."""
    if gap.publication == PublicationState.INTERNAL:
        raise DomainError("gap_moved")
    keep_inside(gap, at)
    return _event("hide_gap", gap, ("publication",))


def end(actor: Actor, gap: GapConfirmation, at: datetime) -> Event:
    """It holds no longer: there is a service now, or it was a mistake."""
    if gap.ended_on is not None:
        raise DomainError("gap_moved")
    gap.ended_on = day_of(at)
    keep_inside(gap, at)
    return _event("end_gap", gap, ("ended_on",))


def keep_inside(gap: GapConfirmation, at: datetime) -> None:
    """From now on the team alone sees it."""
    if gap.publication == PublicationState.PUBLIC:
        wall.take_down("gap", str(gap.uid), at)
    gap.publication = PublicationState.INTERNAL
    db.session.flush()


def kept_inside(actor: Actor, event: Event) -> None:
    """What follows when a service becomes public or changes: where a confidential one
    is public, the gaps of its kind of help come down in every town alike."""
    at = now()
    for gap in queries.public_in(sorted(hidden())):
        keep_inside(gap, at)
