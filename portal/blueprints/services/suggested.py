"""Reads of suggestions: one, those of a service, a person's own, those that wait."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import joinedload, selectinload, with_expression

from portal import paging
from portal.db import db
from portal.domain.people import Actor
from portal.domain.suggestions import SuggestionState
from portal.models import Person, Service, ServicePlace, Suggestion
from portal.time import today
from portal.visible import (
    approvers_of,
    visible_suggestions,
)

OF_A_SERVICE = 10


def suggestion(uid: UUID, day: date | None = None) -> Suggestion | None:
    """A suggestion with its service, as the rules ask and an edit needs it."""
    of_service = joinedload(Suggestion.service)
    approvers = approvers_of(Service.host_team_id, day or today())
    return (
        db.session.scalars(
            select(Suggestion)
            .options(
                of_service.options(
                    with_expression(Service.host_approvers, approvers),
                    joinedload(Service.organisation),
                    joinedload(Service.host_team),
                    joinedload(Service.municipality),
                    joinedload(Service.custodians),
                    selectinload(Service.contacts),
                    joinedload(Service.places).joinedload(ServicePlace.municipality),
                    selectinload(Service.verifications),
                    joinedload(Service.statuses),
                )
            )
            .where(Suggestion.uid == uid)
            .execution_options(populate_existing=True)
        )
        .unique()
        .one_or_none()
    )


def own_open(actor: Actor, service: Service) -> UUID | None:
    """The open suggestion that this person made of the service."""
    return db.session.scalar(
        select(Suggestion.uid).where(
            Suggestion.service_id == service.id,
            Suggestion.person_id == actor.person_id,
            Suggestion.state == SuggestionState.OPEN,
        )
    )


def of_service(actor: Actor, service: Service) -> list[Row[Any]]:
    """The suggestions of a service that this person may read, open ones first."""
    open_first = (Suggestion.state != SuggestionState.OPEN, Suggestion.id.desc())
    return list(
        db.session.execute(
            select(Suggestion.uid, Suggestion.state, Suggestion.made_at, Person.name)
            .join(Suggestion.service)
            .join(Person, Person.id == Suggestion.person_id)
            .where(Suggestion.service_id == service.id, visible_suggestions(actor))
            .order_by(*open_first)
            .limit(OF_A_SERVICE)
        )
    )


def own(actor: Actor, page: int) -> list[Suggestion]:
    """A person's own suggestions, the newest first: what they wrote and its answer."""
    found = (
        select(Suggestion)
        .where(Suggestion.person_id == (actor.person_id or 0))
        .order_by(Suggestion.id.desc())
    )
    return list(db.session.scalars(paging.on_page(found, page)))


def count_own(actor: Actor) -> int:
    own = Suggestion.person_id == (actor.person_id or 0)
    return db.session.scalar(select(func.count(Suggestion.id)).where(own)) or 0


def name_of(person_id: int | None) -> str:
    """A person's name beside what they did; "" for nobody."""
    person = db.session.get(Person, person_id) if person_id else None
    return person.name if person else ""
