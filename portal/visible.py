"""What each actor may see, as conditions of statements: one for each noun.

Each agrees with a rule of portal.domain.permissions; tests/test_readings.py holds them
equal for every actor.
"""

from datetime import date

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute

from portal.anybody import Asking
from portal.domain.judges import APPROVERS, EDITORS
from portal.domain.pathways import WORK_IN_PROGRESS, VersionState
from portal.domain.people import Actor, Role
from portal.domain.places import Tier
from portal.domain.plans import Part, ReportState
from portal.domain.referrals import first_seen
from portal.domain.services import PublicationState
from portal.models import (
    Activity,
    ActivityBody,
    GapConfirmation,
    Meeting,
    MeetingPartner,
    Membership,
    Organisation,
    Pathway,
    PathwayPartner,
    PathwayVersion,
    Plan,
    ProgressReport,
    Referral,
    Seat,
    Service,
    Suggestion,
)

Column = ColumnElement[int] | InstrumentedAttribute[int]
Day = date | ColumnElement[date] | InstrumentedAttribute[date | None]


def approvers_of(team_id: Column, today: Day) -> ColumnElement[int]:
    """How many people may approve for a team today, as SQL."""
    return (
        select(func.count(Membership.person_id.distinct()))
        .join(Seat)
        .where(_may_approve(team_id, today))
        .correlate_except(Seat, Membership)
        .scalar_subquery()
    )


def deciders_of(team_id: Column, today: date) -> ColumnElement[int]:
    """How many may decide on a pathway, each from a seat of their own; in the office
    each person counts. Rule: domain.md, Referral pathways, *States*."""
    people = func.count(Membership.person_id.distinct())
    seats = func.count(_place().distinct())
    return (
        select(case((seats < people, seats), else_=people))
        .join(Seat)
        .where(_may_approve(team_id, today))
        .correlate_except(Seat, Membership)
        .scalar_subquery()
    )


def _may_approve(team_id: Column, day: Day) -> ColumnElement[bool]:
    return and_(
        Seat.team_id == team_id,
        Membership.role.in_((*APPROVERS, Role.OFFICE)),
        held_on(Seat, day),
        held_on(Membership, day),
    )


def _place() -> ColumnElement[int]:
    """Where somebody decides from: the seat; in the office, the person, marked by a
    minus. The judges count alike."""
    return case(
        (Membership.role == Role.OFFICE, -Membership.person_id),
        else_=Membership.seat_id,
    )


def first_seats() -> ColumnElement[str]:
    """From where in the host team a version was sent to review, as SQL: who has left
    the seat since sat there on that day. The query joins Pathway."""
    return (
        select(func.aggregate_strings(cast(_place(), String), ","))
        .join(Seat)
        .where(
            Membership.person_id == PathwayVersion.submitted_by_id,
            _may_approve(Pathway.host_team_id, PathwayVersion.submitted_on),
        )
        .correlate_except(Seat, Membership)
        .scalar_subquery()
    )


def held_on(row: type[Seat] | type[Membership], day: Day) -> ColumnElement[bool]:
    """Whether a dated row holds on the day, as SQL."""
    return and_(row.starts_on <= day, or_(row.ends_on.is_(None), row.ends_on >= day))


def _own(host: Column, actor: Asking) -> ColumnElement[bool]:
    return host.in_(actor.team_ids)


def _own_pathway(actor: Actor) -> ColumnElement[bool]:
    partner = select(PathwayPartner.pathway_id).where(
        PathwayPartner.team_id.in_(actor.team_ids)
    )
    return or_(_own(Pathway.host_team_id, actor), Pathway.id.in_(partner))


def visible_versions(actor: Actor, today: date) -> ColumnElement[bool]:
    """The filter that agrees with May.READ_VERSION; the query joins Pathway."""
    if not actor.is_somebody:
        return false()
    done = PathwayVersion.state.not_in(WORK_IN_PROGRESS)
    seen = or_(done, _own_pathway(actor))
    if not actor.is_office:
        return seen
    waits = PathwayVersion.state.in_((VersionState.IN_REVIEW, VersionState.APPROVED))
    few = deciders_of(Pathway.host_team_id, today) < 2
    return or_(seen, and_(waits, few))


