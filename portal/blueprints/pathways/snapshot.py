"""The public edition of a version, as it goes onto the wall."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from portal.blueprints.pathways.graph import graph_of
from portal.blueprints.pathways.texts import public_languages
from portal.domain.pathways import Node, public_edition
from portal.domain.places import Tier
from portal.models import PathwayVersion, Step, Team
from portal.wall import Snapshot

KIND = "pathway"
KIND_OF_VERSION = "pathway_version"
_REACH = ("scope", "partners", "countries")
Editions = Sequence[dict[str, Any]]


def snapshot(
    version: PathwayVersion, published_on: date, editions: Editions = ()
) -> Snapshot:
    """Public steps only, each leading to the next public one; and every version."""
    told = _told(version, published_on)
    return _snapshot(told | {"versions": list(editions)})


def kept_version(version: PathwayVersion, published_on: date) -> Snapshot:
    """The same edition under the version's own name, to be read when it is superseded.

    Contacts are none of it: pages show those of the services of their own day.
    """
    told = _told(version, published_on)
    summary = {"uid": told["uid"], "number": told["number"]}
    return Snapshot(KIND_OF_VERSION, str(version.uid), told["area"], summary, told)


def withdrawn(
    version: PathwayVersion,
    on: date,
    public: Mapping[str, Any],
    editions: Editions = (),
) -> Snapshot:
    """What stays of a withdrawn pathway: that there was one, and until when.

    One person withdraws, so who shares it and how far it reaches is told as it was
    `public` before: a team that was taken in since stays unnamed.
    """
    told = _about(version)
    told |= {name: public[name] for name in _REACH if name in public}
    gone = {"withdrawn_on": on.isoformat(), "versions": list(editions)}
    return _snapshot(told | gone)


def _told(version: PathwayVersion, published_on: date) -> dict[str, Any]:
    steps = {step.key: step for step in version.steps}
    nodes = public_edition(graph_of(version)).nodes
    numbers = {node.key: node.number for node in nodes}
    return _about(version) | {
        "number": version.number,
        "summary": version.summary,
        "published_on": published_on.isoformat(),
        "review_by": version.review_by.isoformat() if version.review_by else None,
        "steps": [_step(node, steps, numbers) for node in nodes],
    }


def _snapshot(payload: dict[str, Any]) -> Snapshot:
    named = ("uid", "profile", "scope", "title", "municipality", "withdrawn_on")
    towns = sorted({partner["slug"] or "" for partner in payload["partners"]} - {""})
    return Snapshot(
        kind=KIND,
        uid=payload["uid"],
        area=payload["area"],
        summary={name: payload[name] for name in (*named, "languages")}
        | {"shared_with": towns},
        payload=payload,
    )


def _about(version: PathwayVersion) -> dict[str, Any]:
    pathway = version.pathway
    town = pathway.host_team.municipality
    return {
        "uid": str(pathway.uid),
        "profile": pathway.profile,
        "scope": version.scope,
        "title": version.title,
        "area": town.slug if town else None,
        "municipality": {"slug": town.slug, "name": town.name} if town else None,
        "team": pathway.host_team.name,
        "partners": [_partner(row.team) for row in version.partners],
        "countries": list(version.countries),
        "withdrawn_on": None,
        "languages": public_languages(version),
    }


def _partner(team: Team) -> dict[str, Any]:
    town = team.municipality
    return {"name": team.name, "slug": town.slug if town else None}


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
        "service": None if _is_hidden(step) else node.service,
        "shares": node.shares,
        "guardian": node.guardian,
        "next": [
            {
                "to": fork.to,
                "number": numbers[fork.to],
                "condition": step.forks[fork.via]["condition"],
            }
            for fork in node.forks
        ],
    } | {name: getattr(step, name) for name in _TEXTS}


def _is_hidden(step: Step) -> bool:
    """Named in the pathway of a town, a confidential service would be placed there."""
    return step.service is not None and step.service.tier == Tier.CONFIDENTIAL


_TEXTS = ("actor", "action", "details", "consent", "refuse", "night")
