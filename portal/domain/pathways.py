"""A referral pathway as a graph of steps, its states and who may move them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from portal.domain.errors import DomainError

STEPS_AT_MOST = 200


class Profile(StrEnum):
    ADULT = "adult"
    CHILD = "child"
    ADULT_FOREIGN = "adult_foreign"
    CHILD_UNACCOMPANIED = "child_unaccompanied"


class Scope(StrEnum):
    LOCAL = "local"
    NATIONAL = "national"
    CROSS_BORDER = "cross_border"


# Whose focal points a cross-border pathway may name: neighbours first, then where
# people from here are exploited. Codes of ISO 3166, and XK for Kosovo*.
COUNTRIES = (
    *("AL", "BA", "BG", "HR", "HU", "ME", "MK", "RO", "SI", "XK"),
    *("AT", "BE", "CH", "CY", "CZ", "DE", "DK", "ES", "FR", "GB", "GR", "IT"),
    *("MD", "NL", "NO", "PL", "PT", "SE", "SK", "TR", "UA"),
)


def scopes_of(*, of_office: bool) -> tuple[Scope, ...]:
    """What a pathway can reach: only the office's is for the whole country."""
    return (Scope.NATIONAL if of_office else Scope.LOCAL, Scope.CROSS_BORDER)


class StepKind(StrEnum):
    ACTION = "action"
    DECISION = "decision"
    END = "end"


class Audience(StrEnum):
    PUBLIC = "public"
    PROFESSIONAL = "professional"


class Consent(StrEnum):
    NOT_NEEDED = "not_needed"
    PERSON = "person"
    GUARDIAN = "guardian"


class Unit(StrEnum):
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"


class VersionState(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


# From which states a move starts, and where it ends.
MOVES = {
    "submit": ({VersionState.DRAFT}, VersionState.IN_REVIEW),
    "return": ({VersionState.IN_REVIEW, VersionState.APPROVED}, VersionState.DRAFT),
    "approve": ({VersionState.IN_REVIEW}, VersionState.APPROVED),
    "publish": ({VersionState.APPROVED}, VersionState.PUBLISHED),
    "supersede": ({VersionState.PUBLISHED}, VersionState.SUPERSEDED),
    "withdraw": ({VersionState.PUBLISHED}, VersionState.WITHDRAWN),
}
WORK_IN_PROGRESS = frozenset(
    {VersionState.DRAFT, VersionState.IN_REVIEW, VersionState.APPROVED}
)


def moved(state: str, move: str) -> VersionState:
    """The state after a move; DomainError where the move does not start here."""
    starts, end = MOVES[move]
    if state not in starts:
        raise DomainError("wrong_state", about={"state": state, "move": move})
    return end


LIMIT_AT_MOST = {Unit.MINUTE: 600, Unit.HOUR: 720, Unit.DAY: 730}


@dataclass(frozen=True)
class Limit:
    """Within how long a step is done; zero of any unit is "at once"."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        most = LIMIT_AT_MOST[self.unit]
        if not 0 <= self.value <= most:
            raise DomainError("limit_out_of_range", "limit_value", {"most": most})


class Fork(NamedTuple):
    """An edge to the step with the key `to`, followed when its condition holds.

    In a public edition `via` is the place of the edge among those of the whole graph.
    """

    to: str
    has_condition: bool = False
    via: int = 0


class Node(NamedTuple):
    """What the rules need to know of a step.

    `shares`: data about the person are passed on in it; `guardian`: a guardian is
    appointed or called in it.
    """

    key: str
    number: int
    kind: StepKind
    audience: Audience = Audience.PUBLIC
    has_actor: bool = True
    service: str | None = None
    has_night_fallback: bool = False
    forks: tuple[Fork, ...] = ()
    consent: Consent = Consent.NOT_NEEDED
    shares: bool = False
    guardian: bool = False

    @property
    def asks_consent(self) -> bool:
        return self.consent != Consent.NOT_NEEDED


@dataclass(frozen=True)
class Finding:
    """Why a graph is not clear or not operational, at a step or at the whole.

    `service`: what the step calls the service that it names, where it is to blame: the
    key of that service among those that were judged.
    """

    code: str
    step: str | None = None
    number: int | None = None
    service: str | None = None


@dataclass(frozen=True)
class Graph:
    """The steps of one version, in their order; the first one is the start."""

    nodes: tuple[Node, ...]

    def by_number(self) -> dict[int, Node]:
        return {node.number: node for node in self.nodes}

    def by_key(self) -> dict[str, Node]:
        return {node.key: node for node in self.nodes}

    def reachable(self) -> set[str]:
        return self.reachable_around(set())

    def reachable_around(self, gates: set[str]) -> set[str]:
        """Keys of the steps to which some way leads that goes through no gate before.

        A gate itself is among them where it is come to; what lies behind it is not.
        """
        if not self.nodes:
            return set()
        onward = self._onward()
        open_ways = {key: to for key, to in onward.items() if key not in gates}
        return _closure({self.nodes[0].key}, open_ways)

    def finishing(self) -> set[str]:
        """Keys of the steps from which some end can be reached."""
        backward: dict[str, set[str]] = {}
        for node in self.nodes:
            for fork in node.forks:
                backward.setdefault(fork.to, set()).add(node.key)
        ends = {node.key for node in self.nodes if node.kind == StepKind.END}
        return _closure(ends, backward)

    def _onward(self) -> dict[str, set[str]]:
        return {node.key: {fork.to for fork in node.forks} for node in self.nodes}


def _closure(start: set[str], edges: dict[str, set[str]]) -> set[str]:
    seen, waiting = set(start), list(start)
    while waiting:
        for key in edges.get(waiting.pop(), set()) - seen:
            seen.add(key)
            waiting.append(key)
    return seen


def public_edition(graph: Graph) -> Graph:
    """The public steps alone, each leading to the next public ones.

    A professional step between two public ones is passed over; the condition of the
    edge that left the public step stays with it. A step after which only professionals
    act is an end for the public.
    """
    nodes = graph.by_key()
    public = [n for n in graph.nodes if n.audience == Audience.PUBLIC]
    return Graph(
        tuple(_made_public(node, at, nodes) for at, node in enumerate(public, start=1))
    )


def _made_public(node: Node, number: int, nodes: dict[str, Node]) -> Node:
    forks = tuple(_public_forks(node, nodes))
    kind = node.kind if forks else StepKind.END
    return node._replace(number=number, kind=kind, forks=forks)


def _public_forks(node: Node, nodes: dict[str, Node]) -> Iterable[Fork]:
    given: set[tuple[str, int]] = set()
    for at, fork in enumerate(node.forks):
        for target in _first_public(fork.to, nodes, set()):
            answer = (target, at if fork.has_condition else -1)
            if answer not in given and target != node.key:
                given.add(answer)
                yield fork._replace(to=target, via=at)


def _first_public(key: str, nodes: dict[str, Node], seen: set[str]) -> Iterable[str]:
    if key in seen or key not in nodes:
        return
    seen.add(key)
    if nodes[key].audience == Audience.PUBLIC:
        yield key
        return
    for fork in nodes[key].forks:
        yield from _first_public(fork.to, nodes, seen)
