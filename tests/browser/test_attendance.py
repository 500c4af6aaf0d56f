"""Attendance by what stands on the screen: a member's answer, a coordinator's sheet."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from portal.domain.words import Words
from portal.time import day_of
from tests.browser import desk
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.run import EVERY, Run
from tests.browser.spoken import Spoken
from tests.told import Tell

MEMBER = "sanja@vranje.example"
HEALTH: Words = {"sr-Cyrl": "Дом здравља у Врању", "en": "Health centre in Vranje"}
POLICE: Words = {
    "sr-Cyrl": "Полицијска управа у Врању",
    "en": "Police department in Vranje",
}
SEATS = 10
CLICKS_OF_A_MEMBER_AT_MOST = 2
TAPS_OF_THE_SHEET_AT_MOST = 12


@pytest.fixture(params=EVERY)
def run(
    request: pytest.FixtureRequest,
    used_demo: Live,
    person_at: Callable[..., Person],
) -> Run:
    """Each language, on a phone and on a desk."""
    code, width = request.param.split()
    return Run(used_demo, Spoken(code), int(width), person_at)


def test_a_team_meets_and_its_coordinator_saves_who_was_there(
    run: Run, tell: Tell
) -> None:
    coordinator = run.at_the_desk(desk.COORDINATOR)
    plans_a_meeting_of_today(run, coordinator)
    clicks = answers_and_was_there(run)
    nothing_counts_yet(run, coordinator)
    taps = saves_the_sheet(run, coordinator)
    eight_are_counted(run, coordinator)
    tell(f"member {clicks} clicks; coordinator {taps} taps for {SEATS} seats, one save")
    assert clicks <= CLICKS_OF_A_MEMBER_AT_MOST
    assert taps <= TAPS_OF_THE_SHEET_AT_MOST, coordinator.effort


def title_of(run: Run) -> re.Pattern[str]:
    """How the meeting of this run is called, wherever more than that is said."""
    said = run.spoken.words({"sr-Cyrl": f"Прозор {run.number}"})
    return re.compile(re.escape(said))


def plans_a_meeting_of_today(run: Run, coordinator: Person) -> None:
    """One that began at midnight, so that everybody may say that they are there."""
    today = day_of(datetime.now(UTC))
    desk.opens_room(coordinator, run.spoken("Meetings"), run.spoken)
    coordinator.clicks(run.spoken("Plan a meeting"))
    coordinator.types(run.spoken("Day"), today.isoformat())
    coordinator.types(run.spoken("Starts at"), "00:00")
    coordinator.types(run.spoken("Ends at"), "")
    coordinator.types(run.spoken("Purpose"), f"Прозор {run.number}")
    coordinator.clicks(run.spoken("Plan and invite"))
    coordinator.sees(title_of(run))


def answers_and_was_there(run: Run) -> int:
    """A member, from the desk's home: the next invitation, and the one of today."""
    member = run.at_the_desk(MEMBER)
    before = member.effort.clicks
    answer = ("coming", "excused")[run.width > 1000]
    member.clicks(run.spoken.label("reply", answer))
    member.sees(run.spoken("Your answer is saved."))
    member.sees(title_of(run))
    member.clicks(run.spoken("I was there"))
    member.sees(run.spoken("Noted: you are there."))
    member.does_not_see(title_of(run))
    return member.effort.clicks - before


def nothing_counts_yet(run: Run, coordinator: Person) -> None:
    """Answers and presets are not attendance: the list has the meeting as planned."""
    desk.opens_room(coordinator, run.spoken("Meetings"), run.spoken)
    row = coordinator.within(title_of(run))
    row.sees(run.spoken.label("meeting_state", "planned"))
    row.does_not_see(run.spoken.label("meeting_state", "held"))
    row.does_not_see(there(run, SEATS))


def saves_the_sheet(run: Run, coordinator: Person) -> int:
    """From the desk's home: all are proposed as present, two were not, one save."""
    coordinator.goes_to("/desk/")
    before = taps(coordinator)
    coordinator.clicks(title_of(run))
    coordinator.sees(
        run.spoken(
            "Proposed from the answers, and not saved yet:"
            " nobody is counted until you save."
        )
    )
    present = run.spoken.label("attendance", "present")
    marks = coordinator.page.get_by_role("radio", name=present, exact=True)
    expect(marks).to_have_count(SEATS)
    assert all(mark.is_checked() for mark in marks.all())
    marks_seat(run, coordinator, HEALTH, "excused")
    marks_seat(run, coordinator, POLICE, "absent")
    coordinator.clicks(run.spoken("Save the attendance"))
    coordinator.sees(run.spoken("The attendance is saved."))
    return taps(coordinator) - before


def marks_seat(run: Run, coordinator: Person, body: Words, status: str) -> None:
    group = f"{run.spoken('Attendance')}: {run.spoken.words(body)}"
    coordinator.chooses(group, run.spoken.label("attendance", status))


def eight_are_counted(run: Run, coordinator: Person) -> None:
    desk.opens_room(coordinator, run.spoken("Meetings"), run.spoken)
    row = coordinator.within(title_of(run))
    row.sees(run.spoken.label("meeting_state", "held"))
    row.sees(there(run, SEATS - 2))


def there(run: Run, count: int) -> str:
    return run.spoken("%(there)d of %(seats)d", there=count, seats=SEATS)


def taps(person: Person) -> int:
    return person.effort.clicks + person.effort.inputs
