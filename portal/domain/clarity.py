"""Whether a pathway is clear and whether it works today, explained per step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from portal.domain.pathways import Finding, Graph, Node, StepKind, public_edition
from portal.domain.services import RUNNING_STATUSES


@dataclass(frozen=True)
class ServiceToday:
    """What "operational" asks of a linked service."""

    status: str
    has_contact: bool
    trusted: bool
    always_open: bool


def unclear(graph: Graph) -> list[Finding]:
    """Why the graph is not clear: one start, all reachable, all end, all have actors.

    Rule: domain.md, Referral pathways, *Clear*. An empty list means clear.
    """
    if not graph.nodes:
        return [Finding("no_steps")]
    return [*_of_the_whole(graph), *_of_each_step(graph)]


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
    yield from _decision_codes(node)


def _decision_codes(node: Node) -> Iterable[str]:
    if node.kind != StepKind.DECISION:
        return
    if len(node.forks) == 1:
        yield "one_answer"
    if any(not fork.has_condition for fork in node.forks):
        yield "answer_without_condition"


def not_operational(
    graph: Graph,
    services: Mapping[str, ServiceToday],
    *,
    review_by: date | None,
    today: date,
) -> list[Finding]:
    """Why the pathway would not work today.

    Rule: domain.md, *Operational*: every contact verified in time, every linked
    service running, a night fallback for the first step, review date not passed.
    """
    findings = [
        Finding(code, node.key, node.number)
        for node in graph.nodes
        if node.service
        for code in _service_codes(services.get(node.service))
    ]
    if graph.nodes and not _answers_at_night(graph.nodes[0], services):
        first = graph.nodes[0]
        findings.append(Finding("no_night_fallback", first.key, first.number))
    if review_by is None:
        findings.append(Finding("no_review_date"))
    elif review_by < today:
        findings.append(Finding("review_passed"))
    return findings


def _service_codes(service: ServiceToday | None) -> Iterable[str]:
    if service is None:
        yield "service_gone"
        return
    if service.status not in RUNNING_STATUSES:
        yield "service_not_running"
    if not service.has_contact:
        yield "no_contact"
    elif not service.trusted:
        yield "contact_not_verified"


def _answers_at_night(node: Node, services: Mapping[str, ServiceToday]) -> bool:
    service = services.get(node.service or "")
    return node.has_night_fallback or bool(service and service.always_open)
