"""What differs between two versions, as a reader gets it: in words, marked."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.blueprints.pathways.forms import SettingsForm
from portal.blueprints.pathways.step_actions import PLAIN, TEXTS
from portal.blueprints.pathways.step_form import AnswerForm, StepForm
from portal.domain.script import to_latin
from portal.domain.versions import Change, Difference, Piece, Told, differences, pieces
from portal.domain.words import (
    CYRILLIC,
    ENGLISH,
    LATIN,
    Shown,
    Words,
    in_language,
)
from portal.labels import label, limit_words
from portal.labels.pathways import NOT_TOLD
from portal.languages import current, show_date
from portal.models import PathwayVersion, Step

KINDS = {"kind": "step_kind", "audience": "audience", "consent": "consent"}
LIMITS = ("limit_value", "limit_unit")


@dataclass(frozen=True)
class Row:
    """One field that differs: its name, in which language, and the words."""

    name: str
    language: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Differing:
    """A step that differs, with what it is called and the fields that differ."""

    found: Difference
    action: Words
    rows: list[Row]


@dataclass(frozen=True)
class Compared:
    """All that differs: above the steps, and step by step."""

    above: list[Row]
    steps: list[Differing]

    def count(self, change: str) -> int:
        return sum(shown.found.change == change for shown in self.steps)


def compared(
    before: PathwayVersion, after: PathwayVersion, may_name: Container[int]
) -> Compared:
    """What is different in `after`, for a reader who may be told of these services."""
    old = {step.key: step for step in before.steps}
    new = {step.key: step for step in after.steps}
    own, other = (_Told(v.steps, may_name) for v in (before, after))
    found = differences(told(before.steps), told(after.steps))
    return Compared(
        above=_above(before, after),
        steps=[
            Differing(
                one,
                (new.get(one.key) or old[one.key]).action,
                _rows(one, _said(old, one.key, own), _said(new, one.key, other)),
            )
            for one in found
        ],
    )


def told(steps: Sequence[Step]) -> list[Told]:
    """The steps as the comparison asks about them: scripts of one text are the same."""
    return [Told(step.key, _fields(step)) for step in steps]


def _fields(step: Step) -> dict[str, Any]:
    plain = {name: getattr(step, name) for name in PLAIN if name not in LIMITS}
    texts = {name: _same(getattr(step, name)) for name in TEXTS}
    return {
        **texts,
        **plain,
        "service": step.service_id,
        "limit_value": limit_words(step.limit_value, step.limit_unit),
        "answers": [(fork["to"], _same(fork["condition"])) for fork in step.forks],
    }


def _same(words: Words | None) -> tuple[str, str]:
    """A text without its script: its Cyrillic, once confirmed, changes nothing."""
    return _serbian(words, LATIN).text, (words or {}).get(ENGLISH, "")


def _serbian(words: Words | None, script: str) -> Shown:
    own = {code: text for code, text in (words or {}).items() if code != ENGLISH}
    return in_language(own, script)


class _Told:
    """Whom the steps of one version call, and where they go on to, in words."""

    def __init__(self, steps: Sequence[Step], may_name: Container[int]) -> None:
        self.names = {step.key: step.action for step in steps}
        self.may_name = may_name

    def service(self, step: Step) -> str:
        if step.service is None:
            return ""
        known = step.service.id in self.may_name
        return _read(step.service.name) if known else str(NOT_TOLD)

    def ways(self, step: Step) -> str:
        return "\n".join(filter(None, map(self._way, step.forks)))

    def _way(self, fork: Mapping[str, Any]) -> str:
        if fork["to"] not in self.names:
            return ""
        there = f"→ {_read(self.names[fork['to']])}"
        return f"{_read(fork['condition'])} {there}" if fork["condition"] else there


def _read(words: Words | None) -> str:
    return in_language(words, current().code).text


Said = Mapping[str, Any]


def _said(steps: Mapping[str, Step], key: str, told: _Told) -> Said:
    """What each field of a step says; nothing where the version has no such step."""
    step = steps.get(key)
    if step is None:
        return {}
    plain = {name: _plain(step, name) for name in PLAIN if name not in LIMITS}
    return {
        **{name: getattr(step, name) for name in TEXTS},
        **plain,
        "service": told.service(step),
        "limit_value": limit_words(step.limit_value, step.limit_unit),
        "answers": told.ways(step),
    }


def _plain(step: Step, name: str) -> str:
    value = getattr(step, name)
    if name in KINDS:
        return label(KINDS[name], value)
    return str(_l("yes") if value else _l("no"))


def _rows(found: Difference, old: Said, new: Said) -> list[Row]:
    """A step that came or went is told whole, in the reader's language alone."""
    if found.change in (Change.ADDED, Change.REMOVED):
        return [
            row
            for name in new or old
            for row in _whole(name, old.get(name), new.get(name))
        ]
    return [
        row
        for name in found.fields
        for row in _of_field(name, old.get(name), new.get(name))
    ]


def _called(name: str) -> str:
    """A field by the label that it has in the form."""
    if name == "answers":
        return str(AnswerForm.to.args[0])
    return str(getattr(StepForm, name).args[0])


def _whole(name: str, old: Any, new: Any) -> list[Row]:
    if name not in TEXTS:
        return _row(_called(name), "", old or "", new or "")
    shown = in_language(new or old, current().code)
    texts = ("", shown.text) if new else (shown.text, "")
    return _row(_called(name), shown.language, *texts)


def _of_field(name: str, old: Any, new: Any) -> list[Row]:
    if name in TEXTS:
        return _of_words(_called(name), old, new)
    return _row(_called(name), "", old or "", new or "")


def _of_words(called: str, old: Words | None, new: Words | None) -> list[Row]:
    """A row for Serbian and one for English: a change of either shows to everybody."""
    serbian = [_serbian(words, _script()) for words in (old, new)]
    scripts = {shown.language for shown in serbian if shown.text}
    turn: Callable[[str], str] = to_latin if len(scripts) > 1 else str
    language = LATIN if len(scripts) > 1 else next(iter(scripts), _script())
    english = [(words or {}).get(ENGLISH, "") for words in (old, new)]
    rows = [
        *_row(called, language, *(turn(shown.text) for shown in serbian)),
        *_row(called, ENGLISH, *english),
    ]
    return rows[::-1] if current().code == ENGLISH else rows


def _script() -> str:
    return CYRILLIC if current().code == CYRILLIC else LATIN


def _row(called: str, language: str, old: str, new: str) -> list[Row]:
    return [Row(called, language, pieces(old, new))] if old != new else []


def _above(before: PathwayVersion, after: PathwayVersion) -> list[Row]:
    """Title, summary, and the day of review."""
    rows = []
    for name in ("title", "summary"):
        called = str(getattr(SettingsForm, name).args[0])
        rows += _of_words(called, getattr(before, name), getattr(after, name))
    called = str(SettingsForm.review_by.args[0])
    days = (show_date(v.review_by) if v.review_by else "" for v in (before, after))
    return rows + _row(called, "", *days)
