"""What follows in another room from an event, as one list."""

from collections.abc import Callable

from flask import Flask

from portal.audit import Event
from portal.blueprints.people import notices
from portal.domain.people import Actor

EFFECTS: dict[str, tuple[Callable[[Actor, Event], None], ...]] = {
    "submit": (notices.approval_wanted,),
}


def init_app(app: Flask) -> None:
    app.extensions["portal_effects"] = EFFECTS
