"""What the dated rows of a loaded service say on a day."""

from datetime import date

from portal.domain.places import Tier
from portal.domain.services import ServiceStatus, Trust, place_hints
from portal.models import Service


def trust(service: Service) -> Trust:
    """The last verification and the day until which the record is trusted."""
    rows = service.verifications
    return Trust(
        verified_on=max((row.verified_on for row in rows), default=None),
        verify_by=max((row.verify_by for row in rows), default=None),
    )


def status(service: Service, day: date) -> str:
    """How the service runs on the day; what nobody has stated runs."""
    rows = [row for row in service.statuses if row.starts_on <= day]
    last = max(rows, key=lambda row: (row.starts_on, row.id), default=None)
    return last.status if last else ServiceStatus.RUNNING.value


def hints(service: Service) -> list[str]:
    """What could tell the place of a confidential service in its public words."""
    if service.tier != Tier.CONFIDENTIAL:
        return []
    words = (service.name, service.summary, service.languages, service.cost)
    labels = [contact.label for contact in service.contacts]
    return place_hints(
        text for said in (*words, *labels) for text in (said or {}).values()
    )
