"""What follows in another room from an event, as one list."""

from collections.abc import Callable

from flask import Flask

from portal.audit import Event
from portal.blueprints.gaps.actions import kept_inside
from portal.blueprints.minutes.actions import handed_on, taken_over
from portal.blueprints.people import notices
from portal.blueprints.teams.showing import show_who_met
from portal.domain.people import Actor

EFFECTS: dict[str, tuple[Callable[[Actor, Event], None], ...]] = {
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


def init_app(app: Flask) -> None:
    app.extensions["portal_effects"] = EFFECTS
