"""Steps of a draft: added, edited, moved, removed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update

from portal import audit
from portal.audit import Event
from portal.blueprints.pathways import linked
from portal.blueprints.pathways.drafts import StepDraft
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.pathways import STEPS_AT_MOST, Audience, Consent, StepKind
from portal.domain.people import Actor
from portal.domain.places import Tier
from portal.domain.translations import keeping, keeping_forks
from portal.models import PathwayVersion, Step
from portal.time import day_of

TEXTS = ("actor", "action", "details", "refuse", "basis", "night")
PLAIN = (
    *("kind", "audience", "limit_value", "limit_unit"),
    *("consent", "shares", "guardian"),
)


def add(
    actor: Actor,
    version: PathwayVersion,
    draft: StepDraft,
    at: datetime,
    *,
    key: str,
    after: str | None = None,
) -> Event:
    """A new step with a fresh key: at the end of the list, or behind another one."""
    if len(version.steps) >= STEPS_AT_MOST:
        raise DomainError("too_many_steps", about={"most": STEPS_AT_MOST})
    keys = {step.key for step in version.steps}
    step = Step(
        key=key,
        position=1 + max((step.position for step in version.steps), default=0),
        consent=Consent.NOT_NEEDED,
    )
    _fill(actor, step, version, draft.checked(keys), at)
    version.steps.append(step)
    db.session.flush()
    if before := next((s for s in version.steps if s.key == after), None):
        _put_behind(actor, before, step, at)
    return _event(version, "add_step", (step.key,))


def _put_behind(actor: Actor, before: Step, step: Step, at: datetime) -> None:
    """Right behind it in the list; and where it goes on one way, into that way, unless
    the new step says that it leads elsewhere."""
    ways = [fork["to"] for fork in before.forks]
    own = [fork["to"] for fork in step.forks]
    if len(ways) == 1 and step.kind != StepKind.END and own in ([], ways):
        _keep(actor, step.version, before, at)
        step.forks = step.forks or [{"to": ways[0], "condition": None}]
        before.forks = [before.forks[0] | {"to": step.key}]
        db.session.flush()
    _place(step, step.version.steps.index(before) + 1)


def edit(
    actor: Actor, step: Step, draft: StepDraft, seen_version: int, at: datetime
) -> Event:
    """Change a step. DomainError "conflict" when somebody saved it meanwhile."""
    version = step.version
    if step.row_version != seen_version:
        raise DomainError("conflict")
    keys = {other.key for other in version.steps}
    checked = draft.checked(keys)
    before = contents(step)
    _keep(actor, version, step, at)
    _fill(actor, step, version, checked, at)
    db.session.flush()
    changed = [name for name, value in contents(step).items() if value != before[name]]
    return _event(version, "edit_step", (step.key, *changed))


def _keep(actor: Actor, version: PathwayVersion, step: Step, at: datetime) -> None:
    """What the step says as long as it is not changed."""
    thing, before = f"{version.uid}/{step.key}", contents(step)
    audit.keep(actor, noun="step", thing=thing, before=before, at=at)


def contents(step: Step) -> dict[str, Any]:
    """What a step says, by field name."""
    names = (*PLAIN, *TEXTS, "service_id", "forks")
    return {name: getattr(step, name) for name in names}


def remove(actor: Actor, step: Step, seen_version: int, at: datetime) -> Event:
    """Remove a step; edges that led to it go with it.

    DomainError "step_changed" when somebody saved it meanwhile.
    """
    version = step.version
    if step.row_version != seen_version:
        raise DomainError("step_changed")
    _keep(actor, version, step, at)
    for other in version.steps:
        forks = [fork for fork in other.forks if fork["to"] != step.key]
        if len(forks) != len(other.forks):
            other.forks = forks
    version.steps.remove(step)
    db.session.flush()
    return _event(version, "remove_step", (step.key,))


def move(actor: Actor, step: Step, by: int, at: datetime) -> Event:
    """Move a step up (-1) or down (+1) in the list; its text's version stays."""
    steps = step.version.steps
    _place(step, min(max(steps.index(step) + by, 0), len(steps) - 1))
    return _event(step.version, "move_step", (step.key,))


def _place(step: Step, there: int) -> None:
    ordered = [s for s in step.version.steps if s is not step]
    ordered.insert(there, step)
    for position, moved in enumerate(ordered, start=1):
        if moved.position == position:
            continue
        db.session.execute(
            update(Step).where(Step.id == moved.id).values(position=position),
            execution_options={"synchronize_session": False},
        )


def _fill(
    actor: Actor, step: Step, version: PathwayVersion, draft: StepDraft, at: datetime
) -> None:
    for name in PLAIN:
        setattr(step, name, getattr(draft, name))
    for name in TEXTS:
        setattr(step, name, keeping(getattr(step, name), getattr(draft, name)))
    if draft.limit_value is None:
        step.limit_unit = None
    if draft.service is None:
        step.service_id = None
    else:
        step.service_id = _service_id(actor, step, version, draft, day_of(at))
    step.forks = keeping_forks(step.forks, draft.forks)


def _service_id(
    actor: Actor, step: Step, version: PathwayVersion, draft: StepDraft, day: date
) -> int:
    uid = draft.service or UUID(int=0)
    host, partners = version.pathway.host_team, version.partner_team_ids
    offered = linked.linkable(host, partners=partners, kept=step.service_id)
    found = next((row for row in offered if row.uid == uid), None)
    if found is None:
        raise DomainError(linked.why_not(actor, uid, day), "service")
    if draft.audience == Audience.PUBLIC and found.tier == Tier.CONFIDENTIAL:
        raise DomainError("place_told", "service")
    return int(found.id)


def _event(version: PathwayVersion, verb: str, fields: tuple[str, ...]) -> Event:
    return Event(
        verb, "pathway_version", str(version.uid), version.host_team_id, fields
    )
