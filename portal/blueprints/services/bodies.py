"""The bodies that sit in teams and offer services, and what each is called."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Row, false, func, not_, select

from portal import audit, paging
from portal.audit import Event
from portal.blueprints.services import actions, queries
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.people import Actor
from portal.domain.places import Sector
from portal.domain.services import PublicationState
from portal.models import Municipality, Organisation, Service
from portal.models.columns import canonical_json
from portal.time import day_of
from portal.visible import hidden_services, visible_organisations, visible_services

ALIASES_AT_MOST = 12
FIELDS = ("name", "aliases", "sector")


@dataclass(frozen=True)
class BodyDraft:
    """A body as somebody wants it to be called."""

    name: dict[str, str]
    aliases: tuple[str, ...]
    sector: str


def body(actor: Actor, uid: UUID, day: date) -> Organisation | None:
    """One that the actor may know: its name alone could tell who runs a shelter."""
    known = visible_organisations(actor, day)
    return db.session.scalar(select(Organisation).where(Organisation.uid == uid, known))


def count(actor: Actor, day: date) -> int:
    """How many bodies the actor may know."""
    wanted = select(func.count()).select_from(Organisation)
    return db.session.scalar(wanted.where(visible_organisations(actor, day))) or 0


def listed(actor: Actor, day: date, page: int) -> list[Row[Any]]:
    """One page of them: of the actor's towns first, then national ones, then others."""
    own = {seat.municipality_id for seat in actor.seats} - {None}
    found = (
        select(
            Organisation.id,
            Organisation.uid,
            Organisation.name,
            Organisation.aliases,
            Organisation.sector,
            Organisation.municipality_id,
            Municipality.name.label("town"),
        )
        .outerjoin(Municipality, Organisation.municipality_id == Municipality.id)
        .where(visible_organisations(actor, day))
        .order_by(
            func.coalesce(Organisation.municipality_id.in_(own), false()).desc(),
            Municipality.slug.is_not(None),
            Municipality.slug,
            Organisation.key,
        )
    )
    return list(db.session.execute(paging.on_page(found, page)))


def offered(actor: Actor, day: date, ids: list[int]) -> dict[int, list[Row[Any]]]:
    """What each offers, as far as the actor may know that it does."""
    found = db.session.execute(
        select(Service.organisation_id, Service.uid, Service.name)
        .where(
            Service.organisation_id.in_(ids),
            visible_services(actor, day),
            not_(hidden_services(actor)),
        )
        .order_by(Service.organisation_id, Service.id)
    )
    return {key: list(rows) for key, rows in groupby(found, lambda row: row[0])}


def mark(row: Organisation) -> str:
    """What stands, in few letters: who edits says which text they saw."""
    held = canonical_json([getattr(row, name) for name in FIELDS])
    return sha256(held.encode()).hexdigest()[:16]


def edit(
    actor: Actor, row: Organisation, draft: BodyDraft, seen: str, at: datetime
) -> Event:
    """Call a body otherwise; where its name is public, that waits for a second person.

    DomainError "body_conflict" where somebody else saved since.
    """
    if seen != mark(row):
        raise DomainError("body_conflict")
    if not draft.name:
        raise DomainError("needs_english_or_serbian", "name")
    if draft.sector not in set(Sector):
        raise DomainError("unknown_code", "sector")
    if len(draft.aliases) > ALIASES_AT_MOST:
        raise DomainError("too_many_aliases", "aliases", {"most": ALIASES_AT_MOST})
    wanted = {**vars(draft), "aliases": list(draft.aliases)}
    before = {n: getattr(row, n) for n in FIELDS if getattr(row, n) != wanted[n]}
    if before:
        thing = str(row.uid)
        audit.keep(actor, noun="organisation", thing=thing, before=before, at=at)
        for name in before:
            setattr(row, name, wanted[name])
        db.session.flush()
        _tell(actor, row, at)
    return Event("edit_body", "organisation", str(row.uid), fields=tuple(before))


def _tell(actor: Actor, row: Organisation, at: datetime) -> None:
    """The records of its services that are public follow, as after an edit."""
    uids = db.session.scalars(
        select(Service.uid).where(Service.organisation_id == row.id)
    ).all()
    for uid in uids:
        service = queries.service(uid, day_of(at))
        if service and service.publication != PublicationState.INTERNAL:
            actions.follow_in_public(actor, service, at, proposes=True)
    db.session.flush()
