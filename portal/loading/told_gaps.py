"""Where people of the demonstration looked and found none, and who confirmed it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from portal import audit
from portal.blueprints.gaps import actions, queries
from portal.domain.permissions import May, allowed
from portal.loading.stage import Diary, NotAllowed, Stage
from portal.time import day_of

CONFIRMED_AFTER = 2


@dataclass
class GapStory:
    """One find of the files: a kind of help, for one group or several."""

    stage: Stage
    data: dict[str, Any]
    uids: list[UUID] = field(default_factory=list, init=False)

    def diary(self) -> Diary:
        """What happened to it, and when."""
        ago, moment = self.data["days_ago"], self.stage.moment
        acts: Diary = [(moment(ago), self._find)]
        if "confirmed_by" in self.data:
            acts.append((moment(ago - CONFIRMED_AFTER), self._confirm))
        return acts

    def _find(self, at: datetime) -> None:
        actor = self.stage.actors[self.data["by"]]
        team = queries.team(self.stage.teams[self.data["team"]].uid)
        if team is None or not allowed(actor, May.ADD_GAP, team):
            raise NotAllowed(f"{self.data['by']}: {May.ADD_GAP}")
        for event in actions.add(actor, team, self._draft(at), at):
            audit.record(actor, event, at)
            self.uids.append(UUID(event.thing))

    def _draft(self, at: datetime) -> actions.GapDraft:
        owner = self.stage.organisations.get(self.data.get("owner", ""))
        category = self.data["category"]
        return actions.GapDraft(
            cells=tuple((category, group) for group in self.data["groups"]),
            since=day_of(at),
            need=self.data["need"],
            owner=str(owner.uid) if owner else "",
            propose=self.data.get("proposed", False),
        )

    def _confirm(self, at: datetime) -> None:
        second = self.data["confirmed_by"]
        for uid in self.uids:
            gap = queries.gap(uid, day_of(at))
            self.stage.act(second, May.CONFIRM_GAP, gap, actions.confirm, at=at)
