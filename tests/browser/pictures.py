"""Retakes the pictures of README and handbook from a running demonstration."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser import desk
from tests.browser.chromium import chromium, open_page
from tests.browser.live import Live, live_demo
from tests.browser.person import Person
from tests.browser.png import smaller
from tests.browser.spoken import Spoken

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
LANGUAGES = {"sr": "sr-Cyrl", "en": "en"}
WIDE, TALL = 1280, 860
PHONE = 360


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
        page.evaluate("() => document.activeElement.blur()")
        file = FOLDER / f"{what}.{self.name}.png"
        file.write_bytes(smaller(self.browser, page.screenshot()))
        print(f"{file.name}: {file.stat().st_size // 1000} KB")


def public_pages(camera: Camera) -> None:
    """Home and a town on a wide screen, a pathway on a phone."""
    prefix = camera.spoken.prefix
    for what, path in (("home", "/"), ("town", "/municipalities/vranje/")):
        visitor = camera.visitor()
        visitor.goes_to(prefix + path)
        camera.takes(visitor.page, what)
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
    author.clicks(
        spoken("Start: %(profile)s", profile=spoken.label("profile", "adult"))
    )
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
    camera.takes(second.page, "today", 560)
    second.page.locator(".card-waits a").first.click()
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


def the_office_looks(camera: Camera) -> None:
    """The office: the register of services, and the figures of 2017."""
    spoken = camera.spoken
    office = camera.at_the_desk(desk.OFFICE)
    desk.opens_room(office, spoken("Services"), spoken)
    camera.takes(office.page, "register")
    desk.opens_room(office, spoken("Teams"), spoken)
    camera.takes(office.page, "teams")


SCENES: tuple[Callable[[Camera], None], ...] = (
    public_pages,
    a_pathway_is_made,
    it_is_approved,
    the_office_looks,
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
