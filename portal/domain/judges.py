"""Pure predicates over an actor and a thing, which the table of permissions names."""

from collections.abc import Callable
from typing import Any

from portal.domain.meetings import MeetingState
from portal.domain.pathways import WORK_IN_PROGRESS, VersionState
from portal.domain.people import WORKING, Actor, Role
from portal.domain.plans import ReportState
from portal.domain.suggestions import SuggestionState

EDITORS = (Role.COORDINATOR,)
APPROVERS = (Role.COORDINATOR, Role.APPROVER)
Predicate = Callable[[Actor, Any], bool]


def somebody(actor: Actor, thing: Any) -> bool:
    return actor.is_somebody


def in_team(actor: Actor, thing: Any) -> bool:
    """The actor sits in the host team or in a partner team of the thing."""
    return bool(actor.team_ids & ({thing.host_team_id} | set(thing.partner_team_ids)))


def knows_people(actor: Actor, thing: Any) -> bool:
    """Who sits in a team and who decided there: for the team itself and the office."""
    return in_team(actor, thing) or actor.is_office


def edits(actor: Actor, thing: Any) -> bool:
    return actor.has_in(thing.host_team_id, *EDITORS) or is_offices(actor, thing)


def is_offices(actor: Actor, thing: Any) -> bool:
    return actor.has_in(thing.host_team_id, Role.OFFICE)


def approves(actor: Actor, thing: Any) -> bool:
    """An approver of the host team; the office where the team has not two of them.

    Rule: domain.md, Referral pathways, *States*.
    """
    own = actor.has_in(thing.host_team_id, *APPROVERS, Role.OFFICE)
    return own or (thing.host_approvers < 2 and actor.is_office)


def reads_version(actor: Actor, thing: Any) -> bool:
    """Own teams read all; everybody signed in reads what is or was published."""
    if thing.state not in WORK_IN_PROGRESS:
        return actor.is_somebody
    return in_team(actor, thing) or office_decides(actor, thing)


def office_decides(actor: Actor, thing: Any) -> bool:
    waits = thing.state in (VersionState.IN_REVIEW, VersionState.APPROVED)
    return waits and thing.host_approvers < 2 and actor.is_office


def works_in_team(actor: Actor, thing: Any) -> bool:
    """A seat in the host team or a partner team; an observer only looks on."""
    teams = {thing.host_team_id, *thing.partner_team_ids}
    return any(actor.has_in(team, *WORKING) for team in teams)


def reads_comments(actor: Actor, thing: Any) -> bool:
    """Inside the teams that shared it then, also when it is public; the office while it
    is second. Rule: docs/decisions/0027."""
    inside = bool(actor.team_ids & set(thing.comment_team_ids))
    return inside or office_decides(actor, thing)


def takes_part(actor: Actor, thing: Any) -> bool:
    return works_in_team(actor, thing) or office_decides(actor, thing)


def is_in_work(actor: Actor, thing: Any) -> bool:
    return thing.state in WORK_IN_PROGRESS


def settles(actor: Actor, thing: Any) -> bool:
    """Who edits the version, or who wrote the comment, while it is open."""
    mine = actor.person_id == thing.person_id
    return thing.settled_at is None and (mine or edits(actor, thing))


def is_second(actor: Actor, thing: Any) -> bool:
    """Another person, from another seat."""
    other = actor.person_id != thing.submitted_by_id and sits_elsewhere(actor, thing)
    return other and approves(actor, thing)


def sits_elsewhere(actor: Actor, thing: Any) -> bool:
    """The two can sit on two seats; the office counts by persons, marked by a minus.

    Who holds both may have sent it from the one while the other decides. A seat that
    nobody knows of is not another one.
    """
    host = [s for s in actor.seats if s.team_id == thing.host_team_id]
    own = {seat.seat_id for seat in host if seat.role in APPROVERS}
    own |= {-(actor.person_id or 0) for seat in host if seat.role == Role.OFFICE}
    first = set(thing.first_seat_ids)
    return not own or (bool(first) and len(own | first) > 1)


def in_state(*states: VersionState) -> Predicate:
    return lambda actor, thing: thing.state in states


def both(*predicates: Predicate) -> Predicate:
    return lambda actor, thing: all(test(actor, thing) for test in predicates)


