"""Templates of pathways and the demonstration, as their editors wrote them."""

import csv
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from portal.domain.clarity import unclear
from portal.domain.pathways import (
    Audience,
    Consent,
    Fork,
    Graph,
    Node,
    Profile,
    Scope,
    StepKind,
    public_edition,
)
from portal.domain.places import Sector, Tier
from portal.domain.services import Category, Group
from portal.domain.words import CYRILLIC, ENGLISH
from portal.labels import LABELS

CONTENT = Path(__file__).parents[1] / "content"
TEMPLATES = sorted(path.stem for path in (CONTENT / "pathways").glob("*.toml"))
# With the title in two languages and the day of review: at most 15 inputs.
MOST_SLOTS = 12
MOST_STEPS = 18
CYRILLIC_LETTER = re.compile("[Ѐ-ӿ]")


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
                consent=Consent(step["consent"]),
                shares=step["shares"],
                guardian=step["guardian"],
                forks=tuple(
                    Fork(n["to"], bool(n["when"])) for n in step.get("next", [])
                ),
            )
            for number, step in enumerate(template["step"], start=1)
        )
    )


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_clear_for_both_audiences(name: str) -> None:
    template = toml(f"pathways/{name}.toml")
    graph = graph_of(template)
    assert unclear(graph, Profile(template["profile"])) == []
    assert unclear(public_edition(graph)) == []
    assert len(graph.nodes) <= MOST_STEPS
    assert any(node.shares for node in graph.nodes)
    assert sum(node.kind == StepKind.DECISION for node in graph.nodes) >= 2
    assert graph.nodes[0].has_night_fallback
    assert Scope(template["scope"])


@pytest.mark.one_engine
def test_there_are_seven_templates_each_with_a_heading_and_a_place() -> None:
    told = [toml(f"pathways/{name}.toml") for name in TEMPLATES]
    assert sorted(template["order"] for template in told) == list(range(1, 8))
    assert {template["group"] for template in told} == set(LABELS["template_group"])


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_professionals_do_is_not_told_to_the_public(name: str) -> None:
    for step in toml(f"pathways/{name}.toml")["step"]:
        if step["actor_sector"] == Sector.PROSECUTION or step["key"] == "refer":
            assert step["audience"] == Audience.PROFESSIONAL


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_uses_the_codes_and_slots_that_there_are(name: str) -> None:
    template = toml(f"pathways/{name}.toml")
    slots = {slot["key"] for slot in template["slot"]}
    assert len(slots) == len(template["slot"]) <= MOST_SLOTS
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


@pytest.mark.parametrize("name", TEMPLATES)
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


def test_suggestions_of_the_demonstration_call_nobody_and_name_what_there_is() -> None:
    told = toml("demonstration/suggestions.toml")["suggestion"]
    offers = {s["key"] for s in toml("demonstration/services.toml")["service"]}
    for suggestion in told:
        assert suggestion["service"] in offers
        for contact in suggestion["changes"].get("contacts", []):
            assert contact["value"].startswith("+381 000 ")
    ends = ["taken" in s or "answer" in s for s in told]
    assert ends.count(False) == 2


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
        "employment",
        "labour_inspection",
        "civil_society",
    }
