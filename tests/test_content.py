"""Pages, glossary and templates that editors own, and prose without script."""

import csv
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from portal import content
from portal.domain.clarity import unclear
from portal.domain.pathways import (
    Audience,
    Consent,
    Fork,
    Graph,
    Node,
    Profile,
    StepKind,
    public_edition,
)
from portal.domain.places import Sector, Tier
from portal.domain.services import Category, Group
from portal.domain.words import CYRILLIC, ENGLISH, LANGUAGES, LATIN
from portal.prose import safe_address, to_html

CONTENT = Path(__file__).parents[1] / "content"
SLUGS = ("help", "helping", "about", "accessibility", "privacy")
MOST_SLOTS = {"adult": 4, "child": 5}
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


def toml(path: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / path).read_text(encoding="utf-8"))


def graph_of(template: dict[str, Any]) -> Graph:
    return Graph(
        tuple(
            Node(
                key=step["key"],
                number=number,
                kind=StepKind(step["kind"]),
                audience=Audience(step["audience"]),
                has_actor=bool(step["actor"]),
                has_night_fallback=bool(step["night"]),
                forks=tuple(
                    Fork(n["to"], bool(n["when"])) for n in step.get("next", [])
                ),
            )
            for number, step in enumerate(template["step"], start=1)
        )
    )


@pytest.mark.parametrize("name", ["adult", "child"])
def test_a_template_is_clear_for_both_audiences(name: str) -> None:
    template = toml(f"pathways/{name}.toml")
    graph = graph_of(template)
    assert unclear(graph) == []
    assert unclear(public_edition(graph)) == []
    assert len(graph.nodes) <= 12
    assert sum(node.kind == StepKind.DECISION for node in graph.nodes) >= 2
    assert graph.nodes[0].has_night_fallback
    assert Profile(template["profile"]) == name


@pytest.mark.parametrize("name", ["adult", "child"])
def test_a_template_uses_the_codes_and_slots_that_there_are(name: str) -> None:
    template = toml(f"pathways/{name}.toml")
    slots = {slot["key"] for slot in template["slot"]}
    assert len(slots) == len(template["slot"]) <= MOST_SLOTS[name]
    assert {step["slot"] for step in template["step"]} - {""} == slots
    for slot in template["slot"]:
        assert set(slot["sectors"]) <= set(Sector)
        assert set(slot["categories"]) <= set(Category)
    for step in template["step"]:
        assert Consent(step["consent"])
        assert step["actor_sector"] in {*Sector, ""}
        assert step["limit"] in ("", {"value": 0, "unit": "minute"})
        if step["audience"] == Audience.PROFESSIONAL:
            assert not step["refuse"]


@pytest.mark.parametrize("name", ["adult", "child"])
def test_every_text_of_a_template_is_in_both_languages(name: str) -> None:
    texts = list(words_in(toml(f"pathways/{name}.toml")))
    assert len(texts) > 50
    for words in texts:
        assert set(words) == {CYRILLIC, ENGLISH}
        assert CYRILLIC_LETTER.search(words[CYRILLIC])
        assert not CYRILLIC_LETTER.search(words[ENGLISH])


def words_in(thing: Any) -> Any:
    if isinstance(thing, dict) and ENGLISH in thing:
        yield thing
    elif isinstance(thing, dict):
        for part in thing.values():
            yield from words_in(part)
    elif isinstance(thing, list):
        for part in thing:
            yield from words_in(part)


def test_the_demonstration_can_call_and_visit_nobody() -> None:
    services = toml("demonstration/services.toml")["service"]
    assert len(services) == 17
    for service in services:
        for contact in service["contact"]:
            assert contact["value"].startswith("+381 000 ") or contact[
                "value"
            ].endswith(".example")
        for place in (service["address"], service.get("exact_place")):
            text = place[CYRILLIC] if isinstance(place, dict) else place
            assert not text or text.startswith("Измишљена")
        assert (service["tier"] == Tier.PUBLIC) == bool(service["address"])
        assert set(service["groups"]) <= set(Group)
        assert Category(service["category"])


def test_the_demonstration_refers_to_what_there_is() -> None:
    people = toml("demonstration/people.toml")["person"]
    bodies = toml("demonstration/organisations.toml")
    services = toml("demonstration/services.toml")["service"]
    ways = toml("demonstration/pathways.toml")["pathway"]
    persons = {person["key"] for person in people}
    organisations = {body["key"] for body in bodies["organisation"]} | {"office"}
    towns = slugs_of_baseline() | {"", "office"}
    offers = {service["key"] for service in services}
    for person in people:
        for seat in person["seat"]:
            assert seat["organisation"] in organisations
            assert seat["team"] in towns
    for seat in bodies["seat"]:
        assert seat["organisation"] in organisations
    for service in services:
        assert service["organisation"] in organisations
        assert service["municipality"] in towns
        named = {service["proposed_by"], service["confirmed_by"]}
        named |= {row["person"] for row in service["verified"]}
        assert named | set(service.get("custodians", [])) <= persons
        assert service["proposed_by"] != service["confirmed_by"]
    for way in ways:
        template = toml(f"pathways/{way['template']}.toml")
        steps = {step["key"] for step in template["step"]}
        assert set(way["slots"].values()) <= offers
        assert set(way["slots"]) <= {slot["key"] for slot in template["slot"]}
        changed = [*way.get("limit", []), *way.get("edit", [])]
        assert {change["step"] for change in changed} <= steps
        assert set(way["acknowledged_by"]) <= persons


def slugs_of_baseline() -> set[str]:
    path = CONTENT / "baseline-2017/municipalities.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["slug"] for row in csv.DictReader(handle, delimiter=";")}


def test_one_expected_sector_has_no_seat_in_vranje() -> None:
    bodies = toml("demonstration/organisations.toml")
    sectors = {body["key"]: body["sector"] for body in bodies["organisation"]}
    seated = {
        sectors[seat["organisation"]]
        for seat in bodies["seat"]
        if seat["team"] == "vranje"
    }
    assert seated == {
        "police",
        "prosecution",
        "health",
        "social_care",
        "education",
        "local_government",
        "civil_society",
    }
