"""The line of codes that lists and maps are filtered by."""

from typing import Any

import pytest
from flask import Flask

from portal.blueprints.services.codes import line, offered

SERVICE: dict[str, Any] = {
    "category": "housing",
    "groups": ["women", "girls"],
    "status_needed": ["presumed", "identified"],
    "spoken": ["sr", "en"],
    "specialised": True,
    "overdue": False,
    "nationwide": False,
    "area": "vranje",
    "areas": ["nis", "bor"],
    "status": "running",
    "always_open": False,
    "schedule": {"week": {"1": [["08:00", "16:00"]]}},
}


def said(**more: Any) -> list[str]:
    return line(SERVICE | more).split(";")


def test_line_says_what_filters_ask() -> None:
    assert line(SERVICE) == (
        "housing;girls,women;identified,presumed;en,sr;sv;bor,nis;480-960"
    )


@pytest.mark.parametrize(
    ("more", "flags"),
    [
        ({"overdue": True}, "s"),
        ({"specialised": False}, "v"),
        ({"nationwide": True}, "svn"),
        ({"area": None}, "svn"),
    ],
)
def test_flags_stand_for_what_holds(more: dict[str, Any], flags: str) -> None:
    assert said(**more)[4] == flags


@pytest.mark.parametrize(
    ("more", "hours"),
    [
        ({"always_open": True}, "a"),
        ({"schedule": None}, ""),
        ({"status": "suspended", "always_open": True}, "-"),
        ({"status": "closed"}, "-"),
        ({"status": "reduced"}, "480-960"),
    ],
)
def test_hours_are_told_unless_unknown(more: dict[str, Any], hours: str) -> None:
    assert said(**more)[6] == hours


def test_older_record_that_says_less_is_read_too() -> None:
    new = ("status_needed", "spoken", "nationwide", "areas", "schedule")
    old = {name: value for name, value in SERVICE.items() if name not in new}
    assert line(old) == "housing;girls,women;;;sv;;"


@pytest.mark.one_engine
def test_filters_offer_what_there_is_in_the_field_s_order(app: Flask) -> None:
    lines = [
        line(SERVICE),
        line(SERVICE | {"category": "office_word", "groups": ["zz", "men"]}),
        line(SERVICE | {"category": "escort"}),
    ]
    with app.app_context():
        found = offered(lines)
    assert found == {
        "category": ["housing", "escort", "office_word"],
        "group": ["women", "men", "girls", "zz"],
        "status_needed": ["presumed", "identified"],
        "spoken": ["sr", "en"],
    }
