from collections.abc import Callable
from contextlib import AbstractContextManager
from types import SimpleNamespace

import pytest
from flask import Flask

from portal.db import begin_write, db
from tests import world
from tests.statements import Statements
from tests.visit import look, signed_in

Count = Callable[[], AbstractContextManager[Statements]]


@pytest.fixture
def town(app: Flask) -> SimpleNamespace:
    """A team with a coordinator, another team, and the office."""
    with app.app_context():
        begin_write()
        team, other = world.a_team("vranje"), world.a_team("subotica")
        office = world.a_team("office", kind="office")
        people = {
            "ana": world.somebody(team, "coordinator", name="Canary Name"),
            "vesna": world.somebody(other, "member"),
            "jelena": world.somebody(office, "office"),
        }
        world.a_service(team, publication="public")
        world.a_version(team, "published")
        db.session.commit()
        return SimpleNamespace(url=f"/desk/teams/{team.uid}", **people)


@pytest.mark.parametrize(
    ("who", "named"), [("ana", True), ("jelena", True), ("vesna", False)]
)
def test_names_are_for_the_team_and_the_office(
    app: Flask, town: SimpleNamespace, who: str, named: bool
) -> None:
    page = look(signed_in(app, getattr(town, who)), town.url)
    assert page.status_code == 200
    assert ("Canary Name" in page.text.replace("Canary Name ·", "")) is named
    assert "Coordinator" in page.text


def test_page_says_which_expected_sectors_have_no_seat(
    app: Flask, town: SimpleNamespace
) -> None:
    page = look(signed_in(app, town.vesna), town.url).text
    assert "Expected sectors without a seat" in page
    assert "1 public service" in page
    assert "1 published pathway" in page


def test_list_shows_every_team_with_its_state(
    app: Flask, town: SimpleNamespace
) -> None:
    page = look(signed_in(app, town.vesna), "/desk/teams/").text
    assert "Team vranje" in page
    assert "7 sectors without a seat" in page


def test_team_pages_ask_at_most_eight_questions(
    app: Flask, town: SimpleNamespace, sql: Count
) -> None:
    with app.app_context():
        begin_write()
        for _ in range(10):
            team = world.a_team()
            for _ in range(5):
                world.somebody(team)
        db.session.commit()
    ana = signed_in(app, town.ana)
    for url in ("/desk/teams/", town.url):
        with sql() as sent:
            look(ana, url)
        assert len(sent) <= 8, sent


def test_unknown_team_is_not_found(app: Flask, town: SimpleNamespace) -> None:
    ana = signed_in(app, town.ana)
    url = "/desk/teams/00000000-0000-4000-8000-000000000000"
    assert look(ana, url).status_code == 404
