"""Public pathways in languages that the office has added."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from portal.blueprints.pathways import fixed_words
from portal.blueprints.pathways.fixed_words import UNREAD, FixedWords
from portal.config import Settings
from portal.content import ContentError
from portal.further import further, names
from portal.publish import Publisher
from portal.wall import Snapshot
from tests.borrowed import lend_shell
from tests.page import check_page
from tests.publish.begun import begin
from tests.publish.country import a_pathway, uid_of, withdrawn
from tests.publish.trees import built, read
from tests.publish.walls import put, take_down, waiting_keys
from tests.world import TODAY

PREFIXES = ("sr", "sr-latn", "en")
ADDRESS = f"pathways/{uid_of('pathway', 3)}/in/ar/"
TITLE, STEP = "طريق المساعدة", "اتصل بالشرطة"


def language(code: str, *, retired: bool = False) -> Snapshot:
    told = {"kind": "language", "code": code, "name": names()[code]}
    told |= {"description": None, "retired": retired}
    return Snapshot("term", uid_of("term", 1), None, told, told)


def in_arabic(number: int = 3, town: int = 3) -> Snapshot:
    """A pathway whose title and first step are translated, and nothing else."""
    way = a_pathway(number, town)
    first, *rest = way.payload["steps"]
    first = first | {"action": first["action"] | {"ar": STEP}}
    more = {"languages": ["ar"], "title": way.summary["title"] | {"ar": TITLE}}
    payload = way.payload | more | {"steps": [first, *rest]}
    return replace(way, summary=way.summary | more, payload=payload)


def change(publisher: Publisher, portal: Flask) -> list[str]:
    return publisher.change(waiting_keys(portal), TODAY)


def from_scratch(land: Settings, folder: Path) -> dict[str, str]:
    publisher = Publisher(lend_shell(land.model_copy(update={"data_dir": folder})))
    begin(publisher)
    return built(publisher)


def without_news(site: dict[str, str]) -> dict[str, str]:
    """All but the feed of changes, which remembers, and what holds its hash."""
    news = ("data/pathways.atom", "manifest.json")
    return {name: held for name, held in site.items() if not name.endswith(news)}


@pytest.mark.one_engine
def test_pathway_has_a_page_in_the_language_with_its_direction(
    publisher: Publisher, portal: Flask
) -> None:
    put(portal, language("ar"), in_arabic())
    begin(publisher)
    for prefix in PREFIXES:
        page = read(publisher, f"{prefix}/{ADDRESS}index.html") or ""
        check_page(page, ADDRESS)
        assert f'<div lang="ar" dir="rtl" class="further">\n<h1>{TITLE}</h1>' in page
        assert f"<h3>{STEP}</h3>" in page
        assert '<h3><span lang="en" dir="ltr">Step 2 of way 3</span></h3>' in page
        assert "Корак 2 пута 3" not in page
        own = read(publisher, f"{prefix}/pathways/{uid_of('pathway', 3)}/index.html")
        assert f'href="/{prefix}/{ADDRESS}">العربية</a>' in (own or "")
        assert (own or "").index("العربية") < (own or "").index("data-print")
    sitemap = read(publisher, "sitemap.xml") or ""
    assert sitemap.count(f"<loc>https://localhost/en/{ADDRESS}</loc>") == 1


@pytest.mark.one_engine
def test_numbers_in_it_are_read_from_the_left(
    publisher: Publisher, portal: Flask
) -> None:
    put(portal, language("ar"), in_arabic())
    begin(publisher)
    page = read(publisher, f"en/{ADDRESS}index.html") or ""
    passage = page[page.index('class="further"') : page.index("</main>")]
    numbers = re.findall(r"<a [^>]*href=\"tel:[^>]*>", passage)
    assert len(numbers) > 5
    assert all('dir="ltr"' in number for number in numbers)


def test_each_act_ends_in_the_bytes_of_a_full_build(
    publisher: Publisher, portal: Flask, land: Settings, tmp_path: Path
) -> None:
    begin(publisher)
    plain = built(publisher)
    acts = (
        in_arabic(),
        language("ar"),
        in_arabic(30, 3),
        language("ar", retired=True),
        language("ar"),
        withdrawn(3, 3),
        a_pathway(30, 3),
    )
    for at, act in enumerate(acts):
        put(portal, act, urgent=act.summary.get("withdrawn_on") is not None)
        change(publisher, portal)
        if at in (1, 3, 6):
            assert built(publisher) == from_scratch(land, tmp_path / str(at)), at
    take_down(portal, a_pathway(30, 3), language("ar"))
    put(portal, a_pathway(3, 3))
    change(publisher, portal)
    assert built(publisher) == from_scratch(land, tmp_path / "end")
    assert without_news(built(publisher)) == without_news(plain)


@pytest.mark.one_engine
def test_withdrawn_pathway_says_so_in_the_language(
    publisher: Publisher, portal: Flask
) -> None:
    gone = withdrawn(3, 3)
    said = {"languages": ["ar"]}
    put(portal, language("ar"), in_arabic())
    begin(publisher)
    put(
        portal,
        replace(gone, summary=gone.summary | said, payload=gone.payload | said),
        urgent=True,
    )
    change(publisher, portal)
    page = read(publisher, f"en/{ADDRESS}index.html") or ""
    assert "Do not follow a copy" in page
    assert STEP not in page
    assert "data-keep=" not in page
    assert ADDRESS not in (read(publisher, "sitemap.xml") or "")


@pytest.fixture
def fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "en.toml").write_text((fixed_words.FOLDER / "en.toml").read_text())
    monkeypatch.setattr(fixed_words, "FOLDER", tmp_path)
    for known in (fixed_words._read, fixed_words._master, fixed_words._reviewed):
        known.cache_clear()
    return tmp_path


@pytest.mark.one_engine
def test_fixed_words_are_reviewed_or_in_english(fixed: Path) -> None:
    words = fixed_words.fixed_words(further("hu"), demo=False)
    assert words("call") == '<span lang="en" dir="ltr">Call:</span>'
    assert words.limit({"value": 24, "unit": "hour"}).endswith(
        ">within 24 hours</span>"
    )
    (fixed / "hu.toml").write_text('call = "Hívja:"')
    fixed_words._read.cache_clear()
    fixed_words._reviewed.cache_clear()
    with pytest.raises(ContentError, match="reviewed"):
        fixed_words.fixed_words(further("hu"), demo=False)
    review = 'reviewed_by = "N. N."\nreviewed_on = 2026-11-28\n'
    said = f'{review}call = "Hívja:"\nwithin = "{{limit}} belül"'
    (fixed / "hu.toml").write_text(said)
    fixed_words._read.cache_clear()
    words = fixed_words.fixed_words(further("hu"), demo=False)
    assert words("call") == "Hívja:"
    assert words.limit({"value": 24, "unit": "hour"}) == "24 óra belül"
    assert words.limit({"value": 2, "unit": "day"}) == "2 nap belül"


@pytest.mark.one_engine
def test_words_that_nobody_reviewed_are_for_the_demonstration_alone() -> None:
    assert fixed_words.fixed_words(further("ar"), demo=False).own == {}
    words = fixed_words.fixed_words(further("ar"), demo=True)
    assert (
        words.own.keys() == FixedWords(further("en"), fixed_words._master()).own.keys()
    )
    assert words.day("review_by", "2027-06-01") == "تجب مراجعته قبل 1 يونيو 2027."
    assert (UNREAD / "fixed-ar.toml").is_file()
