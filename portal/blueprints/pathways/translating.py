"""Translations of a draft, saved all at once; what others saved meanwhile stays."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

from portal import audit
from portal.audit import Event
from portal.blueprints.pathways.step_actions import contents
from portal.blueprints.pathways.texts import texts
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.people import Actor
from portal.domain.translations import Text, in_one, translated
from portal.domain.words import LANGUAGES
from portal.models import PathwayVersion, Step
from portal.models.columns import canonical_json

Given = Mapping[str, str]


class Meanwhile(DomainError):
    """These texts, or their originals, were changed since the page was opened."""

    def __init__(self, names: list[str]) -> None:
        super().__init__("translated_meanwhile")
        self.names = names


def seen(found: Iterable[Text], language: str) -> dict[str, str]:
    """What a page shows of each text, in short: to notice what changes meanwhile."""
    return {text.name: _mark(text, language) for text in found}


def _mark(text: Text, language: str, said: str | None = None) -> str:
    """The original and its translation as they stand, or as the translation was."""
    own = {c: t for c, t in text.words.items() if c in LANGUAGES and c != language}
    now = in_one(text.words, language) if said is None else said
    shown = canonical_json([own, _plain(now)])
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def untouched(text: Text, language: str, said: str, was: Given) -> bool:
    """Whether somebody left the text as the page showed it."""
    return _mark(text, language, said) == was.get(text.name)


def _plain(said: str) -> str:
    return said.replace("\r\n", "\n").strip()


def save(
    actor: Actor,
    version: PathwayVersion,
    language: str,
    given: Given,
    was: Given,
    at: datetime,
) -> Event:
    """Take over what somebody changed on the page. Meanwhile where others did, too."""
    changed, lost = {}, []
    for text in texts(version):
        said = _plain(given.get(text.name, in_one(text.words, language)))
        stands = said == _plain(in_one(text.words, language))
        if stands or untouched(text, language, said, was):
            continue
        if _mark(text, language) != was.get(text.name):
            lost.append(text.name)
        changed[text.name] = translated(text.words, language, said)
    if lost:
        raise Meanwhile(lost)
    return write(actor, version, language, changed, at)


def write(
    actor: Actor,
    version: PathwayVersion,
    language: str,
    changed: Mapping[str, dict[str, str]],
    at: datetime,
) -> Event:
    """Put these words in place of those that stand, keeping what stood."""
    if changed.keys() & {"title", "summary"}:
        before = {"title": version.title, "summary": version.summary}
        _keep(actor, "pathway_version", str(version.uid), before, at)
        version.title = changed.get("title", version.title)
        version.summary = changed.get("summary", version.summary)
    for step in version.steps:
        own = {n: w for n, w in changed.items() if n.startswith(f"{step.key}-")}
        if own:
            thing = f"{version.uid}/{step.key}"
            _keep(actor, "step", thing, contents(step), at)
            _write_step(step, own)
    db.session.flush()
    uid, team_id = str(version.uid), version.host_team_id
    fields = (language, *changed)
    return Event("translate", "pathway_version", uid, team_id, fields)


def _keep(
    actor: Actor, noun: str, thing: str, before: dict[str, object], at: datetime
) -> None:
    audit.keep(actor, noun=noun, thing=thing, before=before, at=at)


def _write_step(step: Step, words: Mapping[str, dict[str, str]]) -> None:
    forks = [dict(fork) for fork in step.forks]
    for name, said in words.items():
        field = name.removeprefix(f"{step.key}-")
        if field.startswith("way-"):
            forks[int(field.removeprefix("way-"))]["condition"] = said
        else:
            setattr(step, field, said)
    step.forks = forks
