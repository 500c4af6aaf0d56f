from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.blueprints.services import actions, suggested, suggestions
from portal.db import begin_write, db
from portal.domain.errors import DomainError
from portal.domain.permissions import May, allowed
from portal.models import AuditEvent
from tests.form_values import form_values
from tests.visit import look, send

from .conftest import PHONE, Town
from .suggesting import decides, filled, last, page_of, suggests, values

Desk = Callable[[str], FlaskClient]
OTHER = "+381 000 999 999"


def test_reader_of_another_team_suggests_and_the_record_stays(
    town: Town, desk: Desk
) -> None:
    town.publish()
    made = suggests(town, desk("vesna"), hours="8-16 радним данима")
    assert made.changes == {"hours": {"sr-Cyrl": "8-16 радним данима"}}
    assert made.seen == {"name": town.read().name, "hours": None}
    assert (made.state, made.reason) == ("open", "I called.")
    assert town.read().hours is None
    assert town.public()["hours"] is None


def test_suggestion_shows_the_difference_and_the_coordinator_takes_it(
    town: Town, desk: Desk
) -> None:
    town.publish()
    made = suggests(town, desk("vesna"), cost_en="Free", hours_en="8-16")
    ana = desk("ana")
    home = look(ana, "/desk/").text
    assert page_of(made) in home
    assert "Suggested correction" in home
    assert page_of(made) in look(ana, f"/desk/services/{town.uid}").text
    page = look(ana, page_of(made)).text
    for told in ("vesna", "I called.", "What it costs", "Free", "Hours", "8-16"):
        assert told in page
    answer = decides(ana, made, "take", fields=["cost", "hours"], answer="Thanks.")
    assert answer.status_code == 303
    assert (town.read().cost, town.read().hours) == ({"en": "Free"}, {"en": "8-16"})
    assert last(town).state == "taken"
    assert page_of(made) not in look(ana, "/desk/").text


def test_chosen_fields_alone_are_taken_and_the_writer_sees_which(
    town: Town, desk: Desk
) -> None:
    town.publish()
    made = suggests(town, desk("vesna"), cost_en="Free", hours_en="8-16")
    decides(desk("ana"), made, "take", fields=["cost"])
    assert (town.read().cost, town.read().hours) == ({"en": "Free"}, None)
    assert last(town).taken == ["cost"]
    page = look(desk("vesna"), page_of(made)).text
    assert page.count("Taken over") == 2  # the state, and one of two fields


def test_nothing_ticked_is_nothing_taken(town: Town, desk: Desk) -> None:
    made = suggests(town, desk("milica"), cost_en="Free")
    answer = decides(desk("ana"), made, "take")
    assert answer.status_code == 422
    assert "Tick what to take over" in answer.text
    assert last(town).state == "open"


def test_declining_takes_an_answer_which_the_writer_reads(
    town: Town, desk: Desk
) -> None:
    made = suggests(town, desk("milica"), cost_en="Free")
    ana = desk("ana")
    assert decides(ana, made, "decline").status_code == 422
    answer = decides(ana, made, "decline", answer="It costs 300 RSD.")
    assert answer.status_code == 303
    assert town.read().cost is None
    milica = desk("milica")
    assert "It costs 300 RSD." in look(milica, "/desk/services/suggestions/").text
    assert "It costs 300 RSD." in look(milica, page_of(made)).text
    refused = send(ana, f"{page_of(made)}/take", {"fields": "cost"})
    assert refused.status_code == 403


def test_writer_withdraws_and_nobody_else_does(town: Town, desk: Desk) -> None:
    made = suggests(town, desk("milica"), cost_en="Free")
    url = f"{page_of(made)}/withdraw"
    assert send(desk("ana"), url).status_code == 403
    assert send(desk("dragan"), url).status_code == 404
    assert send(desk("milica"), url).status_code == 303
    assert last(town).state == "withdrawn"
    assert page_of(made) not in look(desk("ana"), "/desk/").text


def test_second_suggestion_waits_until_the_first_is_decided(
    town: Town, desk: Desk
) -> None:
    milica, url = desk("milica"), f"/desk/services/{town.uid}/suggest"
    suggests(town, milica, cost_en="Free")
    page = look(milica, url).text
    assert "Your last suggestion for this record is not decided yet." in page
    sent = filled(milica, url, cost_en="Cheap", reason="Again.")
    answer = send(milica, url, sent)
    assert answer.status_code == 422
    assert "Cheap" in answer.text


def test_suggested_number_goes_public_with_a_second_person_only(
    town: Town, desk: Desk
) -> None:
    town.publish()
    made = suggests(town, desk("vesna"), **{"contacts-0-value": OTHER})
    decides(desk("ana"), made, "take", fields=["contacts"])
    assert values(town) == [OTHER]
    assert [c["value"] for c in town.public()["contacts"]] == [PHONE]
    assert town.read().publication == "proposed"
    assert not allowed(town.ana, May.CONFIRM_SERVICE, town.read())
    town.do(actions.verify, town.ana)
    assert [c["value"] for c in town.public()["contacts"]] == [PHONE]
    town.do(actions.confirm, town.dragan)
    assert [c["value"] for c in town.public()["contacts"]] == [OTHER]


