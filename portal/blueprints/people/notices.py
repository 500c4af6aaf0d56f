"""Mails that tell people what waits for them: a link, never content."""

from portal.audit import Event
from portal.blueprints.people import queries
from portal.db import db
from portal.domain.people import Actor
from portal.models import Job
from portal.time import now


def approval_wanted(actor: Actor, event: Event) -> None:
    """Tell everybody who may approve that a version waits."""
    if event.team_id is None:
        return
    for person in queries.approvers(event.team_id, now(), without=actor.person_id):
        db.session.add(
            Job(
                kind="mail",
                about={"person": person.id, "notice": "approval", "thing": event.thing},
                created_at=now(),
                not_before=now(),
            )
        )
    db.session.flush()
