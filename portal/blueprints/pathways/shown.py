"""A public pathway against what is public of its services today."""

from collections import Counter
from datetime import date
from typing import Any

from flask_babel import gettext as _

from portal.domain.clarity import ServiceToday, not_operational, unclear
from portal.domain.pathways import Audience, Finding, Fork, Graph, Node, StepKind
from portal.domain.places import Tier
from portal.domain.services import RUNNING_STATUSES
from portal.domain.versions import Told, changes
from portal.labels import LABELS, label
from portal.snapshots import Build, build


def graph_of(pathway: dict[str, Any]) -> Graph:
    """The graph of a public payload."""
    return Graph(tuple(_node(step) for step in pathway["steps"]))


def _node(step: dict[str, Any]) -> Node:
    forks = tuple(Fork(f["to"], bool(f["condition"])) for f in step["next"])
    return Node(
        key=step["key"],
        number=step["number"],
        kind=StepKind(step["kind"]),
        audience=Audience.PUBLIC,
        service=step["service"],
        has_night_fallback=bool(step["night"]),
        forks=forks,
    )


def operational_findings(
    pathway: dict[str, Any], on: Build | None = None
) -> list[Finding]:
    """Why the public pathway would not work on the day of the build, or on another."""
    on = on or build()
    uids = [step["service"] for step in pathway["steps"] if step["service"]]
    services = {uid: service_today(_named(uid, on), on.checked_on) for uid in uids}
    return not_operational(
        graph_of(pathway).by_number(),
        {uid: service for uid, service in services.items() if service},
        review_by=date.fromisoformat(pathway["review_by"]),
        today=on.checked_on,
    )


def state(pathway: dict[str, Any], on: Build | None = None) -> dict[str, Any]:
    """Whether it is clear and operational, and in words what speaks against it."""
    findings = operational_findings(pathway, on)
    return {
        "clear": not unclear(graph_of(pathway)),
        "operational": not findings,
        "reasons": reasons(findings),
    }


def _named(uid: str, on: Build) -> dict[str, Any] | None:
    """A service as it is public, unless its place became confidential meanwhile."""
    found = on.snapshots.one("service", uid)
    return None if found and tells_its_town(found) else found


def tells_its_town(service: dict[str, Any]) -> bool:
    """Named by the pathway of a town, a confidential service would be placed there."""
    return bool(service["tier"] == Tier.CONFIDENTIAL)


def service_today(service: dict[str, Any] | None, day: date) -> ServiceToday | None:
    if service is None:
        return None
    return ServiceToday(
        status=service["status"],
        has_contact=bool(service["contacts"]),
        has_public_contact=bool(service["contacts"]),
        trusted=not is_overdue(service, day),
        always_open=service["always_open"],
    )


def is_overdue(service: dict[str, Any], day: date) -> bool:
    """Past the day by which the record had to be verified again."""
    return bool(day.isoformat() > service["verify_by"])


def service_view(service: dict[str, Any], day: date | None = None) -> dict[str, Any]:
    """A public service as pages show it: an untrusted contact is not shown."""
    overdue = is_overdue(service, day or build().checked_on)
    usable = not overdue and service["status"] in RUNNING_STATUSES
    shown = service["contacts"] if usable else []
    return service | {"overdue": overdue, "contact_shown": shown}


def services_of(
    pathway: dict[str, Any], on: Build | None = None
) -> dict[str, dict[str, Any]]:
    """The public services that a pathway names, as pages show them, by uid."""
    on = on or build()
    uids = sorted({step["service"] for step in pathway["steps"] if step["service"]})
    found = {uid: _named(uid, on) for uid in uids}
    return {uid: service_view(s, on.checked_on) for uid, s in found.items() if s}


def reasons(findings: list[Finding]) -> list[str]:
    """What a reader in need has to know of findings, each with its step's number."""
    return [
        f"{_('Step %(number)d', number=finding.number)}: {_reason(finding)}"
        if finding.number
        else _reason(finding)
        for finding in findings
    ]


def _reason(finding: Finding) -> str:
    """Why the team cannot be asked there is the team's affair."""
    told = finding.code in LABELS["reason"]
    return label("reason" if told else "finding", finding.code)


def changes_in_public(
    before: dict[str, Any] | None, after: dict[str, Any] | None
) -> list[tuple[str, int]]:
    """How many public steps were added, changed, moved and removed; of two payloads."""
    if before is None or after is None:
        return []
    found = changes(_told(before), _told(after)).values()
    return [(change, count) for change, count in Counter(sorted(found)).items()]


def _told(pathway: dict[str, Any]) -> list[Told]:
    return [Told(step["key"], _said(step)) for step in pathway["steps"]]


def _said(step: dict[str, Any]) -> dict[str, Any]:
    """What a step says: the numbers of others change by themselves."""
    ways = [(way["to"], way["condition"]) for way in step["next"]]
    own = {name: said for name, said in step.items() if name not in ("number", "next")}
    return own | {"ways": ways}
