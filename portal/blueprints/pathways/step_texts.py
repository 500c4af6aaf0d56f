"""What was written into a step, beside what stood or stands in it, field by field."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from portal.blueprints.pathways.step_actions import TEXTS
from portal.blueprints.pathways.step_form import StepForm
from portal.domain.words import ENGLISH, Words, serbian_of
from portal.models import Step

Texts = Mapping[str, Words | None]
_APART = (
    *("csrf_token", "seen_version", "own_key", "all_the_same"),
    *("answers", "after"),
)


def differing(form: StepForm, theirs: StepForm) -> list[tuple[str, str, str]]:
    """The fields that differ: what each is called, mine, and theirs."""
    found = [
        (mine.label.text, _shown(mine), _shown(theirs[mine.name]))
        for mine in form
        if mine.name not in _APART and _shown(mine) != _shown(theirs[mine.name])
    ]
    return found + _differing_answers(form, theirs)


def texts_of(step: Step) -> Texts:
    return {name: getattr(step, name) for name in TEXTS}


def english_left(before: Texts, after: Texts) -> list[str]:
    """The fields whose Serbian says something else now while the English stayed."""
    return [
        str(getattr(StepForm, name).args[0])
        for name, said in after.items()
        if _english(said)
        and _english(said) == _english(before[name])
        and serbian_of(said) != serbian_of(before[name])
    ]


def _differing_answers(form: StepForm, theirs: StepForm) -> list[tuple[str, str, str]]:
    mine, other = _answers(form), _answers(theirs)
    return [(form.answers.label.text, mine, other)] if mine != other else []


def _answers(form: StepForm) -> str:
    lines = []
    for answer in form.answers:
        if answer.to.data:
            to = _shown(answer.to)
            words = " / ".join(
                filter(None, (answer.condition.data, answer.condition_en.data))
            )
            lines.append(f"{words} → {to}" if words else f"→ {to}")
    return "\n".join(lines)


def _shown(field: Any) -> str:
    """What a field holds, as a person reads it."""
    if hasattr(field, "choices"):
        names = {str(value): str(text) for value, text, *_ in field.choices}
        return names.get(str(field.data), "")
    if isinstance(field.data, bool):
        return _("Yes") if field.data else _("No")
    return "" if field.data is None else str(field.data)


def _english(words: Words | None) -> str:
    return (words or {}).get(ENGLISH, "")
