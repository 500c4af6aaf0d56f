"""What waits for a person's decision, gathered from all rooms in one statement."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CompoundSelect,
    Date,
    Select,
    String,
    cast,
    false,
    func,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from portal.db import db, given
from portal.domain.approval import office_decides_by
from portal.domain.meetings import MeetingState, MinutesState
from portal.domain.pathways import VersionState
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.domain.plans import Part, ReportState
from portal.domain.services import PublicationState
from portal.domain.suggestions import SuggestionState
from portal.models import (
    Activity,
    ActivityBody,
    Decision,
    Meeting,
    Pathway,
    PathwayVersion,
    Plan,
    ProgressReport,
    Service,
    Suggestion,
    Team,
    VersionMove,
)
from portal.models.columns import Instant, numbers_in
from portal.time import day_of
from portal.visible import (
    approvers_of,
    deciders_of,
    first_seats,
)

# What makes each kind wait for somebody: one of these acts.
ACTS = {
    "version": (May.APPROVE_VERSION, May.PUBLISH_VERSION),
    "service": (May.CONFIRM_SERVICE,),
    "suggestion": (May.DECIDE_SUGGESTION,),
    "report": (May.JUDGE_REPORT,),
    "decision": (May.CONFIRM_DECISION,),
    "minutes": (May.APPROVE_MINUTES,),
}


# Who counts where a second person is wanted: for a pathway, from another seat.
SECOND = {"version": deciders_of}


@dataclass(frozen=True)
class Wait:
    """A thing in a state that somebody has to judge, as the rules ask about it.

    `first_id`: who submitted, proposed, circulated or suggested it; `carried`: whether
    the actor sits for a body that carries it out.
    """

    kind: str
    uid: UUID
    name: dict[str, str]
    team: dict[str, str]
    day: date | None
    state: str
    host_team_id: int
    host_approvers: int
    first_id: int | None
    sent_at: datetime | None
    first_seats: str | None
    carried: bool
    actor: Actor
    partner_team_ids: tuple[int, ...] = ()
    is_public: bool = False

    @property
    def submitted_by_id(self) -> int | None:
        return self.first_id

    proposed_by_id = submitted_by_id
    circulated_by_id = submitted_by_id
    person_id = submitted_by_id

    @property
    def first_seat_ids(self) -> frozenset[int]:
        return numbers_in(self.first_seats)

    @property
    def responsible_ids(self) -> frozenset[int]:
        return self.actor.organisation_ids if self.carried else frozenset()

    @property
    def waits(self) -> bool:
        return any(allowed(self.actor, may, self) for may in ACTS[self.kind])

    @property
    def decides_by(self) -> date | None:
        """By when the office decides, where a team has no second person of its own."""
        if self.sent_at is None or self.host_approvers > 1:
            return None
        return office_decides_by(day_of(self.sent_at))


def waiting(actor: Actor, day: date) -> list[Wait]:
    """What this person may approve, publish, confirm or return."""
    asked = {
        "teams": list(actor.team_ids),
        "bodies": list(actor.organisation_ids),
        "day": day,
    }
    rows = db.session.execute(_undecided(of_all=actor.is_office), asked)
    things = [Wait(**row._mapping, actor=actor) for row in rows]
    return [thing for thing in things if thing.waits]


@cache
def _undecided(*, of_all: bool) -> CompoundSelect[Any]:
    """Of `teams` or of all, for those who sit for `bodies`, on a `day`; built once.

    The office is asked of all: it decides where a team has not two approvers.
    """
    parts = (_versions(), _services(), _reports(), _decisions(), _minutes())
    asked = [part if of_all else _own(part) for part in parts]
    return union_all(*asked, _own(_suggestions()))


def _own(part: Select[Any]) -> Select[Any]:
    return part.where(part.selected_columns.host_team_id.in_(given("teams")))


def _select(
    kind: str, thing: Any, name: Any, on: Any, host: Any, first: Any, sent: Any = None
) -> Select[Any]:
    """The columns that all kinds share; `sent`: when the version went to review."""
    return select(
        literal(kind).label("kind"),
        thing.uid,
        name.label("name"),
        Team.name.label("team"),
        type_coerce(on, Date).label("day"),
        _state(thing).label("state"),
        host.label("host_team_id"),
        SECOND.get(kind, approvers_of)(host, given("day")).label("host_approvers"),
        first.label("first_id"),
        (cast(null(), Instant) if sent is None else sent).label("sent_at"),
        (cast(null(), String) if sent is None else first_seats()).label("first_seats"),
    )


def _state(thing: Any) -> Any:
    return thing.publication if hasattr(thing, "publication") else thing.state


def _not_carried() -> Any:
    return cast(false(), Boolean).label("carried")


def _versions() -> Select[Any]:
    version, host = PathwayVersion, Pathway.host_team_id
    sent = (
        select(func.max(VersionMove.at))
        .where(VersionMove.version_id == version.id, VersionMove.move == "submit")
        .correlate(version)
        .scalar_subquery()
    )
    shared = (version.title, version.review_by, host, version.submitted_by_id, sent)
    waits = version.state.in_((VersionState.IN_REVIEW, VersionState.APPROVED))
    return (
        _select("version", version, *shared)
        .add_columns(_not_carried())
        .join(version.pathway)
        .join(Pathway.host_team)
        .where(waits)
    )


def _services() -> Select[Any]:
    host = Service.host_team_id
    shared = (Service.name, null(), host, Service.proposed_by_id)
    return (
        _select("service", Service, *shared)
        .add_columns(_not_carried())
        .join(Service.host_team)
        .where(Service.publication == PublicationState.PROPOSED)
    )


def _suggestions() -> Select[Any]:
    host = Service.host_team_id
    shared = (Service.name, null(), host, Suggestion.person_id)
    return (
        _select("suggestion", Suggestion, *shared)
        .add_columns(_not_carried())
        .join(Suggestion.service)
        .join(Service.host_team)
        .where(Suggestion.state == SuggestionState.OPEN)
    )


def _reports() -> Select[Any]:
    host, report = Plan.host_team_id, ProgressReport
    shared = (Activity.title, Activity.deadline, host, report.submitted_by_id)
    carried = select(ActivityBody.activity_id).where(
        ActivityBody.organisation_id.in_(given("bodies")),
        ActivityBody.part == Part.RESPONSIBLE,
    )
    return (
        _select("report", report, *shared)
        .add_columns(Activity.id.in_(carried).label("carried"))
        .join(report.activity)
        .join(Activity.plan)
        .join(Plan.host_team)
        .where(report.state == ReportState.SUBMITTED)
    )


def _decisions() -> Select[Any]:
    host = Decision.host_team_id
    shared = (Decision.text, Decision.decided_on, host, Decision.proposed_by_id)
    return (
        _select("decision", Decision, *shared)
        .add_columns(_not_carried())
        .join(Decision.host_team)
        .where(Decision.publication == PublicationState.PROPOSED)
    )


def _minutes() -> Select[Any]:
    host = Meeting.host_team_id
    shared = (Team.name, Meeting.day, host, Meeting.circulated_by_id)
    circulated = Meeting.minutes_state == MinutesState.CIRCULATED
    held = Meeting.state == MeetingState.HELD
    return (
        _select("minutes", Meeting, *shared)
        .add_columns(_not_carried())
        .join(Meeting.host_team)
        .where(circulated, held)
    )
