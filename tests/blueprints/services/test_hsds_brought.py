"""HSDS files come through the same door as tables."""

import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from flask_babel import force_locale

from portal.domain.words import LANGUAGES
from portal.hsds import writing
from portal.hsds.feed import Feed
from portal.hsds.opened import opened
from portal.languages import BY_CODE

from .brought import Bringer, said
from .conftest import Town, a_contact

THEIRS = {
    "id": "their-7",
    "name": "Саветовалиште",
    "description": "Разговор.",
    "status": "active",
    "organization": {"id": "o", "name": "Тело csw", "description": "…"},
}


@pytest.fixture
def ana(town: Town, desk: Callable[[str], FlaskClient]) -> Bringer:
    return Bringer(desk("ana"), town.team_uid)


@pytest.mark.one_engine
def test_each_record_by_others_is_judged_with_its_reason(ana: Bringer) -> None:
    content = json.dumps([THEIRS, {"id": "their-8"}]).encode()
    url = ana.bring(content, "services.json")
    page = said(ana.look(url))
    assert ana.counts(url) == {"Not to be taken": 2}
    assert "Kind of help: This must be filled in." in page
    assert "“name” lacks, or is no text." in page


@pytest.mark.one_engine
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_open_data_changes_nothing_and_leaves_duty_numbers(
    language: str, town: Town, ana: Bringer
) -> None:
    duty = a_contact("+381 000 9", audience="professional")
    week = {"week": {"1": [["08:00", "16:00"]]}, "holidays": None}
    town.edit(
        town.ana,
        contacts=(duty, a_contact()),
        groups=("women",),
        areas=("vranje", "subotica"),
        schedule={**week, "by_appointment": True},
    )
    town.publish()
    locale = force_locale(BY_CODE[language].locale)
    with town.app.test_request_context("/desk/"), locale:
        told = opened(town.public(), town.clock.today, None)
        record = writing.service(told, Feed(language))
    url = ana.bring(json.dumps([record]).encode(), "services.json")
    assert ana.counts(url) == {"As it is": 1}, said(ana.look(url))
    record["name"] = "Sasvim drugo"
    url = ana.bring(json.dumps([record]).encode(), "services.json")
    assert ana.counts(url) == {"Changed": 1}, said(ana.look(url))
    assert ana.take(url).status_code == 303
    assert [row.value for row in town.read().contacts] == [
        duty.value,
        "+381 000 111 222",
    ]


@pytest.mark.one_engine
def test_json_without_services_is_refused(ana: Bringer) -> None:
    assert ana.send(b'{"a": 1}', "a.json").status_code == 422
