"""Reads of which published pathways would not work on a day, and why."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, String, Text, select, type_coerce

from portal.blueprints.pathways import linked
from portal.db import db
from portal.domain.clarity import ServiceToday, not_operational
from portal.domain.pathways import Finding, VersionState
from portal.models import Pathway, PathwayVersion, Service, Step

Words = dict[str, str]


@dataclass(frozen=True)
class Broken:
    """A published version that would not work.

    `services`: the names of those that it names, by what findings call them.
    """

    uid: UUID
    title: Words
    host_team_id: int
    findings: list[Finding]
    services: dict[str, Words]

    @property
    def of_services(self) -> list[Finding]:
        """What is wrong with services: with the rest nothing changed meanwhile."""
        return [finding for finding in self.findings if finding.service]


def broken_of(uids: Collection[UUID], day: date) -> dict[UUID, Broken]:
    """Those of these versions that are published and would not work on the day."""
    found = _broken(PathwayVersion.uid.in_(uids), day) if uids else ()
    return {version.uid: version for version in found}


def broken_of_teams(teams: Collection[int], day: date) -> list[Broken]:
    """Pathways of these teams that name a service which would not answer."""
    found = _broken(Pathway.host_team_id.in_(teams), day) if teams else ()
    return [version for version in found if version.of_services]


def broken_by(services: Collection[UUID], day: date) -> list[Broken]:
    """Pathways in which one of these services is what would not answer."""
    using = select(Step.version_id).join(Step.service).where(Service.uid.in_(services))
    return [
        version
        for version in _broken(PathwayVersion.id.in_(using), day)
        if any(UUID(str(f.service)) in services for f in version.of_services)
    ]


def all_broken(day: date) -> list[Broken]:
    """Every pathway that names a service which would not answer."""
    found = _broken(Pathway.id.is_not(None), day)
    return [version for version in found if version.of_services]


def _broken(which: ColumnElement[bool], day: date) -> Iterable[Broken]:
    """A list judges a thousand steps: so rows are judged as they are kept."""
    which &= PathwayVersion.state == VersionState.PUBLISHED
    service = _services(which, day)
    rows = db.session.execute(
        select(
            type_coerce(PathwayVersion.uid, String).label("version"),
            type_coerce(PathwayVersion.title, Text).label("title"),
            PathwayVersion.review_by,
            Pathway.host_team_id,
            *(Step.key, Step.audience),
            Step.night.is_not(None).label("has_night_fallback"),
            *service.c,
        )
        .join(PathwayVersion.pathway)
        .join(PathwayVersion.steps)
        .outerjoin(service, service.c.id == Step.service_id)
        .where(which)
        .order_by(PathwayVersion.id, Step.position)
    ).all()
    named = {row.service: row for row in rows if row.service}
    known = {kept: linked.service_today(row, day) for kept, row in named.items()}
    for _, steps in groupby(rows, key=attrgetter("version")):
        if version := _judged(list(steps), known, day):
            yield version


def _services(which: ColumnElement[bool], day: date) -> CTE:
    """Each service that these versions name, looked up once for all their steps."""
    naming = select(Step.service_id).join(Step.version).join(PathwayVersion.pathway)
    return (
        select(
            Service.id,
            type_coerce(Service.uid, String).label("service"),
            type_coerce(Service.name, Text).label("name"),
            *linked.facts_of_service(day),
        )
        .where(Service.id.in_(naming.where(which)))
        .cte("services_named")
        .prefix_with("MATERIALIZED")
    )


def _judged(
    steps: list[Any], known: Mapping[str, ServiceToday], day: date
) -> Broken | None:
    first = steps[0]
    numbered = dict(enumerate(steps, start=1))
    found = not_operational(numbered, known, review_by=first.review_by, today=day)
    if not found:
        return None
    names = {row.service: row.name for row in steps if row.service}
    return Broken(
        uid=UUID(str(first.version)),
        title=json.loads(first.title),
        host_team_id=first.host_team_id,
        findings=found,
        services={service: json.loads(name) for service, name in names.items()},
    )
