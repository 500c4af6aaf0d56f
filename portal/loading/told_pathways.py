"""What people did with the pathways of the demonstration, from template to public."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from portal.audit import Event
from portal.blueprints.pathways import (
    actions,
    comments,
    marks,
    queries,
    readers,
    step_actions,
)
from portal.blueprints.pathways.drafts import StartDraft, StepDraft
from portal.blueprints.pathways.templates import all_templates
from portal.blueprints.pathways.texts import texts
from portal.blueprints.pathways.translating import save, seen
from portal.domain.people import Actor
from portal.domain.permissions import May
from portal.loading.stage import Diary, Stage
from portal.loading.told_services import ServiceStory
from portal.models import PathwayVersion, Step

# So many days before it was submitted, or before today, a draft was started.
DRAFTING = 4


def _approve(actor: Actor, version: PathwayVersion, at: datetime) -> Event:
    return actions.approve(actor, version, marks.of_version(version), at)


MOVES = (
    ("submitted", May.SUBMIT_VERSION, actions.submit),
    ("approved", May.APPROVE_VERSION, _approve),
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
        return [*acts, *self._readings(), *self._comments()]

    def _readings(self) -> Diary:
        """Day after day, somebody reads it and says so."""
        first = self.data.get("published_days_ago", 0) - 1
        return [
            (self.stage.moment(first - at), partial(self._read, person))
            for at, person in enumerate(self.data["acknowledged_by"])
        ]

    def _read(self, person: str, at: datetime) -> None:
        may = May.CONFIRM_READING
        self.stage.act(person, may, self.version, readers.confirm, at=at)

    def _comments(self) -> Diary:
        return [act for row in self.data.get("comment", ()) for act in self._said(row)]

    def _said(self, row: dict[str, Any]) -> Diary:
        """A comment and, where somebody has settled it, that too."""
        made: list[UUID] = []

        def say(at: datetime) -> None:
            given = (row.get("step"), row["said"])
            may = May.ADD_COMMENT
            self.stage.act(row["by"], may, self.version, comments.add, *given, at=at)
            made.append(comments.last(self.version).uid)

        def settle(at: datetime) -> None:
            found, may = comments.comment(made[0]), May.SETTLE_COMMENT
            self.stage.act(row["settled_by"], may, found, comments.settle, at=at)

        acts: Diary = [(self.stage.moment(row["days_ago"]), say)]
        if "settled_by" in row:
            acts.append((self.stage.moment(row["settled_days_ago"]), settle))
        return acts

    def _start(self, at: datetime) -> None:
        """From the template, with what is different in the town."""
        author, team = self.data["author"], self.stage.teams[self.data["host_team"]]
        may = May.START_PATHWAY
        event = self.stage.act(author, may, team, actions.start, self._draft(at), at=at)
        self.uid = UUID(event.thing)
        version = self.version
        for key in [step.key for step in version.steps]:
            if own := self._own_words(key):
                self._edit(key, own, at)
        if self.data.get("translated"):
            self._translate(version, at)

    def _translate(self, version: PathwayVersion, at: datetime) -> None:
        """What its author typed on the page of the language, all at once."""
        told = self.data["translated"]
        there = texts(version)
        given = (told["language"], told["texts"], seen(there, told["language"]))
        self.stage.act(told["by"], May.EDIT_VERSION, version, save, *given, at=at)

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

    def _edit(self, key: str, own: dict[str, Any], at: datetime) -> None:
        step = queries.step(self.version.uid, key)
        if step is None:
            raise LookupError(f"{self.data['key']} has no step {key}")

        def edit(actor: Any, thing: PathwayVersion, *given: Any) -> Event:
            return step_actions.edit(actor, step, *given)

        given = (replace(_as_it_is(step), **own), step.row_version)
        may = May.EDIT_VERSION
        self.stage.act(self.data["author"], may, step.version, edit, *given, at=at)

    def _move(self, person: str, may: May, action: Any, at: datetime) -> None:
        self.stage.act(person, may, self.version, action, at=at)


def _as_it_is(step: Step) -> StepDraft:
    names = (*step_actions.PLAIN, *step_actions.TEXTS)
    return StepDraft(
        service=step.service.uid if step.service else None,
        forks=tuple(step.forks),
        **{name: getattr(step, name) for name in names},
    )
