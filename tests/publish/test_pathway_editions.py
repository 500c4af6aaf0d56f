"""What a public pathway is taken along as: step by step, poster, drawing, document."""

import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import Draft202012Validator as Schema

from portal.languages import ALL
from portal.publish import Publisher
from portal.wall import Snapshot
from tests.publish.begun import begin
from tests.publish.country import STEPS, a_pathway, uid_of, withdrawn
from tests.publish.trees import read
from tests.publish.walls import put, take_down, waiting_keys
from tests.world import TODAY, both

pytestmark = pytest.mark.one_engine
SVG = "{http://www.w3.org/2000/svg}"
ATOM = "{http://www.w3.org/2005/Atom}"
WAY = f"pathways/{uid_of('pathway', 3)}/"


def file_of(publisher: Publisher, path: str, prefix: str = "en") -> str:
    return read(publisher, f"{prefix}/{path}") or ""


def schema_of(publisher: Publisher) -> Schema:
    schema = json.loads(file_of(publisher, "data/pathway.schema.json"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_document_is_as_its_schema_says_in_every_language(publisher: Publisher) -> None:
    begin(publisher)
    schema = schema_of(publisher)
    for spoken in ALL:
        told = json.loads(file_of(publisher, f"{WAY}pathway.json", spoken.prefix))
        schema.validate(told)
        assert told["language"] == spoken.code
        assert len(told["steps"]) == STEPS
        assert told["steps"][0]["next"] == [{"step": 2, "answer": None}]
        assert told["address"].endswith(f"/{spoken.prefix}/{WAY}")
    assert told["steps"][0]["action"]["text"] == "Step 1 of way 3"


def test_schema_refuses_what_is_not_a_pathway(publisher: Publisher) -> None:
    begin(publisher)
    schema = schema_of(publisher)
    told = json.loads(file_of(publisher, f"{WAY}pathway.json"))
    for wrong in ({"steps": []}, {"withdrawn_on": "2026-11-22"}, {"duty_phone": "1"}):
        with pytest.raises(ValidationError):
            schema.validate(told | wrong)


def test_files_that_name_kosovo_carry_the_note(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    schema = schema_of(publisher)
    plain = json.loads(file_of(publisher, f"{WAY}pathway.json"))
    assert plain["status_note"] is None
    assert "1244/1999" not in file_of(publisher, f"{WAY}pathway.svg")
    for way in (a_pathway(3, 3, title=" to Kosovo"), *named_and_withdrawn()):
        put(portal, way)
        publisher.change(waiting_keys(portal), TODAY)
        for spoken in ALL:
            told = json.loads(file_of(publisher, f"{WAY}pathway.json", spoken.prefix))
            schema.validate(told)
            assert "1244/1999" in told["status_note"]["text"]
            assert told["status_note"]["language"] == spoken.code
            svg = file_of(publisher, f"{WAY}pathway.svg", spoken.prefix)
            root = ElementTree.fromstring(svg)
            assert "1244/1999" in " ".join(root.itertext())
            assert beyond(root) == []
    page = file_of(publisher, f"{WAY}index.html")
    assert page.count("1244/1999") == 1


def named_and_withdrawn() -> tuple[Snapshot]:
    gone = withdrawn(3, 3)
    title = {"title": both("Пут на Косово*", "The way to Kosovo*")}
    return (replace(gone, summary=gone.summary | title, payload=gone.payload | title),)


def beyond(root: ElementTree.Element) -> list[str]:
    """Texts that begin below the picture."""
    height = float(root.get("height", "0"))
    return [t.text or "" for t in root.iter(f"{SVG}text") if float(t.get("y")) > height]


def test_drawing_stands_alone_and_shows_every_step(publisher: Publisher) -> None:
    begin(publisher)
    root = ElementTree.fromstring(file_of(publisher, f"{WAY}pathway.svg"))
    assert root.tag == f"{SVG}svg"
    names = {root.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")}
    assert set(root.get("aria-labelledby", "").split()) == names
    said = "".join(root.itertext())
    assert all(f"Step {at}" in said for at in range(1, STEPS + 1))
    for node in root.iter():
        assert node.tag not in (f"{SVG}script", f"{SVG}style", f"{SVG}a")
        assert not {"style", "href"} & node.attrib.keys()


def test_drawing_on_the_page_is_the_file(publisher: Publisher) -> None:
    begin(publisher)
    assert file_of(publisher, f"{WAY}pathway.svg") in file_of(
        publisher, f"{WAY}index.html"
    )


def test_follow_along_needs_no_other_page(publisher: Publisher) -> None:
    begin(publisher)
    page = file_of(publisher, f"{WAY}follow/index.html")
    for at in range(1, STEPS + 1):
        assert f'id="step-{at}"' in page
        assert f"<b>Step {at}</b> of {STEPS}" in page
    assert page.count('class="follow-step follow-first"') == 1
    assert page.index('id="step-1"') > page.index(f'id="step-{STEPS}"')
    assert "Who do I call now?" in page
    assert "National number" in page or "tel:" in page


def test_poster_has_a_code_that_leads_to_the_page(publisher: Publisher) -> None:
    begin(publisher)
    page = file_of(publisher, f"{WAY}poster/index.html")
    assert 'src="data:image/svg+xml' in page
    assert f"https://localhost/en/{WAY}" in page


def test_withdrawn_pathway_says_so_wherever_it_was_taken_along(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    put(portal, withdrawn(3, 3), urgent=True)
    publisher.change(waiting_keys(portal), TODAY)
    pages = ("follow/index.html", "poster/index.html", "pathway.svg")
    for name in pages:
        told = file_of(publisher, f"{WAY}{name}")
        assert "was withdrawn on" in told, name
        assert "Step 1" not in told, name
    told = json.loads(file_of(publisher, f"{WAY}pathway.json"))
    schema_of(publisher).validate(told)
    assert told["withdrawn_on"] == TODAY.isoformat()
    assert "steps" not in told


def entries(publisher: Publisher) -> dict[str, tuple[str, str]]:
    feed = ElementTree.fromstring(file_of(publisher, "data/pathways.atom"))
    return {
        entry.findtext(f"{ATOM}id", ""): (
            entry.findtext(f"{ATOM}title", ""),
            entry.findtext(f"{ATOM}summary", ""),
        )
        for entry in feed.iter(f"{ATOM}entry")
    }


def test_feed_tells_what_is_published_withdrawn_and_gone(
    publisher: Publisher, portal: Flask
) -> None:
    begin(publisher)
    put(portal, a_pathway(3, 3, edition=2), withdrawn(4, 4))
    take_down(portal, a_pathway(5, 5))
    publisher.change(waiting_keys(portal), TODAY)
    told = entries(publisher)

    def of(number: int) -> tuple[str, str]:
        return told[f"urn:uuid:{uid_of('pathway', number)}"]

    assert of(3) == ("Way 3", "Version 2 is published · Town 3")
    assert of(4)[1].startswith("Withdrawn: do not follow it any more")
    assert of(5)[0] == "A pathway is no longer listed"


def test_markup_in_a_step_stays_text_in_the_drawing(
    publisher: Publisher, portal: Flask
) -> None:
    hostile = a_pathway(3, 3)
    step: dict[str, Any] = hostile.payload["steps"][0]
    step["action"] = both('"/><script>1</script>', '"/><script>1</script>')
    step["actor"] = both("<b>&amp;", "<b>&amp;")
    put(portal, hostile)
    begin(publisher)
    root = ElementTree.fromstring(file_of(publisher, f"{WAY}pathway.svg"))
    assert not list(root.iter(f"{SVG}script"))
    assert "<script>" in "".join(root.itertext()).replace(" ", "")
