"""Two people at once, and a session that ends: nothing that was typed is lost."""

import re
import subprocess
import sys
from collections.abc import Callable

import pyotp
import pytest

from portal.loading.cast import DEMO_PASSWORD
from tests.browser import desk
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.spoken import Spoken

SERBIAN = Spoken("sr-Cyrl")
COLLEAGUE = ("mira@vranje.example", "Mira D.")
MINE = "Прво питајте који језик особа говори."
THEIRS = "Понудите чашу воде и мирну просторију."


@pytest.fixture
def author(used_demo: Live, person_at: Callable[..., Person]) -> Person:
    """A coordinator with a new draft."""
    person = person_at(used_demo, lang="sr-Cyrl-RS")
    desk.is_at_the_desk(person, desk.COORDINATOR, SERBIAN)
    person.clicks(SERBIAN("Referral pathways"))
    person.clicks(SERBIAN("New pathway"))
    person.clicks(desk.start_of("adult", SERBIAN))
    person.clicks(SERBIAN("Make the draft"))
    person.sees(SERBIAN("Send to review"))
    return person


def invited(live: Live) -> str:
    """The operator gives a colleague a seat; returns the address that was printed."""
    email, name = COLLEAGUE
    config = live.folder / "demo" / "portal.toml"
    adding = [sys.executable, "-m", "portal", "--config", str(config), "user", "add"]
    seat = ("--role", "coordinator", "--team", "vranje", "--language", "sr-Cyrl")
    answer = subprocess.run(
        [*adding, email, "--name", name, *seat, "--organisation", "demo_vranje_csw"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    found = re.search(r"/desk/invitation/\S+", answer)
    assert found, answer
    return found[0]


def comes_in(person: Person, link: str) -> None:
    """Choose a password, let an app read the key, give its first code."""
    person.goes_to(link)
    person.types(SERBIAN("New password"), DEMO_PASSWORD)
    person.types(SERBIAN("The same again"), DEMO_PASSWORD)
    person.clicks(SERBIAN("Keep this password"))
    person.sees(SERBIAN("Your second step"))
    key = person.page.get_by_role("main").locator("b").first.inner_text()
    person.types(SERBIAN("Code from your app"), pyotp.TOTP(key.replace(" ", "")).now())
    person.clicks(SERBIAN("Set up and go on"))
    person.sees(SERBIAN("Good day, %(name)s", name=COLLEAGUE[1]))


def test_the_second_of_two_coordinators_sees_both_texts(
    used_demo: Live, author: Person, person_at: Callable[..., Person]
) -> None:
    version = author.page.url
    colleague = person_at(used_demo, lang="sr-Cyrl-RS")
    comes_in(colleague, invited(used_demo))
    for person in (author, colleague):
        person.goes_to(version)
        person.clicks(SERBIAN("Edit step %(number)d", number=3))
    author.types(SERBIAN("More about it"), MINE)
    author.clicks(SERBIAN("Save the step"))
    author.sees(MINE)
    colleague.types(SERBIAN("More about it"), THEIRS)
    colleague.types(SERBIAN("Who acts"), "Ново тело")
    colleague.clicks(SERBIAN("Save the step"))
    colleague.sees(SERBIAN("Somebody else saved this step while you were writing."))
    colleague.sees(MINE)
    colleague.sees(THEIRS)
    assert (
        colleague.page.get_by_label(SERBIAN("More about it")).first.input_value()
        == THEIRS
    )
    colleague.clicks(SERBIAN("Save the step"))
    colleague.sees(THEIRS)
    colleague.sees("Ново тело")
    colleague.does_not_see(MINE)


def test_different_steps_are_both_kept(
    author: Person, used_demo: Live, person_at: Callable[..., Person]
) -> None:
    other = Person(author.page.context.new_page(), used_demo.url)
    other.goes_to(author.page.url)
    author.clicks(SERBIAN("Edit step %(number)d", number=3))
    other.clicks(SERBIAN("Edit step %(number)d", number=4))
    author.types(SERBIAN("Who acts"), MINE)
    other.types(SERBIAN("Who acts"), THEIRS)
    author.clicks(SERBIAN("Save the step"))
    author.sees(MINE)
    other.clicks(SERBIAN("Save the step"))
    other.sees(MINE)
    other.sees(THEIRS)


def test_a_session_that_ends_while_somebody_types_loses_nothing(
    author: Person, used_demo: Live
) -> None:
    author.clicks(SERBIAN("Edit step %(number)d", number=3))
    author.types(SERBIAN("More about it"), MINE)
    author.types(SERBIAN("Who acts"), THEIRS)
    other_tab = Person(author.page.context.new_page(), used_demo.url)
    other_tab.goes_to("/desk/")
    other_tab.clicks(SERBIAN("Sign out"))
    other_tab.sees(SERBIAN("E-mail"))
    author.clicks(SERBIAN("Save the step"))
    author.sees(
        SERBIAN(
            "Your time on the desk was over. Sign in again: what you typed goes along."
        )
    )
    author.sees(SERBIAN("What you typed"))
    desk.gives_sign_in(author, desk.COORDINATOR, SERBIAN)
    author.sees(SERBIAN("Send what you typed"))
    author.clicks(SERBIAN("Send it now"))
    author.sees(SERBIAN("Send to review"))
    author.sees(MINE)
    author.sees(THEIRS)
