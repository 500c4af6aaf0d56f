"""What forms hand to actions: a service as somebody wants it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.blueprints.services.rules import check

Text = dict[str, str]


@dataclass(frozen=True)
class ContactDraft:
    """How to reach a post of the service."""

    label: Text
    kind: str
    value: str
    audience: str


@dataclass(frozen=True)
class PlaceDraft:
    """A further place; `town` is the slug of its municipality."""

    town: str
    tier: str
    name: Text | None = None
    address: Text | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True)
class ServiceDraft:
    """A service as it shall be; `organisation` is the uid of who offers it."""

    organisation: str
    name: Text
    summary: Text
    category: str
    tier: str
    specialised: bool = False
    national_number: bool = False
    groups: tuple[str, ...] = ()
    hours: Text | None = None
    always_open: bool = False
    languages: Text | None = None
    cost: Text | None = None
    address: Text | None = None
    lat: float | None = None
    lon: float | None = None
    contacts: tuple[ContactDraft, ...] = ()
    places: tuple[PlaceDraft, ...] = ()
    model: str | None = None
    phases: tuple[str, ...] = ()
    status_needed: tuple[str, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    residence: tuple[str, ...] = ()
    dependants: str | None = None
    accompaniment: str | None = None
    exclusions: Text | None = None
    documents: Text | None = None
    entitled: str | None = None
    existing: str | None = None
    accessible: str | None = None
    barrier: Text | None = None
    legal_basis: Text | None = None
    legal_from: date | None = None
    legal_until: date | None = None
    spoken: tuple[str, ...] = ()
    interpretation: str | None = None
    accessibility: tuple[str, ...] = ()
    schedule: dict[str, Any] | None = None
    areas: tuple[str, ...] = ()
    nationwide: bool = False
    capacity: int | None = None
    capacity_on: date | None = None
    funding: Text | None = None
    funded_until: date | None = None
    licence: str | None = None
    licence_state: str | None = None
    licensed_until: date | None = None

    def checked(self) -> "ServiceDraft":
        """DomainError where something lacks, is unknown, or would tell a place."""
        check(self)
        return self

    def columns(self) -> dict[str, Any]:
        """What stands in the service's own row, the organisation aside."""
        apart = ("organisation", "contacts", "places")
        return {
            name: list(said) if isinstance(said, tuple) else said
            for name, said in vars(self).items()
            if name not in apart
        }
