"""A rule has two readings: a judgement of one thing, a filter of many; they agree."""

from collections.abc import Iterator
from datetime import date
from itertools import product
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
from portal.domain.people import NOBODY, Actor
from portal.domain.permissions import May, allowed
from portal.models import (
    GapConfirmation,
    Organisation,
    Pathway,
    PathwayPartner,
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

STATES = ("draft", "in_review", "approved", "published", "superseded", "withdrawn")
PUBLICATIONS = ("internal", "proposed", "public")
VERSION_ACTS = tuple(m for m in May if m.endswith("_version") and m[:5] != "start")
SERVICE_ACTS = tuple(m for m in May if m.endswith("_service") and m[:3] != "add")
TIERS = ("public", "area", "confidential")


@pytest.fixture
def actors(app: Flask) -> Iterator[list[Actor]]:
    """A country: teams with no, one, two and three approvers, partners, all states."""
    with app.app_context():
        begin_write()
        teams = [_team(approvers) for approvers in range(4)]
        office = world.a_team(kind="office")
        people = [NOBODY, *(who for _, whos in teams for who in whos)]
        people += [world.somebody(office, r) for r in ("office", "member", "observer")]
        people.append(_in_two_teams(teams[0][0], office))
        hosts = [team for team, _ in teams] + [office]
        for number, host in enumerate(hosts):
            _fill(host, hosts[number - 1])
            _offered_by(people, host)
            _bodies_of(host)
        db.session.commit()
        yield people


def _team(approvers: int) -> tuple[Team, list[Actor]]:
    """A team with this many who may approve today, and some who no longer may."""
    team = world.a_team()
    roles = ("coordinator", "approver", "approver")[:approvers]
    people = [world.somebody(team, role) for role in (*roles, "member", "observer")]
    yesterday = world.TODAY.replace(day=world.TODAY.day - 1)
    ended = {"ends_on": yesterday}
    world.a_membership(world.a_person(), world.a_seat(team), "approver", **ended)
    gone = world.a_seat(team, **ended)
    world.a_membership(world.a_person(), gone, "approver")
    return team, people


def _offered_by(people: list[Actor], host: Team) -> None:
    """Services whose bodies sit in this team or in others, an observer's too."""
    bodies = {s.organisation_id for who in people for s in who.seats}
    for body in sorted(bodies):
        given = {"publication": "internal", "tier": "confidential"}
        row = db.session.get(Organisation, body)
        world.a_service(host, organisation=row, verified_on=None, **given)


def _bodies_of(host: Team) -> None:
    """Bodies of its town: one sits in a team, one did, one does nothing, and each of
    the others offers one service."""
    town = {"municipality_id": host.municipality_id}
    yesterday = world.TODAY.replace(day=world.TODAY.day - 1)
    sits, sat, _ = (world.an_organisation(**town) for _ in range(3))
    world.a_seat(host, sits)
    world.a_seat(host, sat, ends_on=yesterday)
    for publication, tier in product(PUBLICATIONS, TIERS):
        given = {"publication": publication, "tier": tier, "verified_on": None}
        world.a_service(host, organisation=world.an_organisation(**town), **given)


def _in_two_teams(one: Team, other: Team) -> Actor:
    first, second = world.somebody(one), world.somebody(other, "office")
    return Actor(first.person_id, None, "", first.seats + second.seats)


def _fill(host: Team, partner: Team) -> None:
    """All that a team can have; who sent its versions has left a day ago."""
    yesterday = world.TODAY.replace(day=world.TODAY.day - 1)
    left = world.a_person()
    world.a_membership(left, world.a_seat(host), "coordinator", ends_on=yesterday)
    sent = {"submitted_by_id": left.id, "submitted_on": yesterday}
    for state, shared in product(STATES, (False, True)):
        pathway = Pathway(host_team=host, profile="adult")
        pathway.created_at = world.NOW
        pathway.partners = [PathwayPartner(team_id=partner.id)] if shared else []
        world.a_version(host, state, pathway=pathway, **sent)
    for publication, tier in product(PUBLICATIONS, TIERS):
        given = {"publication": publication, "tier": tier}
        world.a_service(host, verified_on=None, **given)
    if host.municipality_id:
        looked = world.somebody(host)
        for publication in PUBLICATIONS:
            world.a_gap(host, looked, publication=publication)


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
