"""The services that the public floor lists, opened, and the feed that tells them."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from portal.changes import changed, payloads, some, stays
from portal.domain.words import in_language
from portal.hsds.feed import Feed
from portal.hsds.opened import Opened, opened
from portal.snapshots import Snapshots


def services(
    snapshots: Snapshots, towns: Container[str], day: date
) -> Iterator[Opened]:
    """National services and those of these towns, as the maps list them."""
    number = number_of(snapshots, day)
    for payload in payloads(snapshots, "service"):
        if payload["area"] is None or payload["area"] in towns:
            yield opened(payload, day, number)


def services_of(snapshots: Snapshots, town: str, day: date) -> Iterator[Opened]:
    """The services of one town, as anybody may read them on the day."""
    number = number_of(snapshots, day)
    for payload in payloads(snapshots, "service", town):
        yield opened(payload, day, number)


def some_services(
    snapshots: Snapshots, towns: Container[str], day: date, uids: Iterable[str]
) -> dict[str, Opened]:
    """Those of these services that are listed, by their uid."""
    number = number_of(snapshots, day)
    return {
        payload["uid"]: opened(payload, day, number)
        for payload in some(snapshots, "service", uids)
        if payload["area"] is None or payload["area"] in towns
    }


def number_of(snapshots: Snapshots, day: date) -> Mapping[str, Any] | None:
    """The contact of the national number, while its verification holds."""
    national = snapshots.national("service")
    found = next((s for s in national if s["national_number"]), None)
    if found is None or day.isoformat() > (found["verify_by"] or ""):
        return None
    return next((c for c in found["contacts"] if c["kind"] == "phone"), None)


def feed(snapshots: Snapshots, language: str) -> Feed:
    """What a language's readers need besides: names, terms, when records changed."""
    since = changed(stays(snapshots, "service"))
    return replace(named(snapshots, language), changed=since)


def named(snapshots: Snapshots, language: str) -> Feed:
    """The same without dates."""
    towns = snapshots.summaries("municipality")
    return replace(
        words(snapshots, language),
        towns={t["slug"]: in_language(t["name"], language).text for t in towns},
        districts={t["slug"]: in_language(t["district"], language).text for t in towns},
    )


def words(snapshots: Snapshots, language: str) -> Feed:
    """The same without towns and without dates."""
    terms = snapshots.summaries("term")
    added = {(term["kind"], term["code"]): term["name"] for term in terms}
    return Feed(language, added=added)
