"""Totals of referrals, as far as they may be shown: where referrals stall."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from portal.domain.circulation import Cell
from portal.domain.referrals import Outcome
from portal.domain.smallnumbers import Protected, protect

# Few and fixed: a finer table would be withheld nearly everywhere, and rows that came
# and went with the numbers would tell of them. What the office adds is other help.
HELP = {
    "shelter": ("housing", "drop_in", "safety", "escort"),
    "health": ("medical", "psychological"),
    "law": ("legal", "identification", "interpretation"),
    "future": ("education", "vocational", "economic", "return"),
    "other": (),
}
_HELP_OF = {category: name for name, of in HELP.items() for category in of}


@dataclass(frozen=True)
class Counted:
    """Some referrals from a body to another, counted for a team."""

    team: int
    sender: int
    receiver: int
    category: str
    outcome: str
    amount: int

    @property
    def cell(self) -> Cell:
        return _HELP_OF.get(self.category, "other"), self.outcome

    @property
    def onlookers(self) -> set[tuple[str, int]]:
        """Who knows of these by themselves: both bodies, and whoever sees the team."""
        bodies = {("body", self.sender), ("body", self.receiver)}
        return bodies | {("team", self.team)}


def totals(counted: Iterable[Counted]) -> Protected:
    """Kinds of help by outcomes, safe from anybody who knows a part of it."""
    everything: Counter[Cell] = Counter()
    parts: dict[tuple[str, int], Counter[Cell]] = {}
    for some in counted:
        everything[some.cell] += some.amount
        for onlooker in some.onlookers:
            parts.setdefault(onlooker, Counter())[some.cell] += some.amount
    outcomes = [str(outcome) for outcome in Outcome]
    known = [parts[onlooker] for onlooker in sorted(parts)]
    return protect(everything, list(HELP), outcomes, known=known)
