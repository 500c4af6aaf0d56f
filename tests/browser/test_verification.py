"""The register is kept right: what falls due is verified, corrections are decided."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import desk
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.run import Run
from tests.browser.spoken import Spoken
from tests.told import Tell

CLICKS_TO_VERIFY = 2
SUGGESTING = (2, 2)  # clicks and inputs, from the page of the record
CLICKS_TO_DECIDE = 2
WHERE = ["sr-Cyrl 360", "sr-Latn 1280", "en 1280"]
SERVICE = {
    "sr-Cyrl": "Превођење и културна медијација",
    "en": "Interpretation and cultural mediation",
}


@pytest.fixture(params=WHERE)
def run(
    request: pytest.FixtureRequest,
    used_demo: Live,
    person_at: Callable[..., Person],
) -> Run:
    code, width = request.param.split()
    return Run(used_demo, Spoken(code), int(width), person_at)


# There are two records that fall due.
@pytest.mark.parametrize("run", WHERE[:2], indirect=True)
def test_two_clicks_lead_from_the_first_page_to_a_verified_record(
    run: Run, tell: Tell
) -> None:
    spoken, ana = run.spoken, run.at_the_desk(desk.COORDINATOR)
    before = ana.effort.clicks
    ana.clicks(spoken("Verify services"))
    rows = ana.page.locator(".due-row")
    expect(rows.first).to_be_visible()
    done, names = ana.page.locator(".due-done").count(), rows.count()
    ana.clicks(spoken("It is right"))
    expect(ana.page.locator(".due-done")).to_have_count(done + 1)
    assert rows.count() == names, "nothing jumped away under the reader"
    clicks = ana.effort.clicks - before
    tell(f"{clicks} clicks of {CLICKS_TO_VERIFY} to a verified record")
    assert clicks <= CLICKS_TO_VERIFY


def test_button_works_by_keyboard_and_focus_stays_with_the_row(
    fresh_demo: Live, person_at: Callable[..., Person]
) -> None:
    run = Run(fresh_demo, Spoken("en"), 360, person_at)
    ana = run.at_the_desk(desk.COORDINATOR)
    ana.goes_to("/desk/services/due/")
    row = ana.page.locator(".due-row").first
    row.get_by_role("button", name="It is right").focus()
    ana.page.keyboard.press("Enter")
    expect(ana.page.locator(".due-row").first).to_contain_text("You verified it today")
    ana.page.keyboard.press("Tab")
    inside = "() => document.activeElement.closest('.due-row').id"
    assert ana.page.evaluate(inside) == row.get_attribute("id")
    wide = "() => document.documentElement.scrollWidth"
    assert ana.page.evaluate(wide) <= 360


def test_stranger_suggests_and_the_coordinator_decides(run: Run, tell: Tell) -> None:
    spoken = run.spoken
    petar = run.at_the_desk(desk.STRANGER)
    petar.goes_to("/desk/services/?category=interpretation")
    name = spoken.words(SERVICE)
    link = petar.page.get_by_role("link", name=name, exact=True)
    petar.goes_to(str(link.first.get_attribute("href")))
    clicks, inputs = petar.effort.clicks, petar.effort.inputs
    petar.clicks(spoken("Suggest a correction"))
    petar.types(spoken("What it costs"), f"{100 + run.number} динара")
    petar.types(spoken("How do you know it?"), "Питали смо.")
    petar.clicks(spoken("Send the suggestion"))
    petar.sees(spoken("Thank you. The team that keeps this record decides on it."))
    asked = petar.effort.clicks - clicks, petar.effort.inputs - inputs
    ana = run.at_the_desk(desk.COORDINATOR)
    ana.sees(spoken("Suggested correction"))
    before = ana.effort.clicks
    ana.clicks(name)
    ana.sees("Питали смо.")
    ana.types(spoken("Answer to the writer"), "Није тачно.")
    ana.clicks(spoken("Decline"))
    decided = ana.effort.clicks - before
    petar.goes_to("/desk/services/suggestions/")
    petar.sees("Није тачно.")
    tell(
        f"suggested in {asked[0]} clicks, {asked[1]} inputs of {SUGGESTING};"
        f" decided in {decided} clicks of {CLICKS_TO_DECIDE}"
    )
    assert asked <= SUGGESTING
    assert decided <= CLICKS_TO_DECIDE
