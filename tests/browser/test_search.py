"""The public search in Chromium: the rules of the desk, and nothing that leaves it."""

from collections.abc import Callable, Iterator
from random import Random

import pytest
from playwright.sync_api import Page, expect

from portal.domain.searching import Shelf, asked, fold, match
from portal.wall import Snapshot
from tests.bench.names import services
from tests.browser.test_hostile import PAYLOADS, hostile
from tests.domain.test_searching import misspelled
from tests.publish.country import a_service, country
from tests.served import served
from tests.world import both

TOWN, TOWNS = 3, 5
NAMES = {
    20: {"sr-Cyrl": "Сигурна кућа Ђурђевак", "en": "Safe house"},
    21: {"sr-Latn": "Šumska škola", "en": "Forest school"},
    22: {"sr-Cyrl": "Помоћ са Косова*", "en": "Counsel for people from Kosovo*"},
}


def wall() -> Iterator[Snapshot]:
    yield from country(TOWNS, 3)
    for number, name in NAMES.items():
        yield _named(number, name)
    for at, said in enumerate(PAYLOADS):
        yield _named(30 + at, both(f"Трокадеро {said}", f"Trocadero {said}"))


def _named(number: int, name: dict[str, str]) -> Snapshot:
    payload = a_service(number, TOWN).payload | {"name": name}
    return Snapshot("service", payload["uid"], payload["area"], payload, payload)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served(wall()) as (address, _):
        yield address


def typed(page: Page, question: str) -> list[str]:
    page.locator("#words").fill(question)
    expect(page.locator("[data-search-count]")).not_to_have_text("")
    expect(page.locator("[data-search-count]")).not_to_contain_text("…")
    return page.locator("[data-search-found] a").all_inner_texts()


def test_words_find_across_scripts_inflected_and_mistyped(
    site: str, page_at: Callable[..., Page]
) -> None:
    page = page_at()
    page.goto(f"{site}/sr/search/")
    for question, name in {
        "sigurnoj kući": "Сигурна кућа Ђурђевак",
        "djurdjevak": "Сигурна кућа Ђурђевак",
        "сигунра": "Сигурна кућа Ђурђевак",
        "шумске школе": "Šumska škola",
        "sumska": "Šumska škola",
        "pretpostavljena": "Претпостављена жртва",
    }.items():
        assert any(name.lower() in one.lower() for one in typed(page, question)), (
            question
        )
    page.goto(f"{site}/en/search/")
    assert typed(page, "safe hause")[0] == "Safe house"


def test_no_word_leaves_the_page_and_nothing_is_kept(
    site: str, page_at: Callable[..., Page]
) -> None:
    page, asked_for = page_at(), []
    page.goto(f"{site}/sr/search/")
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked_for.append(request.url))
    assert asked_for == []
    page.locator("#words").focus()
    page.wait_for_function("document.activeElement.id === 'words'")
    assert typed(page, "сигурна")
    first = list(asked_for)
    assert first
    assert all("/sr/search/" in url and url.endswith(".json") for url in first)
    assert len(first) == len(set(first))
    for question in ("kuća", "škola", "nema toga"):
        typed(page, question)
        page.keyboard.press("Enter")
    assert asked_for == first
    assert page.url == f"{site}/sr/search/"
    assert page.evaluate("history.length") <= 2
    kept = "localStorage.length + sessionStorage.length + document.cookie.length"
    assert page.evaluate(kept) == 0
    assert page.context.cookies() == []


def test_hostile_names_are_text(site: str, page_at: Callable[..., Page]) -> None:
    page = page_at()
    dialogs = hostile(page)
    page.goto(f"{site}/en/search/")
    found = typed(page, "trocadero")
    assert {f"Trocadero {said}" for said in PAYLOADS} == set(found)
    inside = page.locator("[data-search-found]").locator("script, img, svg, iframe")
    assert inside.count() == 0
    assert dialogs == []


def test_note_stands_beside_results_that_name_kosovo_and_no_others(
    site: str, page_at: Callable[..., Page]
) -> None:
    for prefix, question in (("sr", "косовска помоћ"), ("en", "counsel")):
        page = page_at(360)
        page.goto(f"{site}/{prefix}/search/")
        note = page.locator("[data-search-note]")
        assert note.is_hidden()
        typed(page, "šumska" if prefix == "sr" else "forest school")
        expect(note).to_be_hidden()
        assert any("*" in one for one in typed(page, question))
        expect(note).to_be_visible()
        expect(note).to_contain_text("1244/1999")
        page.locator("#words").fill("")
        expect(note).to_be_hidden()


def test_keyboard_goes_from_the_box_to_a_result_and_its_entry(
    site: str, page_at: Callable[..., Page]
) -> None:
    page = page_at(360)
    page.goto(f"{site}/en/search/")
    assert typed(page, "forest school")[0] == "Forest school"
    assert page.locator("[data-search-count]").get_attribute("aria-live") == "polite"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/map/#s-*")
    expect(page.locator("h5:target, h4:target").first).to_have_text("Forest school")


def test_without_script_there_is_no_box_but_the_lists(
    site: str, page_at: Callable[..., Page]
) -> None:
    page = page_at(script=False)
    page.goto(f"{site}/sr/search/")
    assert page.locator("#words").is_hidden()
    assert page.locator("noscript p, main p").first.is_visible()
    assert page.locator(".name-list a").count() == 4


def test_browser_and_desk_fold_and_match_alike(
    site: str, page_at: Callable[..., Page]
) -> None:
    """A thousand names, their words mistyped: both say the same of each."""
    page, chance = page_at(), Random(2017)
    page.goto(f"{site}/sr/search/")
    texts = [t for one in services(1_000) for t in one["name"].values()]
    texts += [
        "Újvidék ĐĆŽŠ",
        "dž DJ nj ǆ",
        "½ ² ＡＢＣ",
        "İstanbul",
        "a_b-c’d",
        "",
        "ё й ї",
    ]
    told = page.evaluate(
        "all => all.map(t => portalSearching.fold(t).join(' '))", texts
    )
    assert told == [fold(text) for text in texts]
    words = sorted({word for text in texts for word in fold(text).split()})
    pairs = [(misspelled(w, chance)[:9], chance.choice(words)) for w in words]
    pairs += [(misspelled(w, chance), w) for w in words] + [(w[:-2], w) for w in words]
    pairs += [(f"{w[:-1]}om", w) for w in words]
    told = page.evaluate(
        "all => all.map(p => portalSearching.match(p[0], p[1]))", pairs
    )
    assert told == [match(*pair) for pair in pairs]
    assert sum(map(bool, told)) > len(words)
    _same_scores(page, texts)


def _same_scores(page: Page, texts: list[str]) -> None:
    questions = ["pravna pomoc deca", "савет за жене", "helpline vranje", "u", "dom"]
    found = page.evaluate(
        """([texts, questions]) => {
          const shelf = new portalSearching.Shelf();
          texts.forEach((text, at) => shelf.put({ name: String(at) }, text, []));
          return questions.map(q => shelf.find(q).map(f => [f.thing.name, f.score]));
        }""",
        [texts, questions],
    )
    shelf = Shelf({str(at): (text, "") for at, text in enumerate(texts)})
    for question, told in zip(questions, found, strict=True):
        assert dict(told) == shelf.find(question), question
        assert asked(question)
