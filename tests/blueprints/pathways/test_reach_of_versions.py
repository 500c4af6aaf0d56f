"""How far each version of a pathway reaches, and since when a team shares it."""

import pytest
from flask import Flask

from portal.db import begin_write, db
from portal.models import Team
from tests.blueprints.pathways.test_reach import (
    Desk,
    Visitor,
    only_pathway,
    public,
    publish,
    shared_with,
    team,
)
from tests.blueprints.pathways.town import Town, next_version, save, start
from tests.form_values import form_values
from tests.visit import look, send


def test_reach_of_the_next_draft_changes_nothing_that_is_published(
    app: Flask, desk: Desk, town: Town, visitor: Visitor
) -> None:
    ana = desk("coordinator")
    first = start(ana, town)
    publish(desk, first)
    later = next_version(app, ana)
    wider = {"scope": "cross_border", "countries": ["HU"]}
    wider["partners"] = [str(team(app, "subotica").uid)]
    assert save(ana, f"{later}/reach", wider).status_code == 303
    for page in (first, f"{first}/print"):
        said = look(ana, page).text
        assert "Hungary" not in said, page
        assert "Team subotica" not in said, page
    assert "Hungary" in look(ana, later).text
    assert send(ana, f"{first}/withdraw").status_code == 303
    told = public(app)
    assert told.payload["scope"] == "local"
    assert (told.payload["partners"], told.payload["countries"]) == ([], [])
    assert (told.summary["scope"], told.summary["shared_with"]) == ("local", [])
    with visitor() as reader:
        page = look(reader, f"/en/pathways/{only_pathway(app).uid}/").text
    assert "subotica" not in page


def test_withdrawal_names_who_shared_it_in_public_though_the_next_draft_does_not(
    app: Flask, desk: Desk, town: Town
) -> None:
    ana = desk("coordinator")
    first = start(ana, town)
    shared = {"scope": "local", "partners": [str(team(app, "subotica").uid)]}
    assert save(ana, f"{first}/reach", shared).status_code == 303
    publish(desk, first)
    later = next_version(app, ana)
    assert save(ana, f"{later}/reach", {"scope": "local"}).status_code == 303
    assert send(ana, f"{first}/withdraw").status_code == 303
    assert shared_with(app) == ["subotica"]


@pytest.mark.one_engine
def test_next_version_and_copy_take_the_reach_along(
    app: Flask, desk: Desk, town: Town
) -> None:
    ana = desk("coordinator")
    first = start(ana, town)
    far = {"scope": "cross_border", "countries": ["HU"]}
    assert save(ana, f"{first}/reach", far).status_code == 303
    publish(desk, first)
    assert "Hungary" in look(ana, next_version(app, ana)).text
    with app.app_context():
        begin_write()
        vesna = town.stranger.seats[0].team_id
        host = db.session.get_one(Team, vesna).uid
        db.session.rollback()
    url = f"/desk/pathways/new/{host}/from/{first.rpartition('/')[2]}"
    copy = send(desk("stranger"), url, form_values(look(desk("stranger"), url).text))
    assert "Hungary" in look(desk("stranger"), copy.headers["Location"]).text


def test_partner_that_joined_later_reads_no_remark_on_what_was_before(
    app: Flask, desk: Desk, town: Town
) -> None:
    ana, vesna = desk("coordinator"), desk("stranger")
    first = start(ana, town)
    assert send(ana, f"{first}/comment", {"body": "Ко јавља ноћу?"}).status_code == 303
    publish(desk, first)
    later = next_version(app, ana)
    shared = {"scope": "local", "partners": [str(team(app, "subotica").uid)]}
    assert save(ana, f"{later}/reach", shared).status_code == 303
    said = {"body": "А викендом?"}
    assert send(vesna, f"{later}/comment", said).status_code == 303
    assert "А викендом?" in look(vesna, later).text
    assert "Ко јавља ноћу?" in look(ana, first).text
    assert "Ко јавља ноћу?" not in look(vesna, first).text
    publish(desk, later)
    assert "А викендом?" in look(vesna, later).text
