"""Each template, used by the four people whom it concerns, on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from portal.blueprints.pathways.templates import all_templates
from tests.browser import desk
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.run import Run
from tests.browser.spoken import CODES, Spoken
from tests.browser.test_job import look_until
from tests.browser.test_paper import prints_on_one_sheet
from tests.told import Tell

INPUTS_AT_MOST, STEPS_AT_MOST = 15, 40
MEMBER = "milica@vranje.example"
EACH = [(key, CODES[at % len(CODES)]) for at, key in enumerate(all_templates())]


@pytest.mark.parametrize(("template", "code"), EACH)
def test_template_is_filled_approved_read_and_followed_to_an_end(
    used_demo: Live,
    person_at: Callable[..., Person],
    template: str,
    code: str,
    tell: Tell,
) -> None:
    run = Run(used_demo, Spoken(code), 360, person_at)
    coordinator = starts_and_sends(run, template)
    version = coordinator.page.url
    approves_and_publishes(run, version)
    confirms_reading(run, version)
    steps = follows_to_an_end(run, version)
    inputs, clicks = coordinator.effort.inputs, coordinator.effort.clicks
    tell(f"{inputs} inputs, {clicks} clicks to review; an end after {steps} steps")
    assert inputs <= INPUTS_AT_MOST, coordinator.effort
    assert 2 <= steps <= STEPS_AT_MOST


def starts_and_sends(run: Run, template: str) -> Person:
    """The coordinator takes what is offered, and the services of the town."""
    spoken, ana = run.spoken, run.at_the_desk(desk.COORDINATOR)
    desk.opens_room(ana, spoken("Referral pathways"), spoken)
    ana.clicks(spoken("New pathway"))
    ana.clicks(desk.start_of(template, spoken))
    ana.clicks(spoken("Make the draft"))
    ana.sees(spoken("Step by step"))
    ana.clicks(spoken("Send to review"))
    ana.sees(spoken.label("version_state", "in_review"))
    return ana


def approves_and_publishes(run: Run, version: str) -> None:
    dragan = run.at_the_desk(desk.APPROVER)
    dragan.page.goto(version)
    dragan.clicks(run.spoken("Approve"))
    dragan.clicks(run.spoken("Publish"))
    dragan.sees(run.spoken.label("version_state", "published"))


def confirms_reading(run: Run, version: str) -> None:
    milica = run.at_the_desk(MEMBER)
    milica.page.goto(version)
    milica.clicks(run.spoken("I have read it"))
    expect(milica.page.locator("#reading .button")).to_have_count(0)


def follows_to_an_end(run: Run, version: str) -> int:
    """A visitor, by the last answer of each question: how many steps that takes."""
    reader = run.at_the_desk(MEMBER)
    reader.page.goto(version)
    link = reader.page.get_by_role("link", name=run.spoken("See the public page"))
    visitor = run.somebody()
    visitor.goes_to(str(link.get_attribute("href")))
    along = run.spoken("Follow along, one step at a time")
    look_until(visitor.page, along)
    prints_on_one_sheet(visitor.page)
    visitor.clicks(along)
    steps = visitor.page.locator(".follow-step:visible")
    expect(steps).to_have_count(1)
    taken = 1
    while (ways := steps.locator(".follow-choices a")).count():
        ways.last.click()
        taken += 1
        expect(steps).to_have_count(1)
        assert taken <= STEPS_AT_MOST, "it goes round"
    visitor.sees(run.spoken("This is where the way ends."))
    return taken
