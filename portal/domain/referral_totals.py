"""Totals of referrals, as far as they may be shown: where referrals stall."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.domain.circulation import TOTAL, Cell
from portal.domain.referrals import Outcome, Reason
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
# Why help was refused is told of all kinds together: by kind of help it would be small.
REASONS = {str(Outcome.REFUSED): tuple(str(reason) for reason in Reason)}
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
    reason: str | None = None

    @property
    def cells(self) -> Iterator[Cell]:
        """Where these are added: their kind of help, and why they were refused."""
        yield _HELP_OF.get(self.category, "other"), self.outcome
        if self.outcome == Outcome.REFUSED:
            yield TOTAL, self.reason or Reason.OTHER

    def is_known(self, bodies: Collection[int], teams: Collection[int]) -> bool:
        """Whether the bodies' lines or the teams' totals tell of these."""
        of_body = self.sender in bodies or self.receiver in bodies
        return of_body or self.team in teams


@dataclass(frozen=True)
class Insider:
    """A person by the bodies whose lines and the teams whose totals they may see."""

    bodies: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()


def totals(counted: Sequence[Counted], insiders: Iterable[Insider] = ()) -> Protected:
    """Kinds of help by outcomes, and why help was refused.

    Safe from anybody who knows a part of it.
    """
    known = {
        tuple(some for some in counted if some.is_known(who.bodies, who.teams))
        for who in _onlookers(counted, insiders)
    }
    outcomes = [str(outcome) for outcome in Outcome]
    shares = sorted(map(_summed, known), key=lambda share: sorted(share.items()))
    cells, helps = _summed(counted), list(HELP)
    return protect(cells, helps, outcomes, parts=REASONS, known=shares)


def _onlookers(counted: Iterable[Counted], insiders: Iterable[Insider]) -> set[Insider]:
    """Each body and each team alone, and what one person puts together.

    Who sits for several bodies takes the lines of all away at once, and who sits in
    several teams their totals. In the table of one team that would be all of it, and
    nothing left to protect: so bodies and teams are taken by themselves too.
    """
    found = set()
    for some in counted:
        found |= {Insider(bodies=frozenset({b})) for b in (some.sender, some.receiver)}
        found.add(Insider(teams=frozenset({some.team})))
    for who in insiders:
        found |= {who, Insider(bodies=who.bodies), Insider(teams=who.teams)}
    return found


def _summed(counted: Iterable[Counted]) -> Mapping[Cell, int]:
    cells: Counter[Cell] = Counter()
    for some in counted:
        cells.update(dict.fromkeys(some.cells, some.amount))
    return cells
