"""The office adds words to the taxonomy; two of it stand for each."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from portal import terms
from portal.blueprints.terms import actions, queries
from portal.blueprints.terms.actions import TermDraft
from portal.db import begin_write, db
from portal.domain.errors import DomainError
from portal.domain.people import Actor
from portal.domain.terms import BUILT_IN, code_of
from portal.labels import label
from portal.models import Published, Team, Term
from tests import world
from tests.visit import look, send, signed_in

CAMPS = TermDraft("category", world.both("Летњи камп", "Summer camp"), None)


@pytest.fixture
def office(app: Flask) -> tuple[Actor, Actor, Actor]:
    """Two of the office, and a coordinator of a town."""
    with app.app_context():
        begin_write()
        team = world.a_team("office", kind="office")
        first, second = (world.somebody(team, "office") for _ in range(2))
        ana = world.somebody(world.a_team("own"), "coordinator")
        db.session.commit()
        return first, second, ana


def act(app: Flask, action: Callable[..., Any], actor: Actor, *given: Any) -> Any:
    with app.app_context():
        begin_write()
        found = [queries.term(x) if hasattr(x, "hex") else x for x in given]
        event = action(actor, *found, app.config["CLOCK"]())
        db.session.commit()
        return event


def only_term(app: Flask) -> Term:
    with app.app_context():
        return queries.terms()[0]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Summer camp", "summer_camp"),
        ("Летњи камп", "letnji_kamp"),
        ("Šetnja, đaci!", "setnja_daci"),
        ("?!", ""),
        ("x" * 50, "x" * 30),
    ],
)
def test_code_is_made_of_the_name(name: str, code: str) -> None:
    assert code_of(name) == code


def test_term_is_offered_and_public_once_a_second_person_confirmed_it(
    app: Flask, office: Any
) -> None:
    first, second, _ = office
    act(app, actions.propose, first, CAMPS)
    with app.test_request_context():
        assert "summer_camp" not in terms.offered("category")
        assert label("category", "summer_camp") == "summer_camp"
    with pytest.raises(DomainError, match="same_person"):
        act(app, actions.confirm, first, only_term(app).uid)
    act(app, actions.confirm, second, only_term(app).uid)
    with app.test_request_context():
        assert terms.offered("category") == [*BUILT_IN["category"], "summer_camp"]
        assert label("category", "summer_camp") == "Летњи камп"
        (up,) = db.session.scalars(db.select(Published)).all()
    assert sorted(up.approvers) == sorted(map(str, (a.person_uid for a in office[:2])))


def test_retired_term_keeps_its_name_and_is_offered_only_to_what_holds_it(
    app: Flask, office: Any
) -> None:
    first, second, _ = office
    act(app, actions.propose, first, CAMPS)
    act(app, actions.confirm, second, only_term(app).uid)
    act(app, actions.retire, first, only_term(app).uid)
    with app.test_request_context():
        assert "summer_camp" not in terms.offered("category")
        assert "summer_camp" in terms.offered("category", held=["summer_camp"])
        assert label("category", "summer_camp") == "Летњи камп"
    act(app, actions.bring_back, first, only_term(app).uid)
    with app.test_request_context():
        assert "summer_camp" in terms.offered("category")


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (TermDraft("category", {"en": "Camp"}, None), "term_both_languages"),
        (TermDraft("category", world.both("Смештај", "Housing"), None), "term_known"),
        (TermDraft("category", world.both("Летњи", "Summer camp"), None), "term_known"),
        (TermDraft("category", world.both("Летњи", "!"), None), "term_no_code"),
    ],
)
def test_term_needs_both_languages_and_a_code_of_its_own(
    app: Flask, office: Any, draft: TermDraft, code: str
) -> None:
    act(app, actions.propose, office[0], CAMPS)
    with pytest.raises(DomainError, match=code):
        act(app, actions.propose, office[0], draft)


def test_term_in_use_is_not_dropped(app: Flask, office: Any) -> None:
    first, second, _ = office
    act(app, actions.propose, first, CAMPS)
    act(app, actions.confirm, second, only_term(app).uid)
    with pytest.raises(DomainError, match="term_moved"):
        act(app, actions.drop, first, only_term(app).uid)
    with pytest.raises(DomainError, match="term_moved"):
        act(app, actions.confirm, second, only_term(app).uid)


def test_office_adds_a_word_on_the_page_and_another_confirms_it(
    app: Flask, office: Any
) -> None:
    first, second, _ = office
    jelena, marko = signed_in(app, first), signed_in(app, second)
    form = {"kind": "group", "name": "Старији", "name_en": "Older people"}
    assert send(jelena, "/desk/terms/", form).status_code == 303
    page = look(jelena, "/desk/terms/?lang=en").text
    assert "Older people" in page
    assert "/confirm" not in page
    address = f"/desk/terms/{only_term(app).uid}/confirm"
    assert address in look(marko, "/desk/terms/").text
    send(marko, address)
    assert only_term(app).state == "in_use"


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    app: Flask, office: Any
) -> None:
    jelena = signed_in(app, office[0])
    form = {"kind": "group", "name": "Жене", "name_en": "Women"}
    answer = send(jelena, "/desk/terms/", form)
    assert answer.status_code == 422
    assert 'value="Жене"' in answer.text


def test_new_category_is_chosen_for_a_service_and_filters_the_list(
    app: Flask, office: Any
) -> None:
    first, second, ana = office
    act(app, actions.propose, first, CAMPS)
    act(app, actions.confirm, second, only_term(app).uid)
    client = signed_in(app, ana)
    assert 'value="summer_camp"' in look(client, "/desk/services/").text
    with app.app_context():
        team = db.session.scalar(db.select(Team.uid).where(Team.key == "own"))
    page = look(client, f"/desk/services/new/{team}").text
    assert 'value="summer_camp"' in page


def test_public_pages_name_a_term_by_what_is_public(
    app: Flask, office: Any, visitor: Any
) -> None:
    first, second, _ = office
    act(app, actions.propose, first, CAMPS)
    with visitor() as public, public.application.test_request_context("/en/"):
        assert label("category", "summer_camp") == "summer_camp"
    act(app, actions.confirm, second, only_term(app).uid)
    with visitor() as public, public.application.test_request_context("/en/"):
        assert "summer_camp" in terms.every("category")
        assert terms.words("category", "summer_camp") == CAMPS.name
