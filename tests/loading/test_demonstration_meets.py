"""In the demonstration a year of meetings has happened, and the next ones are near."""

from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.db import db
from portal.models import Action, Attendance, Meeting, MeetingAnswer, Team
from tests.clock import START
from tests.loading.reading import public

TODAY = START.date()
# Both engines hold the same; the other tests of loading look at both.
pytestmark = pytest.mark.one_engine


def meetings(state: str) -> Counter[str]:
    found = select(Team.key).join(Meeting).where(Meeting.state == state)
    return Counter(db.session.scalars(found))


def test_five_towns_met_and_two_know_when_they_meet_next(
    demonstration: Flask,
) -> None:
    assert meetings("held") == {
        "vranje": 10,
        "nis": 4,
        "novi-sad": 4,
        "sremska-mitrovica": 3,
        "subotica": 1,
    }
    assert meetings("planned") == {"vranje": 1, "nis": 1}
    days = select(Meeting.day).where(Meeting.state == "planned").order_by(Meeting.day)
    coming = list(db.session.scalars(days))
    assert coming == [TODAY + timedelta(days=5), TODAY + timedelta(days=12)]
    assert all(day.weekday() < 5 for day in db.session.scalars(select(Meeting.day)))


def test_sheets_answers_and_minutes_are_of_all_kinds(demonstration: Flask) -> None:
    statuses = Counter(db.session.scalars(select(Attendance.status)))
    assert set(statuses) == {"present", "absent", "excused", "substitute", "guest"}
    answers = set(db.session.scalars(select(MeetingAnswer.answer)))
    assert answers == {"coming", "excused", "substitute"}
    states = Counter(db.session.scalars(select(Meeting.minutes_state)))
    assert (states["approved"], states["circulated"]) == (2, 2)


def test_actions_are_late_done_and_open_ended(demonstration: Flask) -> None:
    actions = db.session.scalars(select(Action)).all()
    undone = [row for row in actions if row.done_on is None]
    assert any(row.due_on and row.due_on < TODAY for row in undone)
    assert any(row.due_on is None for row in undone)
    assert len(undone) < len(actions)


def test_public_knows_how_often_they_met_and_what_two_people_published(
    demonstration: Flask,
) -> None:
    vranje = public("municipality")["vranje"]
    assert vranje["meetings_in_12_months"] == 10
    assert [half["half"] for half in vranje["meetings"]][:2] == ["2026-2", "2026-1"]
    decisions = public("decision").values()
    assert Counter(row["area"] for row in decisions) == {
        "vranje": 4,
        "nis": 1,
        "novi-sad": 1,
    }
