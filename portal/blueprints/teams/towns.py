"""Towns as the public pages show them, from snapshots alone."""

from typing import Any

from portal.blueprints.pathways.shown import operational_findings
from portal.domain.words import in_language
from portal.languages import current
from portal.snapshots import Snapshots


def towns_on_portal(snapshots: Snapshots) -> list[dict[str, Any]]:
    """The towns whose teams work on the portal, by the alphabet, with their state."""
    towns = [t for t in snapshots.summaries("municipality") if t["on_portal"]]
    return [town | _state(town, snapshots) for town in _by_name(towns)]


def other_towns(snapshots: Snapshots) -> list[dict[str, Any]]:
    """The towns that have a team which is not on the portal."""
    towns = [t for t in snapshots.summaries("municipality") if not t["on_portal"]]
    return _by_name(towns)


def _by_name(towns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    language = current().code
    return sorted(towns, key=lambda town: in_language(town["name"], language).text)


def _state(town: dict[str, Any], snapshots: Snapshots) -> dict[str, int]:
    ways = pathways_of(town["uid"], snapshots)
    working = [way for way in ways if not operational_findings(way)]
    return {
        "services": len(snapshots.summaries("service", town["uid"])),
        "pathways": len(ways),
        "operational": len(working),
    }


def pathways_of(area: str, snapshots: Snapshots) -> list[dict[str, Any]]:
    """The payloads of the pathways that are public in a municipality."""
    found = (
        snapshots.one("pathway", s["uid"]) for s in snapshots.summaries("pathway", area)
    )
    return [way for way in found if way and not way["withdrawn_on"]]
