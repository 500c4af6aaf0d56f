"""Towns as the public pages show them, from snapshots alone."""

from typing import Any

from portal.blueprints.pathways.shown import operational_findings
from portal.domain.places import Sector
from portal.domain.words import in_language
from portal.languages import current
from portal.snapshots import Snapshots


def towns_on_portal(snapshots: Snapshots) -> list[dict[str, Any]]:
    """The towns whose teams work on the portal, by the alphabet, with their state."""
    return [
        town | _state(snapshots, town["uid"]) for town in names_on_portal(snapshots)
    ]


def _state(snapshots: Snapshots, town: str) -> dict[str, int]:
    """What the town has itself, and the services of others with a place in it."""
    own: dict[str, int] = snapshots.follows("state_of_town", town)
    there = snapshots.follows("from_elsewhere", town)["places"]
    return own | {"services": own["services"] + len(there)}


def names_on_portal(snapshots: Snapshots) -> list[dict[str, Any]]:
    """The same towns for a page that only leads to them."""
    return _by_name([t for t in snapshots.summaries("municipality") if t["on_portal"]])


def other_towns(snapshots: Snapshots) -> list[dict[str, Any]]:
    """The towns that have a team which is not on the portal."""
    towns = [t for t in snapshots.summaries("municipality") if not t["on_portal"]]
    return _by_name(towns)


def _by_name(towns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    language = current().code
    return sorted(towns, key=lambda town: in_language(town["name"], language).text)


def names_of_towns(snapshots: Snapshots, about: str) -> dict[str, Any]:
    """What each town is called, by its slug; as a conclusion."""
    return {t["slug"]: t["name"] for t in snapshots.summaries("municipality")}


def state_of_town(snapshots: Snapshots, town: str) -> dict[str, int]:
    """How much a town has, and how much of it works on the day of the build."""
    ways = pathways_of(town, snapshots)
    working = [way for way in ways if not operational_findings(way)]
    return {
        "services": len(snapshots.summaries("service", town)),
        "pathways": len(ways),
        "operational": len(working),
    }


def pathways_of(area: str, snapshots: Snapshots) -> list[dict[str, Any]]:
    """The payloads of the pathways that are public in a municipality."""
    found = (
        snapshots.one("pathway", s["uid"]) for s in snapshots.summaries("pathway", area)
    )
    return [way for way in found if way and not way["withdrawn_on"]]


def shared_pathways(snapshots: Snapshots, about: str) -> dict[str, list[str]]:
    """Which pathways of other towns each town shares, as a conclusion."""
    shared: dict[str, list[str]] = {}
    for way in snapshots.summaries("pathway"):
        own = way["municipality"] and way["municipality"]["slug"]
        for town in way.get("shared_with", ()):
            if town != own and not way["withdrawn_on"]:
                shared.setdefault(town, []).append(way["uid"])
    return shared


def shared_with(snapshots: Snapshots, town: str) -> list[str]:
    """The same of one town: its page is built again when this changes, no others."""
    found: list[str] = snapshots.follows("shared_pathways").get(town, [])
    return found


def pathways_shared_with(area: str, snapshots: Snapshots) -> list[dict[str, Any]]:
    """The payloads of the pathways that others have published for this town too."""
    found = (
        snapshots.one("pathway", uid) for uid in snapshots.follows("shared_with", area)
    )
    return [way for way in found if way and not way["withdrawn_on"]]


def sectors_that_met(town: dict[str, Any]) -> list[str]:
    """The sectors that sit in the teams of a town or came to a meeting, in order."""
    named = {code for team in town["teams"] for code in team["sectors"]}
    came = {code for half in town["meetings"] for code in half["sectors"]}
    return [sector.value for sector in Sector if sector in named | came]


def decisions_of(area: str, snapshots: Snapshots) -> list[dict[str, Any]]:
    """The decisions that the teams of a municipality have published, newest first."""
    return sorted(snapshots.summaries("decision", area), key=_number, reverse=True)


def _number(decision: dict[str, Any]) -> tuple[int, int]:
    number, _, year = decision["number"].partition("/")
    return int(year), int(number)
