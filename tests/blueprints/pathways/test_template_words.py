"""What the steps of a template say agrees with their order and with their labels."""

from collections.abc import Iterator
from typing import Any

import pytest

from portal.blueprints.pathways.templates import all_templates

TEMPLATES = sorted(all_templates())
SAID_BEFORE = ("before anything is passed on", "Nothing is passed on before")
SAID_BY_THE_LABEL = {"en": "at night", "sr-Cyrl": "ноћу"}


def before(steps: tuple[dict[str, Any], ...], key: str) -> Iterator[dict[str, Any]]:
    """The steps from which a way leads to this one."""
    seen, to_see = {key}, [key]
    while to_see:
        target = to_see.pop()
        for step in steps:
            onward = [way["to"] for way in step.get("next", [])]
            if step["key"] not in seen and target in onward:
                seen.add(step["key"])
                to_see.append(step["key"])
                yield step


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_was_passed_on_before_a_step_that_says_so(template: str) -> None:
    steps = all_templates()[template].steps
    for step in steps:
        said = step["details"]["en"] if step["details"] else ""
        if any(words in said for words in SAID_BEFORE):
            earlier = before(steps, step["key"])
            assert not [one["key"] for one in earlier if one["shares"]]


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_happens_at_night_does_not_begin_with_its_label(template: str) -> None:
    for step in all_templates()[template].steps:
        for code, label in SAID_BY_THE_LABEL.items():
            said = step["night"][code] if step["night"] else ""
            assert not said.casefold().startswith(label), step["key"]
