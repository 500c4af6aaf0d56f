"""A service as it goes onto the wall: how exactly its place is told is decided here."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from portal.blueprints.services import state
from portal.domain.pathways import Audience
from portal.domain.places import Tier
from portal.domain.services import (
    NATIONAL_NUMBER_VERIFIED_FOR,
    ContactKind,
    is_geographic,
    lesser_status,
    stricter_tier,
)
from portal.models import Service, ServicePlace
from portal.wall import Snapshot

_SAME = (
    "name",
    "summary",
    "category",
    "tier",
    "specialised",
    "groups",
    "hours",
    "always_open",
    "address",
    "lat",
    "lon",
    "languages",
    "cost",
    "national_number",
    "model",
    "phases",
    "status_needed",
    "age_from",
    "age_to",
    "residence",
    "dependants",
    "accompaniment",
    "exclusions",
    "documents",
    "entitled",
    "existing",
    "accessible",
    "barrier",
    "spoken",
    "interpretation",
    "accessibility",
    "schedule",
    "areas",
    "nationwide",
    "capacity",
    "licence_state",
)
_EXACT = ("name", "address", "lat", "lon")
# Of a shelter these help to find it: how big it is and how it is licensed.
_HIDDEN = ("capacity", "capacity_on", "licence_state")


def snapshot(
    service: Service,
    today: date,
    verifiers: Mapping[int, str] | None = None,
    *,
    tier: str | None = None,
) -> Snapshot:
    """The public record of a loaded service that was verified.

    `verifiers`: the uids of the people who verified the national number, by their id.
    `tier`: as it would be under another one than its own.
    """
    tier = tier or service.tier
    trust = state.trust(service)
    payload = {name: getattr(service, name) for name in _SAME} | {
        "uid": str(service.uid),
        "tier": tier,
        **_who(service, hidden=tier == Tier.CONFIDENTIAL),
        "area": service.municipality.slug if service.municipality else None,
        "capacity_on": _iso(service.capacity_on),
        "places": [_place(row) for row in service.places],
        "contacts": _contacts(service),
        "verified_on": _iso(trust.verified_on),
        "verify_by": _iso(trust.verify_by),
        "verified_by": _verified_by(service, today, verifiers or {}),
        "status": state.status(service, today),
    }
    return _as_snapshot(payload)


def _who(service: Service, *, hidden: bool) -> dict[str, Any]:
    """Who offers it; the body of one town would tell the town of a hidden service."""
    local = service.organisation.municipality_id is not None
    body = None if hidden and local else service.organisation
    return {
        "organisation": body.name if body else None,
        "organisation_uid": str(body.uid) if body else None,
        "sector": service.organisation.sector,
    }


def _contacts(service: Service) -> list[dict[str, Any]]:
    return [
        {"label": row.label, "kind": row.kind, "value": row.value}
        for row in service.contacts
        if row.audience == Audience.PUBLIC
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _place(row: ServicePlace) -> dict[str, Any]:
    """A further place; its own tier holds for it."""
    exact = row.tier == Tier.PUBLIC
    told = {name: getattr(row, name) if exact else None for name in _EXACT}
    return told | {
        "uid": str(row.uid),
        "tier": row.tier,
        "area": row.municipality.slug,
    }


def _verified_by(
    service: Service, today: date, verifiers: Mapping[int, str]
) -> list[list[str]]:
    """Who verified the national number as it stands, and when, within 90 days."""
    if not service.national_number:
        return []
    return [
        [verifiers[row.person_id], row.verified_on.isoformat()]
        for row in service.verifications
        if row.person_id in verifiers
        and row.verify_by >= today
        and timedelta(0) <= today - row.verified_on <= NATIONAL_NUMBER_VERIFIED_FOR
    ]


def narrowed(standing: Mapping[str, Any], wanted: Mapping[str, Any]) -> Snapshot:
    """What stands, with the stricter tier and the lesser status of the two."""
    tier = stricter_tier(standing["tier"], wanted["tier"])
    status = lesser_status(standing["status"], wanted["status"])
    told = {**standing, "tier": tier, "status": status}
    if tier == Tier.CONFIDENTIAL and wanted["organisation"] != told["organisation"]:
        told |= {"organisation": None, "organisation_uid": None}
    return _as_snapshot(told)


def _as_snapshot(payload: dict[str, Any]) -> Snapshot:
    told = _under_tier(payload)
    return Snapshot("service", told["uid"], told["area"], summary=told, payload=told)


def _under_tier(payload: dict[str, Any]) -> dict[str, Any]:
    """Leave out what the tier hides. Rule: domain.md, *Place tiers*."""
    if payload["tier"] == Tier.PUBLIC:
        return payload
    told = {**payload, "address": None, "lat": None, "lon": None}
    if payload["tier"] == Tier.AREA:
        return told
    told |= dict.fromkeys(_HIDDEN) | {"areas": [], "places": []}
    contacts = [contact for contact in payload["contacts"] if not _tells_place(contact)]
    return {**told, "area": None, "contacts": contacts}


def _tells_place(contact: dict[str, Any]) -> bool:
    if contact["kind"] == ContactKind.PHONE:
        return is_geographic(contact["value"])
    return bool(contact["kind"] == ContactKind.WEB)
