"""The services of a team as a file, in the columns of the template."""

from datetime import datetime

from portal.blueprints.services import columns, intake_queries
from portal.blueprints.services.columns import Column
from portal.blueprints.services.intake_queries import Known
from portal.blueprints.services.workbook import workbook
from portal.blueprints.services.written import cells_of, draft_of
from portal.domain.places import TeamKind
from portal.models import Service, Team
from portal.sheets import as_csv


def as_xlsx(team: Team, at: datetime) -> bytes:
    """All that the team holds, as a workbook."""
    known, services = intake_queries.known(team), intake_queries.services_of(team)
    rows = [_cells(service, known) for service in services]
    return workbook(_columns(team, services), rows, known, at)


def as_template(team: Team, at: datetime) -> bytes:
    """The same without rows."""
    return workbook(_columns(team, []), [], intake_queries.known(team), at)


def as_table(team: Team) -> bytes:
    """All that the team holds, as CSV."""
    known, services = intake_queries.known(team), intake_queries.services_of(team)
    table = _columns(team, services)
    rows = [_cells(service, known) for service in services]
    return as_csv(
        [column.heading for column in table],
        [[row.get(column.code, "") for column in table] for row in rows],
    )


def _columns(team: Team, services: list[Service]) -> list[Column]:
    contacts = [columns.CONTACTS, *(len(one.contacts) for one in services)]
    places = [columns.PLACES, *(len(one.places) for one in services)]
    office = team.kind == TeamKind.OFFICE
    return columns.columns(max(contacts), max(places), office=office)


def _cells(service: Service, known: Known) -> dict[str, str]:
    keys = {"uid": str(service.uid), "reference": service.reference or ""}
    return keys | cells_of(draft_of(service), known.told)
