"""Reads of counted referrals: rows for the two bodies, sums for the totals."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from portal import paging
from portal.db import db
from portal.domain.people import WORKING, Actor
from portal.domain.permissions import May, allowed
from portal.domain.referral_totals import Counted, Insider
from portal.domain.referrals import Quarter, Word
from portal.models import (
    Membership,
    Municipality,
    Organisation,
    Referral,
    Seat,
    Service,
    Team,
)
from portal.visible import (
    hidden_services,
    visible_organisations,
    visible_referrals,
    visible_services,
)


def team(uid: UUID) -> Team | None:
    """A team, as the one whose referrals are counted or summed up."""
    return db.session.scalar(
        select(Team)
        .options(joinedload(Team.municipality))
        .where(Team.uid == uid)
        .execution_options(populate_existing=True)
    )


def teams_of(actor: Actor) -> list[Team]:
    """The teams whose referrals the actor counts or sums up."""
    asked = select(Team).where(Team.id.in_(actor.team_ids)).order_by(Team.key)
    return list(db.session.scalars(asked))


def counting_for(actor: Actor) -> list[Team]:
    return [t for t in teams_of(actor) if allowed(actor, May.RECORD_REFERRAL, t)]


def referral(uid: UUID) -> Referral | None:
    """A line with its two bodies."""
    return db.session.scalar(_lines().where(Referral.uid == uid))


def _lines() -> Select[Any]:
    return (
        select(Referral)
        .options(joinedload(Referral.sender), joinedload(Referral.receiver))
        .execution_options(populate_existing=True)
    )


def listed(actor: Actor, page: int) -> list[Referral]:
    """One page of the lines of the actor's bodies, newest quarter first.

    Within a quarter by what they say: the order of entry would tell when.
    """
    found = (
        _lines()
        .where(visible_referrals(actor))
        .join(Organisation, Referral.receiver_id == Organisation.id)
        .order_by(
            Referral.quarter.desc(),
            Organisation.key,
            Referral.sender_id,
            Referral.category,
            Referral.outcome,
            Referral.reason,
            Referral.word,
            Referral.uid,
        )
    )
    return list(db.session.scalars(paging.on_page(found, page)))


def count(actor: Actor) -> int:
    """How many lines the list has in all."""
    asked = select(func.count()).select_from(Referral)
    return db.session.scalar(asked.where(visible_referrals(actor))) or 0


def waiting(actor: Actor, quarters: Sequence[Quarter]) -> list[Referral]:
    """The lines of open quarters of which the actor's body has not said anything."""
    asked = _lines().where(visible_referrals(actor), _waits(actor, quarters))
    found = db.session.scalars(
        asked.order_by(Referral.quarter, Referral.sender_id, Referral.uid)
    )
    return [line for line in found if allowed(actor, May.CONFIRM_REFERRAL, line)]


def _waits(actor: Actor, quarters: Sequence[Quarter]) -> ColumnElement[bool]:
    return and_(
        Referral.receiver_id.in_(actor.body_ids),
        Referral.sender_id.not_in(actor.body_ids),
        Referral.word == Word.WAITING,
        Referral.quarter.in_([str(quarter) for quarter in quarters]),
    )


def senders_waiting(actor: Actor, quarters: Sequence[Quarter]) -> Select[Any]:
    """The bodies that wait for the word of the actor's own, and on how many lines."""
    lines = (
        select(func.count(Referral.id))
        .where(Referral.sender_id == Organisation.id, _waits(actor, quarters))
        .correlate(Organisation)
        .scalar_subquery()
    )
    asked = select(Organisation.uid, Organisation.name, lines.label("number"))
    return asked.where(lines > 0)


def senders(actor: Actor, host: Team) -> list[Organisation]:
    """The bodies for which the actor works in the team."""
    ids = {s.organisation_id for s in actor.seats if s.team_id == host.id}
    asked = select(Organisation).where(Organisation.id.in_(ids & actor.body_ids))
    return list(db.session.scalars(asked.order_by(Organisation.key)))


def receivers(actor: Actor, day: date) -> list[Row[Any]]:
    """The bodies that the actor may know, with their towns: own towns' first."""
    own = {seat.municipality_id for seat in actor.seats} - {None}
    here = func.coalesce(Organisation.municipality_id.in_(own), False)
    return list(
        db.session.execute(
            select(
                Organisation.id,
                Organisation.uid,
                Organisation.name,
                Municipality.name.label("town"),
                here.label("here"),
            )
            .outerjoin(Municipality, Organisation.municipality_id == Municipality.id)
            .where(visible_organisations(actor, day))
            .order_by(here.desc(), Municipality.slug.is_not(None), Organisation.key)
        )
    )


def helps_with(actor: Actor, uid: str, day: date) -> list[str]:
    """The kinds of help that a body offers, as far as the actor may know that."""
    known = visible_services(actor, day)
    asked = (
        select(Service.category)
        .join(Service.organisation)
        .where(Organisation.uid == _uid(uid), known, ~hidden_services(actor))
        .group_by(Service.category)
        .order_by(func.count().desc(), Service.category)
    )
    return list(db.session.scalars(asked))


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def same(said: dict[str, Any], word: Word) -> Referral | None:
    """The line that says this, and of which the receiver says that."""
    return db.session.scalar(_lines().filter_by(**said, word=word))


def insiders(quarter: Quarter) -> list[Insider]:
    """Who could see lines of several bodies, or totals of several teams.

    On any day until the quarter closed: they may remember what they saw. Later days
    play no part, so the totals are the same whenever they are looked at.
    """
    found: dict[int, set[tuple[int, int | None]]] = {}
    asked = (
        select(Membership.person_id, Membership.role, Seat.team_id)
        .add_columns(Seat.organisation_id)
        .join(Seat)
        .where(_held_in(Membership, quarter), _held_in(Seat, quarter))
    )
    for person, role, team_id, body in db.session.execute(asked):
        works_for = body if role in WORKING else None
        found.setdefault(person, set()).add((team_id, works_for))
    return [
        Insider(frozenset(b for _, b in seats if b), frozenset(t for t, _ in seats))
        for seats in found.values()
        if len(seats) > 1
    ]


def _held_in(row: type[Seat] | type[Membership], quarter: Quarter) -> Any:
    """Whether a dated row held on a day on which the quarter was open."""
    ended = or_(row.ends_on.is_(None), row.ends_on >= quarter.first_day)
    return and_(row.starts_on <= quarter.last_open_day, ended)


def counted(host: Team, quarter: Quarter) -> list[Counted]:
    """What is summed up for a team's town; for the office, of the whole country.

    A line that its receiver does not know of is not counted.
    """
    of = (Referral.host_team_id, Referral.sender_id, Referral.receiver_id)
    what = (Referral.category, Referral.outcome)
    asked = (
        select(*of, *what, func.sum(Referral.amount), Referral.reason)
        .where(Referral.quarter == str(quarter), Referral.word != Word.UNKNOWN)
        .group_by(*of, *what, Referral.reason)
    )
    if host.kind != "office":
        asked = asked.where(Referral.host_team_id == host.id)
    return [Counted(*row) for row in db.session.execute(asked)]
