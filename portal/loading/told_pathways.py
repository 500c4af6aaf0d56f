"""What people did with the pathways of the demonstration, from template to public."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from portal.audit import Event
from portal.blueprints.pathways import actions, queries, step_actions
from portal.blueprints.pathways.drafts import StartDraft, StepDraft
from portal.blueprints.pathways.templates import all_templates
from portal.domain.permissions import May
from portal.loading.stage import Diary, Stage
from portal.loading.told_services import ServiceStory
from portal.models import PathwayVersion, Step

# So many days before it was submitted, or before today, a draft was started.
DRAFTING = 4
MOVES = (
    ("submitted", May.SUBMIT_VERSION, actions.submit),
    ("approved", May.APPROVE_VERSION, actions.approve),
    ("published", May.PUBLISH_VERSION, actions.publish),
)


@dataclass
class PathwayStory:
    """One pathway of the files; `uid` is its version's once it is started."""

    stage: Stage
    data: dict[str, Any]
    services: Mapping[str, ServiceStory]
    uid: UUID | None = field(default=None, init=False)

    @property
    def version(self) -> PathwayVersion:
        found = queries.version(self.uid) if self.uid else None
        if found is None:
            raise LookupError(f"{self.data['key']} is not started yet")
        return found

    def diary(self) -> Diary:
        """What happened to it, and when."""
        started = self.data.get("submitted_days_ago", 0) + DRAFTING
        acts: Diary = [(self.stage.moment(started), self._start)]
        for name, may, action in MOVES:
            if f"{name}_by" in self.data:
                moment = self.stage.moment(self.data[f"{name}_days_ago"])
                move = partial(self._move, self.data[f"{name}_by"], may, action)
                acts.append((moment, move))
        return acts

    def _start(self, at: datetime) -> None:
        """From the template, with what is different in the town."""
        author, team = self.data["author"], self.stage.teams[self.data["host_team"]]
        may = May.START_PATHWAY
        event = self.stage.act(author, may, team, actions.start, self._draft(at), at=at)
        self.uid = UUID(event.thing)
        version = self.version
        for step in version.steps:
            own = self._own_words(step.key)
            if own:
                draft = replace(_as_it_is(step), **own)
                self._edit(version, step, draft, at)

    def _draft(self, at: datetime) -> StartDraft:
        slots = self.data["slots"].items()
        return StartDraft(
            template=self.data["template"],
            profile=all_templates()[self.data["template"]].profile,
            title=self.data["title"],
            review_by=self.stage.day(0) + timedelta(days=self.data["review_in_days"]),
            slots={slot: self.services[key].service(at).id for slot, key in slots},
        )

    def _own_words(self, step: str) -> dict[str, Any]:
        """What the town's step says instead of the template's."""
        own: dict[str, Any] = {}
        for data in self.data.get("limit", ()):
            if data["step"] == step:
                own |= {"limit_value": data["value"], "limit_unit": data["unit"]}
        for data in self.data.get("edit", ()):
            if data["step"] == step:
                own |= {name: said for name, said in data.items() if name != "step"}
        return own

    def _edit(
        self, version: PathwayVersion, step: Step, draft: StepDraft, at: datetime
    ) -> None:
        def edit(actor: Any, thing: PathwayVersion, *given: Any) -> Event:
            return step_actions.edit(actor, step, *given)

        given = (draft, step.row_version)
        may = May.EDIT_VERSION
        self.stage.act(self.data["author"], may, version, edit, *given, at=at)

    def _move(self, person: str, may: May, action: Any, at: datetime) -> None:
        self.stage.act(person, may, self.version, action, at=at)


def _as_it_is(step: Step) -> StepDraft:
    names = (*step_actions.PLAIN, *step_actions.TEXTS)
    return StepDraft(
        service=step.service.uid if step.service else None,
        forks=tuple(step.forks),
        **{name: getattr(step, name) for name in names},
    )
