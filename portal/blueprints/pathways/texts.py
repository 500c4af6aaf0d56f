"""Every text of a version, one by one: what there is to translate."""

from collections.abc import Iterator

from portal.blueprints.pathways.step_actions import TEXTS
from portal.domain.pathways import Audience
from portal.domain.translations import Text, further
from portal.models import PathwayVersion, Step

TOP = ("title", "summary")
# What the public edition carries of a public step; its basis stays on the desk.
PUBLIC = tuple(name for name in TEXTS if name != "basis")
ORDER = ("action", "actor", *TEXTS[2:])


def texts(version: PathwayVersion) -> list[Text]:
    """The texts that there are, in the order of the steps."""
    top = (Text(name, name, getattr(version, name), is_public=True) for name in TOP)
    return [text for text in (*top, *_of_steps(version)) if text.words]


def _of_steps(version: PathwayVersion) -> Iterator[Text]:
    for number, step in enumerate(version.steps, start=1):
        yield from _of_step(step, number)


def _of_step(step: Step, number: int) -> Iterator[Text]:
    public = step.audience == Audience.PUBLIC
    for name in ORDER:
        said, seen = getattr(step, name) or {}, public and name in PUBLIC
        yield Text(f"{step.key}-{name}", name, said, seen, step.key, number)
    for at, fork in enumerate(step.forks):
        said = fork["condition"] or {}
        yield Text(f"{step.key}-way-{at}", "way", said, public, step.key, number)


def public_languages(version: PathwayVersion) -> list[str]:
    """The further languages in which some public step says what is done."""
    from_steps = (
        code
        for text in texts(version)
        if text.is_public and text.field == "action"
        for code in further(text.words)
    )
    return sorted(set(from_steps))
