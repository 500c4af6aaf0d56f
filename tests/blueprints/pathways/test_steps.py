"""Steps of a draft: two people at once, bad input, hostile text, two scripts."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.db import begin_write, db
from portal.models import Service
from tests import world
from tests.blueprints.pathways.town import Town, start, step_form, steps_of
from tests.form_values import form_values
from tests.visit import look, send


def test_two_people_in_different_steps_are_both_kept(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    first, second = steps_of(app)[0], steps_of(app)[2]
    for step, text in ((first, "Прва измена"), (second, "Друга измена")):
        url = f"{version}/steps/{step.key}"
        form = form_values(look(ana, url).text) | {"action": text}
        assert send(ana, url, form).status_code == 303
    texts = [step.action["sr-Cyrl"] for step in steps_of(app)]
    assert (texts[0], texts[2]) == ("Прва измена", "Друга измена")


def test_two_people_in_the_same_step_both_see_both_texts(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana, again = desk("coordinator"), desk("coordinator")
    version = start(ana, town)
    url = f"{version}/steps/{steps_of(app)[1].key}"
    seen = form_values(look(ana, url).text)
    assert send(ana, url, seen | {"action": "Њен текст"}).status_code == 303
    conflict = send(again, url, seen | {"action": "Мој текст"})
    assert conflict.status_code == 409
    assert "Њен текст" in conflict.text
    assert "Мој текст" in conflict.text
    assert steps_of(app)[1].action["sr-Cyrl"] == "Њен текст"
    kept = form_values(conflict.text)
    assert kept["action"] == "Мој текст"
    assert send(again, url, kept).status_code == 303
    assert steps_of(app)[1].action["sr-Cyrl"] == "Мој текст"


def test_english_that_stayed_is_asked_for(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    url = f"{version}/steps/{steps_of(app)[0].key}"
    asks = "Look whether the English still says the same: What is done."
    for more, asked in (
        ({"action": "Прва измена"}, True),
        ({"action": "Друга измена", "action_en": "The second change"}, False),
        ({"night": "Ноћу исто."}, False),
    ):
        form = form_values(look(ana, url).text) | more
        if "night" in more:
            form["night_en"] = ""
        assert send(ana, url, form).status_code == 303
        assert (asks in look(ana, version).text) == asked, more


def test_moving_a_step_does_not_disturb_somebody_who_edits_it(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    step = steps_of(app)[1]
    url = f"{version}/steps/{step.key}"
    form = form_values(look(ana, url).text) | {"action": "Измена"}
    assert send(ana, f"{url}/move/down").status_code == 303
    assert send(ana, url, form).status_code == 303
    assert steps_of(app)[2].action["sr-Cyrl"] == "Измена"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"limit_value": "140", "limit_unit": "day"}, None),
        ({"limit_value": "1400"}, "Enter a number from 0 to 1000."),
        ({"limit_value": "soon"}, "Enter a whole number."),
        ({"action": ""}, "Fill this in."),
        ({"answers-1-condition": "Не"}, "Choose where this answer leads"),
        ({"answers-1-condition_en": "No"}, "Choose where this answer leads"),
        ({"answers-0-to": "nowhere"}, "That step does not exist in this draft."),
        ({"service": "5b2b8f0e-0000-4000-8000-000000000000"}, "That service is not"),
    ],
)
def test_bad_input_is_named_at_the_field_and_nothing_typed_is_lost(
    town: Town,
    desk: Callable[[str], FlaskClient],
    wrong: dict[str, str],
    said: str | None,
) -> None:
    ana = desk("coordinator")
    version = start(ana, town, "blank")
    typed = step_form(details="Дуго писано.") | wrong
    answer = send(ana, f"{version}/steps/new", typed)
    if said is None:
        assert answer.status_code == 303
        return
    assert answer.status_code == 422
    assert said in answer.text
    assert "Дуго писано." in answer.text


def test_markup_in_any_field_is_text(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana = desk("coordinator")
    version = start(ana, town, "blank")
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    fields = ("action", "actor", "details", "refuse", "basis", "night")
    send(ana, f"{version}/steps/new", step_form(**dict.fromkeys(fields, hostile)))
    page = look(ana, version).text
    assert page.count("&lt;script&gt;") >= len(fields)
    assert "<script>alert" not in page


def test_latin_is_shown_as_latin_until_somebody_confirms_the_cyrillic(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    ana = desk("coordinator")
    version = start(ana, town, "blank")
    send(ana, f"{version}/steps/new", step_form(action="Njegova škola zove CPTV"))
    send(ana, "/desk/language", {"language": "sr-Cyrl"})
    assert '<span lang="sr-Latn">Njegova škola' in look(ana, version).text
    shown = form_values(look(ana, version).text)
    assert send(ana, f"{version}/cyrillic", shown).status_code == 303
    assert steps_of(app)[0].action["sr-Cyrl"] == "Његова школа зове CPTV"
    assert '<span lang="sr-Latn">' not in look(ana, version).text


def test_a_step_keeps_its_service_while_a_change_of_that_service_waits(
    app: Flask, town: Town, desk: Callable[[str], FlaskClient]
) -> None:
    with app.app_context():
        begin_write()
        office = world.a_team("office", kind="office")
        national = world.a_service(office, publication="public")
        uid, ident = str(national.uid), national.id
        db.session.commit()
    ana = desk("coordinator")
    version = start(ana, town, "blank")
    assert send(ana, f"{version}/steps/new", step_form(service=uid)).status_code == 303
    with app.app_context():
        begin_write()
        db.session.get_one(Service, ident).publication = "proposed"
        db.session.commit()
    url = f"{version}/steps/{steps_of(app)[0].key}"
    form = form_values(look(ana, url).text)
    assert form["service"] == uid
    assert send(ana, url, form | {"action": "Измена"}).status_code == 303
    assert steps_of(app)[0].service_id == ident
