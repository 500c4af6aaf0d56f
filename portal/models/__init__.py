"""Everything the portal stores; one file per noun."""

from portal.models.audit import AuditEvent, Revision
from portal.models.indicators import Indicator, IndicatorValue, Objective, Plan
from portal.models.jobs import Job
from portal.models.pathways import (
    Pathway,
    PathwayPartner,
    PathwayVersion,
    Step,
    VersionMove,
)
from portal.models.people import DeskSession, Invitation, Person, SignInAttempt
from portal.models.published import Published
from portal.models.services import (
    ExactPlace,
    PlaceCustodian,
    Service,
    ServiceContact,
    ServiceStatusRow,
    Verification,
)
from portal.models.teams import (
    Agreement,
    Membership,
    Municipality,
    Organisation,
    Seat,
    Team,
)

__all__ = [
    "Agreement",
    "AuditEvent",
    "DeskSession",
    "ExactPlace",
    "Indicator",
    "IndicatorValue",
    "Invitation",
    "Job",
    "Membership",
    "Municipality",
    "Objective",
    "Organisation",
    "Pathway",
    "PathwayPartner",
    "PathwayVersion",
    "Person",
    "PlaceCustodian",
    "Plan",
    "Published",
    "Revision",
    "Seat",
    "Service",
    "ServiceContact",
    "ServiceStatusRow",
    "SignInAttempt",
    "Step",
    "Team",
    "Verification",
    "VersionMove",
]
