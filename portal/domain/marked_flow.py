"""Two versions of a pathway as one: what stayed, what came, and what went."""

from collections.abc import Collection, Mapping, Sequence

from portal.domain.flow import FlowStep, Way
from portal.domain.script import to_latin
from portal.domain.versions import Change
from portal.domain.words import Shown


def marked(
    before: Sequence[FlowStep],
    after: Sequence[FlowStep],
    became: Mapping[str, Change],
    said: Mapping[Change, str],
) -> list[FlowStep]:
    """The steps of `after` and, among them, those of `before` that are gone.

    `became`: what became of each step that differs; `said`: the word for each change.
    A step that went stands after the one that it followed.
    """
    old = {step.key: step for step in before}
    new = {step.key for step in after}
    union = [_now(step, old, new, became.get(step.key), said) for step in after]
    for at, step in enumerate(before):
        if step.key not in new:
            place = _after(before[at - 1].key if at else "", union)
            union.insert(place, _ghost(step, old, said[Change.REMOVED]))
    return union


def _after(key: str, steps: Sequence[FlowStep]) -> int:
    return next((at for at, s in enumerate(steps, start=1) if s.key == key), 0)


def _ghost(step: FlowStep, old: Collection[str], word: str) -> FlowStep:
    ways = tuple(
        way._replace(change=Change.REMOVED) for way in step.ways if way.to in old
    )
    return step._replace(change=Change.REMOVED, word=word, ways=ways)


def _now(
    step: FlowStep,
    old: Mapping[str, FlowStep],
    new: Collection[str],
    change: Change | None,
    said: Mapping[Change, str],
) -> FlowStep:
    mine = [way for way in step.ways if way.to in new]
    was = old[step.key].ways if step.key in old else ()
    ways = _ways([way for way in was if way.to in old], mine)
    return step._replace(change=change, word=said[change] if change else "", ways=ways)


def _ways(before: Sequence[Way], after: Sequence[Way]) -> tuple[Way, ...]:
    """Each way that goes on, marked; those that went come last.

    One to the same step with another answer is a changed one.
    """
    left = list(before)
    found: list[Way] = []
    for way in after:
        same = next((w for w in left if _alike(w, way)), None)
        if same:
            left.remove(same)
        found.append(way if same else way._replace(change=Change.ADDED))
    for at, way in enumerate(found):
        other = next((w for w in left if way.change and w.to == way.to), None)
        if other:
            left.remove(other)
            found[at] = way._replace(change=Change.CHANGED)
    return (*found, *(way._replace(change=Change.REMOVED) for way in left))


def _alike(one: Way, other: Way) -> bool:
    return one.to == other.to and _said(one.answer) == _said(other.answer)


def _said(answer: Shown) -> str:
    """An answer without its script: its Cyrillic, once confirmed, changes nothing."""
    return to_latin(answer.text)
