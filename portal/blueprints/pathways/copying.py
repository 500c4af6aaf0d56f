"""A draft from a copy of what another team has published."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from portal.audit import Event
from portal.blueprints.pathways import reach
from portal.blueprints.pathways.actions import begun, copied, review_ahead
from portal.blueprints.pathways.drafts import StartDraft
from portal.blueprints.pathways.templates import Slot, Template
from portal.domain.pathways import Audience, Scope, VersionState
from portal.domain.people import Actor
from portal.domain.places import Tier
from portal.domain.services import PublicationState
from portal.models import Pathway, PathwayVersion, Step, Team

Services = list[Row[Any]]


@dataclass(frozen=True)
class Copy:
    """What a team copies; as to permissions it is a pathway to start in the team."""

    host: Team
    source: PathwayVersion

    def __getattr__(self, name: str) -> Any:
        return getattr(self.host, name)


def template_of(copy: Copy, services: Services) -> Template:
    """The source as something to start from: a slot for each service that stays behind.

    A pathway names services of its own town, and of the country: the others are asked
    for anew. What the slot presets is told by public services alone.
    """
    source = copy.source
    return Template(
        key="copy",
        profile=source.pathway.profile,
        scope=source.scope,
        title=source.title,
        summary=source.summary,
        slots=tuple(_slots(copy, services)),
    )


def _slots(copy: Copy, services: Services) -> list[Slot]:
    return [
        _slot(steps[0][1], ", ".join(str(number) for number, _ in steps))
        for steps in left_behind(copy, services).values()
    ]


def left_behind(copy: Copy, services: Services) -> dict[int, list[tuple[int, Step]]]:
    """By service that the host may not name, the numbered steps that name it."""
    may = {row.id for row in services}
    found: dict[int, list[tuple[int, Step]]] = {}
    for number, step in enumerate(copy.source.steps, start=1):
        if step.service_id and step.service_id not in may:
            found.setdefault(step.service_id, []).append((number, step))
    return found


def _slot(step: Step, numbers: str) -> Slot:
    service = step.service
    told = service is not None and (
        service.publication == PublicationState.PUBLIC
        and service.tier != Tier.CONFIDENTIAL
    )
    return Slot(
        key=step.key,
        prompt={code: f"{numbers}. {text}" for code, text in step.action.items()},
        sectors=(service.organisation.sector,) if service and told else (),
        categories=(service.category,) if service and told else (),
        required=False,
        for_public=step.audience == Audience.PUBLIC,
    )


def copy_of(
    actor: Actor, copy: Copy, draft: StartDraft, services: Services, at: datetime
) -> Event:
    """A new pathway with the steps of the source, and no service of its town."""
    review_ahead(draft.review_by, at)
    behind = left_behind(copy, services)
    instead = {ident: draft.slots.get(of[0][1].key) for ident, of in behind.items()}
    version = PathwayVersion(
        pathway=Pathway(
            host_team_id=copy.host.id,
            profile=copy.source.pathway.profile,
            created_at=at,
        ),
        state=VersionState.DRAFT,
        scope=reach.checked(_scope(copy, draft), copy.host),
        countries=_countries(copy, draft),
        title=draft.title,
        summary=copy.source.summary,
        review_by=draft.review_by,
        steps=[_adapted(step, instead) for step in copy.source.steps],
    )
    fields = ("copied_from", str(copy.source.uid))
    return begun(actor, version, copy.host.id, at, fields)


def _adapted(step: Step, instead: dict[int, int | None]) -> Step:
    here = copied(step)
    if step.service_id in instead:
        here.service_id = instead[step.service_id]
    return here


def without_service(copy: Copy, draft: StartDraft, services: Services) -> list[int]:
    """The numbers of the steps that named a service and now name none."""
    return sorted(
        number
        for steps in left_behind(copy, services).values()
        if not draft.slots.get(steps[0][1].key)
        for number, _ in steps
    )


def _scope(copy: Copy, draft: StartDraft) -> Scope:
    """As it was chosen; what the office wrote for the country is local in a town."""
    if draft.scope:
        return Scope(draft.scope)
    return reach.preset(copy.source.scope, copy.host)


def _countries(copy: Copy, draft: StartDraft) -> list[str]:
    across = _scope(copy, draft) == Scope.CROSS_BORDER
    return list(copy.source.countries) if across else []