@pytest.mark.parametrize("kind", ["phone", "email", "web", "address"])
def test_who_suggests_and_takes_the_own_words_is_one_person(
    town: Town, desk: Desk, kind: str
) -> None:
    place = {"tier": "public", "address": {"en": "Invented 1"}}
    town.edit(town.ana, **place)
    town.publish()
    before = town.public()
    new = {
        "phone": {"contacts-0-value": OTHER},
        "email": {"contacts-0-value": "a@b.example", "contacts-0-kind": "email"},
        "web": {"contacts-0-value": "https://b.example", "contacts-0-kind": "web"},
        "address": {"address_en": "Invented 2"},
    }[kind]
    ana = desk("ana")
    made = suggests(town, ana, **new)
    (field,) = made.changes
    assert decides(ana, made, "take", fields=[field]).status_code == 303
    town.do(actions.verify, town.ana)
    assert not allowed(town.ana, May.CONFIRM_SERVICE, town.read())
    with pytest.raises(DomainError) as refused:
        town.do(actions.confirm, town.ana)
    assert refused.value.code == "same_person"
    for name in ("contacts", "address"):
        assert town.public()[name] == before[name]


def test_what_somebody_changed_meanwhile_is_chosen_knowingly(
    town: Town, desk: Desk
) -> None:
    made = suggests(town, desk("milica"), cost_en="Free", hours_en="8-16")
    town.edit(town.dragan, cost={"en": "300 RSD"})
    ana = desk("ana")
    page = look(ana, page_of(made)).text
    assert "Changed meanwhile" in page
    assert "300 RSD" in page
    ticked = [line for line in page.splitlines() if 'name="fields"' in line]
    assert ["checked" in line for line in ticked] == [False, True]
    decides(ana, made, "take", fields=["cost"])
    assert town.read().cost == {"en": "Free"}


def test_record_that_changes_under_the_decision_is_looked_at_again(
    town: Town, desk: Desk
) -> None:
    made = suggests(town, desk("milica"), cost_en="Free")
    ana, url = desk("ana"), page_of(made)
    seen = form_values(look(ana, url).text)
    town.edit(town.dragan, hours={"en": "9-17"})
    answer = send(ana, f"{url}/take", seen | {"fields": "cost"})
    assert answer.status_code == 422
    assert "Somebody else saved this service" in answer.text
    assert (town.read().cost, last(town).state) == (None, "open")
    again = form_values(answer.text) | {"fields": "cost"}
    assert send(ana, f"{url}/take", again).status_code == 303
    assert (town.read().cost, town.read().hours) == ({"en": "Free"}, {"en": "9-17"})


def test_record_that_changes_under_the_writer_is_compared_first(
    town: Town, desk: Desk
) -> None:
    milica, url = desk("milica"), f"/desk/services/{town.uid}/suggest"
    sent = filled(milica, url, cost_en="Free", reason="Called.")
    town.edit(town.dragan, hours={"en": "9-17"})
    answer = send(milica, url, sent)
    assert answer.status_code == 422
    assert "Somebody changed this record while you were writing." in answer.text
    assert "9-17" in answer.text
    again = form_values(answer.text)
    assert again["cost_en"] == "Free"
    assert send(milica, url, again).status_code == 303


def test_remark_without_a_changed_field_is_a_suggestion_too(
    town: Town, desk: Desk
) -> None:
    made = suggests(town, desk("milica"), reason="It has been closed since May.")
    assert made.changes == {}
    assert decides(desk("ana"), made, "take").status_code == 303
    assert last(town).state == "taken"
    with town.app.app_context():
        verbs = db.session.scalars(select(AuditEvent.verb)).all()
    assert "edit_service" not in verbs


def test_each_act_stands_in_the_history_of_the_record(town: Town, desk: Desk) -> None:
    made = suggests(town, desk("milica"), cost_en="Free")
    decides(desk("ana"), made, "take", fields=["cost"])
    page = look(desk("ana"), f"/desk/services/{town.uid}").text
    for told in ("Correction suggested", "Edited", "Suggestion taken over"):
        assert told in page


def test_decided_suggestion_is_not_decided_again(town: Town, desk: Desk) -> None:
    made = suggests(town, desk("milica"), cost_en="Free")
    decides(desk("ana"), made, "take", fields=["cost"])
    with town.app.app_context():
        begin_write()
        again = suggested.suggestion(made.uid)
        assert again is not None
        with pytest.raises(DomainError):
            suggestions.decline(town.ana, again, "No.", town.clock())
