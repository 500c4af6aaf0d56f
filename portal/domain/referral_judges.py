"""Pure predicates over an actor and referrals, or the team that counts them.

No role opens a row: neither the coordinator nor the office reads those of others.
"""

from typing import Any

from portal.domain.people import WORKING, Actor
from portal.domain.referrals import Word, first_seen


def is_party(actor: Actor, thing: Any) -> bool:
    """The actor works for the body that sent or for the one that received.

    And did so before the quarter closed.
    """
    since = actor.bodies_since
    return any(
        body in since and thing.quarter >= first_seen(since[body])
        for body in (thing.sender_id, thing.receiver_id)
    )


def sends(actor: Actor, thing: Any) -> bool:
    return thing.sender_id in actor.body_ids


def receives(actor: Actor, thing: Any) -> bool:
    """Whoever works for both bodies does not confirm to themselves."""
    return thing.receiver_id in actor.body_ids and not sends(actor, thing)


def is_unsettled(actor: Actor, thing: Any) -> bool:
    return bool(thing.word != Word.CONFIRMED)


def sits_for_a_body(actor: Actor, thing: Any) -> bool:
    """The actor works in the team, so that the team's town counts what is sent."""
    return any(
        seat.team_id == thing.host_team_id and seat.role in WORKING
        for seat in actor.seats
    )
