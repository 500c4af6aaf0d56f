from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.blueprints.services import actions, suggested
from portal.db import begin_write, db
from portal.domain.people import Actor
from portal.domain.permissions import May, allowed
from portal.models import Suggestion
from portal.visible import (
    visible_suggestions,
)
from tests import world
from tests.form_values import form_values
from tests.statements import Statements
from tests.visit import look, send

from .conftest import PHONE, Town, a_contact
from .suggesting import decides, filled, last, page_of, suggests, values

Desk = Callable[[str], FlaskClient]
Count = Callable[[], AbstractContextManager[Statements]]
OTHER = "+381 000 999 999"
LOCAL, HIDDEN = "+381 17 777 777", "0800 999 999"


def hide_a_house(town: Town) -> None:
    contacts = (
        a_contact(LOCAL),
        a_contact(HIDDEN, audience="professional"),
        a_contact(PHONE),
    )
    town.edit(town.ana, tier="confidential", contacts=contacts)
    town.publish()


def test_outsider_sees_in_form_and_difference_what_they_see_of_a_shelter(
    town: Town, desk: Desk
) -> None:
    hide_a_house(town)
    vesna = desk("vesna")
    page = look(vesna, f"/desk/services/{town.uid}/suggest").text
    assert PHONE in page
    for hidden in (LOCAL, HIDDEN, 'name="address"', "vranje"):
        assert hidden not in page
    made = suggests(town, vesna, **{"contacts-0-value": OTHER})
    page = look(vesna, page_of(made)).text
    assert OTHER in page
    assert LOCAL not in page
    assert HIDDEN not in page
    decides(desk("ana"), made, "take", fields=["contacts"])
    assert sorted(values(town)) == sorted([OTHER, LOCAL, HIDDEN])


def test_no_address_is_suggested_or_shown_once_the_place_is_confidential(
    town: Town, desk: Desk
) -> None:
    town.edit(town.ana, tier="public", address={"en": "Invented 1"})
    town.publish()
    made = suggests(town, desk("vesna"), address_en="Invented 77", cost_en="Free")
    town.edit(town.ana, tier="confidential")
    for who in ("ana", "vesna"):
        page = look(desk(who), page_of(made)).text
        assert "Free" in page
        assert "Invented" not in page
    assert decides(desk("ana"), made, "take", fields=["address"]).status_code == 422
    decides(desk("ana"), made, "take", fields=["address", "cost"])
    assert last(town).state == "open"
    decides(desk("ana"), made, "take", fields=["cost"])
    assert town.read().address is None


def test_words_that_lead_to_a_shelter_are_asked_about_once(
    town: Town, desk: Desk
) -> None:
    hide_a_house(town)
    vesna, url = desk("vesna"), f"/desk/services/{town.uid}/suggest"
    sent = filled(vesna, url, cost_en="Ring at Flower street 12", reason="Known.")
    answer = send(vesna, url, sent)
    assert answer.status_code == 422
    assert "This may tell where it is" in answer.text
    assert send(vesna, url, form_values(answer.text)).status_code == 303
    assert "This may tell where it is" in look(desk("ana"), page_of(last(town))).text


def test_personal_number_is_refused(town: Town, desk: Desk) -> None:
    milica, url = desk("milica"), f"/desk/services/{town.uid}/suggest"
    sent = filled(milica, url, reason="0101990710008")
    assert send(milica, url, sent).status_code == 422


def test_other_team_cannot_suggest_what_it_cannot_read(town: Town, desk: Desk) -> None:
    url = f"/desk/services/{town.uid}/suggest"
    assert look(desk("vesna"), url).status_code == 404


def test_writer_learns_the_answer_though_the_record_is_public_no_more(
    town: Town, desk: Desk
) -> None:
    town.publish()
    vesna = desk("vesna")
    made = suggests(town, vesna, cost_en="Free")
    town.do(actions.hide, town.ana)
    town.edit(town.ana, name={"en": "New secret name"})
    decides(desk("ana"), made, "decline", answer="It is closed.")
    assert look(vesna, f"/desk/services/{town.uid}").status_code == 404
    for url in ("/desk/services/suggestions/", page_of(made)):
        page = look(vesna, url).text
        assert "It is closed." in page
        assert "Advice" in page
        assert "secret" not in page


def test_filter_and_judgement_agree_for_everybody(app: Flask, town: Town) -> None:
    town.publish()
    with app.app_context():
        begin_write()
        internal = world.a_service(
            db.session.merge(town.read().host_team), verified_by=town.ana
        )
        for service_id in (town.read().id, internal.id):
            for who in (town.vesna, town.milica, town.ana):
                db.session.add(a_suggestion(service_id, who))
        db.session.commit()
        uids = list(db.session.scalars(select(Suggestion.uid)))
        assert len(uids) == 6
        everybody = (town.ana, town.dragan, town.milica, town.vesna, town.jelena)
        seen = [visible(actor, uids) for actor in everybody]
    assert seen == [6, 0, 2, 2, 0]


def a_suggestion(service_id: int, who: Actor) -> Suggestion:
    return Suggestion(
        service_id=service_id,
        person_id=who.person_id,
        made_at=world.NOW,
        seen_version=1,
        seen={"cost": None},
        changes={"cost": {"en": "Free"}},
        reason="Called.",
        state="open",
    )


def visible(actor: Actor, uids: list[UUID]) -> int:
    """How many the filter shows; the rule says the same of each."""
    listed = select(Suggestion.uid).join(Suggestion.service)
    found = set(db.session.scalars(listed.where(visible_suggestions(actor))))
    judged = {
        uid
        for uid in uids
        if allowed(actor, May.READ_SUGGESTION, suggested.suggestion(uid))
    }
    assert judged == found, actor
    return len(found)


@pytest.mark.parametrize("page", ["{service}/suggest", "suggestions/{uid}"])
def test_pages_of_suggestions_ask_at_most_eight_questions(
    town: Town, desk: Desk, sql: Count, page: str
) -> None:
    hide_a_house(town)
    made = suggests(town, desk("vesna"), cost_en="Free")
    url = f"/desk/services/{page.format(service=town.uid, uid=made.uid)}"
    ana = desk("ana")
    with sql() as sent:
        look(ana, url)
    assert len(sent) <= 8, sent
    with sql() as sent:
        look(ana, "/desk/services/suggestions/")
    assert len(sent) <= 8, sent
