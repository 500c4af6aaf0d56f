"""Who takes part in the demonstration, and how they act: judged, then recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from portal import audit
from portal.audit import Event
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.models import Organisation, Person, Team
from portal.time import day_of

Diary = list[tuple[datetime, Callable[[datetime], None]]]


class NotAllowed(Exception):
    """The demonstration shows what the rules forbid; the message says what."""


@dataclass(frozen=True)
class Stage:
    """The day of the demonstration, and by key who takes part in it."""

    at: datetime
    teams: dict[str, Team]
    organisations: dict[str, Organisation]
    people: dict[str, Person]
    actors: dict[str, Actor]

    def moment(self, days_ago: int) -> datetime:
        return self.at - timedelta(days=days_ago)

    def day(self, days_ago: int) -> date:
        return day_of(self.at) - timedelta(days=days_ago)

    def act(
        self,
        person: str,
        may: May,
        thing: Any,
        action: Callable[..., Event],
        *given: Any,
        at: datetime,
    ) -> Event:
        """Do as a person what this person may do; the audit log gets it."""
        actor = self.actors[person]
        if not allowed(actor, may, thing):
            raise NotAllowed(f"{person}: {may}")
        return audit.record(actor, action(actor, thing, *given, at), at)
