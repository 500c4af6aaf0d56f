"""Texts of a draft that were typed in Latin: their Cyrillic is suggested, then kept."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from portal.audit import Event
from portal.blueprints.pathways.marks import mark
from portal.blueprints.pathways.step_actions import TEXTS
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.people import Actor
from portal.domain.words import LATIN, unconfirmed_cyrillic, with_cyrillic
from portal.models import PathwayVersion, Step


def suggestions(version: PathwayVersion) -> list[tuple[str, str]]:
    """(what was typed in Latin, the Cyrillic that nobody has confirmed yet)."""
    found = ((words, unconfirmed_cyrillic(words)) for words in _texts(version))
    return [(words[LATIN], cyrillic) for words, cyrillic in found if cyrillic]


def _texts(version: PathwayVersion) -> Iterator[Any]:
    yield from (version.title, version.summary)
    for step in version.steps:
        yield from (getattr(step, name) for name in TEXTS)
        yield from (fork["condition"] for fork in step.forks)


def seen(version: PathwayVersion) -> str:
    """Which suggestions the page shows."""
    return mark(suggestions(version))


def confirm(actor: Actor, version: PathwayVersion, shown: str, at: datetime) -> Event:
    """Keep every suggestion as the text in Cyrillic.

    DomainError "cyrillic_changed" where others were shown.
    """
    if shown != seen(version):
        raise DomainError("cyrillic_changed")
    version.title = with_cyrillic(version.title)
    version.summary = with_cyrillic(version.summary)
    for step in version.steps:
        _confirm_step(step)
    db.session.flush()
    team_id = version.host_team_id
    return Event("confirm_cyrillic", "pathway_version", str(version.uid), team_id)


def _confirm_step(step: Step) -> None:
    for name in TEXTS:
        setattr(step, name, with_cyrillic(getattr(step, name)))
    step.forks = [
        fork | {"condition": with_cyrillic(fork["condition"])} for fork in step.forks
    ]
