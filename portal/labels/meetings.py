"""The names of the coded values of meetings, and what refusals say about them."""

from typing import Any

from flask_babel import lazy_gettext as _l

NAMES: dict[str, dict[str, Any]] = {
    "meeting_kind": {
        "regular": _l("Regular meeting"),
        "extraordinary": _l("Extraordinary meeting"),
        "joint": _l("Joint meeting"),
        "round_table": _l("National round table"),
        "training": _l("Training"),
        "focus_group": _l("Focus group"),
    },
    "meeting_state": {
        "planned": _l("Planned"),
        "held": _l("Held"),
        "cancelled": _l("Cancelled"),
    },
    "reply": {
        "coming": _l("I am coming"),
        "substitute": _l("A substitute comes"),
        "excused": _l("I cannot come"),
    },
    "replied": {
        "coming": _l("coming"),
        "substitute": _l("substitute"),
        "excused": _l("apologies"),
    },
    "attendance": {
        "present": _l("Present"),
        "excused": _l("Excused"),
        "absent": _l("Absent"),
        "substitute": _l("Substitute"),
        "observer": _l("Observer"),
        "guest": _l("Guest"),
    },
    "mode": {
        "in_person": _l("In person"),
        "online": _l("Online"),
    },
    "agenda_outcome": {
        "open": _l("Open"),
        "done": _l("Done"),
        "carried": _l("Carried to the next meeting"),
    },
    "minutes_state": {
        "draft": _l("Draft"),
        "circulated": _l("Circulated"),
        "corrected": _l("Corrected"),
        "approved": _l("Approved"),
    },
    "weekday": {
        "1": _l("Monday"),
        "2": _l("Tuesday"),
        "3": _l("Wednesday"),
        "4": _l("Thursday"),
        "5": _l("Friday"),
        "6": _l("Saturday"),
        "7": _l("Sunday"),
    },
    "method": {
        "consensus": _l("Consensus"),
        "votes": _l("Votes"),
    },
}

REFUSALS = {
    "ends_before_start": _l("The end must be later than the start."),
    "day_is_past": _l(
        "That day has passed. Plan a later day, or enter a past meeting instead."
    ),
    "day_far_ahead": _l("That day is more than two years ahead. Check the year."),
    "day_to_come": _l("That day has not come yet. Plan the meeting instead."),
    "day_long_ago": _l("That day is more than twenty years ago. Check the year."),
    "no_time": _l("Write a time as 10:00. You entered %(said)s."),
    "no_place": _l("Say where you meet: write a place, or a link."),
    "joint_needs_partner": _l("Choose the teams that you meet with."),
    "meeting_conflict": _l("Somebody else saved this meeting while you were writing."),
    "people_are_here": _l(
        "People have said that they are there. The day and the start stay."
    ),
    "reason_needed": _l("Say why: everybody invited reads it."),
    "meeting_over": _l("The meeting is over: an answer comes too late."),
    "substitute_needed": _l("Write the name of the substitute."),
    "substitute_twice": _l(
        "The same substitute is named for another seat. One person sits on one seat."
    ),
    "counted_twice": _l(
        "This person is counted on another seat already. One person counts once."
    ),
    "choose_seat": _l("Choose the seat that you speak for."),
    "seat_not_invited": _l("Your seat is not invited to this meeting."),
    "too_early_to_be_here": _l(
        "You can say that you are there from 30 minutes before the start."
    ),
    "sheet_is_saved": _l(
        "Your seat is marked already. Ask the coordinator to correct it."
    ),
    "not_before_the_day": _l(
        "The meeting has not been yet. Attendance is saved on its day or later."
    ),
    "seats_changed": _l(
        "The seats are not those of the sheet that you filled in. Look again, then"
        " save."
    ),
    "attendance_conflict": _l(
        "Saved meanwhile by somebody else: %(theirs)s. You have: %(yours)s. Save again"
        " to decide for yours."
    ),
    "minutes_moved": _l("Somebody has moved the minutes on. Look at their state now."),
    "minutes_approved": _l("The minutes are approved: their texts stay as they are."),
    "minutes_before_meeting": _l("Close the meeting, then circulate its minutes."),
    "minutes_conflict": _l("Somebody else saved this item while you were writing."),
    "item_conflict": _l("Somebody else named this item anew while you were writing."),
    "item_carried": _l("The item stands on the agenda of the next meeting already."),
    "item_is_used": _l(
        "Something was written or decided under this item, or the meeting was held: it"
        " stays."
    ),
    "too_many_points": _l("An agenda has %(most)s items at most."),
    "decision_before_meeting": _l("The meeting has not been yet: decide there first."),
    "no_attendance": _l(
        "Record first who is there: how many seats decided stands in the decision."
    ),
    "no_quorum": _l(
        "%(there)s of %(seats)s seats are there and %(needed)s are needed: the team"
        " cannot decide."
    ),
    "votes_missing": _l("Enter how many were for, against, and abstained."),
    "too_many_votes": _l("More votes than seats there (%(there)s)."),
    "decision_conflict": _l(
        "Somebody else saved this decision while you were writing."
    ),
    "decision_not_internal": _l(
        "A decision that is proposed or public does not change. Take it back first."
    ),
    "decision_moved": _l("Somebody has moved it on meanwhile. Look at its state now."),
    "due_before_start": _l("The due day lies before the meeting: choose a later day."),
    "unknown_seat": _l("Choose a seat of the team."),
    "unknown_choice": _l("Choose one from the list."),
}
