from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.axe import axe_violations, sideways_scroll
from tests.browser.conftest import Watch
from tests.browser.person import Person

PAGE = """<!doctype html><html lang="en"><head><title>Step</title></head><body><main>
<h1>A new step</h1><form action="about:blank">
<p><label for="w">Who</label> <input id="w"></p>
<p><label for="s">Town</label> <select id="s"><option>Niš<option>Vranje</select></p>
<fieldset><legend>Consent</legend>
<label><input type="radio" name="c"> Person</label>
<label><input type="radio" name="c"> Guardian</label></fieldset>
<p><label><input type="checkbox" id="b"> I agree</label></p>
<p hidden>Never seen</p></form>
<section aria-labelledby="h"><h2 id="h">Step 2</h2>
<details><summary>More</summary><p>Hidden first</p></details></section>
</main></body></html>"""


def test_person_acts_by_words_and_every_act_counts(
    page_at: Callable[..., Page],
) -> None:
    person = Person(page_at(360), "about:blank")
    person.page.set_content(PAGE)
    person.types("Who", "Centre")
    person.chooses("Town", "Vranje")
    person.chooses("Consent", "Guardian")
    person.ticks("I agree")
    person.within("Step 2").clicks("More")
    person.sees("Hidden first")
    person.does_not_see("Never seen")
    assert (person.effort.clicks, person.effort.inputs) == (1, 4)
    assert person.page.locator("#s").input_value() == "Vranje"


def test_person_cannot_use_what_is_not_in_sight(page_at: Callable[..., Page]) -> None:
    person = Person(page_at(), "about:blank")
    person.page.set_content(PAGE)
    with pytest.raises(AssertionError):
        person.sees("Never seen")


def test_axe_and_the_ruler_find_what_is_wrong(page_at: Callable[..., Page]) -> None:
    page = page_at(320)
    page.set_content(PAGE)
    assert axe_violations(page) == []
    assert sideways_scroll(page) == 0
    page.set_content(PAGE.replace("<h1>", '<img src="data:,"><hr width="999"><h1>'))
    assert any("image-alt" in found for found in axe_violations(page))
    assert sideways_scroll(page) > 600


def test_watch_notices_a_third_party(
    page_at: Callable[..., Page], watch: Watch
) -> None:
    page = page_at()
    page.set_content('<img src="https://third.invalid/a.png">')
    page.wait_for_load_state("networkidle")
    assert any("third.invalid" in problem for problem in watch.problems)
    watch.problems.clear()
