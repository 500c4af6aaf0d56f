"""Who may do what: one table of pure predicates over an actor and a thing."""

from enum import StrEnum
from typing import Any

from portal.domain import judges
from portal.domain.judges import Predicate
from portal.domain.pathways import VersionState
from portal.domain.people import Actor
from portal.domain.plans import ReportState


class May(StrEnum):
    """Everything that somebody may do on the desk."""

    USE_DESK = "use_desk"
    READ_TEAM = "read_team"
    READ_NAMES = "read_names"
    READ_SERVICE = "read_service"
    ADD_SERVICE = "add_service"
    EDIT_SERVICE = "edit_service"
    KEEP_SERVICE = "keep_service"
    VERIFY_SERVICE = "verify_service"
    PROPOSE_SERVICE = "propose_service"
    CONFIRM_SERVICE = "confirm_service"
    HIDE_SERVICE = "hide_service"
    EXPORT_SERVICES = "export_services"
    READ_INTAKE = "read_intake"
    TAKE_INTAKE = "take_intake"
    READ_PLACE = "read_place"
    EDIT_BODY = "edit_body"
    READ_CHANGES = "read_changes"
    SUGGEST = "suggest"
    READ_SUGGESTION = "read_suggestion"
    DECIDE_SUGGESTION = "decide_suggestion"
    WITHDRAW_SUGGESTION = "withdraw_suggestion"
    READ_GAP = "read_gap"
    ADD_GAP = "add_gap"
    PROPOSE_GAP = "propose_gap"
    CONFIRM_GAP = "confirm_gap"
    HIDE_GAP = "hide_gap"
    END_GAP = "end_gap"
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
    READ_MEETING = "read_meeting"
    READ_INTERNAL_MINUTES = "read_internal_minutes"
    PLAN_MEETING = "plan_meeting"
    EDIT_MEETING = "edit_meeting"
    CANCEL_MEETING = "cancel_meeting"
    ANSWER_MEETING = "answer_meeting"
    CHECK_IN = "check_in"
    RECORD_ATTENDANCE = "record_attendance"
    WRITE_MINUTES = "write_minutes"
    CIRCULATE_MINUTES = "circulate_minutes"
    APPROVE_MINUTES = "approve_minutes"
    RECORD_DECISION = "record_decision"
    READ_DECISION = "read_decision"
    PROPOSE_DECISION = "propose_decision"
    CONFIRM_DECISION = "confirm_decision"
    HIDE_DECISION = "hide_decision"
    READ_ACTION = "read_action"
    FINISH_ACTION = "finish_action"
    READ_PLAN = "read_plan"
    ADD_PLAN = "add_plan"
    EDIT_PLAN = "edit_plan"
    READ_ACTIVITY = "read_activity"
    EDIT_ACTIVITY = "edit_activity"
    REPORT_ACTIVITY = "report_activity"
    READ_REPORT = "read_report"
    EDIT_REPORT = "edit_report"
    JUDGE_REPORT = "judge_report"
    SET_PERIODS = "set_periods"
    SEE_DASHBOARD = "see_dashboard"
    READ_FIGURES = "read_figures"
    READ_AUDIT = "read_audit"
    READ_TERMS = "read_terms"
    ADD_TERM = "add_term"
    EDIT_TERM = "edit_term"
    CONFIRM_TERM = "confirm_term"


_DRAFT = judges.in_state(VersionState.DRAFT)
_IN_REVIEW = judges.in_state(VersionState.IN_REVIEW)
_APPROVED = judges.in_state(VersionState.APPROVED)
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
    May.EDIT_VERSION: judges.both(judges.edits, _DRAFT),
    May.SUBMIT_VERSION: judges.both(judges.edits, _DRAFT),
    May.RETURN_VERSION: judges.both(judges.approves, _IN_REVIEW),
    May.APPROVE_VERSION: judges.both(judges.is_second, _IN_REVIEW),
    May.PUBLISH_VERSION: judges.both(judges.approves, _APPROVED),
    May.WITHDRAW_VERSION: judges.both(judges.approves, _PUBLISHED),
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
    May.EDIT_VERSION: May.READ_VERSION,
    May.SUBMIT_VERSION: May.READ_VERSION,
    May.RETURN_VERSION: May.READ_VERSION,
    May.APPROVE_VERSION: May.READ_VERSION,
    May.PUBLISH_VERSION: May.READ_VERSION,
    May.WITHDRAW_VERSION: May.READ_VERSION,
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
