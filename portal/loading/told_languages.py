"""Which languages the office of the demonstration let pathways be translated into."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from portal import audit
from portal.blueprints.terms import actions, queries
from portal.domain.permissions import May, allowed
from portal.loading.stage import Diary, NotAllowed, Stage

CONFIRMED_AFTER = 1


@dataclass
class LanguageStory:
    """The languages of the file: one of the office enters each, another confirms."""

    stage: Stage
    data: dict[str, Any]
    uids: dict[str, UUID] = field(default_factory=dict, init=False)

    def diary(self) -> Diary:
        """What happened, and when."""
        ago, moment = self.data["days_ago"], self.stage.moment
        acts: Diary = []
        for code in self.data["codes"]:
            acts.append((moment(ago), partial(self._enter, code)))
            acts.append((moment(ago - CONFIRMED_AFTER), partial(self._confirm, code)))
        return acts

    def _enter(self, code: str, at: datetime) -> None:
        actor = self.stage.actors[self.data["by"]]
        if not allowed(actor, May.ADD_TERM):
            raise NotAllowed(f"{self.data['by']}: {May.ADD_TERM}")
        event = audit.record(actor, actions.propose_language(actor, code, at), at)
        self.uids[code] = UUID(event.thing)

    def _confirm(self, code: str, at: datetime) -> None:
        term = queries.term(self.uids[code])
        second = self.data["confirmed_by"]
        self.stage.act(second, May.CONFIRM_TERM, term, actions.confirm, at=at)
