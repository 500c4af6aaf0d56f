"""A country in which every reader may read something else."""

from itertools import product

from portal.db import db
from portal.domain.people import NOBODY, Actor
from portal.models import Organisation, Pathway, PathwayPartner, Team
from tests import world

STATES = ("draft", "in_review", "approved", "published", "superseded", "withdrawn")
PUBLICATIONS = ("internal", "proposed", "public")
TIERS = ("public", "area", "confidential")


def a_country_of_readers() -> list[Actor]:
    """Teams with no, one, two and three approvers, partners, all states; returns who
    may ask."""
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
    return people


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
