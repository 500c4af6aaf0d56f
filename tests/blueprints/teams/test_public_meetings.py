from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import joinedload

from portal import wall
from portal.audit import Event
from portal.blueprints.decisions.snapshot import snapshot as decision_snapshot
from portal.blueprints.meetings import figures
from portal.blueprints.teams.showing import show_towns, show_who_met
from portal.db import begin_write, db
from portal.domain.meetings import half_year
from portal.domain.people import Actor
from portal.models import Attendance, Decision, Meeting, MeetingPartner, Team
from portal.publish import Publisher
from portal.work import Night
from tests import world
from tests.clock import Clock
from tests.publish.country import the_number
from tests.publish.trees import read

TODAY = world.TODAY
HELD = TODAY - timedelta(days=25)
PAGE = "/en/municipalities/vranje/"
Visit = Callable[[], AbstractContextManager[FlaskClient]]


@pytest.fixture
def town(app: Flask) -> SimpleNamespace:
    """Vranje: police and a school hold seats; nobody has met."""
    with app.app_context():
        begin_write()
        team = world.a_team("vranje")
        seats = {
            sector: world.a_seat(team, world.an_organisation(sector=sector))
            for sector in ("police", "education")
        }
        db.session.commit()
        ids = {sector: seat.id for sector, seat in seats.items()}
        return SimpleNamespace(team=team.id, town=team.municipality_id, seats=ids)


def met(town: SimpleNamespace, day: date, **statuses: str) -> Meeting:
    """A held meeting of the team on the day, with a guest."""
    entered = {"entered_by_id": world.a_person().id, "at": world.NOW}
    rows = [
        Attendance(seat_id=town.seats[sector], status=status, **entered)
        for sector, status in statuses.items()
    ]
    guest = {"guest_name": "Canary Guest", "guest_body": "Canary Body"}
    rows.append(Attendance(status="guest", **guest, **entered))
    return planned(town, day, state="held", attendances=rows)


def planned(town: SimpleNamespace, day: date, **more: Any) -> Meeting:
    given = {
        "host_team_id": town.team,
        "kind": "regular",
        "title": world.both("Канаринац", "Canary Title"),
        "place": world.both("Канаринац", "Canary Place"),
        "day": day,
        "starts_at": time(10),
        "created_at": world.NOW,
    }
    meeting = Meeting(**given | more)
    db.session.add(meeting)
    db.session.flush()
    return meeting


def figures_of(town: SimpleNamespace, day: date = TODAY) -> figures.Met:
    return figures.of_towns([town.town], day)[town.town]


def test_meetings_are_counted_by_half_year_and_sectors_once(
    app: Flask, town: SimpleNamespace
) -> None:
    with app.app_context():
        met(town, HELD, police="present", education="absent")
        met(town, HELD - timedelta(days=30), police="present", education="excused")
        met(town, date(2026, 2, 3), police="absent", education="substitute")
        found = figures_of(town)
    told = [(half.half, half.held, half.sectors) for half in found.halves]
    assert told == [
        ("2026-2", 2, ("police",)),
        ("2026-1", 1, ("education",)),
        ("2025-2", 0, ()),
        ("2025-1", 0, ()),
    ]
    assert half_year(TODAY) == told[0][0]
    assert found.in_12_months == 3


def test_meeting_that_is_to_come_or_was_cancelled_is_not_counted(
    app: Flask, town: SimpleNamespace
) -> None:
    with app.app_context():
        planned(town, TODAY + timedelta(days=5))
        planned(town, HELD, state="cancelled")
        planned(town, HELD)
        found = figures_of(town)
    assert (found.in_12_months, [half.held for half in found.halves]) == (0, [0] * 4)


def test_joint_meeting_counts_in_the_town_of_every_team(
    app: Flask, town: SimpleNamespace
) -> None:
    with app.app_context():
        other = world.a_team("leskovac")
        meeting = met(town, HELD, police="present")
        db.session.add(MeetingPartner(meeting_id=meeting.id, team_id=other.id))
        db.session.flush()
        found = figures.of_towns([town.town, other.municipality_id], TODAY)
        assert figures.towns_of(meeting.uid) == ["leskovac", "vranje"]
    assert {row.in_12_months for row in found.values()} == {1}
    assert found[town.town].halves[0].sectors == ("police",)
    assert found[other.municipality_id].halves[0].sectors == ()


