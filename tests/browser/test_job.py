"""The main job by what stands on the screen: publish a referral pathway."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from portal.domain.script import to_latin
from tests.browser import desk
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.run import EVERY, Run
from tests.browser.spoken import Spoken
from tests.told import Tell

TITLE = "Пут до помоћи за госте града"
TITLE_IN_ENGLISH = "The way to help for guests of the town"
WARNING = "Do not follow a copy that you may have kept. Call this number instead."
INPUTS_AT_MOST = 15
CLICKS_OF_APPROVAL_AT_MOST = 3
SECONDS_UNTIL_PUBLIC = 2.0


class Job(Run):
    """One run of the job, with people who sign in as they do every day."""

    def signed_in(self, email: str) -> Person:
        """Somebody at the desk, in the language of the run."""
        person = self.somebody()
        desk.sign_in(person, email, self.spoken)
        desk.chooses_language(person, self.spoken)
        return person

    @property
    def title(self) -> str:
        """The title of the new pathway, as a reader of the language gets it."""
        own = {"sr-Latn": to_latin(TITLE), "en": TITLE_IN_ENGLISH}
        return f"{own.get(self.spoken.language.code, TITLE)} {self.number}"


@pytest.fixture(params=EVERY)
def job(
    request: pytest.FixtureRequest,
    used_demo: Live,
    person_at: Callable[..., Person],
) -> Job:
    """The job in each language, on a phone and on a desk."""
    code, width = request.param.split()
    return Job(used_demo, Spoken(code), int(width), person_at)


# A machine with much else to do is measured by how long it took to approve.
SLOW_MACHINE = 10


def test_a_pathway_is_started_approved_published_read_and_withdrawn(
    job: Job, tell: Tell
) -> None:
    coordinator = writes_and_sends_to_review(job)
    visitor = looks_at_public_pathways(job)
    approver, clicks, one_click = approves_from_the_notice(job)
    public_after = publishes_while_somebody_looks(job, approver, visitor)
    reads_the_published_pathway(job, visitor)
    gone_after = withdraws_while_somebody_looks(job, approver, visitor)
    tell(
        f"coordinator {told(coordinator)}; approved in {clicks} clicks;"
        f" approver in all {told(approver)}; visitor {told(visitor)};"
        f" public {public_after:.2f} s after the press, gone after {gone_after:.2f} s"
        f" (a press of Approve took {one_click:.2f} s)"
    )
    assert coordinator.effort.inputs <= INPUTS_AT_MOST, coordinator.effort
    assert clicks <= CLICKS_OF_APPROVAL_AT_MOST, approver.effort
    patience = max(SECONDS_UNTIL_PUBLIC, SLOW_MACHINE * one_click)
    assert max(public_after, gone_after) <= patience


def told(person: Person) -> str:
    return f"{person.effort.inputs} inputs, {person.effort.clicks} clicks"


def writes_and_sends_to_review(job: Job) -> Person:
    """The coordinator: template, title, one time limit, review."""
    spoken = job.spoken
    person = job.signed_in(desk.COORDINATOR)
    desk.opens_room(person, spoken("Referral pathways"), spoken)
    person.clicks(spoken("New pathway"))
    person.clicks(desk.start_of("adult", spoken))
    person.types(spoken("Title"), f"{TITLE} {job.number}")
    in_english = f"{TITLE_IN_ENGLISH} {job.number}"
    person.types(spoken("Title, in English"), in_english)
    person.clicks(spoken("Make the draft"))
    person.sees(job.title)
    person.clicks(spoken("Edit step %(number)d", number=3))
    person.types(spoken("Within"), "2")
    person.chooses(spoken("Unit"), spoken.label("unit", "hour"))
    person.clicks(spoken("Save the step"))
    person.clicks(spoken("Send to review"))
    person.sees(spoken.label("version_state", "in_review"))
    person.sees(spoken("A second person decides."))
    return person


def looks_at_public_pathways(job: Job) -> Person:
    """A visitor: what only two people of the team know is not there."""
    visitor = job.somebody()
    visitor.goes_to(f"{job.spoken.prefix}/pathways/")
    visitor.does_not_see(job.title)
    return visitor


def approves_from_the_notice(job: Job) -> tuple[Person, int, float]:
    """The second person: from the notice on the desk's first page to approved."""
    approver = job.signed_in(desk.APPROVER)
    approver.sees(job.spoken("Waits for you"))
    before = approver.effort.clicks
    approver.clicks(job.title)
    pressed = time.monotonic()
    approver.clicks(job.spoken("Approve"))
    approver.sees(job.spoken.label("version_state", "approved"))
    seconds = time.monotonic() - pressed
    return approver, approver.effort.clicks - before, seconds


def publishes_while_somebody_looks(
    job: Job, approver: Person, visitor: Person
) -> float:
    """Seconds from the press until the visitor has the page in the list."""
    pressed = time.monotonic()
    approver.clicks(job.spoken("Publish"))
    look_until(visitor.page, job.title)
    return time.monotonic() - pressed


def reads_the_published_pathway(job: Job, visitor: Person) -> None:
    """The visitor follows the link and finds steps, numbers and a way to ask."""
    visitor.clicks(job.title)
    visitor.sees(job.spoken("Step by step"))
    visitor.sees(job.spoken("Not sure? Call and ask."))
    visitor.does_not_see(job.spoken.label("audience", "professional"))
    assert visitor.page.locator(".knot").count() >= 3


def withdraws_while_somebody_looks(
    job: Job, approver: Person, visitor: Person
) -> float:
    """Seconds from the press until the visitor's page warns of the pathway."""
    approver.sees(job.spoken.label("version_state", "published"))
    approver.clicks(job.spoken("Withdraw it"))
    pressed = time.monotonic()
    approver.clicks(job.spoken("Withdraw from the public"))
    look_until(visitor.page, job.spoken(WARNING))
    visitor.does_not_see(job.spoken("Step by step"))
    return time.monotonic() - pressed


def look_until(page: Page, words: str) -> None:
    """Ask for the page again until the words are on it, five times a second: whoever
    asks without a pause leaves the portal no machine to answer with."""
    for _ in range(100):
        page.reload()
        if page.get_by_text(words).filter(visible=True).count():
            return
        time.sleep(0.2)
    expect(page.get_by_text(words).first).to_be_visible()
