"""Retakes the pictures of README and handbook from a running demonstration."""

import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page

from portal.domain.words import Words
from portal.time import ZONE
from tests.browser import desk
from tests.browser.chromium import chromium, open_page
from tests.browser.live import Live, live_demo
from tests.browser.person import Person
from tests.browser.pictures_of_pathways import a_pathway_is_known
from tests.browser.pictures_of_services import the_register_is_kept
from tests.browser.png import smaller
from tests.browser.spoken import Spoken

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
LANGUAGES = {"sr": "sr-Cyrl", "en": "en"}
WIDE, TALL = 1280, 860
PHONE = 360
MEMBER = "milica@vranje.example"
LESSONS: Words = {
    "sr-Cyrl": "Часови о послу у иностранству у средњим школама",
    "en": "Lessons on work abroad in secondary schools",
}
A_PIN = ".leaflet-marker-icon.map-number"


class Camera:
    """Takes pictures in one language and names them."""

    def __init__(self, browser: Browser, live: Live, name: str) -> None:
        self.browser = browser
        self.live = live
        self.name = name
        self.spoken = Spoken(LANGUAGES[name])

    def visitor(self, width: int = WIDE) -> Person:
        """Somebody at the public pages."""
        page = open_page(self.browser, width=width, lang=self.spoken.language.code)
        return Person(page, self.live.url)

    def at_the_desk(self, email: str) -> Person:
        """Somebody who has signed in, reading this language."""
        person = self.visitor()
        desk.sign_in(person, email, self.spoken)
        desk.chooses_language(person, self.spoken)
        return person

    def takes(self, page: Page, what: str, height: int = TALL) -> None:
        """Keep what is in sight as docs/pictures/<what>.<language>.png."""
        width = page.viewport_size["width"] if page.viewport_size else WIDE
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_load_state()
        page.evaluate("() => document.activeElement.blur()")
        file = FOLDER / f"{what}.{self.name}.png"
        file.write_bytes(smaller(self.browser, page.screenshot()))
        print(f"{file.name}: {file.stat().st_size // 1000} KB")


def public_pages(camera: Camera) -> None:
    """Home, a town and its map on a wide screen, a pathway on a phone."""
    prefix = camera.spoken.prefix
    for what, path in (("home", "/"), ("town", "/municipalities/vranje/")):
        visitor = camera.visitor()
        visitor.goes_to(prefix + path)
        camera.takes(visitor.page, what)
    visitor.goes_to(f"{prefix}/municipalities/vranje/map/")
    visitor.page.locator(A_PIN).first.wait_for()
    camera.takes(visitor.page, "map")
    phone = camera.visitor(PHONE)
    phone.goes_to(f"{prefix}/pathways/")
    phone.page.get_by_role("main").get_by_role("listitem").get_by_role("link").click()
    camera.takes(phone.page, "pathway", 780)


def a_pathway_is_made(camera: Camera) -> None:
    """The coordinator's way: template, draft, step, review."""
    spoken = camera.spoken
    author = camera.at_the_desk(desk.COORDINATOR)
    desk.opens_room(author, spoken("Referral pathways"), spoken)
    author.clicks(spoken("New pathway"))
    camera.takes(author.page, "templates", 560)
    author.clicks(desk.start_of("adult", spoken))
    camera.takes(author.page, "start")
    author.clicks(spoken("Make the draft"))
    camera.takes(author.page, "draft")
    author.clicks(spoken("Edit step %(number)d", number=3))
    camera.takes(author.page, "step")
    author.page.go_back()
    author.clicks(spoken("Send to review"))


def it_is_approved(camera: Camera) -> None:
    """The second person's way: notice, approval, the public page, the sheet."""
    spoken = camera.spoken
    second = camera.at_the_desk(desk.APPROVER)
    camera.takes(second.page, "today", 880)
    in_review = spoken.label("version_state", "in_review")
    waiting = second.page.locator(".home-waits li", has_text=in_review)
    waiting.get_by_role("link").click()
    second.sees(spoken("Approve"))
    camera.takes(second.page, "review")
    second.clicks(spoken("Approve"))
    second.sees(spoken("Publish"))
    camera.takes(second.page, "approved", 560)
    second.clicks(spoken("Publish"))
    second.clicks(spoken("Print on one sheet"))
    camera.takes(second.page, "sheet")
    second.page.go_back()
    second.clicks(spoken("Withdraw it"))
    camera.takes(second.page, "withdraw")


def a_team_meets(camera: Camera) -> None:
    """A meeting of this hour: the member's home, the sheet, minutes of the last one."""
    spoken = camera.spoken
    coordinator = camera.at_the_desk(desk.COORDINATOR)
    plans_a_meeting_of_this_hour(coordinator, spoken)
    member = camera.at_the_desk(MEMBER)
    camera.takes(member.page, "member", 1100)
    member.clicks(spoken("I was there"))
    coordinator.page.reload()
    coordinator.clicks(spoken("Who is here"))
    camera.takes(coordinator.page, "attendance")
    desk.opens_room(coordinator, spoken("Meetings"), spoken)
    held = spoken.label("meeting_state", "held")
    last = coordinator.page.get_by_role("row").filter(has_text=held).first
    last.get_by_role("link").click()
    coordinator.clicks(spoken("Write the minutes"))
    camera.takes(coordinator.page, "minutes", 1100)


def plans_a_meeting_of_this_hour(coordinator: Person, spoken: Spoken) -> None:
    """One that has begun, so that its members may say that they are there."""
    now = datetime.now(UTC).astimezone(ZONE)
    desk.opens_room(coordinator, spoken("Meetings"), spoken)
    coordinator.clicks(spoken("Plan a meeting"))
    coordinator.types(spoken("Day"), now.date().isoformat())
    coordinator.types(spoken("Starts at"), f"{now:%H}:00")
    coordinator.types(spoken("Ends at"), "")
    coordinator.clicks(spoken("Plan and invite"))
    coordinator.sees(spoken("Who is here"))


def a_plan_goes_on(camera: Camera) -> None:
    """A member's report on an activity, and the plan that it belongs to."""
    spoken = camera.spoken
    member = camera.at_the_desk(MEMBER)
    member.clicks(re.compile(re.escape(spoken.words(LESSONS)) + "$"))
    camera.takes(member.page, "report", 1000)
    member.page.locator(".crumbs a").first.click()
    camera.takes(member.page, "plan")


def the_office_looks(camera: Camera) -> None:
    """The office: teams side by side, the register of services, the teams."""
    spoken = camera.spoken
    office = camera.at_the_desk(desk.OFFICE)
    office.clicks(spoken("Compare the teams"))
    camera.takes(office.page, "dashboard", 1100)
    desk.opens_room(office, spoken("Services"), spoken)
    camera.takes(office.page, "register")
    desk.opens_room(office, spoken("Teams"), spoken)
    camera.takes(office.page, "teams")


SCENES: tuple[Callable[[Camera], None], ...] = (
    public_pages,
    a_pathway_is_known,
    a_pathway_is_made,
    it_is_approved,
    a_team_meets,
    a_plan_goes_on,
    the_office_looks,
    the_register_is_kept,
)


def main() -> None:
    """Every scene in each language, each language in a demonstration of its own."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for name in LANGUAGES:
            with (
                tempfile.TemporaryDirectory() as folder,
                live_demo(Path(folder)) as live,
            ):
                for scene in SCENES:
                    scene(Camera(browser, live, name))


if __name__ == "__main__":
    main()
