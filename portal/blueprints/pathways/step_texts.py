"""What two people wrote into the same step, field by field."""

from typing import Any

from flask_babel import gettext as _

from portal.blueprints.pathways.step_form import StepForm

_APART = ("csrf_token", "seen_version", "answers", "after")


def differing(form: StepForm, theirs: StepForm) -> list[tuple[str, str, str]]:
    """The fields that differ: what each is called, mine, and theirs."""
    found = [
        (mine.label.text, _shown(mine), _shown(theirs[mine.name]))
        for mine in form
        if mine.name not in _APART and _shown(mine) != _shown(theirs[mine.name])
    ]
    return found + _differing_answers(form, theirs)


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
