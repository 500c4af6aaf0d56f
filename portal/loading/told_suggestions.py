"""Corrections that people of the demonstration suggested, and who decided on them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal import audit
from portal.blueprints.services import actions, suggested, suggestions
from portal.db import db
from portal.domain.permissions import May, allowed
from portal.loading.stage import Diary, NotAllowed, Stage
from portal.loading.told_services import ServiceStory
from portal.models import Service, Suggestion
from portal.time import day_of


@dataclass
class SuggestionStory:
    """One suggestion of the files; `uid` once it is made."""

    stage: Stage
    data: dict[str, Any]
    service: ServiceStory
    uid: UUID | None = field(default=None, init=False)

    def diary(self) -> Diary:
        moment = self.stage.moment
        acts: Diary = [(moment(self.data["days_ago"]), self._suggest)]
        if "decided_by" in self.data:
            acts.append((moment(self.data["decided_days_ago"]), self._decide))
        return acts

    def _suggest(self, at: datetime) -> None:
        service = self.service.service(at)
        given = (self.data["changes"], self.data["reason"], service.row_version)
        act = suggestions.suggest
        self.stage.act(self.data["by"], May.SUGGEST, service, act, *given, at=at)
        newest = select(Suggestion.uid).order_by(Suggestion.id.desc()).limit(1)
        self.uid = db.session.scalar(newest)

    def _found(self, at: datetime) -> Suggestion:
        found = suggested.suggestion(self.uid, day_of(at)) if self.uid else None
        if found is None:
            raise LookupError(f"{self.data['service']}: not suggested yet")
        return found

    def _decide(self, at: datetime) -> None:
        suggestion, person = self._found(at), self.data["decided_by"]
        if "taken" in self.data:
            self._take(suggestion, at)
            return
        may, answer = May.DECIDE_SUGGESTION, self.data["answer"]
        self.stage.act(person, may, suggestion, suggestions.decline, answer, at=at)

    def _take(self, suggestion: Suggestion, at: datetime) -> None:
        """Two acts at once: the edit, and what became of the suggestion; then the
        second person makes it public."""
        actor, service = self.stage.actors[self.data["decided_by"]], suggestion.service
        if not allowed(actor, May.DECIDE_SUGGESTION, suggestion):
            raise NotAllowed(f"{self.data['decided_by']}: {May.DECIDE_SUGGESTION}")
        given = (self.data["taken"], service.row_version, "")
        for event in suggestions.take(actor, suggestion, *given, at):
            audit.record(actor, event, at)
        self._confirm(self.service.service(at), at)

    def _confirm(self, service: Service, at: datetime) -> None:
        second, act = self.data["confirmed_by"], actions.confirm
        self.stage.act(second, May.CONFIRM_SERVICE, service, act, at=at)
