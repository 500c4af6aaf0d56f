"""Who may do what: one table of pure predicates over an actor and a thing."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from portal.domain.pathways import WORK_IN_PROGRESS, VersionState
from portal.domain.people import Actor, Role

EDITORS = (Role.COORDINATOR,)
APPROVERS = (Role.COORDINATOR, Role.APPROVER)


class May(StrEnum):
    """Everything that somebody may do on the desk."""

    USE_DESK = "use_desk"
    READ_TEAM = "read_team"
    READ_NAMES = "read_names"
    READ_SERVICE = "read_service"
    ADD_SERVICE = "add_service"
    EDIT_SERVICE = "edit_service"
    VERIFY_SERVICE = "verify_service"
    PROPOSE_SERVICE = "propose_service"
    CONFIRM_SERVICE = "confirm_service"
    HIDE_SERVICE = "hide_service"
    READ_PLACE = "read_place"
    READ_PATHWAY = "read_pathway"
    READ_VERSION = "read_version"
    START_PATHWAY = "start_pathway"
    START_VERSION = "start_version"
    EDIT_VERSION = "edit_version"
    SUBMIT_VERSION = "submit_version"
    RETURN_VERSION = "return_version"
    APPROVE_VERSION = "approve_version"
    PUBLISH_VERSION = "publish_version"
    WITHDRAW_VERSION = "withdraw_version"
    READ_FIGURES = "read_figures"
    READ_AUDIT = "read_audit"


Predicate = Callable[[Actor, Any], bool]


def _somebody(actor: Actor, thing: Any) -> bool:
    return actor.is_somebody


def _in_team(actor: Actor, thing: Any) -> bool:
    """The actor sits in the host team or in a partner team of the thing."""
    return bool(actor.team_ids & ({thing.host_team_id} | set(thing.partner_team_ids)))


def _knows_people(actor: Actor, thing: Any) -> bool:
    """Who sits in a team and who decided there: for the team itself and the office."""
    return _in_team(actor, thing) or actor.is_office


def _edits(actor: Actor, thing: Any) -> bool:
    return actor.has_in(thing.host_team_id, *EDITORS) or _is_offices(actor, thing)


def _is_offices(actor: Actor, thing: Any) -> bool:
    return actor.has_in(thing.host_team_id, Role.OFFICE)


def _approves(actor: Actor, thing: Any) -> bool:
    """An approver of the host team; the office where the team has not two of them.

    Rule: domain.md, Referral pathways, *States*.
    """
    own = actor.has_in(thing.host_team_id, *APPROVERS, Role.OFFICE)
    return own or (thing.host_approvers < 2 and actor.is_office)


def _reads_version(actor: Actor, thing: Any) -> bool:
    """Own teams read all; everybody signed in reads what is or was published."""
    if thing.state not in WORK_IN_PROGRESS:
        return actor.is_somebody
    return _in_team(actor, thing) or _office_decides(actor, thing)


def _office_decides(actor: Actor, thing: Any) -> bool:
    waits = thing.state in (VersionState.IN_REVIEW, VersionState.APPROVED)
    return waits and thing.host_approvers < 2 and actor.is_office


def _is_second(actor: Actor, thing: Any) -> bool:
    return _approves(actor, thing) and actor.person_id != thing.submitted_by_id


def _in_state(*states: VersionState) -> Predicate:
    return lambda actor, thing: thing.state in states


def _all(*predicates: Predicate) -> Predicate:
    return lambda actor, thing: all(test(actor, thing) for test in predicates)


def _reads_service(actor: Actor, thing: Any) -> bool:
    """Own teams; everybody what is public; the office where it is the second person."""
    if thing.is_public:
        return actor.is_somebody
    return _in_team(actor, thing) or (thing.host_approvers < 2 and actor.is_office)


def _is_custodian(actor: Actor, thing: Any) -> bool:
    return actor.person_id is not None and actor.person_id in thing.custodian_ids


def _second_for_service(actor: Actor, thing: Any) -> bool:
    return _approves(actor, thing) and actor.person_id != thing.proposed_by_id


def _reads_pathway(actor: Actor, thing: Any) -> bool:
    if thing.has_published:
        return actor.is_somebody
    return _in_team(actor, thing) or (thing.waits_for_office and actor.is_office)


RULES: dict[May, Predicate] = {
    May.USE_DESK: _somebody,
    May.READ_TEAM: _somebody,
    May.READ_NAMES: _knows_people,
    May.READ_SERVICE: _reads_service,
    May.ADD_SERVICE: _edits,
    May.EDIT_SERVICE: _edits,
    May.VERIFY_SERVICE: _approves,
    May.PROPOSE_SERVICE: _approves,
    May.CONFIRM_SERVICE: _second_for_service,
    May.HIDE_SERVICE: _approves,
    May.READ_PLACE: _all(_in_team, _is_custodian),
    May.READ_PATHWAY: _reads_pathway,
    May.READ_VERSION: _reads_version,
    May.START_PATHWAY: _edits,
    May.START_VERSION: _edits,
    May.EDIT_VERSION: _all(_edits, _in_state(VersionState.DRAFT)),
    May.SUBMIT_VERSION: _all(_edits, _in_state(VersionState.DRAFT)),
    May.RETURN_VERSION: _all(_approves, _in_state(VersionState.IN_REVIEW)),
    May.APPROVE_VERSION: _all(_is_second, _in_state(VersionState.IN_REVIEW)),
    May.PUBLISH_VERSION: _all(_approves, _in_state(VersionState.APPROVED)),
    May.WITHDRAW_VERSION: _all(_approves, _in_state(VersionState.PUBLISHED)),
    May.READ_FIGURES: _somebody,
    May.READ_AUDIT: lambda actor, thing: actor.is_office,
}

# What a refused person may still read tells 403 (readable) from 404 (not).
READING = {
    May.EDIT_SERVICE: May.READ_SERVICE,
    May.VERIFY_SERVICE: May.READ_SERVICE,
    May.PROPOSE_SERVICE: May.READ_SERVICE,
    May.CONFIRM_SERVICE: May.READ_SERVICE,
    May.HIDE_SERVICE: May.READ_SERVICE,
    May.READ_PLACE: May.READ_SERVICE,
    May.ADD_SERVICE: May.READ_TEAM,
    May.START_PATHWAY: May.READ_TEAM,
    May.START_VERSION: May.READ_PATHWAY,
    May.EDIT_VERSION: May.READ_VERSION,
    May.SUBMIT_VERSION: May.READ_VERSION,
    May.RETURN_VERSION: May.READ_VERSION,
    May.APPROVE_VERSION: May.READ_VERSION,
    May.PUBLISH_VERSION: May.READ_VERSION,
    May.WITHDRAW_VERSION: May.READ_VERSION,
}


def allowed(actor: Actor, may: May, thing: Any = None) -> bool:
    """Whether the actor may do this to the thing (or to its parent, if it is new).

    Nobody acts on what they may not read.
    """
    blind = may in READING and not readable(actor, may, thing)
    return not blind and RULES[may](actor, thing)


def readable(actor: Actor, may: May, thing: Any) -> bool:
    """Whether a refusal may admit that the thing exists."""
    reading = READING.get(may)
    return reading is not None and RULES[reading](actor, thing)
