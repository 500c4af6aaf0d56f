"""The public services of a town: its own, and those of others with a place in it."""

from collections.abc import Iterable
from typing import Any

from portal.snapshots import Snapshots


def services_of_town(snapshots: Snapshots, slug: str) -> list[dict[str, Any]]:
    """The summaries that the lists of a town hold."""
    there = snapshots.follows("from_elsewhere", slug)["places"]
    return [*snapshots.summaries("service", slug), *ones(snapshots, there)]


def ones(snapshots: Snapshots, uids: Iterable[str]) -> list[dict[str, Any]]:
    """Services by their uids, those that are public."""
    found = (snapshots.one("service", uid) for uid in uids)
    return [service for service in found if service]
