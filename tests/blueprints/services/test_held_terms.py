"""A word that the office retired stays to choose where a record holds it."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from portal.db import begin_write, db
from portal.domain.terms import LANGUAGE, TermKind
from portal.models import Term
from tests import world
from tests.form_values import form_values
from tests.visit import look, send

from .conftest import Town

Desk = Callable[[str], FlaskClient]
OPTION = 'value="retired_{}"'


@pytest.fixture
def holding(town: Town) -> Town:
    """The service holds a word of each kind, and the office has retired them all."""
    with town.app.app_context():
        begin_write()
        for kind in TermKind:
            by = town.jelena.person_id or 0
            world.a_term(f"retired_{kind}", by, kind=kind.value)
        db.session.commit()
    town.edit(
        town.ana,
        category="retired_category",
        model="retired_model",
        phases=("crisis", "retired_phase"),
        groups=("women", "retired_group"),
    )
    with town.app.app_context():
        begin_write()
        db.session.execute(update(Term).values(retired_on=world.TODAY))
        db.session.commit()
    return town


def test_record_is_saved_where_the_office_has_added_a_language(
    town: Town, desk: Desk
) -> None:
    with town.app.app_context():
        begin_write()
        world.a_term("ar", town.jelena.person_id or 0, kind=LANGUAGE)
        db.session.commit()
    ana, url = desk("ana"), f"/desk/services/{town.uid}/edit"
    sent = form_values(look(ana, url).text) | {"cost_en": "Free"}
    assert send(ana, url, sent).status_code == 303


def test_record_is_saved_with_the_retired_words_that_it_holds(
    holding: Town, desk: Desk
) -> None:
    ana, url = desk("ana"), f"/desk/services/{holding.uid}/edit"
    page = look(ana, url).text
    for kind in TermKind:
        assert OPTION.format(kind) in page
    sent = form_values(page) | {"cost_en": "Free"}
    assert send(ana, url, sent).status_code == 303
    found = holding.read()
    assert (found.category, found.model) == ("retired_category", "retired_model")
    assert found.phases == ["crisis", "retired_phase"]
    assert found.groups == ["women", "retired_group"]
    assert found.cost == {"en": "Free"}


def test_conflict_names_what_differs_and_not_the_retired_words(
    holding: Town, desk: Desk
) -> None:
    ana, url = desk("ana"), f"/desk/services/{holding.uid}/edit"
    sent = form_values(look(ana, url).text) | {"cost_en": "Free", "seen_version": "0"}
    answer = send(ana, url, sent)
    assert answer.status_code == 422
    differing = answer.text.partition('<dl class="both">')[2].partition("</dl>")[0]
    assert "Free" in differing
    assert "A new kind" not in differing


def test_other_records_are_not_offered_what_is_retired(
    holding: Town, desk: Desk
) -> None:
    ana = desk("ana")
    assert "retired_" not in look(ana, f"/desk/services/new/{holding.team_uid}").text
    with holding.app.app_context():
        begin_write()
        other = world.a_service(db.session.merge(holding.read().host_team))
        db.session.commit()
        uid = other.uid
    url = f"/desk/services/{uid}/edit"
    page = look(ana, url).text
    assert "retired_" not in page
    sent = form_values(page) | {"category": "retired_category"}
    assert send(ana, url, sent).status_code == 422
    assert holding.read().category == "retired_category"
