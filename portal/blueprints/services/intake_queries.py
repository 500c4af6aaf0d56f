"""Reads for files: what waits, what a team's file may name, the services it means."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal import terms
from portal.blueprints.services import queries, traces
from portal.blueprints.services.columns import CODES
from portal.blueprints.services.known_names import Names, folded, names_of
from portal.blueprints.services.written import Shown, shown
from portal.db import db
from portal.domain.intake import Row
from portal.models import (
    Intake,
    Municipality,
    Organisation,
    Service,
    ServicePlace,
    Team,
)
from portal.terms import Added
from portal.time import now, today

KEPT_FOR = timedelta(days=1)
SEVERAL = "several"


@dataclass(frozen=True)
class Known:
    """What a team's file may name, and how that is written."""

    names: Names
    told: Shown
    bodies: list[str]
    towns: list[str]
    words: dict[str, list[str]]


def intake(uid: UUID) -> Intake | None:
    """A file that waits to be taken, with its team; none that is older than a day."""
    return db.session.scalar(
        select(Intake)
        .options(joinedload(Intake.host_team).joinedload(Team.municipality))
        .where(
            Intake.uid == uid,
            Intake.taken_at.is_(None),
            Intake.made_at > now() - KEPT_FOR,
        )
    )


def known(team: Team) -> Known:
    bodies = traces.organisations(team)
    towns = list(db.session.scalars(select(Municipality).order_by(Municipality.slug)))
    added = terms.added()
    names = names_of(bodies, towns, added)
    told = shown(names, bodies, towns, added)
    offered = [told.bodies[str(body.uid)] for body in bodies]
    return Known(names, told, offered, sorted(told.towns.values()), _words(added, told))


def _words(added: list[Added], told: Shown) -> dict[str, list[str]]:
    """The words of each kind to choose from; a retired one is no longer offered."""
    more = [term for term in added if not term.retired]
    return {
        kind: [told.word(kind, str(code)) for code in codes]
        + [told.word(kind, term.code) for term in more if term.kind == kind]
        for kind, codes in CODES.items()
    }


def services(team: Team, rows: Iterable[Row], *, whole: bool = False) -> list[Service]:
    """The team's services that rows of a file may mean; whole, to act on them."""
    keys = [key for row in rows for key in (row.uid, row.reference) if key]
    uids = {uid for key in keys for uid in _uids(key)}
    options = queries.whole(today()) if whole else _LEAN
    return _found(
        options,
        Service.host_team_id == team.id,
        or_(Service.uid.in_(uids), Service.reference.in_(set(keys))),
    )


def services_of(team: Team) -> list[Service]:
    """All that the team holds, as its table tells it."""
    return _found(_LEAN, Service.host_team_id == team.id)


def by_name(team: Team) -> dict[str, str]:
    """{uid of the body and folded name: uid}; SEVERAL where several share both."""
    rows = db.session.execute(
        select(Service.uid, Service.name, Organisation.uid.label("body"))
        .join(Service.organisation)
        .where(Service.host_team_id == team.id)
    )
    found: dict[str, str] = {}
    for row in rows:
        for name in {f"{row.body} {folded(text)}" for text in row.name.values()}:
            same = found.get(name, str(row.uid)) == str(row.uid)
            found[name] = str(row.uid) if same else SEVERAL
    return found


_LEAN: tuple[Any, ...] = (
    joinedload(Service.organisation),
    selectinload(Service.contacts),
    joinedload(Service.places).joinedload(ServicePlace.municipality),
)


def _found(options: tuple[Any, ...], *where: Any) -> list[Service]:
    asked = select(Service).options(*options).where(*where).order_by(Service.id)
    fresh = asked.execution_options(populate_existing=True)
    return list(db.session.scalars(fresh).unique())


def _uids(key: str) -> Iterable[UUID]:
    try:
        return (UUID(key),)
    except ValueError:
        return ()
