"""What is typed into a step that a colleague took away meanwhile stays on the page."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from tests.blueprints.pathways.town import (
    Town,
    change,
    remove,
    start,
    step_form,
    steps_of,
)
from tests.form_values import form_values
from tests.visit import look, send

Desk = Callable[[str], FlaskClient]
TYPED = "Зове центар за социјални рад"


def test_text_for_a_step_that_is_gone_can_be_saved_as_a_new_one(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    key = steps_of(app)[1].key
    page = f"{version}/steps/{key}"
    typed = form_values(look(ana, page).text) | {"action": TYPED}
    assert remove(ana, version, key).status_code == 303
    before = len(steps_of(app))
    late = send(ana, page, typed)
    assert late.status_code == 409
    assert "Somebody removed this step meanwhile" in late.text
    assert f'action="{version}/steps/new"' in late.text
    again = form_values(late.text)
    assert again["action"] == TYPED
    assert send(ana, f"{version}/steps/new", again).status_code == 303
    assert len(steps_of(app)) == before + 1
    assert look(ana, page).status_code == 404


def test_text_for_a_draft_that_was_sent_is_shown_and_not_saved(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    page = f"{version}/steps/{steps_of(app)[0].key}"
    typed = form_values(look(ana, page).text) | {"action": TYPED}
    assert send(ana, f"{version}/submit").status_code == 303
    pages = {page: typed, f"{version}/steps/new": step_form(action=TYPED)}
    for url, form in pages.items():
        late = send(ana, url, form)
        assert late.status_code == 409
        assert "no draft any more" in late.text
        assert form_values(late.text)["action"] == TYPED
        assert "Save the step" not in late.text
        assert look(ana, url).status_code == 403
        assert send(desk("member"), url, form).status_code == 403
    assert all(TYPED not in step.action.values() for step in steps_of(app))


def test_words_above_the_steps_and_translations_of_a_sent_draft_are_not_lost(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    typed = {
        f"{version}/settings": {"title": TYPED},
        f"{version}/reach": {"scope": "local"},
        f"{version}/languages/en": {"title": "Whom to call"},
    }
    forms = {url: form_values(look(ana, url).text) for url in typed}
    before = look(ana, version).text
    assert send(ana, f"{version}/submit").status_code == 303
    for url, words in typed.items():
        late = send(ana, url, forms[url] | words)
        assert late.status_code == 409
        assert "no draft any more" in late.text
        assert form_values(late.text).items() >= words.items()
        assert 'type="submit">Save' not in late.text
        assert look(ana, url).status_code == 403
        assert send(desk("member"), url, forms[url] | words).status_code == 403
    assert TYPED not in before + look(ana, version).text


def test_step_that_a_colleague_changed_is_shown_before_it_is_removed(
    app: Flask, town: Town, desk: Desk
) -> None:
    ana = desk("coordinator")
    version = start(ana, town)
    key = steps_of(app)[1].key
    page = f"{version}/steps/{key}"
    shown = form_values(look(ana, page).text)
    change(ana, version, key, action=TYPED)
    refused = send(ana, f"{page}/remove", shown)
    assert refused.status_code == 409
    assert "Somebody changed this step meanwhile" in refused.text
    assert form_values(refused.text)["action"] == TYPED
    assert key in {step.key for step in steps_of(app)}
    assert send(ana, f"{page}/remove", form_values(refused.text)).status_code == 303
    assert key not in {step.key for step in steps_of(app)}
