"""The names of the coded values of plans, and what refusals say about them."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.domain.plans import quarter_of
from portal.languages import show_date

QUARTERS = {
    1: _l("first quarter %(year)s"),
    2: _l("second quarter %(year)s"),
    3: _l("third quarter %(year)s"),
    4: _l("fourth quarter %(year)s"),
}
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}

NAMES: dict[str, dict[str, Any]] = {
    "plan_kind": {
        "strategy": _l("Strategy"),
        "action_plan": _l("Action plan"),
        "local": _l("Local plan"),
    },
    "part": {
        "responsible": _l("Responsible"),
        "partner": _l("Partner"),
    },
    "progress": {
        "not_started": _l("Not started"),
        "in_progress": _l("In progress"),
        "done": _l("Done"),
        "delayed": _l("Delayed"),
        "stopped": _l("Stopped"),
    },
    "cause": {
        "no_coordinator": _l("No coordinator, or the seat is empty"),
        "people_changed": _l("People changed"),
        "money_not_released": _l("Money not released"),
        "waiting_for_law": _l("Waiting for a law or a rule"),
        "waiting_for_partner": _l("Waiting for a partner"),
        "no_premises": _l("No premises or equipment"),
        "other": _l("Something else"),
    },
    "report_state": {
        "draft": _l("Draft"),
        "submitted": _l("To approve"),
        "returned": _l("Returned"),
        "approved": _l("Approved"),
    },
}

REFUSALS = {
    "report_moved": _l("Somebody has moved the report on. Look at its state now."),
    "report_conflict": _l("Somebody else saved this report while you were writing."),
    "report_begun": _l("A report for this period is begun already. Go on with it."),
    "period_unknown": _l("That reporting period does not exist."),
    "period_not_open": _l("Reports for this period are not taken yet."),
    "period_locked": _l("This period is closed: no report is taken any more."),
    "period_overlaps": _l("These days touch another period."),
    "end_before_start": _l("The end must not lie before the start."),
    "opens_before_start": _l("It cannot open before it starts."),
    "due_before_opens": _l("Reports cannot be due before the period opens."),
    "locks_before_due": _l("It cannot close before reports are due."),
    "share_needed": _l("Enter a number from 0 to 100."),
    "cause_needed": _l("Choose what holds it up."),
    "cause_words_needed": _l("Say in one sentence what holds it up."),
    "effect_needed": _l("Say what has changed for people or for services."),
    "evidence_needed": _l("Say what shows that it is done."),
    "no_earlier_report": _l("There is no earlier report to take over. Write one."),
    "was_done": _l("It was reported as done before: nothing is left to report."),
    "late_needs_cause": _l("It is late now: write a report and say why."),
    "no_responsible": _l("Choose who carries it out."),
    "unknown_body": _l("Choose a body with a seat in the team."),
    "unknown_measure": _l("Choose a measure from the list."),
    "unknown_plan": _l("Choose a plan from the list."),
    "no_objectives": _l("There are no objectives to take over."),
    "has_objectives": _l("This plan has objectives already."),
    "activity_conflict": _l(
        "Somebody else saved this activity while you were writing."
    ),
}


def period_words(starts_on: date, ends_on: date) -> str:
    """A period as people name it: a quarter of a year, or from a day to a day."""
    quarter = quarter_of(starts_on, ends_on)
    if quarter is None:
        return f"{show_date(starts_on)} – {show_date(ends_on)}"
    return str(QUARTERS[quarter]) % {"year": starts_on.year}


def period_sign(starts_on: date, ends_on: date) -> str:
    """What stands in the knot of a period: I to IV, or the month of its end."""
    quarter = quarter_of(starts_on, ends_on)
    return ROMAN[quarter] if quarter else str(ends_on.month)
