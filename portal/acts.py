"""What stands at the end of every act: its audit row, and what follows from it."""

from flask import current_app, redirect
from flask.typing import ResponseReturnValue

from portal import audit
from portal.access import current_actor
from portal.audit import Event
from portal.domain.people import Actor
from portal.time import now


def follow(actor: Actor, event: Event) -> Event:
    """Record the event and do what other rooms do about it, before the commit."""
    audit.record(actor, event, now())
    kept = current_app.extensions
    of_noun = kept["portal_effects_of_noun"].get(event.noun, ())
    for effect in (*kept["portal_effects"].get(event.verb, ()), *of_noun):
        effect(actor, event)
    return event


def done(event: Event, url: str) -> ResponseReturnValue:
    """The answer to a form that worked: the act is recorded, the reader goes on."""
    follow(current_actor(), event)
    return redirect(url, 303)
