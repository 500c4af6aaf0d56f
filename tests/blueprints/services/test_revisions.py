from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

from portal import paging
from portal.db import begin_write, db
from portal.models import PlaceCustodian
from tests.statements import Statements
from tests.visit import look

from .conftest import PHONE, Town, a_contact

Desk = Callable[[str], FlaskClient]
Count = Callable[[], AbstractContextManager[Statements]]


def changes(town: Town) -> str:
    return f"/desk/services/{town.uid}/changes/"


def test_team_reads_what_each_edit_changed_the_newest_first(
    town: Town, desk: Desk
) -> None:
    town.edit(town.ana, cost={"en": "300 RSD"})
    town.clock.move(days=1)
    contacts = (a_contact("+381 000 999 999", audience="professional"),)
    town.edit(town.dragan, cost={"en": "Free"}, contacts=contacts, groups=("men",))
    milica = desk("milica")
    assert changes(town) in look(milica, f"/desk/services/{town.uid}").text
    page = look(milica, changes(town)).text
    newer, older = page.split("<h2>")[1:]
    for told in ("dragan", "300 RSD", "Free", PHONE, "+381 000 999 999", "Men"):
        assert told in newer
    assert "ana" in older
    assert "300 RSD" in older
    assert "Free" not in older


def test_nothing_was_edited_yet(town: Town, desk: Desk) -> None:
    page = look(desk("ana"), changes(town)).text
    assert "Nobody has edited this record yet" in page


def test_other_teams_never_read_it_though_the_record_is_public(
    town: Town, desk: Desk
) -> None:
    town.edit(town.ana, cost={"en": "300 RSD"})
    assert look(desk("vesna"), changes(town)).status_code == 404
    town.publish()
    for who in ("vesna", "jelena"):
        answer = look(desk(who), changes(town))
        assert answer.status_code == 403
        assert "300 RSD" not in answer.text
        assert changes(town) not in look(desk(who), f"/desk/services/{town.uid}").text


@pytest.mark.parametrize("later", ["public", "confidential"])
def test_address_of_what_is_or_was_a_shelter_is_left_out(
    town: Town, desk: Desk, later: str
) -> None:
    where = {"tier": "public", "address": {"en": "Invented 12"}, "lat": 42.5}
    town.edit(town.ana, **where, lon=21.9)
    assert "Invented 12" in look(desk("ana"), changes(town)).text
    town.edit(town.ana, tier="confidential")
    page = look(desk("ana"), changes(town)).text
    assert "Invented 12" not in page
    assert "42.5" not in page
    assert "left out: it is confidential" in page
    if later == "public":
        town.edit(town.ana, tier="public", address={"en": "Elsewhere 3"})
        page = look(desk("ana"), changes(town)).text
        assert page.count("Invented 12") == 1  # entered while it was public
        assert page.count("Elsewhere 3") == 0


def test_long_history_comes_by_pages_in_at_most_eight_statements(
    town: Town, desk: Desk, sql: Count
) -> None:
    with town.app.app_context():
        begin_write()
        db.session.add(
            PlaceCustodian(service_id=town.read().id, person_id=town.dragan.person_id)
        )
        db.session.commit()
    for at in range(paging.ROWS + 1):
        town.edit(town.ana, cost={"en": f"{at} RSD"})
    ana = desk("ana")
    with sql() as sent:
        page = look(ana, changes(town)).text
    assert len(sent) <= 8, sent
    assert page.count("<h2>") == paging.ROWS
    last = look(ana, f"{changes(town)}?page=2").text
    assert "0 RSD" in last
    assert last.count("<h2>") == 1
