"""What filters ask of a service, as one line of codes that lists and maps share.

    category;groups;status needed;languages;flags;towns served;hours

Lists are divided by commas; an empty one says nothing. Flags: s specialised, v verified
in time, n for the whole country. Hours: spans in minutes of the week, "a" for always,
"-" for a service that does not work now.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.domain.conditions import SPOKEN, StatusNeeded
from portal.domain.schedule import spans
from portal.domain.services import RUNNING_STATUSES
from portal.terms import position

# What the first parts of a line say and filters offer, in the field's own order.
OFFERED = ("category", "group", "status_needed", "spoken")
KNOWN = {"status_needed": [*StatusNeeded], "spoken": SPOKEN}


def line(service: Mapping[str, Any]) -> str:
    """The codes of a public service, as `service_view` shows it."""
    return ";".join(
        (
            service["category"],
            _listed(service["groups"]),
            _listed(service.get("status_needed")),
            _listed(service.get("spoken")),
            _flags(service),
            _listed(service.get("areas")),
            _hours(service),
        )
    )


def _listed(codes: Iterable[str] | None) -> str:
    return ",".join(sorted(set(codes or ())))


def _flags(service: Mapping[str, Any]) -> str:
    everywhere = service.get("nationwide") or service["area"] is None
    told = {"s": service["specialised"], "v": not service["overdue"], "n": everywhere}
    return "".join(flag for flag, holds in told.items() if holds)


def _hours(service: Mapping[str, Any]) -> str:
    if service["status"] not in RUNNING_STATUSES:
        return "-"
    if service["always_open"]:
        return "a"
    found = spans(service.get("schedule"))
    return ",".join(f"{start}-{end}" for start, end in found)


def offered(lines: Iterable[str]) -> dict[str, list[str]]:
    """The codes that stand in the lines, by what they say; towns served left out."""
    found: dict[str, set[str]] = {name: set() for name in OFFERED}
    for line in lines:
        for name, said in zip(OFFERED, line.split(";"), strict=False):
            found[name].update(code for code in said.split(",") if code)
    return {name: _sorted(name, codes) for name, codes in found.items()}


def _sorted(name: str, codes: Iterable[str]) -> list[str]:
    known = KNOWN.get(name)
    if known is None:
        return sorted(codes, key=lambda code: position(name, code))
    unknown = len(known)
    at = {code: place for place, code in enumerate(known)}
    return sorted(codes, key=lambda code: (at.get(code, unknown), code))
