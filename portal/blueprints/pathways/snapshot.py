"""The public edition of a version, as it goes onto the wall."""

from datetime import date
from typing import Any

from portal.blueprints.pathways.graph import graph_of
from portal.domain.pathways import Node, public_edition
from portal.models import PathwayVersion, Step
from portal.wall import Snapshot


def snapshot(version: PathwayVersion, published_on: date) -> Snapshot:
    """Public steps only, each leading to the next public one."""
    steps = {step.key: step for step in version.steps}
    nodes = public_edition(graph_of(version)).nodes
    numbers = {node.key: node.number for node in nodes}
    payload = _about(version) | {
        "number": version.number,
        "summary": version.summary,
        "published_on": published_on.isoformat(),
        "review_by": version.review_by.isoformat() if version.review_by else None,
        "steps": [_step(node, steps, numbers) for node in nodes],
    }
    return _snapshot(version, payload)


def withdrawn(version: PathwayVersion, on: date) -> Snapshot:
    """What stays of a withdrawn pathway: that there was one, and until when."""
    return _snapshot(version, _about(version) | {"withdrawn_on": on.isoformat()})


def _snapshot(version: PathwayVersion, payload: dict[str, Any]) -> Snapshot:
    named = ("uid", "profile", "scope", "title", "municipality", "withdrawn_on")
    return Snapshot(
        kind="pathway",
        uid=payload["uid"],
        area=payload["area"],
        summary={name: payload[name] for name in named},
        payload=payload,
    )


def _about(version: PathwayVersion) -> dict[str, Any]:
    pathway = version.pathway
    town = pathway.host_team.municipality
    return {
        "uid": str(pathway.uid),
        "profile": pathway.profile,
        "scope": pathway.scope,
        "title": version.title,
        "area": town.slug if town else None,
        "municipality": {"slug": town.slug, "name": town.name} if town else None,
        "team": pathway.host_team.name,
        "withdrawn_on": None,
    }


def _step(
    node: Node, steps: dict[str, Step], numbers: dict[str, int]
) -> dict[str, Any]:
    step = steps[node.key]
    limit = None
    if step.limit_value is not None:
        limit = {"value": step.limit_value, "unit": step.limit_unit}
    return {
        "key": node.key,
        "number": node.number,
        "kind": node.kind.value,
        "limit": limit,
        "service": node.service,
        "next": [
            {
                "to": fork.to,
                "number": numbers[fork.to],
                "condition": step.forks[fork.via]["condition"],
            }
            for fork in node.forks
        ],
    } | {name: getattr(step, name) for name in _TEXTS}


_TEXTS = ("actor", "action", "details", "consent", "refuse", "night")
