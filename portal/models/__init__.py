"""Everything the portal stores; one file per noun."""

from portal.models.audit import AuditEvent, Revision
from portal.models.indicators import Indicator, IndicatorValue
from portal.models.intake import Intake
from portal.models.jobs import Job
from portal.models.meetings import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingAnswer,
    MeetingPartner,
)
from portal.models.minutes import (
    Action,
    Decision,
    InternalMinutes,
    MinutesMove,
    PublicMinutes,
)
from portal.models.pathways import (
    Pathway,
    PathwayPartner,
    PathwayVersion,
    Step,
    VersionMove,
)
from portal.models.people import DeskSession, Invitation, Person, SignInAttempt
from portal.models.plans import (
    Activity,
    ActivityBody,
    Measure,
    Objective,
    Plan,
)
from portal.models.published import Published
from portal.models.referrals import Referral
from portal.models.register import GapConfirmation, Suggestion, Term
from portal.models.reports import ProgressReport, ReportingPeriod, ReportMove
from portal.models.reviews import Acknowledgement, StepComment
from portal.models.search import SearchEntry, SearchGram, SearchWord
from portal.models.services import (
    ExactPlace,
    PlaceCustodian,
    Service,
    ServiceContact,
    ServicePlace,
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
    "Acknowledgement",
    "Action",
    "Activity",
    "ActivityBody",
    "AgendaItem",
    "Agreement",
    "Attendance",
    "AuditEvent",
    "Decision",
    "DeskSession",
    "ExactPlace",
    "GapConfirmation",
    "Indicator",
    "IndicatorValue",
    "Intake",
    "InternalMinutes",
    "Invitation",
    "Job",
    "Measure",
    "Meeting",
    "MeetingAnswer",
    "MeetingPartner",
    "Membership",
    "MinutesMove",
    "Municipality",
    "Objective",
    "Organisation",
    "Pathway",
    "PathwayPartner",
    "PathwayVersion",
    "Person",
    "PlaceCustodian",
    "Plan",
    "ProgressReport",
    "PublicMinutes",
    "Published",
    "Referral",
    "ReportMove",
    "ReportingPeriod",
    "Revision",
    "SearchEntry",
    "SearchGram",
    "SearchWord",
    "Seat",
    "Service",
    "ServiceContact",
    "ServicePlace",
    "ServiceStatusRow",
    "SignInAttempt",
    "Step",
    "StepComment",
    "Suggestion",
    "Team",
    "Term",
    "Verification",
    "VersionMove",
]
