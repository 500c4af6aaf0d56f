"""What differs between two versions, in words; and what the public would get."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from portal.db import begin_write, db
from portal.models import PathwayVersion, Team
from tests import world
from tests.blueprints.pathways.town import (
    Town,
    change,
    next_version,
    publish,
    remove,
    start,
    step_form,
    steps_of,
)
from tests.page import check_page
from tests.visit import look, send, signed_in

Desk = Callable[[str], FlaskClient]


def test_draft_says_what_is_new_since_the_published_one(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    publish(ana, dragan, start(ana, town))
    draft = next_version(app, ana)
    keys = [step.key for step in steps_of(app)]
    assert "Nothing differs" in look(ana, f"{draft}/compare").text
    change(ana, draft, keys[0], details="Сасвим нове речи.", details_en="New words.")
    remove(ana, draft, keys[2])
    page = look(ana, f"{draft}/compare").text
    assert '<ins class="came">' in page
    assert '<del class="went">' in page
    assert "Sasvim nove reči." in page
    assert "New words." in page
    assert "Changed" in page
    assert "Removed" in page
    assert f"{draft.rpartition('/')[2]}/compare" in look(ana, draft).text


def test_drawing_marks_what_came_changed_and_went(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    publish(ana, dragan, start(ana, town))
    draft = next_version(app, ana)
    assert "flow-svg" not in look(ana, f"{draft}/compare").text
    keys = [step.key for step in steps_of(app)]
    change(ana, draft, keys[0], details="Сасвим нове речи.")
    remove(ana, draft, keys[2])
    new = step_form(action="Ново", **{"answers-0-to": keys[-1]})
    assert send(ana, f"{draft}/steps/new", new).status_code == 303
    page = look(ana, f"{draft}/compare").text
    check_page(page)
    drawing = page[page.index('<svg class="flow-svg"') :].partition("</svg>")[0]
    for word, shape in (
        ("ADDED", "flow-came"),
        ("CHANGED", "flow-between"),
        ("REMOVED", "flow-gone"),
    ):
        assert f">{word}</text>" in drawing
        assert shape in drawing
    assert 'text-decoration="line-through"' in drawing
    heard = drawing[drawing.index("<desc") : drawing.index("</desc>")]
    assert "Added: Step" in heard
    assert "Removed: Step" in heard
    assert 'style="' not in drawing
    assert "The drawing goes on to the right" in page


def test_two_of_one_pathway_are_compared_and_no_other(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    first = publish(ana, dragan, start(ana, town))
    second = next_version(app, ana)
    other = start(ana, town, "child")
    since = first.rpartition("/")[2]
    assert look(ana, f"{second}/compare?since={since}").status_code == 200
    foreign = other.rpartition("/")[2]
    assert look(ana, f"{second}/compare?since={foreign}").status_code == 404
    hidden = second.rpartition("/")[2]
    assert look(desk("stranger"), f"{first}/compare").status_code == 200
    stranger = desk("stranger")
    assert look(stranger, f"{first}/compare?since={hidden}").status_code == 404
    assert look(stranger, f"{second}/compare").status_code == 404


def two_of(town: Town, before: dict[str, str], after: dict[str, str]) -> PathwayVersion:
    """A draft and the version before it, whose first step says these."""
    host = db.session.get(Team, town.coordinator.seats[0].team_id)
    made: list[PathwayVersion] = []
    for state, action in (("published", before), ("draft", after)):
        steps = [world.a_step("a", 1, "z", action=action), world.a_step("z", 2)]
        pathway = made[0].pathway if made else None
        made.append(world.a_version(host, state, steps=steps, pathway=pathway))
    return made[1]


def test_script_of_a_text_is_no_difference(app: Flask, town: Town, desk: Desk) -> None:
    typed = {"sr-Latn": "Pozovi policiju"}
    with app.app_context():
        begin_write()
        uid = two_of(town, typed, typed | {"sr-Cyrl": "Позови полицију"}).uid
        db.session.commit()
    page = look(desk("coordinator"), f"/desk/pathways/versions/{uid}/compare").text
    assert "Nothing differs" in page


def test_each_language_of_a_text_is_told_in_itself(
    app: Flask, town: Town, desk: Desk
) -> None:
    with app.app_context():
        begin_write()
        after = {"sr-Cyrl": "Позови станицу", "en": "Call the station"}
        draft = two_of(town, {"sr-Latn": "Pozovi policiju"}, after)
        draft.steps[0].consent = "person"
        uid = draft.uid
        db.session.commit()
    page = look(desk("coordinator"), f"/desk/pathways/versions/{uid}/compare").text
    assert 'lang="sr-Latn"' in page
    assert "stanicu" in page
    assert "Call the station" in page
    assert "Consent" in page


SECRET = ("action", "actor", "details", "refuse", "night", "basis")


def with_a_secret(town: Town) -> PathwayVersion:
    """A draft between whose public steps professionals do something."""
    said = {name: world.both(f"тајна {name}", f"secret {name}") for name in SECRET}
    steps = [
        world.a_step("a", 1, "b", "z", kind="decision"),
        world.a_step("b", 2, "z", audience="professional", **said),
        world.a_step("z", 3),
    ]
    steps[1].forks = [{"to": "z", "condition": world.both("тајна", "secret fork")}]
    steps[0].basis = world.both("тајна", "secret law")
    host = db.session.get(Team, town.coordinator.seats[0].team_id)
    return world.a_version(host, "draft", steps=steps)


def test_preview_is_what_the_public_gets_and_no_word_more(
    app: Flask, town: Town, desk: Desk
) -> None:
    with app.app_context():
        begin_write()
        version = f"/desk/pathways/versions/{with_a_secret(town).uid}"
        db.session.commit()
    milica = desk("member")
    assert "secret action" in look(milica, version).text
    for language in ("en", "sr-Latn", "sr-Cyrl"):
        page = look(milica, f"{version}/as-public?lang={language}").text.lower()
        assert [word for word in ("secret", "тајна", "tajna") if word in page] == []
    page = look(milica, f"{version}/as-public").text
    assert "Step a" in page
    assert "1 step is for professionals and stays out." in page


def test_comparison_and_preview_take_at_most_eight_statements(
    app: Flask, town: Town, desk: Desk, sql: Callable
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    publish(ana, dragan, start(ana, town))
    draft = next_version(app, ana)
    counts = {}
    for page in ("as-public", "comment", "compare"):
        look(ana, f"{draft}/{page}")
        with sql() as sent:
            look(ana, f"{draft}/{page}")
        counts[page] = len(sent)
    assert {page: n for page, n in counts.items() if n > 8} == {}


def test_reader_of_another_team_compares_what_was_published(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana, dragan = desk("coordinator"), desk("approver")
    publish(ana, dragan, start(ana, town))
    draft = next_version(app, ana)
    key = steps_of(app)[0].key
    change(ana, draft, key, action="Ново прво")
    publish(ana, dragan, draft)
    page = look(signed_in(app, town.stranger), f"{draft}/compare").text
    assert "Novo prvo" in page
