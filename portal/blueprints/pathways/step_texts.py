"""What was written into a step, beside what stood or stands in it, field by field."""

from collections.abc import Mapping

from portal.blueprints.pathways.step_actions import TEXTS
from portal.blueprints.pathways.step_form import StepForm
from portal.both import Rows, differences, shown
from portal.domain.words import ENGLISH, Words, serbian_of
from portal.models import Step

Texts = Mapping[str, Words | None]


def differing(form: StepForm, theirs: StepForm) -> Rows:
    """(field, theirs, mine) wherever the two differ."""
    found = differences(theirs, form, apart=("after",))
    mine, other = _answers(form), _answers(theirs)
    ways = (str(form.answers.label.text), other, mine)
    return [*found, ways] if mine != other else found


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


def _answers(form: StepForm) -> str:
    lines = []
    for answer in form.answers:
        if answer.to.data:
            to = shown(answer.to)
            words = " / ".join(
                filter(None, (answer.condition.data, answer.condition_en.data))
            )
            lines.append(f"{words} → {to}" if words else f"→ {to}")
    return "\n".join(lines)


def _english(words: Words | None) -> str:
    return (words or {}).get(ENGLISH, "")
