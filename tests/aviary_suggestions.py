"""The canaries of suggestions, and of what a record held before an edit."""

from typing import Any

from portal import audit
from portal.db import db
from portal.domain.people import Actor
from portal.models import Service, Suggestion
from tests import world
from tests.canaries import INSIDE, Cage

# A stranger wrote it, a coordinator decides.
BOTH = frozenset({"coordinator", "other_member"})


def around_services(
    cage: Cage, people: dict[str, Actor], services: dict[str, Service]
) -> None:
    _suggest(cage, people, services)
    _edited(cage, people, services)


def _suggest(
    cage: Cage, people: dict[str, Actor], services: dict[str, Service]
) -> None:
    """An open suggestion and a declined one, by somebody of another team."""
    declined = {
        "state": "declined",
        "decided_by_id": people["coordinator"].person_id,
        "decided_at": world.NOW,
        "answer": cage.text("suggestion.answer", BOTH),
    }
    given: dict[str, dict[str, Any]] = {"public": {}, "confidential": declined}
    for kind, more in given.items():
        suggestion = Suggestion(
            service_id=services[kind].id,
            person_id=people["other_member"].person_id,
            made_at=world.NOW,
            seen_version=1,
            seen={
                "name": world.both("Служба", "Service"),
                "documents": cage.words("suggestion.seen", BOTH),
            },
            changes={"documents": cage.words("suggestion.changes", BOTH)},
            reason=cage.text("suggestion.reason", BOTH),
            **{"state": "open"} | more,
        )
        db.session.add(suggestion)


def _edited(cage: Cage, people: dict[str, Actor], services: dict[str, Service]) -> None:
    """Each service was edited once: its team alone reads what stood before."""
    for service in services.values():
        before = {"documents": cage.words("revision.before", INSIDE)}
        thing = str(service.uid)
        audit.keep(
            people["coordinator"],
            noun="service",
            thing=thing,
            before=before,
            at=world.NOW,
        )