def test_twelve_months_end_on_the_day(app: Flask, town: SimpleNamespace) -> None:
    with app.app_context():
        met(town, date(2025, 11, 23), police="present")
        assert figures_of(town).in_12_months == 1
        assert figures_of(town, TODAY + timedelta(days=1)).in_12_months == 0


def test_page_tells_sectors_yes_or_no_and_nothing_else(
    app: Flask, town: SimpleNamespace, visitor: Visit
) -> None:
    with app.app_context():
        begin_write()
        met(town, HELD, police="present", education="absent")
        planned(town, date(2027, 3, 14))
        show_towns(world.NOW)
        db.session.commit()
    with visitor() as public:
        page = public.get(PAGE, base_url="https://localhost").text
    assert "Jul to Dec 2026" in page
    assert page.count("<span>yes</span>") == 1
    for secret in ("Canary", "2027", "14 March", HELD.strftime("%-d %B"), "present"):
        assert secret not in page


def test_correction_of_the_sheet_corrects_the_public_figures(
    app: Flask, town: SimpleNamespace, visitor: Visit
) -> None:
    with app.app_context():
        begin_write()
        meeting = met(town, HELD, police="present")
        show_towns(world.NOW)
        meeting.attendances[0].status = "absent"
        event = Event("record_attendance", "meeting", str(meeting.uid), town.team)
        db.session.flush()
        show_who_met(Actor(), event)
        db.session.commit()
    with visitor() as public:
        page = public.get(PAGE, base_url="https://localhost").text
    assert "<span>yes</span>" not in page
    assert "<span>no</span>" in page


def test_town_whose_meetings_nobody_entered_says_so(
    app: Flask, town: SimpleNamespace, visitor: Visit
) -> None:
    with app.app_context():
        begin_write()
        show_towns(world.NOW)
        db.session.commit()
    with visitor() as public:
        page = public.get(PAGE, base_url="https://localhost").text
    assert "No meeting of the last two years is recorded here" in page


@pytest.mark.one_engine
def test_twelve_months_stay_twelve_months_from_night_to_night(
    app: Flask, town: SimpleNamespace, clock: Clock, settings: Any
) -> None:
    publisher = Publisher(settings)
    with app.app_context():
        begin_write()
        met(town, date(2025, 11, 23), police="present")
        show_towns(clock())
        wall.put(the_number(), approvers=("a", "b"), at=clock())
        db.session.commit()
        publisher.full(TODAY)
        before = read(publisher, "en/municipalities/vranje/index.html") or ""
        clock.move(days=1)
        Night(publisher).look(clock())
        after = read(publisher, "en/municipalities/vranje/index.html") or ""
        assert before != after
        row = wall.standing("municipality", "vranje")
        assert row is not None
        assert row.payload["meetings_in_12_months"] == 0


def decided(town: SimpleNamespace, number: int) -> Decision:
    meeting = planned(town, HELD, state="held")
    decision = Decision(
        host_team=db.session.get(
            Team, town.team, options=[joinedload(Team.municipality)]
        ),
        meeting_id=meeting.id,
        year=2026,
        number=number,
        decided_on=HELD,
        text=world.both(f"Одлука {number}.", f"Text of {number}."),
        method="votes",
        votes_for=3,
        votes_against=1,
        abstained=0,
        dissent=world.both("Канаринац", "Canary Dissent"),
        seats_there=4,
        seats=7,
        seats_needed=4,
    )
    db.session.add(decision)
    db.session.flush()
    return decision


def test_published_decisions_are_told_newest_first_without_votes(
    app: Flask, town: SimpleNamespace, visitor: Visit
) -> None:
    with app.app_context():
        begin_write()
        show_towns(world.NOW)
        for number in range(1, 13):
            record = decision_snapshot(decided(town, number))
            wall.put(record, approvers=("a", "b"), at=world.NOW)
        db.session.commit()
    with visitor() as public:
        page = public.get(PAGE, base_url="https://localhost").text
    assert "Canary" not in page
    places = [page.index(f"<b>{number}/2026</b>") for number in range(12, 0, -1)]
    assert places == sorted(places)
    assert page.index("Earlier decisions") > page.index("Text of 8.")
    assert set(record.payload) == {
        *("uid", "number", "year", "decided_on", "text", "area"),
    }
