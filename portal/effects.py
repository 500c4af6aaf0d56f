"""What follows in another room from an event, as one list."""

from collections.abc import Callable

from flask import Flask

from portal.audit import Event
from portal.blueprints.gaps.actions import kept_inside
from portal.blueprints.minutes.actions import handed_on, taken_over
from portal.blueprints.people import notices
from portal.blueprints.search.indexing import (
    follow_pathway,
    follow_suggestion,
    follow_term,
    follow_thing,
)
from portal.blueprints.teams.showing import show_who_met
from portal.domain.people import Actor

Effects = dict[str, tuple[Callable[[Actor, Event], None], ...]]
EFFECTS: Effects = {
    "confirm_service": (kept_inside,),
    "edit_service": (kept_inside,),
    "submit": (notices.approval_wanted,),
    "plan_meeting": (taken_over,),
    "circulate_minutes": (handed_on,),
    "record_attendance": (show_who_met,),
    "enter_past_meeting": (show_who_met, taken_over, handed_on),
    "check_in": (show_who_met,),
    "cancel_meeting": (show_who_met, handed_on),
}
# Whatever is done to these, what the desk searches stays true.
OF_NOUN: Effects = {
    "service": (follow_thing,),
    "organisation": (follow_thing,),
    "pathway_version": (follow_pathway,),
    "suggestion": (follow_suggestion,),
    "term": (follow_term,),
}


def init_app(app: Flask) -> None:
    app.extensions["portal_effects"] = EFFECTS
    app.extensions["portal_effects_of_noun"] = OF_NOUN
