"""Our own open data as rows of a file: to take it changes nothing."""

from collections.abc import Mapping
from typing import Any

from portal.domain.places import Tier
from portal.domain.services import RUNNING_STATUSES
from portal.domain.words import LANGUAGES
from portal.hsds import reading
from portal.hsds.opened import Opened
from portal.hsds.taxonomy import terms_of

Hsds = Mapping[str, Any]

# What the public record tells of a draft, whatever its tier.
_TOLD = (
    *("name", "summary", "category", "tier", "specialised", "groups", "hours"),
    *("always_open", "languages", "cost", "model", "phases", "status_needed"),
    *("age_from", "age_to", "residence", "dependants", "accompaniment", "exclusions"),
    *("documents", "entitled", "existing", "accessible", "barrier", "spoken"),
    *("interpretation", "accessibility", "schedule", "nationwide"),
)
# Of a shelter the public record lacks these, so nothing is said of them.
_NOT_OF_A_SHELTER = ("areas", "places", "capacity", "capacity_on", "licence_state")
_EXACT = ("address", "lat", "lon")


def is_ours(one: Hsds) -> bool:
    """Whether the record was written by this software: it carries our terms."""
    return any(term.kind == "tier" for term in terms_of(one))


def values(one: Hsds) -> dict[str, Any]:
    """What the record tells of a service draft; see portal.domain.intake."""
    told = reading.service({_language(one): one})
    found = {name: told[name] for name in _TOLD}
    if told["organisation_uid"]:
        found["organisation"] = told["organisation_uid"]
    if told["tier"] != Tier.CONFIDENTIAL:
        found |= {name: told[name] for name in _NOT_OF_A_SHELTER}
        found["places"] = [_place(place) for place in told["places"]]
    if told["tier"] == Tier.PUBLIC:
        found |= {name: told[name] for name in _EXACT}
    if _tells_contacts(told):
        found["public_contacts"] = [
            contact | {"audience": "public"} for contact in told["contacts"]
        ]
    return found


def _language(one: Hsds) -> str:
    """Which of our feeds the record is from."""
    terms = (link["taxonomy_term"] for link in one["attributes"])
    said = next((term["language"] for term in terms if "language" in term), "")
    return said if said in LANGUAGES else "en"


def _place(place: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: place[name] for name in ("tier", "name", *_EXACT)}
    return told | {"town": place["area"]}


def _tells_contacts(told: Opened) -> bool:
    """An overdue or resting service tells the national number in place of its own."""
    works = not told["overdue"] and told["status"] in RUNNING_STATUSES
    return works and told["tier"] != Tier.CONFIDENTIAL
