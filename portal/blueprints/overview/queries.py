"""What waits for a person, from the rooms' own reads."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.blueprints.pathways import queries as pathways
from portal.blueprints.services import queries as services
from portal.domain.people import Actor
from portal.models import PathwayVersion


@dataclass(frozen=True)
class Waiting:
    """What waits for this person on the day."""

    approvals: list[PathwayVersion]
    drafts: list[PathwayVersion]
    services: list[Any]
    due: list[Any]

    @property
    def nothing(self) -> bool:
        return not (self.approvals or self.drafts or self.services or self.due)


def waiting(actor: Actor, day: date) -> Waiting:
    return Waiting(
        approvals=pathways.waiting_for(actor, day),
        drafts=pathways.drafts_of(actor),
        services=services.waiting_for(actor, day),
        due=services.due(actor, day),
    )
