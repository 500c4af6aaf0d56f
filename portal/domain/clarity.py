"""Whether a pathway is clear and whether it works today, explained per step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from portal.domain.pathways import (
    Audience,
    Consent,
    Finding,
    Graph,
    Node,
    Profile,
    StepKind,
    public_edition,
)
from portal.domain.services import RUNNING_STATUSES


@dataclass(frozen=True)
class ServiceToday:
    """What "operational" asks of a linked service.

    `is_public`: whether readers of the public edition are shown it at all;
    `has_public_contact`: a contact of it; `is_hidden`: its place is confidential.
    """

    status: str
    has_contact: bool
    has_public_contact: bool
    trusted: bool
    always_open: bool
    is_public: bool = True
    is_hidden: bool = False


def unclear(graph: Graph, profile: str | None = None) -> list[Finding]:
    """Why the graph is not clear: one start, all reachable, all end, all have actors.

    Of a whole pathway, whose profile is known, also: consent before data are passed
    on, and a guardian first for an unaccompanied child. A public edition leaves out
    steps in which either may happen, so nothing is said of them there.

    Rule: domain.md, Referral pathways, *Clear*. An empty list means clear.
    """
    if not graph.nodes:
        return [Finding("no_steps")]
    found = [*_of_the_whole(graph), *_of_each_step(graph)]
    if profile is None:
        return found
    return [*found, *_of_consent(graph), *_of_guardian(graph, profile)]


def _of_consent(graph: Graph) -> Iterable[Finding]:
    """Every step that passes data on to which a way leads on which nobody was asked.

    What the person answered is not read: that a refusal leads elsewhere, people check.
    """
    gates = {node.key for node in graph.nodes if node.asks_consent}
    for node in _reached_before(graph, gates):
        if node.shares:
            yield Finding("shares_without_consent", node.key, node.number)


def _of_guardian(graph: Graph, profile: str) -> Iterable[Finding]:
    """An unaccompanied child has a guardian before anything is decided for it.

    Rule: seed 004, 5.1.1 and 5.1.2: *unaccompanied child: guardian first*.
    """
    if profile != Profile.CHILD_UNACCOMPANIED:
        return
    gates = {node.key for node in graph.nodes if node.guardian}
    if not gates & graph.reachable():
        yield Finding("no_guardian")
        return
    for node in _reached_before(graph, gates):
        if node.shares or node.consent == Consent.GUARDIAN:
            yield Finding("guardian_too_late", node.key, node.number)


def _reached_before(graph: Graph, gates: set[str]) -> Iterable[Node]:
    """The steps, none of them a gate, to which a way leads that passes no gate."""
    early = graph.reachable_around(gates) - gates
    return (node for node in graph.nodes if node.key in early)


def _of_the_whole(graph: Graph) -> Iterable[Finding]:
    if not any(node.kind == StepKind.END for node in graph.nodes):
        yield Finding("no_end")
    public = public_edition(graph)
    if not public.nodes:
        yield Finding("nothing_public")
    numbers = {node.key: node.number for node in graph.nodes}
    lost = {node.key for node in public.nodes} - public.reachable()
    for key in sorted(lost & graph.reachable(), key=lambda key: numbers[key]):
        yield Finding("hidden_from_public", key, numbers[key])


def _of_each_step(graph: Graph) -> Iterable[Finding]:
    reachable, finishing = graph.reachable(), graph.finishing()
    keys = set(graph.by_key())
    for node in graph.nodes:
        for code in _codes(node, keys, reachable, finishing):
            yield Finding(code, node.key, node.number)


def _codes(
    node: Node, keys: set[str], reachable: set[str], finishing: set[str]
) -> Iterable[str]:
    if not node.has_actor:
        yield "no_actor"
    if node.key not in reachable:
        yield "unreachable"
    if any(fork.to not in keys for fork in node.forks):
        yield "dangling"
    if node.kind == StepKind.END:
        if node.forks:
            yield "end_goes_on"
        return
    if not node.forks:
        yield "dead_end"
    elif node.key not in finishing:
        yield "never_ends"
    if node.kind == StepKind.DECISION and len(node.forks) == 1:
        yield "one_answer"
    if _asks(node) and any(not fork.has_condition for fork in node.forks):
        yield "answer_without_condition"


def _asks(node: Node) -> bool:
    """Whoever stands there has to know which way is theirs."""
    return node.kind == StepKind.DECISION or len(node.forks) > 1


class StepToday(Protocol):
    """What "operational" asks of a step; `service` is a key of the services' map."""

    @property
    def key(self) -> str: ...
    @property
    def audience(self) -> str: ...
    @property
    def service(self) -> str | None: ...
    @property
    def has_night_fallback(self) -> bool: ...


def not_operational(
    steps: Mapping[int, StepToday],
    services: Mapping[str, ServiceToday],
    *,
    review_by: date | None,
    today: date,
) -> list[Finding]:
    """Why a pathway of these steps would not work today: by number, the start first.

    Rule: domain.md, *Operational*: every contact verified in time, every linked
    service running, a night fallback for the first step, review date not passed.
    """
    findings = [
        Finding(code, step.key, number, step.service)
        for number, step in steps.items()
        if step.service
        for code in service_codes(step.audience, services.get(step.service))
    ]
    start = next(iter(steps), None)
    if start is not None and not _answers_at_night(steps[start], services):
        findings.append(Finding("no_night_fallback", steps[start].key, start))
    if review_by is None:
        findings.append(Finding("no_review_date"))
    elif review_by < today:
        findings.append(Finding("review_passed"))
    return findings


def service_codes(audience: str, service: ServiceToday | None) -> Iterable[str]:
    """What is wrong today with the service of a step for this audience.

    A pathway is of a town, so a public step that names a confidential service would
    tell where that is. Rule: domain.md, *Place tiers*.
    """
    public = audience == Audience.PUBLIC
    if public and service and service.is_hidden:
        yield "place_told"
        return
    if service is None or (public and not service.is_public):
        yield "service_gone"
        return
    if service.status not in RUNNING_STATUSES:
        yield "service_not_running"
    if not (service.has_public_contact if public else service.has_contact):
        yield "no_contact"
    elif not service.trusted:
        yield "contact_not_verified"


def _answers_at_night(node: StepToday, services: Mapping[str, ServiceToday]) -> bool:
    service = services.get(node.service or "")
    return node.has_night_fallback or bool(service and service.always_open)
