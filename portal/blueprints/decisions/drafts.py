"""What forms hand to actions: a decision, and an action that follows from one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.domain.errors import DomainError
from portal.domain.meetings import Method

Text = dict[str, str]


@dataclass(frozen=True)
class DecisionDraft:
    """A decision as it shall be; `agenda_item` is the uid of its point, or empty."""

    text: Text
    method: str
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    dissent: Text | None = None
    agenda_item: str = ""

    def checked(self, there: int) -> "DecisionDraft":
        """DomainError where votes lack, or where more voted than seats were there."""
        if self.method != Method.VOTES:
            return self
        votes = (self.votes_for, self.votes_against, self.abstained)
        if None in votes:
            raise DomainError("votes_missing", "votes_for")
        if sum(vote or 0 for vote in votes) > there:
            raise DomainError("too_many_votes", "votes_for", {"there": there})
        return self

    def columns(self) -> dict[str, Any]:
        """What stands in the decision's own row; consensus counts no votes."""
        told = {
            name: said for name, said in vars(self).items() if name != "agenda_item"
        }
        if self.method != Method.VOTES:
            told |= {"votes_for": None, "votes_against": None, "abstained": None}
        return told


@dataclass(frozen=True)
class ActionDraft:
    """What a seat is to do; without a due day it is open-ended. Links are uids."""

    text: Text
    seat: str
    due_on: date | None = None
    decision: str = ""
    activity: str = ""
