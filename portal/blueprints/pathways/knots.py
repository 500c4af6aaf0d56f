"""What each step says on the page of its version, written once for all who read it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from flask import get_template_attribute
from markupsafe import Markup, escape

from portal.blueprints.pathways import linked
from portal.domain.pathways import Audience, Finding
from portal.domain.people import Actor
from portal.labels.pathways import NOT_TOLD
from portal.labels.records import hours_of
from portal.languages import current, say, say_to
from portal.models import PathwayVersion, Service, Step


class Call(NamedTuple):
    """Whom a step calls: the service, its (phone, audience) pairs and its hours."""

    name: Markup
    phones: tuple[tuple[str, str], ...]
    hours: Markup


class Onward(NamedTuple):
    """A way to another step, by its key and number; the condition may be empty."""

    condition: Markup
    key: str
    number: int


class Wrong(NamedTuple):
    """A finding at the step; the name of the service that it is about, or ""."""

    code: str
    service: Markup


class Acts(NamedTuple):
    """What may be done at every step of this version."""

    version: UUID
    edit: bool
    comment: bool


class Knot(NamedTuple):
    """All that the page says of one step, its texts in one language.

    Nothing of it is a reader's own: whoever may do the same is told the same. What
    people remarked on the step is not in it.
    """

    language: str
    key: str
    number: int
    kind: str
    is_last: bool
    heading: Markup
    professional: bool
    actor: Markup
    limit_value: int | None
    limit_unit: str | None
    consent: str
    shares: bool
    guardian: bool
    details: Markup
    call: Call | None
    refuse: Markup
    night: Markup
    basis: Markup
    onward: tuple[Onward, ...]
    wrong: tuple[Wrong, ...]
    acts: Acts | None


class Told(NamedTuple):
    """What a version tells its reader beside its own rows."""

    calls: Mapping[int, Call]
    numbers: Mapping[str, int]
    wrong: Mapping[str | None, Sequence[Finding]]
    acts: Acts | None = None


def of_version(
    version: PathwayVersion,
    actor: Actor,
    day: date,
    found: Iterable[Finding] = (),
    acts: Acts | None = None,
) -> list[Knot]:
    """What the actor is told of each step on the day, and may do; `found` is wrong."""
    wrong = defaultdict(list)
    for finding in found:
        wrong[finding.step].append(finding)
    numbers = {step.key: number for number, step in enumerate(version.steps, start=1)}
    told = Told(_calls(version, actor, day), numbers, wrong, acts)
    code = current().code
    return [_knot(step, told, code) for step in version.steps]


def of_step(step: Step, number: int) -> Knot:
    """A step by itself: whom it calls and where it leads is not told."""
    return _knot(step, Told({}, {step.key: number}, {}), current().code)


@lru_cache(maxsize=1024)
def written(knot: Knot) -> Markup:
    """The item that the step is in the list, without remarks.

    A page has up to two hundred, and its readers come one after another.
    """
    item: Markup = get_template_attribute("pathways/desk/knot.html", "knot_item")(knot)
    return item


def _calls(version: PathwayVersion, actor: Actor, day: date) -> dict[int, Call]:
    told = linked.told(version, actor, day)
    services = {step.service.id: step.service for step in version.steps if step.service}
    return {key: _call(one, told.get(key)) for key, one in services.items()}


def _call(service: Service, phones: Sequence[tuple[str, str]] | None) -> Call:
    if phones is None:
        return Call(escape(NOT_TOLD), (), Markup())
    return Call(say(service.name), tuple(phones), hours_of(service))


def _knot(step: Step, told: Told, code: str) -> Knot:
    call, numbers = told.calls.get(step.service_id or 0), told.numbers
    return Knot(
        language=code,
        key=step.key,
        number=numbers[step.key],
        kind=step.kind,
        is_last=numbers[step.key] == len(numbers),
        heading=say_to(step.action, code),
        professional=step.audience == Audience.PROFESSIONAL,
        actor=say_to(step.actor, code),
        limit_value=step.limit_value,
        limit_unit=step.limit_unit,
        consent=step.consent,
        shares=step.shares,
        guardian=step.guardian,
        details=say_to(step.details, code),
        call=call,
        refuse=say_to(step.refuse, code),
        night=say_to(step.night, code),
        basis=say_to(step.basis, code),
        onward=tuple(_onward(step, numbers, code)),
        wrong=tuple(_wrong(found, call) for found in told.wrong.get(step.key, ())),
        acts=told.acts,
    )


def _onward(step: Step, numbers: Mapping[str, int], code: str) -> Iterable[Onward]:
    for fork in step.forks:
        if number := numbers.get(fork["to"]):
            yield Onward(say_to(fork["condition"], code), fork["to"], number)


def _wrong(found: Finding, call: Call | None) -> Wrong:
    return Wrong(found.code, call.name if found.service and call else Markup())
