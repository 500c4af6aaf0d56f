"""The templates that a team starts a pathway from, read from content/pathways."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from portal.config import CONTENT
from portal.domain.pathways import Audience

FOLDER = CONTENT / "pathways"


@dataclass(frozen=True)
class Slot:
    """A local contact that the template asks for, with what presets the choice.

    `for_public`: a step that everybody reads calls it.
    """

    key: str
    prompt: dict[str, str]
    sectors: tuple[str, ...]
    categories: tuple[str, ...]
    required: bool
    for_public: bool


@dataclass(frozen=True)
class Template:
    """A pathway to start from; `steps` are as in the file.

    `group` and `when`: under which heading it is offered, and when to take it.
    """

    key: str
    profile: str
    scope: str
    title: dict[str, str]
    summary: dict[str, str] | None
    slots: tuple[Slot, ...]
    steps: tuple[dict[str, Any], ...] = ()
    group: str = ""
    when: dict[str, str] | None = None


@cache
def all_templates() -> dict[str, Template]:
    """Every template by its key, in the order in which they are offered."""
    read = {f.stem: tomllib.loads(f.read_text()) for f in FOLDER.glob("*.toml")}
    ordered = sorted(read.items(), key=lambda file: file[1]["order"])
    return {key: _template(key, data) for key, data in ordered}


def by_group() -> dict[str, list[Template]]:
    """The templates under the headings of the page that offers them."""
    groups: dict[str, list[Template]] = {}
    for template in all_templates().values():
        groups.setdefault(template.group, []).append(template)
    return groups


def _template(key: str, data: dict[str, Any]) -> Template:
    return Template(
        key=key,
        profile=data["profile"],
        scope=data["scope"],
        title=data["title"],
        summary=data["summary"],
        slots=tuple(_slot(slot, data["step"]) for slot in data["slot"]),
        steps=tuple(data["step"]),
        group=data["group"],
        when=data["when"],
    )


def _slot(data: dict[str, Any], steps: list[dict[str, Any]]) -> Slot:
    calling = (step for step in steps if step.get("slot") == data["key"])
    return Slot(
        key=data["key"],
        prompt=data["prompt"],
        sectors=tuple(data["sectors"]),
        categories=tuple(data["categories"]),
        required=data["required"],
        for_public=any(step["audience"] == Audience.PUBLIC for step in calling),
    )
