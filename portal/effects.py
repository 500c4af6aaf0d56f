"""What follows in another room from an event, as one list."""

from collections.abc import Callable, Sequence

from flask import Flask

from portal.audit import Event
from portal.blueprints.gaps.actions import kept_inside
from portal.blueprints.minutes.actions import handed_on, taken_over
from portal.blueprints.pathways import reminders as of_pathways
from portal.blueprints.people import notices
from portal.blueprints.search.indexing import (
    follow_pathways,
    follow_suggestions,
    follow_terms,
    follow_things,
)
from portal.blueprints.teams.showing import show_who_met, show_who_read
from portal.domain.people import Actor

Effects = dict[str, tuple[Callable[[Actor, Event], None], ...]]
EFFECTS: Effects = {
    "confirm_service": (kept_inside,),
    "edit_service": (kept_inside,),
    "submit": (notices.approval_wanted,),
    "publish": (show_who_read,),
    "withdraw": (show_who_read,),
    "confirm_reading": (show_who_read,),
    "plan_meeting": (taken_over,),
    "circulate_minutes": (handed_on,),
    "record_attendance": (show_who_met,),
    "enter_past_meeting": (show_who_met, taken_over, handed_on),
    "check_in": (show_who_met,),
    "cancel_meeting": (show_who_met, handed_on),
}
# Whatever is done to these, what the desk searches stays true, and whose pathway names
# a service is told the same day. Each is told of all that one request did to things of
# a noun at once, for a file of a thousand rows.
OF_NOUN: dict[str, tuple[Callable[[Actor, Sequence[Event]], None], ...]] = {
    "service": (follow_things, of_pathways.services_changed),
    "organisation": (follow_things,),
    "pathway_version": (follow_pathways,),
    "suggestion": (follow_suggestions,),
    "term": (follow_terms,),
}


def init_app(app: Flask) -> None:
    app.extensions["portal_effects"] = EFFECTS
    app.extensions["portal_effects_of_noun"] = OF_NOUN
