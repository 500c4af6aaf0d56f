"""Completion by what stands on the screen: two reports, and the figure they make."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.domain.words import Words
from portal.time import day_of
from tests.browser import desk
from tests.browser.live import live_copy
from tests.browser.person import Person
from tests.browser.run import EVERY, Run
from tests.browser.spoken import Spoken
from tests.told import Tell

SCHOOL, TOWN = "milica@vranje.example", "olga@vranje.example"
LESSONS: Words = {
    "sr-Cyrl": "Часови о послу у иностранству у средњим школама",
    "en": "Lessons on work abroad in secondary schools",
}
MONEY: Words = {
    "sr-Cyrl": "Новац за прву помоћ у буџету града",
    "en": "Money for first help in the town budget",
}
WHY = "Одлука скупштине се чека."
VRANJE: Words = {"sr-Cyrl": "Врање", "en": "Vranje"}
HALF_A_YEAR = timedelta(days=200)


@pytest.fixture(params=EVERY)
def run(
    request: pytest.FixtureRequest,
    made_demo: Path,
    tmp_path: Path,
    person_at: Callable[..., Person],
) -> Iterator[Run]:
    """Each language, on a phone and on a desk, in a copy: a report is sent once."""
    code, width = request.param.split()
    with live_copy(made_demo, tmp_path / "portal") as live:
        yield Run(live, Spoken(code), int(width), person_at)


def test_two_reports_are_sent_approved_and_found_behind_the_figure(
    run: Run, tell: Tell
) -> None:
    unchanged = reports_unchanged(run)
    delayed = reports_a_delay(run)
    approved = approves_both(run)
    steps = follows_the_figure(run)
    tell(
        f"unchanged: {unchanged} click on the activity's page; delayed: {delayed};"
        f" both approved in {approved} clicks; from the dashboard to the report in"
        f" {steps} clicks"
    )
    assert unchanged == 1
    assert approved <= 4
    assert steps <= 3


def reports_unchanged(run: Run) -> int:
    """Who is responsible says with one press that all stands as it stood."""
    member = run.at_the_desk(SCHOOL)
    member.clicks(activity(run, LESSONS))
    before = member.effort.clicks
    member.clicks(run.spoken("Unchanged"))
    member.sees(run.spoken.label("report_state", "submitted"))
    return member.effort.clicks - before


def reports_a_delay(run: Run) -> str:
    """Another activity is held up: how far it is, and what holds it up."""
    member = run.at_the_desk(TOWN)
    member.clicks(activity(run, MONEY))
    clicks, inputs = member.effort.clicks, member.effort.inputs
    late = run.spoken.label("progress", "delayed")
    member.chooses(run.spoken("Status"), late)
    member.types(run.spoken("Share done, in per cent"), "15")
    cause = run.spoken.label("cause", "waiting_for_law")
    member.chooses(run.spoken("What holds it up"), cause)
    member.types(run.spoken("In one sentence"), WHY)
    member.clicks(run.spoken("Send for approval"))
    member.sees(run.spoken.label("report_state", "submitted"))
    effort = member.effort
    return f"{effort.clicks - clicks} click, {effort.inputs - inputs} inputs"


def approves_both(run: Run) -> int:
    """A second person finds both on the desk's home and approves them."""
    approver = run.at_the_desk(desk.APPROVER)
    before = approver.effort.clicks
    for name in (LESSONS, MONEY):
        approver.goes_to("/desk/")
        approver.clicks(activity(run, name))
        approver.clicks(run.spoken("Approve"))
        approver.sees(run.spoken.label("report_state", "approved"))
    return approver.effort.clicks - before


def follows_the_figure(run: Run) -> int:
    """The office, from the figure of the team to what the member wrote."""
    office = run.at_the_desk(desk.OFFICE)
    office.clicks(run.spoken("Compare the teams"))
    now, then = met(run, office), met_half_a_year_ago(run, office)
    assert then < now
    office.page.go_back()
    before = office.effort.clicks
    done = run.spoken("%(done)d of %(total)d done", done=2, total=8)
    row = office.within(re.compile("^" + re.escape(run.spoken.words(VRANJE))))
    row.clicks(re.compile("^" + re.escape(done)))
    office.clicks(activity(run, MONEY))
    office.clicks(re.compile(rf"^{run.spoken.label('progress', 'delayed')}, 15"))
    office.sees(run.spoken.words({"sr-Cyrl": WHY}))
    return office.effort.clicks - before


def met_half_a_year_ago(run: Run, office: Person) -> int:
    day = day_of(datetime.now(UTC)) - HALF_A_YEAR
    office.types(run.spoken("As of"), day.isoformat())
    office.clicks(run.spoken("Show"))
    office.page.wait_for_url(re.compile(rf"as_of={day.isoformat()}"))
    return met(run, office)


def met(run: Run, office: Person) -> int:
    """How many teams met in a year, as the dashboard says."""
    words = run.spoken("Teams that met in the last 12 months")
    said = office.page.locator(".then-now", has_text=words).locator("dd b")
    found = re.match(r"\d+", said.inner_text())
    assert found, said.inner_text()
    return int(found[0])


def activity(run: Run, name: Words) -> re.Pattern[str]:
    """The link to an activity; lists put its number before its name."""
    return re.compile(re.escape(run.spoken.words(name)) + "$")
