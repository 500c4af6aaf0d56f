"""A rule has two readings: a judgement of one thing, a filter of many; they agree."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from portal.blueprints.gaps import queries as gaps
from portal.blueprints.overview.waits import waiting
from portal.blueprints.pathways import queries as pathways
from portal.blueprints.services import queries as services
from portal.db import begin_write, db
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.models import (
    GapConfirmation,
    Organisation,
    PathwayVersion,
    Referral,
    Seat,
    Service,
    Team,
)
from portal.visible import (
    visible_gaps,
    visible_organisations,
    visible_referrals,
    visible_services,
    visible_versions,
)
from tests import world
from tests.readers_world import a_country_of_readers

VERSION_ACTS = tuple(m for m in May if m.endswith("_version") and m[:5] != "start")
SERVICE_ACTS = tuple(m for m in May if m.endswith("_service") and m[:3] != "add")


@pytest.fixture
def actors(app: Flask) -> Iterator[list[Actor]]:
    """Everybody in the country who may ask, and nobody."""
    with app.app_context():
        begin_write()
        people = a_country_of_readers()
        db.session.commit()
        yield people


def versions() -> dict[UUID, PathwayVersion | None]:
    uids = db.session.scalars(select(PathwayVersion.uid)).all()
    return {uid: pathways.version(uid) for uid in uids}


def offered() -> dict[UUID, Service | None]:
    uids = db.session.scalars(select(Service.uid)).all()
    return {uid: services.service(uid, world.TODAY) for uid in uids}


def readable(actor: Actor, may: May, things: dict[UUID, Any]) -> frozenset[UUID]:
    return frozenset(uid for uid, thing in things.items() if allowed(actor, may, thing))


def test_list_of_versions_shows_what_each_may_read_and_nothing_else(
    actors: list[Actor], tell: Any
) -> None:
    things, different = versions(), set()
    for actor in actors:
        judged = readable(actor, May.READ_VERSION, things)
        shown = select(PathwayVersion.uid).join(PathwayVersion.pathway)
        shown = shown.where(visible_versions(actor, world.TODAY))
        assert set(db.session.scalars(shown)) == judged, actor
        different.add(judged)
    assert len(different) > 5, "all see the same: nothing is proven"
    tell(f"{len(actors)} people x {len(things)} versions")


def test_list_of_services_shows_what_each_may_read_and_nothing_else(
    actors: list[Actor], tell: Any
) -> None:
    things, different = offered(), set()
    for actor in actors:
        judged = readable(actor, May.READ_SERVICE, things)
        shown = select(Service.uid).where(visible_services(actor, world.TODAY))
        assert set(db.session.scalars(shown)) == judged, actor
        different.add(judged)
    assert len(different) > 5, "all see the same: nothing is proven"
    tell(f"{len(actors)} people x {len(things)} services")


def test_list_of_gaps_shows_what_each_may_read_and_nothing_else(
    actors: list[Actor], tell: Any
) -> None:
    uids = db.session.scalars(select(GapConfirmation.uid)).all()
    things, different = {uid: gaps.gap(uid, world.TODAY) for uid in uids}, set()
    for actor in actors:
        judged = readable(actor, May.READ_GAP, things)
        shown = select(GapConfirmation.uid).where(visible_gaps(actor, world.TODAY))
        assert set(db.session.scalars(shown)) == judged, actor
        different.add(judged)
    assert len(different) > 4, "all see the same: nothing is proven"
    tell(f"{len(actors)} people x {len(things)} gaps")


def test_list_of_bodies_shows_whom_each_may_know_and_nobody_else(
    actors: list[Actor], tell: Any
) -> None:
    bodies = list(db.session.scalars(select(Organisation)))
    services_of, different = list(offered().values()), set()
    sitting = set(db.session.scalars(select(Seat.organisation_id).where(_holds())))
    for actor in actors:
        told = {s.organisation_id for s in services_of if s and _tells(actor, s)}
        judged = frozenset(
            body.uid
            for body in bodies
            if actor.is_somebody and (_near(actor, body) or body.id in sitting | told)
        )
        shown = select(Organisation.uid).where(
            visible_organisations(actor, world.TODAY)
        )
        assert set(db.session.scalars(shown)) == judged, actor
        different.add(judged)
    assert len(different) > 5, "all see the same: nothing is proven"
    tell(f"{len(actors)} people x {len(bodies)} bodies")


def _holds() -> Any:
    return (Seat.starts_on <= world.TODAY) & (
        Seat.ends_on.is_(None) | (Seat.ends_on >= world.TODAY)
    )


def _tells(actor: Actor, service: Service) -> bool:
    """Whether the actor may know who offers it: of a shelter the own team alone."""
    open_to = service.tier != "confidential" or service.host_team_id in actor.team_ids
    return open_to and allowed(actor, May.READ_SERVICE, service)


def _near(actor: Actor, body: Organisation) -> bool:
    own = {seat.municipality_id for seat in actor.seats}
    return body.municipality_id is None or body.municipality_id in own


def test_list_of_referrals_shows_what_each_may_read_and_nothing_else(
    actors: list[Actor], tell: Any
) -> None:
    begin_write()
    team = db.session.scalars(select(Team).order_by(Team.id)).first()
    known = sorted({s.organisation_id for who in actors for s in who.seats})
    for sender, receiver in zip(known, known[3:] + known[:3], strict=True):
        for quarter in ("2026-Q3", "2026-Q4"):
            world.a_referral(team, sender, receiver, quarter=quarter)
    things, different = {x.uid: x for x in db.session.scalars(select(Referral))}, set()
    late = (world.began(actor, date(2026, 10, 31)) for actor in actors)
    for actor in (*actors, *late):
        judged = readable(actor, May.READ_REFERRAL, things)
        shown = select(Referral.uid).where(visible_referrals(actor))
        assert set(db.session.scalars(shown)) == judged, actor
        different.add(judged)
    assert len(different) > 10, "all see the same: nothing is proven"
    tell(f"{len(actors)} people x {len(things)} referrals")


@pytest.mark.one_engine
def test_what_waits_is_what_may_be_done(actors: list[Actor]) -> None:
    """The lists of work name a thing exactly where its act is allowed."""
    acts, things = (May.APPROVE_VERSION, May.PUBLISH_VERSION), versions()
    for actor in actors:
        may = frozenset().union(*(readable(actor, act, things) for act in acts))
        waits = waiting(actor, world.TODAY)
        assert {one.uid for one in waits if one.kind == "version"} == may, actor


@pytest.mark.one_engine
def test_nobody_does_what_they_may_not_read(actors: list[Actor]) -> None:
    versions_and_services = (
        (May.READ_VERSION, VERSION_ACTS, versions()),
        (May.READ_SERVICE, SERVICE_ACTS, offered()),
    )
    for actor in actors:
        for reading, acts, things in versions_and_services:
            read = readable(actor, reading, things)
            for act in acts:
                assert readable(actor, act, things) <= read, (actor, act)