def visible_services(actor: Asking, today: Day) -> ColumnElement[bool]:
    """The filter that agrees with May.READ_SERVICE."""
    offered = Service.organisation_id.in_(actor.body_ids)
    return or_(_visible_records(Service, actor, today), offered)


def visible_gaps(actor: Actor, today: date) -> ColumnElement[bool]:
    """The filter that agrees with May.READ_GAP."""
    return _visible_records(GapConfirmation, actor, today)


def _visible_records(
    record: type[Service] | type[GapConfirmation], actor: Asking, today: Day
) -> ColumnElement[bool]:
    if not actor.is_somebody:
        return false()
    seen = or_(
        _own(record.host_team_id, actor),
        record.publication == PublicationState.PUBLIC,
    )
    if not actor.is_office:
        return seen
    return or_(seen, approvers_of(record.host_team_id, today) < 2)


def visible_suggestions(actor: Actor) -> ColumnElement[bool]:
    """The filter that agrees with May.READ_SUGGESTION; the query joins Service."""
    own = Suggestion.person_id == (actor.person_id or 0)
    edits = [s.team_id for s in actor.seats if s.role in (*EDITORS, Role.OFFICE)]
    return or_(own, Service.host_team_id.in_(edits))


def hidden_services(actor: Asking) -> ColumnElement[bool]:
    """Confidential services of others: not even their town may be told."""
    return and_(
        Service.tier == Tier.CONFIDENTIAL, not_(_own(Service.host_team_id, actor))
    )


def visible_organisations(actor: Actor, today: date) -> ColumnElement[bool]:
    """Bodies of the country and of the actor's own towns; of other towns those that
    sit in a team or offer a service of which the actor may know who offers it."""
    if not actor.is_somebody:
        return false()
    own = {seat.municipality_id for seat in actor.seats} - {None}
    sits = exists().where(Seat.organisation_id == Organisation.id, held_on(Seat, today))
    offers = exists().where(
        Service.organisation_id == Organisation.id,
        visible_services(actor, today),
        not_(hidden_services(actor)),
    )
    sits, offers = sits.correlate(Organisation), offers.correlate(Organisation)
    here = or_(
        Organisation.municipality_id.is_(None), Organisation.municipality_id.in_(own)
    )
    return or_(here, sits, offers)


def visible_referrals(actor: Actor) -> ColumnElement[bool]:
    """The filter that agrees with May.READ_REFERRAL: the two bodies alone."""
    return or_(false(), *(_of_body(*came) for came in actor.bodies_since.items()))


def _of_body(body: int, since: date) -> ColumnElement[bool]:
    """The lines of a body for somebody who came to it on a day."""
    parties = or_(Referral.sender_id == body, Referral.receiver_id == body)
    return and_(parties, Referral.quarter >= first_seen(since))


def visible_meetings(actor: Actor) -> ColumnElement[bool]:
    """The filter that agrees with May.READ_MEETING."""
    if not actor.is_somebody:
        return false()
    if actor.is_office:
        return true()
    partner = select(MeetingPartner.meeting_id).where(
        MeetingPartner.team_id.in_(actor.team_ids)
    )
    return or_(_own(Meeting.host_team_id, actor), Meeting.id.in_(partner))


def visible_reports(actor: Actor) -> ColumnElement[bool]:
    """The filter that agrees with May.READ_REPORT."""
    if not actor.is_somebody:
        return false()
    if actor.is_office:
        return true()
    hosted = (
        select(Activity.id)
        .join(Activity.plan)
        .where(Plan.host_team_id.in_(actor.team_ids))
    )
    carried = select(ActivityBody.activity_id).where(
        ActivityBody.organisation_id.in_(actor.organisation_ids),
        ActivityBody.part == Part.RESPONSIBLE,
    )
    return or_(
        ProgressReport.state == ReportState.APPROVED,
        ProgressReport.activity_id.in_(hosted),
        ProgressReport.activity_id.in_(carried),
    )
