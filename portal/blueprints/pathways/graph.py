"""A version's rows as the graph that the rules judge, and as what they find."""

from datetime import date
from functools import lru_cache

from portal.blueprints.pathways import linked
from portal.domain.clarity import not_operational, unclear
from portal.domain.pathways import (
    Audience,
    Consent,
    Finding,
    Fork,
    Graph,
    Node,
    StepKind,
)
from portal.models import PathwayVersion, Step


def graph_of(version: PathwayVersion) -> Graph:
    """The steps of a version, numbered in their order."""
    return Graph(tuple(_node(step, at) for at, step in enumerate(version.steps, 1)))


def _node(step: Step, number: int) -> Node:
    return Node(
        key=step.key,
        number=number,
        kind=StepKind(step.kind),
        audience=Audience(step.audience),
        has_actor=bool(step.actor),
        service=str(step.service.uid) if step.service else None,
        has_night_fallback=bool(step.night),
        forks=tuple(Fork(f["to"], bool(f["condition"])) for f in step.forks),
        consent=Consent(step.consent),
        shares=step.shares,
        guardian=step.guardian,
    )


def not_clear(version: PathwayVersion) -> list[Finding]:
    """Why the version is not clear, all of its steps taken together."""
    return list(_unclear(graph_of(version), version.pathway.profile))


@lru_cache(maxsize=64)
def _unclear(graph: Graph, profile: str) -> tuple[Finding, ...]:
    """Judged once for those who look at a pathway one after another."""
    return tuple(unclear(graph, profile))


def not_working(version: PathwayVersion, day: date) -> list[Finding]:
    """Why the version would not work on the day."""
    return findings(version, day)[1]


def findings(version: PathwayVersion, day: date) -> tuple[list[Finding], list[Finding]]:
    """Why the version is not clear, and why it would not work on the day."""
    graph = graph_of(version)
    services = linked.services_today(version, day)
    works = not_operational(
        graph.by_number(), services, review_by=version.review_by, today=day
    )
    return list(_unclear(graph, version.pathway.profile)), works
