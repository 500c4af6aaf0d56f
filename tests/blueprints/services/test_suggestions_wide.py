"""What of a record may be corrected: all that its page says in fields of its own."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from portal.db import begin_write, db
from portal.domain.words import typed
from tests import world
from tests.visit import look, send

from .conftest import Town
from .suggesting import decides, filled, last, page_of, suggests
from .whole import WHOLE

Desk = Callable[[str], FlaskClient]
AT = "/desk/services/{}/suggest"
CLOSED, OPENED = '<details class="part">', '<details class="part" open>'
CORRECTED = {
    "working_days": "9–17",
    "age_to": "21",
    "exclusions_en": "Nobody at all",
    "interpretation": "there",
    "existing": "yes",
    "capacity": "4",
    "capacity_on": "2026-11-20",
}


@pytest.mark.parametrize("who", ["vesna", "milica"])
def test_form_sent_as_it_was_given_suggests_nothing(
    town: Town, desk: Desk, who: str
) -> None:
    town.edit(town.ana, **WHOLE | {"groups": ("girls", "women")})
    town.publish()
    assert suggests(town, desk(who)).changes == {}


def test_reader_corrects_hours_ages_words_and_numbers(town: Town, desk: Desk) -> None:
    town.edit(town.ana, **WHOLE)
    town.publish()
    made = suggests(town, desk("vesna"), **CORRECTED)
    assert set(made.changes) == {
        *("schedule", "age_to", "exclusions", "interpretation", "existing"),
        *("capacity", "capacity_on"),
    }
    assert made.seen["capacity_on"] == "2026-11-01"
    ana = desk("ana")
    page = look(ana, f"{page_of(made)}?lang=en").text
    for told in ("9–17", "21", "Nobody at all", "Interpreter on the spot", "20 Nov"):
        assert told in page
    answer = decides(ana, made, "take", fields=sorted(made.changes))
    assert answer.status_code == 303
    found = town.read()
    assert found.schedule["week"]["1"] == [["09:00", "17:00"]]
    assert (found.age_from, found.age_to, found.capacity) == (0, 21, 4)
    assert found.capacity_on == date(2026, 11, 20)
    assert found.exclusions == typed("Нико", "Nobody at all")
    assert found.spoken == ["sr", "sq"]


def test_no_free_place_is_said_where_nobody_had_counted(town: Town, desk: Desk) -> None:
    town.publish()
    given = {"capacity": "0", "capacity_on": "2026-11-20"}
    made = suggests(town, desk("vesna"), **given)
    assert made.changes == {"capacity": 0, "capacity_on": "2026-11-20"}
    decides(desk("ana"), made, "take", fields=["capacity", "capacity_on"])
    assert town.read().capacity == 0


def test_parts_that_few_correct_begin_closed_until_something_in_them_is_wrong(
    town: Town, desk: Desk
) -> None:
    town.edit(town.ana, **WHOLE)
    town.publish()
    vesna, url = desk("vesna"), AT.format(town.uid)
    page = look(vesna, url).text
    assert page.count(CLOSED) == 6
    assert OPENED not in page
    given = filled(vesna, url, reason="I called.", age_from="30", age_to="20")
    page = send(vesna, url, given).text
    assert (page.count(OPENED), page.count(CLOSED)) == (1, 5)
    assert page.index(OPENED) < page.index('id="age_to-error"')


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"age_from": "30", "age_to": "20"}, 'id="age_to-error"'),
        ({"capacity": "3"}, 'id="capacity_on-error"'),
        ({"working_days": "9-17", "always_open": "y"}, 'id="always_open-error"'),
        ({"day_2": "noon"}, 'id="day_2-error"'),
    ],
)
def test_what_nobody_could_take_over_is_refused_at_its_field(
    town: Town, desk: Desk, given: dict[str, str], said: str
) -> None:
    milica, url = desk("milica"), AT.format(town.uid)
    answer = send(milica, url, filled(milica, url, reason="I called.") | given)
    assert answer.status_code == 422
    assert said in answer.text


def test_capacity_of_a_shelter_is_neither_asked_nor_taken(
    town: Town, desk: Desk
) -> None:
    counted = {"capacity": 7, "capacity_on": date(2026, 11, 1)}
    town.edit(town.ana, **counted)
    town.publish()
    given = {"capacity": "9", "exclusions_en": "Nobody"}
    made = suggests(town, desk("vesna"), **given)
    town.edit(town.ana, tier="confidential", **counted)
    for who in ("vesna", "milica"):
        assert 'name="capacity"' not in look(desk(who), AT.format(town.uid)).text
    ana = desk("ana")
    assert 'value="capacity"' not in look(ana, page_of(made)).text
    decides(ana, made, "take", fields=["exclusions"])
    assert (last(town).taken, town.read().capacity) == (["exclusions"], 7)


def test_group_that_the_office_added_is_not_lost_by_a_suggestion(
    town: Town, desk: Desk
) -> None:
    with town.app.app_context():
        begin_write()
        given = {"kind": "group", "name": world.both("Старији", "Older people")}
        world.a_term("older", town.jelena.person_id or 0, **given)
        db.session.commit()
    town.edit(town.ana, groups=("women", "older"))
    made = suggests(town, desk("milica"), cost_en="Free")
    assert set(made.changes) == {"cost"}
