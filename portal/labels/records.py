"""What the record of a service says, in words: each fact where somebody stated it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape

from portal.labels import label
from portal.labels.services import hours_lines
from portal.languages import say

Facts = list[tuple[str, Any]]


def _of(told: Any, name: str) -> Any:
    """A field of a record, or of what was published of it, perhaps long ago."""
    if isinstance(told, Mapping):
        return told.get(name)
    return getattr(told, name, None)


def _listed(told: Any, name: str, kind: str) -> str:
    return ", ".join(label(kind, code) for code in _of(told, name) or ())


def _named(told: Any, name: str, kind: str) -> str:
    return label(kind, _of(told, name))


def hours_of(told: Any) -> Markup:
    """When it is open, in one line; "" where nobody said."""
    lines = hours_lines(
        _of(told, "schedule"), always_open=bool(_of(told, "always_open"))
    )
    said = [*map(escape, lines), say(_of(told, "hours"))]
    return Markup(" · ").join(filter(None, said))


def languages_of(told: Any) -> Markup:
    """The languages spoken, and what was added in words."""
    said = [escape(_listed(told, "spoken", "spoken")), say(_of(told, "languages"))]
    return Markup(" · ").join(filter(None, said))


def age_of(told: Any) -> str:
    """The ages that it takes."""
    first, last = _of(told, "age_from"), _of(told, "age_to")
    if first is not None and last is not None:
        return _("%(first)d to %(last)d years", first=first, last=last)
    if first is not None:
        return _("%(first)d years and older", first=first)
    return "" if last is None else _("up to %(last)d years", last=last)


def conditions_of(told: Any) -> Facts:
    """Whom it takes and on what terms."""
    return [
        (_("Status needed"), _listed(told, "status_needed", "status_needed")),
        (_("Age"), age_of(told)),
        (_("Papers and residence"), _listed(told, "residence", "residence")),
        (_("Children who come along"), _named(told, "dependants", "dependants")),
        (_("How one comes"), _named(told, "accompaniment", "accompaniment")),
        (_("When in recovery"), _listed(told, "phases", "phase")),
        (_("Who is not taken"), say(_of(told, "exclusions"))),
        (_("Documents to bring"), say(_of(told, "documents"))),
    ]


def speaking_of(told: Any) -> Facts:
    """How people are understood there, and how they get in."""
    return [
        (_("Languages"), languages_of(told)),
        (_("Interpretation"), _named(told, "interpretation", "interpretation")),
        (_("For disabled people"), _listed(told, "accessibility", "access")),
    ]


def answers_of(told: Any) -> Facts:
    """Three separate answers; "" where nobody gave one."""
    return [
        (_("Entitled in law"), _named(told, "entitled", "answer")),
        (_("Exists in practice"), _named(told, "existing", "answer")),
        (_("Can be reached"), _named(told, "accessible", "answer")),
    ]


def terms_of(told: Any) -> Facts:
    """All that somebody who wants to come should know, for one folded list."""
    answers = [(name, said) for name, said in answers_of(told) if said]
    barrier = (_("What stands in the way"), say(_of(told, "barrier")))
    cost = (_("Cost"), say(_of(told, "cost")))
    helps = (_("How it helps"), _named(told, "model", "model"))
    return [helps, *conditions_of(told), cost, *speaking_of(told), *answers, barrier]


def named_towns(slugs: Any, names: Mapping[str, Any]) -> Markup:
    """Towns by the alphabet; one that nobody knows any more by its address."""
    said = sorted(say(names[slug]) if slug in names else escape(slug) for slug in slugs)
    return Markup(", ").join(said)


GLOBALS = {
    "hours_lines": hours_lines,
    "hours_of": hours_of,
    "languages_of": languages_of,
    "terms_of": terms_of,
    "conditions_of": conditions_of,
    "speaking_of": speaking_of,
    "answers_of": answers_of,
    "named_towns": named_towns,
}
