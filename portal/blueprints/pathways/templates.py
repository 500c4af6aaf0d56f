"""The templates that a team starts a pathway from, read from content/pathways."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from portal.config import CONTENT

FOLDER = CONTENT / "pathways"


@dataclass(frozen=True)
class Slot:
    """A local contact that the template asks for, with what presets the choice."""

    key: str
    prompt: dict[str, str]
    sectors: tuple[str, ...]
    categories: tuple[str, ...]
    required: bool


@dataclass(frozen=True)
class Template:
    """A pathway to start from; `steps` are as in the file."""

    key: str
    profile: str
    scope: str
    title: dict[str, str]
    summary: dict[str, str]
    slots: tuple[Slot, ...]
    steps: tuple[dict[str, Any], ...]


@cache
def all_templates() -> dict[str, Template]:
    """Every template by its key."""
    files = sorted(FOLDER.glob("*.toml"))
    return {f.stem: _template(f.stem, tomllib.loads(f.read_text())) for f in files}


def _template(key: str, data: dict[str, Any]) -> Template:
    return Template(
        key=key,
        profile=data["profile"],
        scope=data["scope"],
        title=data["title"],
        summary=data["summary"],
        slots=tuple(_slot(slot) for slot in data["slot"]),
        steps=tuple(data["step"]),
    )


def _slot(data: dict[str, Any]) -> Slot:
    return Slot(
        key=data["key"],
        prompt=data["prompt"],
        sectors=tuple(data["sectors"]),
        categories=tuple(data["categories"]),
        required=data["required"],
    )
