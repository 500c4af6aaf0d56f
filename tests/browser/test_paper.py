"""On paper: a pathway fits on one sheet, for the public and for professionals."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import desk
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.spoken import CODES, Spoken

POINTS = 7.5
TEXTS = "[...document.querySelectorAll('.knot > *:not(.knot-mark)')]"
SMALLEST = f"Math.min(...{TEXTS}.map(e => parseFloat(getComputedStyle(e).fontSize)))"
BROKEN = (
    "[...document.querySelectorAll('.knot')]"
    ".filter(e => getComputedStyle(e).breakInside != 'avoid').length"
)
SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.parametrize("code", CODES)
def test_a_public_pathway_prints_on_one_sheet(
    demo: Live, person_at: Callable[..., Person], code: str
) -> None:
    spoken = Spoken(code)
    visitor = person_at(demo, lang=code)
    visitor.goes_to(f"{spoken.prefix}/pathways/")
    visitor.page.get_by_role("main").get_by_role("listitem").get_by_role("link").click()
    visitor.sees(spoken("Step by step"))
    visitor.sees(spoken("Print on one sheet"))
    assert visitor.page.locator(".knot").count() >= 8
    prints_on_one_sheet(visitor.page)


@pytest.mark.parametrize("code", CODES)
def test_the_professional_edition_prints_on_one_sheet(
    demo: Live, person_at: Callable[..., Person], code: str
) -> None:
    spoken = Spoken(code)
    person = person_at(demo, lang=code)
    desk.is_at_the_desk(person, desk.OFFICE, spoken)
    desk.opens_room(person, spoken("Referral pathways"), spoken)
    person.page.locator("main table a").first.click()
    person.clicks(spoken("Print on one sheet"))
    person.sees(spoken("For professionals. Do not copy, post or photograph."))
    assert person.page.locator(".sheet-steps > li").count() >= 10
    assert sheets(person.page) == 1


def prints_on_one_sheet(page: Page) -> None:
    """Nothing too small to be read, and no step over two columns."""
    assert sheets(page) == 1
    page.emulate_media(media="print")
    assert page.evaluate(SMALLEST) >= POINTS * 4 / 3
    assert page.evaluate(BROKEN) == 0
    page.emulate_media(media="screen")


def sheets(page: Page) -> int:
    """How many A4 sheets the page takes."""
    return len(SHEET.findall(page.pdf(format="A4", prefer_css_page_size=True)))


def test_sheets_are_counted(demo: Live, page_at: Callable[..., Page]) -> None:
    page = page_at()
    page.goto(f"{demo.url}/sr/municipalities/vranje/")
    assert sheets(page) > 1
