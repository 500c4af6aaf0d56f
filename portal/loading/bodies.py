"""Organisations, teams, what they agreed on, and services, as the studies name them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select

from portal.db import db
from portal.domain import baseline_facts as facts
from portal.domain.baseline_facts import Licence
from portal.loading.rows import Counts, put
from portal.models import (
    Agreement,
    AuditEvent,
    Municipality,
    Organisation,
    Service,
    Team,
)

Towns = Mapping[str | None, Municipality]
Teams = Mapping[str, Team]

TEAM_PARTY = "team:"
# A service of the files is found again by its uid, which follows from its key.
SERVICES = UUID("5f0f5d4a-3c55-4b6e-9a35-1d2f2c7b2017")


def put_organisations(
    organisations: Iterable[facts.Organisation], towns: Towns, counts: Counts
) -> dict[str, Organisation]:
    rows = [
        {
            "key": fact.key,
            "name": fact.name,
            "aliases": list(fact.aliases),
            "sector": fact.sector,
            "municipality_id": _id(towns, fact.municipality),
            "source": fact.source,
        }
        for fact in organisations
    ]
    return put(Organisation, "key", rows, counts)


def put_teams(
    teams: Iterable[facts.Team], towns: Towns, counts: Counts
) -> dict[str, Team]:
    rows = [
        {
            "key": fact.key,
            "name": fact.name,
            "kind": fact.kind,
            "municipality_id": _id(towns, fact.municipality),
            "since": fact.since,
            "source": fact.source,
        }
        for fact in teams
    ]
    return put(Team, "key", rows, counts)


def put_agreements(
    agreements: Iterable[facts.Agreement], teams: Teams, counts: Counts
) -> None:
    rows = [
        {
            "key": fact.key,
            "team_id": _party(fact, teams),
            "kind": fact.type,
            "level": fact.level,
            "name": fact.name,
            "parties": list(fact.parties),
            "signed": fact.signed,
            "note": fact.note,
            "source": fact.source,
        }
        for fact in agreements
    ]
    put(Agreement, "key", rows, counts)


def put_services(
    services: Iterable[facts.Service],
    bodies: Mapping[str, Organisation],
    hosts: Mapping[str | None, Team],
    counts: Counts,
) -> None:
    """Unverified and internal; one that somebody has acted on is left to them.

    `hosts`: who keeps the services of a municipality, or the national ones (None).
    """
    rows = [_service(fact, bodies[fact.organisation], hosts) for fact in services]
    acted_on = _acted_on(str(row["uid"]) for row in rows)
    ours = [row for row in rows if str(row["uid"]) not in acted_on]
    counts.kept += len(rows) - len(ours)
    put(Service, "uid", ours, counts)


def _service(
    fact: facts.Service, body: Organisation, hosts: Mapping[str | None, Team]
) -> dict[str, Any]:
    names = ("name", "category", "tier", "specialised", "note", "source")
    return {name: getattr(fact, name) for name in names} | {
        "uid": uuid5(SERVICES, fact.key),
        "organisation_id": body.id,
        "host_team_id": hosts[fact.area].id,
        "municipality_id": hosts[fact.area].municipality_id,
        "summary": {},
        "groups": list(fact.groups),
        "licence_state": None if fact.licence == Licence.UNKNOWN else fact.licence,
    }


def _acted_on(uids: Iterable[str]) -> set[str | None]:
    """The services that the audit log knows."""
    found = select(AuditEvent.thing).where(
        AuditEvent.noun == "service", AuditEvent.thing.in_(list(uids))
    )
    return set(db.session.scalars(found))


def _id(towns: Towns, slug: str | None) -> int | None:
    return towns[slug].id if slug else None


def _party(fact: facts.Agreement, teams: Teams) -> int | None:
    """The team that the agreement is about: the first one among its parties."""
    for party in fact.parties:
        if party.startswith(TEAM_PARTY):
            return teams[party.removeprefix(TEAM_PARTY)].id
    return None
