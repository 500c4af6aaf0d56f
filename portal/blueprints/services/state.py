"""What the dated rows of a loaded service say on a day."""

from datetime import date

from portal.domain.services import ServiceStatus, Trust
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
