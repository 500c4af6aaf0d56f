"""The terms of a record: each of its codes, and what the standard has no field for."""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.domain.words import in_language
from portal.hsds.feed import Feed
from portal.hsds.opened import Opened, texts_of
from portal.hsds.taxonomy import Term

# The field of a record, by the list that its codes come from.
ONE = {
    "category": "category",
    "tier": "tier",
    "service_status": "status",
    "model": "model",
    "dependants": "dependants",
    "accompaniment": "accompaniment",
    "entitled": "entitled",
    "existing": "existing",
    "accessible": "accessible",
    "interpretation": "interpretation",
    "licence_state": "licence_state",
}
MANY = {
    "group": "groups",
    "phase": "phases",
    "status_needed": "status_needed",
    "residence": "residence",
    "access": "accessibility",
}
FLAGS = ("specialised", "national_number", "always_open", "nationwide", "overdue")
DAYS = ("verify_by", "capacity_on")
SAID = ("exclusions", "barrier")
PLACE = "place"


def terms(told: Opened, feed: Feed) -> Iterable[Term]:
    """All of them, in an order that is always the same."""
    for kind, name in ONE.items():
        if told[name]:
            yield Term(kind, told[name])
    for kind, name in MANY.items():
        for code in told[name]:
            yield Term(kind, code)
    for name in FLAGS:
        if told[name]:
            yield Term("record", name)
    for name in (*DAYS, "capacity"):
        if told[name] is not None:
            yield Term("record", name, str(told[name]))
    for name in SAID:
        if told[name]:
            yield Term("record", name, feed.say(told[name]))
    yield from _of_schedule(told["schedule"])
    for place in told["places"]:
        yield Term("municipality", place["area"], place["uid"], PLACE)
    yield from _languages(told, feed)


def _of_schedule(schedule: Mapping[str, Any] | None) -> Iterable[Term]:
    if schedule and schedule["by_appointment"]:
        yield Term("record", "by_appointment")
    if schedule and schedule["holidays"]:
        yield Term("holidays", schedule["holidays"])


def _languages(told: Opened, feed: Feed) -> Iterable[Term]:
    """Which texts are in another language than the reader's, because theirs lacks."""
    for path, words in texts_of(told):
        shown = in_language(words, feed.language)
        if shown.text and shown.language != feed.language:
            yield Term("text_language", shown.language, path)
