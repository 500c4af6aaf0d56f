"""Reads of which published pathways would not work on a day, and why."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CTE,
    ColumnElement,
    String,
    Text,
    case,
    func,
    select,
    type_coerce,
)

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


def count_of(uids: Collection[UUID], day: date) -> dict[UUID, int]:
    """How many things are wrong on the day with each of these versions that is
    published and would not work."""
    rows = _steps_alike(PathwayVersion.uid.in_(uids), day) if uids else []
    known, counted = _known(rows, day), {}
    for version, alike in groupby(rows, key=attrgetter("version")):
        steps = dict(enumerate(alike, start=1))
        review_by = steps[1].review_by
        found = not_operational(steps, known, review_by=review_by, today=day)
        if found:
            many = (steps[f.number].steps if f.number else 1 for f in found)
            counted[UUID(str(version))] = sum(many)
    return counted


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
    known = _known(rows, day)
    for _, steps in groupby(rows, key=attrgetter("version")):
        if version := _judged(list(steps), known, day):
            yield version


def _steps_alike(which: ColumnElement[bool], day: date) -> Sequence[Any]:
    """The steps of these versions: those that call the same service for the same
    readers as one, with how many `steps` it stands for.

    A list has thirty versions with a thousand steps. The first step of each stands by
    itself before the others: more is asked of it.
    """
    which &= PathwayVersion.state == VersionState.PUBLISHED
    service, start = _services(which, day), _starts(which)
    is_start = Step.position == start.c.position
    return db.session.execute(
        select(
            type_coerce(PathwayVersion.uid, String).label("version"),
            PathwayVersion.review_by,
            func.min(Step.key).label("key"),
            Step.audience,
            func.max(case((Step.night.is_not(None), 1), else_=0)).label(
                "has_night_fallback"
            ),
            func.count().label("steps"),
            *service.c,
        )
        .join(start, start.c.version_id == PathwayVersion.id)
        .join(PathwayVersion.steps)
        .outerjoin(service, service.c.id == Step.service_id)
        .group_by(PathwayVersion.id, is_start, Step.audience, *service.c)
        .order_by(PathwayVersion.id, is_start.desc())
    ).all()


def _starts(which: ColumnElement[bool]) -> CTE:
    """At which position each of these versions starts."""
    return (
        select(Step.version_id, func.min(Step.position).label("position"))
        .join(Step.version)
        .join(PathwayVersion.pathway)
        .where(which)
        .group_by(Step.version_id)
        .cte("starts")
    )


def _known(rows: Iterable[Any], day: date) -> dict[str, ServiceToday]:
    """How the services in these rows stand on the day."""
    named = {row.service: row for row in rows if row.service}
    return {kept: linked.service_today(row, day) for kept, row in named.items()}


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
