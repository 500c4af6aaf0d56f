"""Pages, glossary and templates that editors own, and prose without script."""

import re
from pathlib import Path

import pytest

from portal import content
from portal.domain.words import CYRILLIC, ENGLISH, LANGUAGES, LATIN
from portal.prose import safe_address, to_html

CONTENT = Path(__file__).parents[1] / "content"
SLUGS = ("help", "helping", "about", "accessibility", "privacy", "data")
CYRILLIC_LETTER = re.compile("[Ѐ-ӿ]")

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "<style>@import url(//evil.example)</style>",
    "<!-- <img src=x onerror=alert(1)> -->",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](  javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example)",
    "[x](\\\\evil.example)",
    "[x](/\\evil.example)",
    "[x](https:evil.example)",
    "[x](https://user@evil.example)",
    "[x](http://[::1)",
    "<javascript:alert(1)>",
    "<//evil.example>",
    "![x](https://evil.example/pixel.png)",
    "![x](javascript:alert(1))",
    "![x][p]\n\n[p]: //evil.example/pixel.png",
    "[x][p]\n\n[p]: javascript:alert(1)",
    '[x](/a "onmouseover=alert(1)")',
    '[x](/a" onmouseover="alert(1))',
    "{: onclick=alert(1) }",
    "# title {: onclick=alert(1) }",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "*<b onclick=alert(1)>*",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\x02klzzwxh:0000\x03<script>alert(1)</script>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_prose_carries_no_script_no_picture_and_no_foreign_address(text: str) -> None:
    for tag in re.findall(r"<[^>]*>", to_html(text)):
        name = re.match(r"</?([a-z0-9]+)", tag)
        assert name, tag
        assert name[1] in {"p", "em", "li", "ul", "ol", "h2", "h3", "a", "strong"}
        assert set(re.findall(r'\s([a-z]+)="', tag)) <= {"href", "rel"}
        address = re.search('href="([^"]*)"', tag)
        if address:
            assert address[1].startswith("/a")
            assert not address[1].startswith("//")


def test_prose_shows_html_as_text() -> None:
    assert to_html("a <b>c</b>") == "<p>a &lt;b&gt;c&lt;/b&gt;</p>"


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("../figures/", True),
        ("#top", True),
        ("https://www.geonames.org/", True),
        ("mailto:tim@vranje.example", True),
        ("tel:+381000000000", True),
        ("", False),
        ("//evil.example", False),
        ("ftp://evil.example", False),
        ("javascript:alert(1)", False),
    ],
)
def test_a_link_leads_to_a_known_scheme_or_into_the_portal(
    address: str, safe: bool
) -> None:
    assert safe_address(address) is safe
    assert ("href" in to_html(f"[x]({address})")) is safe


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_every_language(slug: str, language: str) -> None:
    page = content.page(slug, language)
    assert page.title
    assert page.summary
    assert page.lang == language
    text = page.title + page.summary + re.sub("<[^>]*>", "", page.html)
    if language == CYRILLIC:
        assert len(CYRILLIC_LETTER.findall(text)) > 0.6 * len(re.sub(r"\W", "", text))
    else:
        assert not CYRILLIC_LETTER.search(text)


@pytest.mark.parametrize("slug", SLUGS)
def test_both_versions_of_a_page_have_the_same_build(slug: str) -> None:
    def build(language: str) -> list[str]:
        html = content.page(slug, language).html
        return re.findall(r"<(?:h2|h3|li|ol|ul)>|href=\"[^\"]*\"", html)

    assert build(CYRILLIC) == build(LATIN) == build(ENGLISH)


@pytest.mark.parametrize("path", sorted((CONTENT / "pages").rglob("*.md")), ids=str)
def test_no_phone_number_stands_in_a_page(path: Path) -> None:
    text = re.sub(r"^reviewed: .*$", "", path.read_text(encoding="utf-8"), flags=re.M)
    assert not re.search(r"\+\d|\d{3}[ /-]\d{3}|\b(192|112|116)\b", text)


@pytest.mark.parametrize("slug", ["nothing", "../glossary", "Help", ""])
def test_a_page_that_is_not_there_is_refused(slug: str) -> None:
    with pytest.raises(content.ContentError):
        content.page(slug, ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        "no front matter",
        "---\ntitle: a\nsummary: b\n---\nx",
        "---\ntitle: a\nsummary: b\nreviewed: today\n---\nx",
        "---\ntitle:\nsummary: b\nreviewed: 2026-11-22\n---\nx",
    ],
)
def test_front_matter_must_be_whole(tmp_path: Path, text: str) -> None:
    (tmp_path / "pages/en").mkdir(parents=True)
    (tmp_path / "pages/en/odd.md").write_text(text, encoding="utf-8")
    with pytest.raises(content.ContentError):
        content.page("odd", ENGLISH, tmp_path)


def test_a_changed_page_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "pages/en").mkdir(parents=True)
    path = tmp_path / "pages/en/odd.md"
    for word in ("first", "second"):
        front = "---\ntitle: a\nsummary: b\nreviewed: 2026-11-22\n---\n"
        path.write_text(front + word, encoding="utf-8")
        assert word in content.page("odd", ENGLISH, tmp_path).html


def test_the_glossary_is_in_the_order_of_its_language() -> None:
    cyrillic, latin = content.glossary(CYRILLIC), content.glossary(LATIN)
    english = [entry.term.lower() for entry in content.glossary(ENGLISH)]
    assert english == sorted(english)
    assert {e.key for e in cyrillic} == {e.key for e in latin}
    keys = [entry.key for entry in cyrillic]
    assert len(keys) == len(set(keys))
    terms = [entry.term for entry in cyrillic]
    assert terms.index("Жртва") < terms.index("Званична идентификација")
    assert terms.index("Локални тим") < terms.index("Меморандум о разумевању")
    assert not any(CYRILLIC_LETTER.search(e.term + e.explanation) for e in latin)


def test_the_emergency_number_waits_for_an_editor_with_a_source(tmp_path: Path) -> None:
    assert content.emergency(tmp_path) is None
    path = tmp_path / "emergency.toml"
    path.write_text('value = "1"', encoding="utf-8")
    with pytest.raises(content.ContentError):
        content.emergency(tmp_path)
    path.write_text(
        'value = "1"\nlabel.en = "a"\nsource = "s"\nchecked_on = 2026-11-22\n',
        encoding="utf-8",
    )
    assert content.emergency(tmp_path) is not None
