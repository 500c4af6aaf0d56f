"""A pathway is followed without script and network; its drawing follows the writer."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import desk
from tests.browser.live import Live
from tests.browser.person import Person
from tests.browser.spoken import Spoken
from tests.browser.test_paper import sheets

KEPT = "localStorage.length + sessionStorage.length + document.cookie.length"


def pathway_of(demo: Live, page: Page) -> str:
    page.goto(f"{demo.url}/en/pathways/")
    href = page.locator("main .pathway-rows a").first.get_attribute("href")
    return f"{demo.url}{href}"


@pytest.mark.parametrize("script", [False, True])
def test_followed_step_by_step_without_a_network(
    demo: Live, page_at: Callable[..., Page], script: bool
) -> None:
    page = page_at(360, lang="en", script=script)
    page.goto(f"{pathway_of(demo, page)}follow/")
    expect(page.locator(".follow-step:visible")).to_have_count(1)
    expect(page.locator("#step-1")).to_be_visible()
    page.context.set_offline(True)
    seen = ["step-1"]
    while page.locator(".follow-step:visible .follow-choices a").count():
        page.locator(".follow-step:visible .follow-choices a").last.click()
        shown = page.locator(".follow-step:visible")
        expect(shown).to_have_count(1)
        seen.append(shown.get_attribute("id") or "")
        expect(page.locator(".follow-always a")).to_be_in_viewport()
    assert len(seen) == len(set(seen)) >= 4
    page.go_back()
    expect(page.locator(f"#{seen[-2]}")).to_be_visible()
    page.context.set_offline(False)
    if script:
        assert page.evaluate(KEPT) == 0


def test_the_drawing_waits_behind_a_link_on_a_phone(
    demo: Live, page_at: Callable[..., Page]
) -> None:
    page = page_at(360, lang="en", script=False)
    page.goto(pathway_of(demo, page))
    expect(page.locator(".flow-svg")).to_be_hidden()
    page.get_by_role("link", name="See the drawing (wide)").click()
    expect(page.locator(".flow-svg")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".flow-svg")).to_be_visible()
    hidden = "frame => frame.scrollWidth - frame.clientWidth"
    assert page.locator(".flow-frame").evaluate(hidden) == 0, "one glance shows all"


def test_a_poster_is_one_sheet(demo: Live, page_at: Callable[..., Page]) -> None:
    page = page_at(lang="en")
    page.goto(f"{pathway_of(demo, page)}poster/")
    assert sheets(page) == 1


def test_the_drawing_follows_what_the_coordinator_types(
    demo: Live, person_at: Callable[..., Person]
) -> None:
    spoken = Spoken("en")
    ana = person_at(demo, lang="en")
    desk.is_at_the_desk(ana, desk.COORDINATOR, spoken)
    desk.opens_room(ana, spoken("Referral pathways"), spoken)
    page = ana.page
    drafts = page.locator("main tr", has_text=spoken("Draft"))
    drafts.get_by_role("link").first.click()
    page.locator("main .step-acts a").first.click()
    expect(page.locator(".flow-chosen")).to_have_count(1)
    page.locator("summary", has_text=spoken("Translation into English")).click()
    page.locator("[name=action_en]").press("End")
    page.locator("[name=action_en]").press_sequentially(" Anew")
    expect(page.locator(".flow-chosen")).to_have_text(re.compile("Anew"))
    page.once("dialog", lambda asked: asked.accept())
    page.reload()
    expect(page.locator(".flow-chosen")).not_to_have_text(re.compile("Anew"))


@pytest.mark.parametrize("language", ["en", "sr-Cyrl"])
def test_two_versions_in_one_drawing_overflow_no_page(
    fresh_demo: Live, person_at: Callable[..., Person], language: str
) -> None:
    spoken = Spoken(language)
    ana = person_at(fresh_demo, lang=language)
    desk.is_at_the_desk(ana, desk.COORDINATOR, spoken)
    page = ana.page
    public = pathway_of(fresh_demo, page).rstrip("/").rpartition("/")[2]
    ana.goes_to(f"/desk/pathways/{public}")
    page.locator("form[action$='/next'] button").click()
    edited = page.locator("main .step-acts a.button")
    edited.nth(1).click()
    page.locator("[name=action]").press("End")
    page.locator("[name=action]").press_sequentially(" Одмах.")
    ana.clicks(spoken("Save the step"))
    edited.nth(3).click()
    page.locator("main details:has(form[action$='/remove']) summary").click()
    ana.clicks(spoken("Remove the step"))
    page.locator("main a[href$='/compare']").first.click()
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 780})
        page.goto(f"{page.url.partition('#')[0]}#drawing")
        expect(page.locator(".flow-frame")).to_be_visible()
        for word in ("Changed", "Removed"):
            marked = page.locator(".flow-became", has_text=spoken(word).upper())
            expect(marked.first).to_be_attached()
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
