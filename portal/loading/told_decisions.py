"""What the meetings of the demonstration decided, and what followed from it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from portal.blueprints.decisions import actions, loaders, tasks
from portal.blueprints.decisions.drafts import ActionDraft, DecisionDraft
from portal.domain.meetings import Method
from portal.domain.permissions import May
from portal.loading.stage import Diary
from portal.loading.told_meetings import MeetingStory
from portal.models import Decision

# So many days after the meeting a decision was proposed, and confirmed.
PROPOSED_AFTER = 2
CONFIRMED_AFTER = 3


@dataclass
class DecisionStory:
    """One decision of the files, with its actions."""

    meeting: MeetingStory
    data: dict[str, Any]
    uid: str = ""

    def diary(self) -> Diary:
        """What happened to it, and when."""
        ago, stage = self.meeting.data["days_ago"], self.meeting.stage
        acts: Diary = [(stage.moment(ago), self._record)]
        if "proposed_by" in self.data:
            acts.append((stage.moment(ago - PROPOSED_AFTER), self._propose))
            acts.append((stage.moment(ago - CONFIRMED_AFTER), self._confirm))
        for told in self.data.get("action", ()):
            task = Task(self, told)
            acts.append((stage.moment(ago), task.add))
            if "done_by" in told:
                acts.append((stage.moment(told["done_days_ago"]), task.finish))
        return acts

    @property
    def decision(self) -> Decision:
        found = loaders.decision(UUID(self.uid)) if self.uid else None
        if found is None:
            raise LookupError(f"not recorded yet: {self.data['text']}")
        return found

    def _record(self, at: datetime) -> None:
        self.uid = self.by_the_coordinator(actions.record, self._draft(), at)

    def by_the_coordinator(self, action: Any, draft: Any, at: datetime) -> str:
        story = self.meeting
        by, may = story.data["by"], May.RECORD_DECISION
        event = story.stage.act(by, may, story.meeting, action, draft, at=at)
        return event.thing or ""

    def _draft(self) -> DecisionDraft:
        votes = self.data.get("votes", (None, None, None))
        method = Method.VOTES if "votes" in self.data else Method.CONSENSUS
        return DecisionDraft(
            text=self.data["text"],
            method=method,
            votes_for=votes[0],
            votes_against=votes[1],
            abstained=votes[2],
            agenda_item=str(self.meeting.meeting.agenda[0].uid),
        )

    def _propose(self, at: datetime) -> None:
        self._act(self.data["proposed_by"], May.PROPOSE_DECISION, actions.propose, at)

    def _confirm(self, at: datetime) -> None:
        self._act(self.data["confirmed_by"], May.CONFIRM_DECISION, actions.confirm, at)

    def _act(self, person: str, may: May, action: Any, at: datetime) -> None:
        self.meeting.stage.act(person, may, self.decision, action, at=at)


@dataclass
class Task:
    """What a seat is to do after a decision."""

    decision: DecisionStory
    data: dict[str, Any]
    uid: str = ""

    def add(self, at: datetime) -> None:
        self.uid = self.decision.by_the_coordinator(tasks.add, self._draft(), at)

    def _draft(self) -> ActionDraft:
        story, due = self.decision.meeting, self.data.get("due_in_days")
        seats = loaders.owners(story.meeting)
        owner = next(s for s in seats if s.organisation.key == self.data["owner"])
        return ActionDraft(
            text=self.data["text"],
            seat=str(owner.uid),
            due_on=None if due is None else story.stage.day(0) + timedelta(days=due),
            decision=self.decision.uid,
        )

    def finish(self, at: datetime) -> None:
        action, may = loaders.action(UUID(self.uid)), May.FINISH_ACTION
        stage = self.decision.meeting.stage
        stage.act(self.data["done_by"], may, action, tasks.finish, at=at)
