"""What forms hand to actions: a service as somebody wants it."""

from dataclasses import dataclass
from typing import Any

from portal.domain.errors import DomainError
from portal.domain.places import Tier

Text = dict[str, str]


@dataclass(frozen=True)
class ContactDraft:
    """How to reach a post of the service."""

    label: Text
    kind: str
    value: str
    audience: str


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

    def checked(self) -> "ServiceDraft":
        """DomainError where words lack, or a hidden place would be told."""
        if not self.name:
            raise DomainError("needs_english_or_serbian", "name")
        if not self.summary:
            raise DomainError("needs_english_or_serbian", "summary")
        if self.address and self.tier != Tier.PUBLIC:
            raise DomainError("address_not_for_tier", "address")
        if self.lat is not None and self.tier != Tier.PUBLIC:
            raise DomainError("coordinates_not_for_tier", "coordinates")
        return self

    def columns(self) -> dict[str, Any]:
        """What stands in the service's own row, the organisation aside."""
        apart = ("organisation", "contacts", "groups")
        told = {name: said for name, said in vars(self).items() if name not in apart}
        return told | {"groups": list(self.groups)}
