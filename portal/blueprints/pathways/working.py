"""Reads of which published pathways would not work on a day, and why."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Text, select, type_coerce

from portal.blueprints.pathways import linked
from portal.db import db
from portal.domain.clarity import not_operational
from portal.domain.pathways import (
    Audience,
    Finding,
    Graph,
    Node,
    StepKind,
    VersionState,
)
from portal.models import Pathway, PathwayVersion, Service, Step

Words = dict[str, str]


@dataclass(frozen=True)
class Broken:
    """A published version that would not work; `services`: their names, by uid."""

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
    uids = set(map(str, services))
    return [
        version
        for version in _broken(PathwayVersion.id.in_(using), day)
        if any(finding.service in uids for finding in version.of_services)
    ]


def all_broken(day: date) -> list[Broken]:
    """Every pathway that names a service which would not answer."""
    found = _broken(Pathway.id.is_not(None), day)
    return [version for version in found if version.of_services]


def _broken(which: ColumnElement[bool], day: date) -> Iterable[Broken]:
    """Names are read as they are kept: few versions are broken, and need any."""
    rows = db.session.execute(
        select(
            PathwayVersion.uid.label("version"),
            type_coerce(PathwayVersion.title, Text).label("title"),
            PathwayVersion.review_by,
            Pathway.host_team_id,
            *(Step.key, Step.kind, Step.audience),
            Step.night.is_not(None).label("night"),
            type_coerce(Service.name, Text).label("service"),
            *linked.facts_of_service(day),
        )
        .join(PathwayVersion.pathway)
        .join(PathwayVersion.steps)
        .outerjoin(Step.service)
        .where(PathwayVersion.state == VersionState.PUBLISHED, which)
        .order_by(PathwayVersion.id, Step.position)
    )
    for _, steps in groupby(rows, key=lambda row: row.version):
        if version := _judged(list(steps), day):
            yield version


def _judged(steps: list[Row[Any]], day: date) -> Broken | None:
    named = {str(row.uid): row for row in steps if row.uid}
    found = not_operational(
        Graph(tuple(_node(row, number) for number, row in enumerate(steps, 1))),
        {uid: linked.service_today(row, day) for uid, row in named.items()},
        review_by=steps[0].review_by,
        today=day,
    )
    if not found:
        return None
    return Broken(
        uid=steps[0].version,
        title=json.loads(steps[0].title),
        host_team_id=steps[0].host_team_id,
        findings=found,
        services={uid: json.loads(row.service) for uid, row in named.items()},
    )


def _node(row: Row[Any], number: int) -> Node:
    return Node(
        key=row.key,
        number=number,
        kind=StepKind(row.kind),
        audience=Audience(row.audience),
        service=str(row.uid) if row.uid else None,
        has_night_fallback=row.night,
    )
