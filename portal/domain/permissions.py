"""Who may do what: one table of pure predicates over an actor and a thing."""

from typing import Any

from portal.domain import judges, referral_judges
from portal.domain.judges import Predicate
from portal.domain.may import May
from portal.domain.pathways import VersionState
from portal.domain.people import Actor
from portal.domain.plans import ReportState

__all__ = ["READING", "RULES", "May", "allowed", "readable"]

_DRAFT = judges.in_state(VersionState.DRAFT)
_IN_REVIEW = judges.in_state(VersionState.IN_REVIEW)
_APPROVED = judges.in_state(VersionState.APPROVED)
_SENT = judges.in_state(VersionState.IN_REVIEW, VersionState.APPROVED)
_PUBLISHED = judges.in_state(VersionState.PUBLISHED)

RULES: dict[May, Predicate] = {
    May.USE_DESK: judges.somebody,
    May.READ_TEAM: judges.somebody,
    May.READ_NAMES: judges.knows_people,
    May.READ_SERVICE: judges.reads_service,
    May.ADD_SERVICE: judges.edits,
    May.EDIT_SERVICE: judges.edits_service,
    May.KEEP_SERVICE: judges.edits,
    May.VERIFY_SERVICE: judges.approves,
    May.PROPOSE_SERVICE: judges.approves,
    May.CONFIRM_SERVICE: judges.second_to_propose,
    May.HIDE_SERVICE: judges.approves,
    May.EXPORT_SERVICES: judges.in_team,
    May.READ_INTAKE: judges.edits,
    May.TAKE_INTAKE: judges.edits,
    May.EDIT_BODY: judges.edits_body,
    May.READ_PLACE: judges.both(judges.in_team, judges.is_custodian),
    May.READ_CHANGES: judges.reads_changes,
    May.SUGGEST: judges.reads_service,
    May.READ_SUGGESTION: judges.reads_suggestion,
    May.DECIDE_SUGGESTION: judges.both(judges.edits, judges.is_open_suggestion),
    May.WITHDRAW_SUGGESTION: judges.both(
        judges.made_suggestion, judges.is_open_suggestion
    ),
    May.READ_GAP: judges.reads_service,
    May.ADD_GAP: judges.edits,
    May.PROPOSE_GAP: judges.approves,
    May.CONFIRM_GAP: judges.second_to_propose,
    May.HIDE_GAP: judges.approves,
    May.END_GAP: judges.approves,
    May.READ_PATHWAY: judges.reads_pathway,
    May.READ_VERSION: judges.reads_version,
    May.START_PATHWAY: judges.edits,
    May.START_VERSION: judges.edits,
    May.WRITE_VERSION: judges.edits,
    May.EDIT_VERSION: judges.both(judges.edits, _DRAFT),
    May.SUBMIT_VERSION: judges.both(judges.edits, _DRAFT),
    May.RETURN_VERSION: judges.both(judges.approves, _SENT),
    May.APPROVE_VERSION: judges.both(judges.is_second, _IN_REVIEW),
    May.PUBLISH_VERSION: judges.both(judges.approves, _APPROVED),
    May.WITHDRAW_VERSION: judges.both(judges.approves, _PUBLISHED),
    May.READ_REFERRAL: referral_judges.is_party,
    May.RECORD_REFERRAL: referral_judges.sits_for_a_body,
    May.REPEAT_REFERRAL: referral_judges.sends,
    May.EDIT_REFERRAL: judges.both(referral_judges.sends, referral_judges.is_unsettled),
    May.CONFIRM_REFERRAL: referral_judges.receives,
    May.SEE_REFERRAL_TOTALS: judges.in_team,
    May.READ_COMMENTS: judges.reads_comments,
    May.ADD_COMMENT: judges.both(judges.takes_part, judges.is_in_work),
    May.SETTLE_COMMENT: judges.both(judges.settles, judges.is_in_work),
    May.CONFIRM_READING: judges.both(judges.works_in_team, _PUBLISHED),
    May.READ_MEETING: judges.knows_people,
    May.READ_INTERNAL_MINUTES: judges.in_team,
    May.PLAN_MEETING: judges.edits,
    May.EDIT_MEETING: judges.both(judges.edits, judges.is_planned),
    May.CANCEL_MEETING: judges.both(judges.edits, judges.is_planned),
    May.ANSWER_MEETING: judges.both(judges.holds_invited_seat, judges.is_planned),
    May.CHECK_IN: judges.both(judges.holds_invited_seat, judges.is_open_meeting),
    May.RECORD_ATTENDANCE: judges.both(judges.edits, judges.is_open_meeting),
    May.WRITE_MINUTES: judges.both(judges.edits, judges.is_open_meeting),
    May.CIRCULATE_MINUTES: judges.both(judges.edits, judges.is_open_meeting),
    May.APPROVE_MINUTES: lambda actor, thing: (
        judges.approves(actor, thing) and not judges.has_circulated(actor, thing)
    ),
    May.RECORD_DECISION: judges.both(judges.edits, judges.is_open_meeting),
    May.READ_DECISION: judges.reads_decision,
    May.PROPOSE_DECISION: judges.approves,
    May.CONFIRM_DECISION: judges.second_to_propose,
    May.HIDE_DECISION: judges.approves,
    May.READ_ACTION: judges.knows_people,
    May.FINISH_ACTION: lambda actor, thing: (
        judges.owns_action(actor, thing) or judges.edits(actor, thing)
    ),
    May.READ_PLAN: judges.somebody,
    May.ADD_PLAN: judges.edits,
    May.EDIT_PLAN: judges.edits,
    May.READ_ACTIVITY: judges.somebody,
    May.EDIT_ACTIVITY: judges.edits,
    May.REPORT_ACTIVITY: judges.reports,
    May.READ_REPORT: judges.reads_report,
    May.EDIT_REPORT: judges.both(
        judges.reports, judges.report_in(ReportState.DRAFT, ReportState.RETURNED)
    ),
    May.JUDGE_REPORT: judges.both(
        judges.judges_report, judges.report_in(ReportState.SUBMITTED)
    ),
    May.SET_PERIODS: lambda actor, thing: actor.is_office,
    May.SEE_DASHBOARD: lambda actor, thing: actor.is_office,
    May.READ_FIGURES: judges.somebody,
    May.READ_AUDIT: lambda actor, thing: actor.is_office,
    May.READ_TERMS: judges.somebody,
    May.ADD_TERM: lambda actor, thing: actor.is_office,
    May.EDIT_TERM: lambda actor, thing: actor.is_office,
    May.CONFIRM_TERM: judges.confirms_term,
}

