"""A pathway of two teams or of two countries' focal points, and the note on Kosovo*."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.db import begin_write, db
from portal.domain.naming import has_asterisk, names_kosovo
from portal.languages import ALL
from portal.loading.public import show_towns_and_figures
from portal.models import Pathway, PathwayVersion, Published, Team
from portal.publish import Publisher
from tests import world
from tests.blueprints.pathways.town import Town, next_version, save, start, step_form
from tests.blueprints.pathways.town import publish as published
from tests.visit import look, send

Desk = Callable[[str], FlaskClient]
Visitor = Callable[[], AbstractContextManager[FlaskClient]]
NOTES = {
    "sr": "Овај назив је без прејудицирања статуса",
    "sr-latn": "Ovaj naziv je bez prejudiciranja statusa",
    "en": "This designation is without prejudice to positions on status",
}


def team(app: Flask, key: str) -> Any:
    with app.app_context():
        return db.session.scalars(select(Team).where(Team.key == key)).one()


def only_pathway(app: Flask) -> Any:
    with app.app_context():
        return db.session.scalars(select(Pathway)).one()


def only_version(app: Flask) -> Any:
    with app.app_context():
        return db.session.scalars(select(PathwayVersion)).one()


def publish(desk: Desk, address: str) -> None:
    published(desk("coordinator"), desk("approver"), address)


def test_partner_reads_the_draft_and_its_town_s_services_can_be_named(
    app: Flask, desk: Desk, town: Town
) -> None:
    with app.app_context():
        begin_write()
        far = db.session.scalars(select(Team).where(Team.key == "subotica")).one()
        public = world.a_service(far, publication="public").uid
        inside = world.a_service(far, publication="internal").uid
        db.session.commit()
    address = start(desk("coordinator"), town)
    step = f"{address}/steps/new"
    assert look(desk("stranger"), address).status_code == 404
    assert str(public) not in look(desk("coordinator"), step).text
    form = {"scope": "local", "partners": [str(team(app, "subotica").uid)]}
    assert save(desk("coordinator"), f"{address}/reach", form).status_code == 303
    page = look(desk("stranger"), address)
    assert page.status_code == 200
    assert "Team subotica" in page.text
    offered = look(desk("coordinator"), step).text
    assert str(public) in offered
    assert str(inside) not in offered
    named = step_form(kind="end", service=str(public))
    assert send(desk("coordinator"), step, named).status_code == 303
    assert save(desk("stranger"), f"{address}/reach", form).status_code == 403
    assert save(desk("coordinator"), f"{address}/reach", {"scope": "local"})
    assert look(desk("stranger"), address).status_code == 404


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"scope": "national"}, "Choose one of these"),
        ({"scope": "cross_border"}, "Choose with whose focal points"),
        ({"scope": "cross_border", "countries": ["US"]}, "Choose one of these"),
        ({"scope": "local", "partners": ["x"]}, "Choose one of these"),
    ],
)
def test_reach_that_is_not_the_team_s_is_refused(
    app: Flask, desk: Desk, town: Town, form: dict[str, Any], said: str
) -> None:
    address = start(desk("coordinator"), town)
    answer = save(desk("coordinator"), f"{address}/reach", form)
    assert answer.status_code == 422
    assert said in answer.text
    assert only_version(app).scope == "local"


@pytest.mark.one_engine
def test_local_pathway_names_no_countries(app: Flask, desk: Desk, town: Town) -> None:
    ana = desk("coordinator")
    address = start(ana, town)
    far = {"scope": "cross_border", "countries": ["HU", "BA"]}
    assert save(ana, f"{address}/reach", far).status_code == 303
    assert only_version(app).countries == ["BA", "HU"]
    near = {"scope": "local", "countries": ["HU"]}
    assert save(ana, f"{address}/reach", near).status_code == 303
    assert only_version(app).countries == []
    told = "It crosses no border, so the countries were left out."
    assert told in look(ana, address).text


@pytest.mark.one_engine
def test_only_the_office_starts_a_national_pathway(
    app: Flask, desk: Desk, town: Town
) -> None:
    url = f"/desk/pathways/new/{town.team_uid}/blank"
    page = look(desk("coordinator"), url).text
    assert 'value="cross_border"' in page
    assert 'value="national"' not in page
    given = {"title": "Пут", "profile": "adult", "review_by": "1. 6. 2027."}
    for scope, status in (("national", 422), ("cross_border", 303)):
        answer = send(desk("coordinator"), url, given | {"scope": scope})
        assert answer.status_code == status, scope
    assert only_version(app).scope == "cross_border"


def test_focal_points_are_told_with_the_note_where_kosovo_is_one(
    app: Flask, settings: Any, desk: Desk, town: Town, visitor: Visitor
) -> None:
    address = start(desk("coordinator"), town)
    form = {"scope": "cross_border", "countries": ["XK", "MK"]}
    form["partners"] = [str(team(app, "subotica").uid)]
    save(desk("coordinator"), f"{address}/reach", form)
    publish(desk, address)
    uid = only_pathway(app).uid
    with visitor() as reader:
        for language, note in NOTES.items():
            page = look(reader, f"/{language}/pathways/{uid}/").text
            assert note in page, language
            assert ("Kosovo*" if language != "sr" else "Косово*") in page
        page = look(reader, f"/en/pathways/{uid}/").text
        assert "With the focal points of: North Macedonia, Kosovo*" in page
        assert "Together with: Team subotica" in page
    for page in (address, f"{address}/print"):
        assert NOTES["en"] in look(desk("coordinator"), page).text, page


def test_every_page_of_a_pathway_that_names_kosovo_carries_the_note(
    app: Flask, settings: Any, desk: Desk, town: Town
) -> None:
    address = start(desk("coordinator"), town)
    form = {"title": "Пут на Косово", "title_en": "The way to Kosovo"}
    form["review_by"] = "1. 6. 2027."
    assert save(desk("coordinator"), f"{address}/settings", form).status_code == 303
    publish(desk, address)
    uid = only_pathway(app).uid
    for page in ("", str(uid)):
        said = look(desk("coordinator"), f"/desk/pathways/{page}").text
        assert NOTES["en"] in said, page
    for page in ("", "/print"):
        said = look(desk("coordinator"), f"{address}{page}").text
        assert "Where this page says Kosovo, read Kosovo*." in said
    with app.app_context():
        begin_write()
        show_towns_and_figures(world.NOW)
        db.session.commit()
        Publisher(settings).full(world.TODAY, insist=True)
    told = 0
    for file in (settings.site_dir / "current").rglob("*.html"):
        said = file.read_text()
        main = said[said.find("<main") : said.find("</main")]
        if names_kosovo(main):
            told += 1
            assert "1244/1999" in main, file
    assert told >= 2 * len(ALL)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "text",
    ["Kosovo", "на Косову", "s Kosova.", "Kosovë", "(Kosovo*)", {"en": ["to Kosovo"]}],
)
def test_kosovo_is_known_by_its_names(text: Any) -> None:
    assert names_kosovo(text)


@pytest.mark.one_engine
@pytest.mark.parametrize("text", ["Kosovska 11", "Косовска Митровица", "", None, 4])
def test_other_names_are_other_names(text: Any) -> None:
    assert not names_kosovo(text)


@pytest.mark.one_engine
def test_asterisk_stands_right_after_the_name() -> None:
    assert has_asterisk("of Kosovo* and others")
    assert not has_asterisk("of Kosovo and * others")


@pytest.mark.one_engine
def test_pathway_of_one_town_says_nothing_of_others(
    app: Flask, desk: Desk, town: Town, visitor: Visitor
) -> None:
    address = start(desk("coordinator"), town)
    publish(desk, address)
    with visitor() as reader:
        page = look(reader, f"/en/pathways/{only_pathway(app).uid}/").text
    assert "With the focal points of" not in page
    assert "Together with" not in page


@pytest.mark.one_engine
def test_public_version_is_listed_in_the_towns_that_share_it_until_one_is_not(
    app: Flask, desk: Desk, town: Town
) -> None:
    address = start(desk("coordinator"), town)
    shared = {"scope": "local", "partners": [str(team(app, "subotica").uid)]}
    save(desk("coordinator"), f"{address}/reach", shared)
    publish(desk, address)
    assert shared_with(app) == ["subotica"]
    later = next_version(app, desk("coordinator"))
    save(desk("coordinator"), f"{later}/reach", {"scope": "local"})
    assert shared_with(app) == ["subotica"]
    publish(desk, later)
    assert shared_with(app) == []


def public(app: Flask) -> Published:
    """The snapshot of the one pathway as it is public now."""
    asked = select(Published).where(
        Published.kind == "pathway", Published.valid_to.is_(None)
    )
    with app.app_context():
        return db.session.scalars(asked).one()


def shared_with(app: Flask) -> list[str]:
    """The towns in the summary of the one pathway that is public."""
    found: list[str] = public(app).summary["shared_with"]
    return found
