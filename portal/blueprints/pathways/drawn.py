"""A pathway as a drawing, in the reader's language."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from flask import get_template_attribute
from flask_babel import gettext as _
from markupsafe import Markup

from portal.domain.flow import NOTHING, Drawing, FlowStep, Way
from portal.domain.layout import drawn_to_fit
from portal.domain.marked_flow import marked
from portal.domain.pathways import Audience, StepKind
from portal.domain.versions import Change
from portal.domain.words import Shown, Words, in_language
from portal.labels import label, limit_words
from portal.languages import current, say

# Room in px: on a page, in a column beside a form, and on a sheet of paper where the
# print can still be read.
PAGE, BESIDE, SHEET = 1086.0, 460.0, 960.0


def of_payload(steps: Sequence[Mapping[str, Any]], width: float = PAGE) -> Drawing:
    """The public edition, from what was published."""
    return _fitted(tuple(map(_public, steps)), width)


def _public(step: Mapping[str, Any]) -> FlowStep:
    limit = step["limit"] or {"value": None, "unit": None}
    code = current().code
    return FlowStep(
        key=step["key"],
        number=step["number"],
        kind=StepKind(step["kind"]),
        actor=_said(step["actor"], code),
        action=_said(step["action"], code),
        limit=limit_words(limit["value"], limit["unit"]),
        ways=tuple(
            Way(way["to"], _said(way["condition"], code)) for way in step["next"]
        ),
    )


def of_steps(steps: Sequence[Any], width: float = PAGE) -> Drawing:
    """The complete edition."""
    return _fitted(tuple(_in_order(steps)), width)


def _in_order(steps: Sequence[Any]) -> Iterator[FlowStep]:
    code = current().code
    for number, step in enumerate(steps, start=1):
        yield flow_step(step, number, code)


@lru_cache(maxsize=32)
def _fitted(steps: tuple[FlowStep, ...], width: float) -> Drawing:
    """Laid out once for those who look at it one after another."""
    return drawn_to_fit(steps, width)


def picture(drawing: Drawing, title: Words) -> Markup:
    """The drawing as SVG, for a page."""
    return _picture(drawing, say(title).striptags(), current().code)


@lru_cache(maxsize=32)
def _picture(drawing: Drawing, title: str, language: str) -> Markup:
    """Written once for those who look at it one after another."""
    svg: Markup = get_template_attribute("parts/flow.html", "flow_svg")(
        drawing, title, language
    )
    return svg


def of_both(
    before: Sequence[Any], after: Sequence[Any], became: Mapping[str, Change]
) -> Drawing:
    """The steps of `after` with what came, changed and went since `before` marked."""
    old, new = list(_in_order(before)), list(_in_order(after))
    said = {change: label("change", change) for change in Change}
    return drawn_to_fit(marked(old, new, became, said), PAGE)


def with_draft(steps: Sequence[Any], key: str, draft: Any) -> Drawing:
    """The complete edition as it would be with this step, which nobody saved."""
    written = _Written(key, draft)
    found = [written if step.key == key else step for step in steps]
    return of_steps(found if written in found else [*found, written], BESIDE)


class _Written:
    """A draft of a step as a step: half of it may not be written yet."""

    def __init__(self, key: str, draft: Any) -> None:
        self.key, self.draft = key, draft
        self.kind = draft.kind if draft.kind in set(StepKind) else StepKind.ACTION
        self.forks = draft.forks

    def __getattr__(self, name: str) -> Any:
        return getattr(self.draft, name)


def flow_step(step: Any, number: int, code: str) -> FlowStep:
    """A step of a version, or one that somebody is writing, in a language."""
    professional = step.audience == Audience.PROFESSIONAL
    return FlowStep(
        key=step.key,
        number=number,
        kind=StepKind(step.kind),
        actor=_said(step.actor, code) if step.actor else Shown(_("Nobody named"), code),
        action=_said(step.action, code),
        limit=limit_words(step.limit_value, step.limit_unit),
        note=label("audience", Audience.PROFESSIONAL) if professional else "",
        ways=tuple(Way(f["to"], _said(f["condition"], code)) for f in step.forks),
    )


def _said(words: Words | None, code: str) -> Shown:
    return in_language(words, code) if words else NOTHING
