"""A person on a seat: what the command line gives to somebody new."""

from datetime import datetime

from sqlalchemy import select

from portal.acts import follow
from portal.audit import Event
from portal.blueprints.people import actions, queries
from portal.db import db
from portal.domain.people import NOBODY
from portal.models import Membership, Organisation, Seat, Team
from portal.time import day_of


def add_with_seat(
    *,
    email: str,
    name: str,
    role: str,
    team: str,
    organisation: str,
    language: str,
    at: datetime,
) -> str:
    """The invitation's token. LookupError names what is not there, or already is."""
    if queries.person_by_email(email):
        raise LookupError(
            f"somebody has the address {email} already: portal user invite"
        )
    seat = seat_of(_team(team), _organisation(organisation), at)
    person = actions.add(name=name, email=email, language=language, at=at)
    db.session.add(
        Membership(
            seat_id=seat.id, person_id=person.id, role=role, starts_on=day_of(at)
        )
    )
    follow(NOBODY, Event("add_person", "person", str(person.uid), seat.team_id))
    return actions.invite(person, at)


def seat_of(team: Team, organisation: Organisation, at: datetime) -> Seat:
    """The organisation's seat in the team, made today where there is none."""
    seat = db.session.scalar(
        select(Seat).where(
            Seat.team_id == team.id,
            Seat.organisation_id == organisation.id,
            Seat.ends_on.is_(None),
        )
    )
    if seat is None:
        seat = Seat(
            team_id=team.id, organisation_id=organisation.id, starts_on=day_of(at)
        )
        db.session.add(seat)
        db.session.flush()
    return seat


def _team(key: str) -> Team:
    found = db.session.scalar(select(Team).where(Team.key == key))
    if found is None:
        known = ", ".join(db.session.scalars(select(Team.key).order_by(Team.key)))
        raise LookupError(f"no team is called {key}; there are: {known or 'none yet'}")
    return found


def _organisation(key: str) -> Organisation:
    found = db.session.scalar(select(Organisation).where(Organisation.key == key))
    if found is None:
        raise LookupError(f"no organisation is called {key}: see portal load baseline")
    return found