def offers(actor: Actor, thing: Any) -> bool:
    """The actor sits, in whatever team, for the body that offers the service."""
    return getattr(thing, "organisation_id", None) in actor.body_ids


def edits_service(actor: Actor, thing: Any) -> bool:
    """Who keeps the record, and the members of the organisation that it is about."""
    return edits(actor, thing) or offers(actor, thing)


def edits_body(actor: Actor, thing: Any) -> bool:
    """The office; of a body of one town, that town's coordinators too."""
    towns = {s.municipality_id for s in actor.seats if s.role in EDITORS} - {None}
    return actor.is_office or thing.municipality_id in towns


def reads_service(actor: Actor, thing: Any) -> bool:
    """Own teams and who offers it; everybody what is public; the office as second."""
    if thing.is_public or offers(actor, thing):
        return actor.is_somebody
    return in_team(actor, thing) or (thing.host_approvers < 2 and actor.is_office)


def reads_changes(actor: Actor, thing: Any) -> bool:
    """What stood before an edit: inside the team, and for who decides beside it."""
    return in_team(actor, thing) or approves(actor, thing)


def made_suggestion(actor: Actor, thing: Any) -> bool:
    return bool(actor.is_somebody and actor.person_id == thing.person_id)


def reads_suggestion(actor: Actor, thing: Any) -> bool:
    """Who decides on it, and who made it: they are shown what they saw and wrote."""
    return made_suggestion(actor, thing) or edits(actor, thing)


def is_open_suggestion(actor: Actor, thing: Any) -> bool:
    return bool(thing.state == SuggestionState.OPEN)


def is_custodian(actor: Actor, thing: Any) -> bool:
    return actor.person_id is not None and actor.person_id in thing.custodian_ids


def second_to_propose(actor: Actor, thing: Any) -> bool:
    return approves(actor, thing) and actor.person_id != thing.proposed_by_id


def confirms_term(actor: Actor, thing: Any) -> bool:
    """Two of the office stand for a word that everybody will read."""
    return bool(
        actor.is_office
        and thing.confirmed_on is None
        and actor.person_id != thing.proposed_by_id
    )


def reads_pathway(actor: Actor, thing: Any) -> bool:
    if thing.has_published:
        return actor.is_somebody
    return in_team(actor, thing) or (thing.waits_for_office and actor.is_office)


def reads_decision(actor: Actor, thing: Any) -> bool:
    """Own teams; the office, which decides where a team has not two approvers."""
    return (thing.is_public and actor.is_somebody) or knows_people(actor, thing)


def holds_invited_seat(actor: Actor, thing: Any) -> bool:
    """The actor sits in a team of the meeting; seats held today, not yesterday's."""
    return in_team(actor, thing) and not actor.has_in(thing.host_team_id, Role.OBSERVER)


def owns_action(actor: Actor, thing: Any) -> bool:
    return bool(thing.seat_id in actor.seat_ids)


def is_open_meeting(actor: Actor, thing: Any) -> bool:
    return bool(thing.state != MeetingState.CANCELLED)


def is_planned(actor: Actor, thing: Any) -> bool:
    return bool(thing.state == MeetingState.PLANNED)


def has_circulated(actor: Actor, thing: Any) -> bool:
    return bool(actor.person_id == thing.circulated_by_id)


def carries_out(actor: Actor, thing: Any) -> bool:
    """The actor sits for an organisation that is responsible for the activity."""
    return bool(actor.organisation_ids & thing.responsible_ids)


def reports(actor: Actor, thing: Any) -> bool:
    """The responsible body; on behalf of one without account the plan's editors."""
    return carries_out(actor, thing) or edits(actor, thing)


def reads_report(actor: Actor, thing: Any) -> bool:
    """Everybody signed in what is approved; before that, those who work on it."""
    if thing.state == ReportState.APPROVED:
        return actor.is_somebody
    return knows_people(actor, thing) or carries_out(actor, thing)


def judges_report(actor: Actor, thing: Any) -> bool:
    """Somebody other than the implementer; for the office's own, a national seat.

    Rule: domain.md, Plans and progress, *Draft, submitted, returned, approved*.
    """
    own = carries_out(actor, thing) or actor.person_id == thing.submitted_by_id
    return approves(actor, thing) and not own


def report_in(*states: ReportState) -> Predicate:
    return lambda actor, thing: thing.state in states
