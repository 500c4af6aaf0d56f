"""How a person gets to the desk: by e-mail, password and the code of a second step."""

import re
import time
from typing import Any

from portal.blueprints.pathways.templates import all_templates
from portal.loading.cast import DEMO_PASSWORD
from tests.browser.person import Person
from tests.browser.spoken import CODES, Spoken

COORDINATOR = "ana@vranje.example"
APPROVER = "dragan@vranje.example"
OFFICE = "jelena@office.example"
STRANGER = "petar@subotica.example"
_COOKIES: dict[tuple[str, str], list[Any]] = {}
WITH_SECOND_STEP = (COORDINATOR, APPROVER, OFFICE)


def sign_in(person: Person, email: str, spoken: Spoken) -> None:
    """From the desk's first page, reading the code from the demonstration's screen."""
    person.goes_to("/desk/")
    gives_sign_in(person, email, spoken)


def is_at_the_desk(person: Person, email: str, spoken: Spoken) -> None:
    """Be signed in, with the session of the test before where it still holds."""
    known = person.home, email
    person.page.context.add_cookies(_COOKIES.get(known, []))
    person.goes_to("/desk/")
    if person.page.locator("#password").count():
        gives_sign_in(person, email, spoken)
        person.page.locator(".desk-header nav").first.wait_for(state="attached")
        _COOKIES[known] = person.page.context.cookies()
    chooses_language(person, spoken)


def gives_sign_in(person: Person, email: str, spoken: Spoken) -> None:
    """Answer the sign-in page, and the second step where the role has one."""
    person.types(spoken("E-mail"), email)
    person.types(spoken("Password"), DEMO_PASSWORD)
    person.clicks(spoken("Sign in"))
    if email in WITH_SECOND_STEP:
        person.sees(spoken("Second step"))
        person.types(spoken("Code from your app"), shown_code(person))
        person.clicks(spoken("Go on"))
        if person.page.locator("#code").count():
            waits_for_the_next_code(person, spoken)


def waits_for_the_next_code(person: Person, spoken: Spoken) -> None:
    """Each code opens once: somebody who signs in often within 30 s has to wait."""
    person.page.wait_for_timeout(1000 * (31 - time.time() % 30))
    person.page.goto(f"{person.home}/desk/second-factor")
    person.page.get_by_label(spoken("Code from your app")).fill(shown_code(person))
    person.page.get_by_role("button", name=spoken("Go on")).click()


def shown_code(person: Person) -> str:
    """The six digits that the page of the second step shows."""
    found = re.search(r"\b\d{6}\b", person.page.get_by_role("main").inner_text())
    assert found, "the page shows no code"
    return found[0]


def chooses_language(person: Person, spoken: Spoken) -> None:
    """Switch the desk at its foot, unless it speaks the language already."""
    if person.page.locator("html").get_attribute("lang") != spoken.language.code:
        person.clicks(spoken.language.name)
    assert spoken.language.code in CODES


def opens_room(person: Person, room: str, spoken: Spoken) -> None:
    """Go to a room: along the top on a wide page, through the menu on a phone."""
    if person.page.get_by_role("link", name=room, exact=True).first.is_hidden():
        person.clicks(spoken("Menu"))
    person.clicks(room)


def start_of(template: str, spoken: Spoken) -> str:
    """What the button says that starts a pathway from this template."""
    title = spoken.words(all_templates()[template].title)
    return spoken("Start: %(profile)s", profile=title)