# What a refused person may still read tells 403 (readable) from 404 (not).
READING = {
    May.EDIT_SERVICE: May.READ_SERVICE,
    May.KEEP_SERVICE: May.READ_SERVICE,
    May.VERIFY_SERVICE: May.READ_SERVICE,
    May.PROPOSE_SERVICE: May.READ_SERVICE,
    May.CONFIRM_SERVICE: May.READ_SERVICE,
    May.HIDE_SERVICE: May.READ_SERVICE,
    May.READ_PLACE: May.READ_SERVICE,
    May.READ_CHANGES: May.READ_SERVICE,
    May.SUGGEST: May.READ_SERVICE,
    May.DECIDE_SUGGESTION: May.READ_SUGGESTION,
    May.WITHDRAW_SUGGESTION: May.READ_SUGGESTION,
    May.ADD_SERVICE: May.READ_TEAM,
    May.ADD_GAP: May.READ_TEAM,
    May.PROPOSE_GAP: May.READ_GAP,
    May.CONFIRM_GAP: May.READ_GAP,
    May.HIDE_GAP: May.READ_GAP,
    May.END_GAP: May.READ_GAP,
    May.EXPORT_SERVICES: May.READ_TEAM,
    May.TAKE_INTAKE: May.READ_INTAKE,
    May.START_PATHWAY: May.READ_TEAM,
    May.START_VERSION: May.READ_PATHWAY,
    May.WRITE_VERSION: May.READ_VERSION,
    May.EDIT_VERSION: May.READ_VERSION,
    May.SUBMIT_VERSION: May.READ_VERSION,
    May.RETURN_VERSION: May.READ_VERSION,
    May.APPROVE_VERSION: May.READ_VERSION,
    May.PUBLISH_VERSION: May.READ_VERSION,
    May.WITHDRAW_VERSION: May.READ_VERSION,
    May.RECORD_REFERRAL: May.READ_TEAM,
    May.REPEAT_REFERRAL: May.READ_REFERRAL,
    May.EDIT_REFERRAL: May.READ_REFERRAL,
    May.CONFIRM_REFERRAL: May.READ_REFERRAL,
    May.SEE_REFERRAL_TOTALS: May.READ_TEAM,
    May.ADD_COMMENT: May.READ_VERSION,
    May.SETTLE_COMMENT: May.READ_COMMENTS,
    May.CONFIRM_READING: May.READ_VERSION,
    May.PLAN_MEETING: May.READ_TEAM,
    May.READ_INTERNAL_MINUTES: May.READ_MEETING,
    May.EDIT_MEETING: May.READ_MEETING,
    May.CANCEL_MEETING: May.READ_MEETING,
    May.ANSWER_MEETING: May.READ_MEETING,
    May.CHECK_IN: May.READ_MEETING,
    May.RECORD_ATTENDANCE: May.READ_MEETING,
    May.WRITE_MINUTES: May.READ_MEETING,
    May.CIRCULATE_MINUTES: May.READ_MEETING,
    May.APPROVE_MINUTES: May.READ_MEETING,
    May.RECORD_DECISION: May.READ_MEETING,
    May.PROPOSE_DECISION: May.READ_DECISION,
    May.CONFIRM_DECISION: May.READ_DECISION,
    May.HIDE_DECISION: May.READ_DECISION,
    May.FINISH_ACTION: May.READ_ACTION,
    May.ADD_PLAN: May.READ_TEAM,
    May.EDIT_PLAN: May.READ_PLAN,
    May.EDIT_ACTIVITY: May.READ_ACTIVITY,
    May.REPORT_ACTIVITY: May.READ_ACTIVITY,
    May.EDIT_REPORT: May.READ_REPORT,
    May.JUDGE_REPORT: May.READ_REPORT,
    May.ADD_TERM: May.READ_TERMS,
    May.EDIT_TERM: May.READ_TERMS,
    May.CONFIRM_TERM: May.READ_TERMS,
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
