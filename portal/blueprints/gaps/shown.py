"""Gaps as public pages show them, from snapshots alone: no distance, no place."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from portal import terms
from portal.content import Finding, gap_findings
from portal.domain.gaps import (
    Looked,
    Offer,
    Table,
    answered_by_gaps,
    hidden_categories,
    offer,
    table,
    together,
)
from portal.domain.places import Tier
from portal.domain.services import Group
from portal.domain.terms import TermKind
from portal.snapshots import Snapshots, build

# A cell in short: its state, and whether a service of it was verified in time.
Short = list[Any]
MADE_OF = ("service", "term", "gap", "municipality")


def findings() -> list[Finding]:
    """What studies found; statements of theirs, beside the table."""
    return gap_findings()


def answered(snapshots: Snapshots, slug: str) -> set[str]:
    """The kinds of help that the town's public gaps answer, for the practice score."""
    told = snapshots.summaries("gap", slug)
    return answered_by_gaps(((gap["category"], gap["group"]) for gap in told), Group)


def gaps_of_town(snapshots: Snapshots, slug: str) -> dict[str, list[Short]]:
    """The table of a town as a conclusion: pages of it stay while it stays the same.

    All towns' tables are computed at once; a conclusion does not tell on what another
    stands, so what that one is made of is named here as well.
    """
    for kind in MADE_OF:
        snapshots.summaries(kind)
    every: dict[str, Any] = snapshots.follows("gaps_of_towns")
    return every.get(slug, {})


def gaps_in_brief(snapshots: Snapshots, slug: str) -> dict[str, Short]:
    """The same for the national overview: what all groups' cells say together."""
    return {
        category: [*together(state for state, _ in cells)]
        for category, cells in gaps_of_town(snapshots, slug).items()
    }


def gaps_of_towns(snapshots: Snapshots, about: str) -> dict[str, dict[str, Any]]:
    """The table of every town on the portal."""
    made = _table(snapshots)
    towns = [t["slug"] for t in snapshots.summaries("municipality") if t["on_portal"]]
    return {
        slug: {
            category: [[cell.state.value, cell.verified] for cell in row]
            for category in terms.every(TermKind.CATEGORY)
            for row in [made.row(slug, category)]
        }
        for slug in towns
    }


def _table(snapshots: Snapshots) -> Table:
    services, day = snapshots.summaries("service"), build().checked_on
    offers = {one for service in services if (one := _offer(service, day))}
    inside = hidden_categories(
        service["category"]
        for service in services
        if service["tier"] == Tier.CONFIDENTIAL
    )
    told = [g for g in snapshots.summaries("gap") if g["category"] not in inside]
    return table(offers, map(_looked, told), terms.every(TermKind.GROUP))


def _offer(service: dict[str, Any], day: date) -> Offer | None:
    places: Iterable[dict[str, Any]] = service.get("places") or ()
    return offer(
        category=service["category"],
        tier=service["tier"],
        status=service["status"],
        verified=day.isoformat() <= (service["verify_by"] or ""),
        groups=service["groups"],
        towns=[
            service["area"],
            *(service.get("areas") or ()),
            *(place["area"] for place in places),
        ],
        nationwide=bool(service.get("nationwide")),
    )


def _looked(gap: dict[str, Any]) -> Looked:
    since = date.fromisoformat(gap["since"])
    return Looked(gap["category"], gap["group"], gap["area"], since, gap)


CONCLUSIONS = {
    "gaps_of_towns": gaps_of_towns,
    "gaps_of_town": gaps_of_town,
    "gaps_in_brief": gaps_in_brief,
}
