"""The main job without a mouse: Tab, Enter and letters reach everything."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import Page, expect

from portal.loading.cast import DEMO_PASSWORD
from portal.time import day_of
from tests.browser import desk
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.spoken import Spoken
from tests.told import Tell

TITLE = "The way without a mouse"
PUBLISHED = "The way to help for adults in Vranje"
TABS_AT_MOST = 150
NAME_OF_FOCUSED = """() => {
    const here = document.activeElement;
    if (here === document.body) return "";
    const words = here.labels && here.labels.length ? here.labels[0] : here;
    return (here.getAttribute("aria-label") || words.innerText || "")
        .replace(/\\s*\\(optional\\)/, "").trim();
}"""
RING = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""


class Typist:
    """Somebody with nothing but a keyboard; every stop of the focus must be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def goes_to(self, name: str) -> None:
        """Press Tab until the focus is on what says this."""
        for _ in range(TABS_AT_MOST):
            self.presses_key("Tab")
            focused = self.page.evaluate(NAME_OF_FOCUSED)
            if focused:
                assert self.page.evaluate(RING), f"the focus on {focused!r} is not seen"
            if focused == name:
                return
        raise AssertionError(f"{TABS_AT_MOST} tabs do not lead to {name!r}")

    def presses_key(self, key: str) -> None:
        """Press one key and count it."""
        self.presses += 1
        self.page.keyboard.press(key)

    def opens(self, name: str) -> None:
        """Go to a link or button, press Enter and wait for the page behind it."""
        self.goes_to(name)
        with self.page.expect_navigation():
            self.presses_key("Enter")

    def unfolds(self, name: str) -> None:
        """Open a closed part of the page."""
        self.goes_to(name)
        self.presses_key("Enter")

    def types(self, name: str, text: str) -> None:
        """Go to a field and write over what is in it."""
        self.goes_to(name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def types_day(self, name: str, day: date) -> None:
        """Write a day into a field that has a part for each of its figures."""
        self.goes_to(name)
        self.page.keyboard.type(f"{day:%m%d%Y}")


def test_the_job_is_done_by_keyboard_alone(
    fresh_demo: Live, page_at: Callable[..., Page], tell: Tell
) -> None:
    author = signed_in(fresh_demo, page_at, desk.COORDINATOR)
    author.opens("Referral pathways")
    author.opens("New pathway")
    author.opens("Start: The way to help for adults")
    author.types("Title", TITLE)
    author.types("Title, in English", TITLE)
    author.opens("Make the draft")
    author.opens("Send to review")
    Person(author.page, fresh_demo.url).sees("A second person decides.")
    second = signed_in(fresh_demo, page_at, desk.APPROVER)
    second.opens(TITLE)
    second.opens("Approve")
    second.opens("Publish")
    second.unfolds("Withdraw it")
    second.opens("Withdraw from the public")
    Person(second.page, fresh_demo.url).sees("Withdrawn")
    tell(f"author {author.presses} keys, second person {second.presses} keys")


def test_attendance_is_saved_by_keyboard_alone(
    fresh_demo: Live, page_at: Callable[..., Page], tell: Tell
) -> None:
    keeper = signed_in(fresh_demo, page_at, desk.COORDINATOR)
    keeper.opens("Meetings")
    keeper.opens("Enter a past meeting")
    keeper.types_day("Day", day_of(datetime.now(UTC)) - timedelta(days=1))
    keeper.goes_to("Present")
    keeper.presses_key("ArrowRight")
    keeper.opens("Save the meeting")
    person = Person(keeper.page, fresh_demo.url)
    person.sees("The meeting is entered, and its attendance is saved.")
    tell(f"{keeper.presses} keys")
    changed = keeper.page.get_by_role("radio", name="Excused", checked=True)
    assert changed.count() == 1


def test_the_next_version_is_compared_and_fetched_by_keyboard_alone(
    fresh_demo: Live, page_at: Callable[..., Page], tell: Tell
) -> None:
    author = signed_in(fresh_demo, page_at, desk.COORDINATOR)
    author.opens("Referral pathways")
    author.opens(PUBLISHED)
    author.opens("All versions")
    author.opens("Start the next version")
    author.opens("Edit step 2")
    author.types("Within", "2")
    author.opens("Save the step")
    author.opens("What is new in this version")
    author.goes_to("Drawing of the pathway")
    author.page.go_back()
    author.goes_to("Professional, complete (PDF)")
    with author.page.expect_download() as fetched:
        author.presses_key("Enter")
    assert fetched.value.path().read_bytes().startswith(b"%PDF-1.7")
    tell(f"{author.presses} keys")


def test_a_referral_is_confirmed_by_keyboard_alone(
    fresh_demo: Live, page_at: Callable[..., Page], tell: Tell
) -> None:
    receiver = signed_in(fresh_demo, page_at, desk.COORDINATOR)
    receiver.opens("Say whether it is so")
    waiting = receiver.page.get_by_role("button", name="Yes, we have them too")
    before = waiting.count()
    receiver.opens("Yes, we have them too")
    expect(waiting).to_have_count(before - 1)
    tell(f"{receiver.presses} keys")


def signed_in(live: Live, page_at: Callable[..., Page], email: str) -> Typist:
    """Sign in by keyboard; the desk is switched to English where it is not."""
    page = page_at(lang="en")
    typist = Typist(page)
    page.goto(f"{live.url}/desk/")
    typist.types("E-mail", email)
    typist.types("Password", DEMO_PASSWORD)
    typist.presses_key("Enter")
    page.get_by_label("Code from your app").wait_for()
    code = desk.shown_code(Person(page, live.url))
    typist.types("Code from your app", code)
    typist.presses_key("Enter")
    page.get_by_text(Spoken("sr-Cyrl")("Nothing waits for your decision.")).or_(
        page.locator(".card-waits")
    ).first.wait_for()
    typist.opens("English")
    page.locator("html[lang=en]").wait_for()
    return typist
