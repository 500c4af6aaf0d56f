"""What stands at the end of every act: its audit row, and what follows from it."""

from collections import defaultdict
from collections.abc import Sequence

from flask import current_app, redirect
from flask.typing import ResponseReturnValue

from portal import audit
from portal.access import current_actor
from portal.audit import Event
from portal.domain.people import Actor
from portal.time import now


def follow(actor: Actor, event: Event) -> Event:
    """Record the event and do what other rooms do about it, before the commit."""
    follow_all(actor, [event])
    return event


def follow_all(actor: Actor, events: Sequence[Event]) -> None:
    """The same for many events of one request."""
    kept, of_nouns = current_app.extensions, defaultdict(list)
    for event in events:
        audit.record(actor, event, now())
        for effect in kept["portal_effects"].get(event.verb, ()):
            effect(actor, event)
        of_nouns[event.noun].append(event)
    for noun, done_to in of_nouns.items():
        for effect in kept["portal_effects_of_noun"].get(noun, ()):
            effect(actor, done_to)


def done(event: Event, url: str) -> ResponseReturnValue:
    """The answer to a form that worked: the act is recorded, the reader goes on."""
    follow(current_actor(), event)
    return redirect(url, 303)
