"""A pathway one step at a time: what each step's part of the page says."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from portal.domain.pathways import Finding
from portal.domain.words import Words
from portal.labels import label, limit_words
from portal.labels.pathways import NOT_TOLD
from portal.labels.records import hours_of, languages_of
from portal.languages import current

Phones = Mapping[int, Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Called:
    """Whom to call: a number, or None where it cannot be shown now."""

    name: Words | None
    number: str | None
    more: tuple[str, ...] = ()
    hours: str = ""
    languages: str = ""
    cost: Words | None = None
    verified_on: str | None = None


@dataclass(frozen=True)
class Choice:
    """Where it goes on: the step of this number, with this answer."""

    number: int
    action: Words
    answer: Words | None = None


@dataclass(frozen=True)
class Followed:
    """One step, as anybody who follows the way reads it."""

    number: int
    kind: str
    action: Words
    actor: Words | None
    details: Words | None
    limit: str
    consent: str
    refuse: Words | None
    night: Words | None
    called: Called | None
    choices: tuple[Choice, ...]
    professional: bool = False
    basis: Words | None = None
    back: int | None = None
    wrong: tuple[str, ...] = ()


def of_payload(
    steps: Sequence[Mapping[str, Any]], services: Mapping[str, Mapping[str, Any]]
) -> list[Followed]:
    """The public edition; `services`: what is shown of each today, by uid."""
    actions = {step["number"]: step["action"] for step in steps}
    return _with_ways_back(_public(step, actions, services) for step in steps)


def _public(
    step: Mapping[str, Any], actions: Mapping[int, Words], services: Mapping[str, Any]
) -> Followed:
    limit = step["limit"] or {"value": None, "unit": None}
    service = services.get(step["service"])
    texts = ("number", "kind", "action", "actor", "details", "refuse", "night")
    return Followed(
        **{name: step[name] for name in texts},
        limit=limit_words(limit["value"], limit["unit"]),
        consent=_consent(step["consent"]),
        called=_called_today(service) if step["service"] else None,
        choices=tuple(
            Choice(way["number"], actions[way["number"]], way["condition"])
            for way in step["next"]
        ),
    )


def _called_today(service: Mapping[str, Any] | None) -> Called:
    if service is None:
        return Called(None, None)
    numbers = [c["value"] for c in service["contact_shown"] if c["kind"] == "phone"]
    first, *more = numbers or [None]
    return Called(
        name=service["name"],
        number=first,
        more=tuple(more),
        hours=hours_of(service),
        languages=languages_of(service),
        cost=service.get("cost"),
        verified_on=service["verified_on"],
    )


def of_steps(
    steps: Sequence[Any], told: Phones, found: Iterable[Finding]
) -> list[Followed]:
    """The complete edition.

    `told`: of the services that the reader may be told of, the phones; `found`: what
    would not work today.
    """
    numbers = {step.key: number for number, step in enumerate(steps, start=1)}
    actions = {step.key: step.action for step in steps}
    wrong = [(finding.step, finding.code) for finding in found]
    return _with_ways_back(
        _complete(
            step,
            numbers,
            actions,
            told,
            tuple(c for key, c in wrong if key == step.key),
        )
        for step in steps
    )


def _complete(
    step: Any,
    numbers: Mapping[str, int],
    actions: Mapping[str, Words],
    told: Phones,
    wrong: tuple[str, ...],
) -> Followed:
    texts = ("kind", "action", "actor", "details", "refuse", "night", "basis")
    return Followed(
        **{name: getattr(step, name) for name in texts},
        number=numbers[step.key],
        limit=limit_words(step.limit_value, step.limit_unit),
        consent=_consent(step.consent),
        called=_called(step.service, told, wrong),
        choices=tuple(
            Choice(numbers[fork["to"]], actions[fork["to"]], fork["condition"])
            for fork in step.forks
            if fork["to"] in numbers
        ),
        professional=step.audience == "professional",
        wrong=wrong,
    )


def _called(service: Any, told: Phones, wrong: Container[str]) -> Called | None:
    """None of the numbers of what does not run: nobody would answer."""
    if service is None:
        return None
    if service.id not in told:
        return Called({current().code: str(NOT_TOLD)}, None)
    closed = "service_not_running" in wrong
    numbers = [] if closed else [number for number, _ in told[service.id]]
    first = numbers[0] if numbers else None
    return Called(service.name, first, tuple(numbers[1:]), hours=hours_of(service))


def _consent(code: str) -> str:
    return "" if code == "not_needed" else label("consent", code)


def _with_ways_back(steps: Iterable[Followed]) -> list[Followed]:
    """Back leads to the first step that leads here; the browser knows the way taken."""
    found = list(steps)
    before: dict[int, int] = {}
    for step in found:
        for choice in step.choices:
            before.setdefault(choice.number, step.number)
    return [replace(step, back=before.get(step.number)) for step in found]
