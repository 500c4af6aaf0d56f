"""Looked and found none: by whom, for what, and how two people make it public."""

from typing import Any
from uuid import UUID

import pytest

from portal.blueprints.gaps import actions
from portal.blueprints.services import actions as services
from portal.blueprints.services import queries as service_queries
from portal.db import begin_write, db
from portal.domain.errors import DomainError
from portal.effects import EFFECTS
from portal.models import Published
from tests import world
from tests.form_values import form_values
from tests.visit import look, send

from .conftest import Towns


def public(towns: Towns) -> dict[str, dict[str, Any]]:
    with towns.app.app_context():
        asked = db.select(Published).filter_by(kind="gap", valid_to=None)
        return {row.uid: row.payload for row in db.session.scalars(asked)}


def test_coordinator_ticks_a_row_and_a_cell_and_all_are_noted(
    towns: Towns, desk: Any
) -> None:
    towns.a_service("vranje", groups=["women"])
    ana, url = desk("ana"), f"/desk/gaps/new/{towns.teams['vranje']}"
    page = look(ana, url).text
    assert 'value="legal.every"' in page
    assert 'value="legal.men"' in page
    assert 'value="legal.women"' not in page
    sent = form_values(page) | {
        "cells": ["legal.every", "legal.men", "family.girls"],
        "since": "20. 11. 2026.",
        "need_en": "A lawyer",
        "need": "Адвокат",
    }
    answer = send(ana, url, sent)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/desk/gaps/vranje/"
    after = look(ana, "/desk/gaps/vranje/").text
    assert "4 gaps are noted." in after
    assert after.count("A lawyer") == 2, "what is said of several groups stands once"
    assert 'value="legal.men"' not in look(ana, url).text
    waits = look(desk("dragan"), "/desk/gaps/").text
    assert waits.count("To confirm") == 4
    assert "To confirm" not in look(ana, "/desk/gaps/").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"cells": []}, "Choose at least one cell of the table."),
        ({"since": "23. 11. 2026."}, "Choose a day up to today."),
        ({"since": "soon"}, "Write a day as 22. 11. 2026."),
        ({"cells": ["medical.men"]}, "There is a service for one of these cells"),
        ({"cells": ["magic.men"]}, "There is a service for one of these cells"),
        ({"cells": ["legal"]}, "There is a service for one of these cells"),
        ({"owner": "nobody"}, "Choose a body from the list."),
        ({"need": "0101006500006"}, "This is a personal number."),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(
    towns: Towns, desk: Any, typed: dict[str, Any], said: str
) -> None:
    towns.a_service("vranje", category="medical")
    ana, url = desk("ana"), f"/desk/gaps/new/{towns.teams['vranje']}"
    start = form_values(look(ana, url).text)
    sent = start | {"cells": ["legal.men"], "need_en": "A lawyer"} | typed
    answer = send(ana, url, sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert "A lawyer" in answer.text
    kept = 'value="legal.men" checked' in answer.text
    assert kept == ("legal.men" in sent["cells"])
    assert "are noted" not in look(ana, "/desk/gaps/vranje/").text


def test_cell_of_the_table_leads_to_the_form_with_its_box_ticked(
    towns: Towns, desk: Any
) -> None:
    page = look(desk("ana"), "/desk/gaps/vranje/legal/men/").text
    url = f"/desk/gaps/new/{towns.teams['vranje']}?cell=legal.men"
    assert url in page
    assert 'value="legal.men" checked' in look(desk("ana"), url).text
    assert "I looked" not in look(desk("milica"), "/desk/gaps/vranje/legal/men/").text


def test_gap_goes_public_by_a_second_person_and_comes_down_by_one(
    towns: Towns, desk: Any, states: Any
) -> None:
    (uid,) = towns.add(("legal", "men"), need=world.both("Треба", "Needed"))
    assert public(towns) == {}
    towns.do(actions.propose, "ana", uid)
    with pytest.raises(DomainError, match="same_person"):
        towns.do(actions.confirm, "ana", uid)
    towns.do(actions.confirm, "dragan", uid)
    assert public(towns)[str(uid)] == {
        "uid": str(uid),
        "area": "vranje",
        "category": "legal",
        "group": "men",
        "since": "2026-11-22",
        "need": world.both("Треба", "Needed"),
        "owner": None,
        "team": world.both("Тим vranje", "Team vranje"),
    }
    assert states("vesna")["vranje"] == "none"
    towns.do(actions.hide, "ana", uid)
    assert public(towns) == {}
    assert states("vesna")["vranje"] == "unknown"
    assert states("milica")["vranje"] == "none"


def test_gap_that_holds_no_longer_is_gone_everywhere(towns: Towns, states: Any) -> None:
    (uid,) = towns.publish(("legal", "men"))
    towns.do(actions.end, "dragan", uid)
    assert public(towns) == {}
    assert states("ana")["vranje"] == "unknown"
    for again in (actions.end, actions.propose, actions.confirm):
        with pytest.raises(DomainError, match="gap_moved"):
            towns.do(again, "dragan", uid)
    towns.add(("legal", "men"))
    assert states("ana")["vranje"] == "none"


def test_gap_of_housing_is_never_public(towns: Towns) -> None:
    """Rule: decision 18."""
    (uid,) = towns.add(("housing", "men"), propose=True)
    with pytest.raises(DomainError, match="gap_stays_inside"):
        towns.do(actions.propose, "ana", uid)
    assert public(towns) == {}


def confidential(towns: Towns, category: str) -> None:
    """A confidential service becomes public, with all that follows."""
    given = {"tier": "confidential", "proposed_by_id": towns.ana.person_id}
    uid = towns.a_service("vranje", category=category, publication="proposed", **given)
    with towns.app.app_context():
        begin_write()
        service = service_queries.service(UUID(uid), world.TODAY)
        event = services.confirm(towns.dragan, service, towns.clock())
        for effect in EFFECTS[event.verb]:
            effect(towns.dragan, event)
        db.session.commit()


def test_confidential_service_takes_the_gaps_of_its_kind_down_in_every_town(
    towns: Towns, states: Any
) -> None:
    (gone,) = towns.publish(("psychological", "men"))
    (stays,) = towns.publish(("legal", "men"))
    (waits,) = towns.add(("psychological", "boys"), by="vesna", propose=True)
    confidential(towns, "psychological")
    assert set(public(towns)) == {str(stays)}
    assert towns.read(gone).publication == "internal"
    assert towns.read(waits).publication == "internal"
    with pytest.raises(DomainError, match="gap_stays_inside"):
        towns.do(actions.propose, "ana", gone)
    assert set(states("jelena", "psychological").values()) == {"country"}


def test_confirming_in_the_browser_shows_the_next_act(towns: Towns, desk: Any) -> None:
    (uid,) = towns.add(("legal", "men"))
    url = "/desk/gaps/vranje/legal/men/"
    assert "Propose that everybody may see it" in look(desk("ana"), url).text
    assert send(desk("ana"), f"/desk/gaps/{uid}/propose").status_code == 303
    page = look(desk("ana"), url).text
    assert "Take the proposal back" in page
    assert f"/desk/gaps/{uid}/confirm" not in page
    answer = send(desk("dragan"), f"/desk/gaps/{uid}/confirm")
    assert (answer.status_code, answer.headers["Location"]) == (303, url)
    assert "Take it off the public pages" in look(desk("dragan"), url).text
    again = send(desk("dragan"), f"/desk/gaps/{uid}/confirm")
    assert again.status_code == 422
    assert "Somebody has moved it on meanwhile." in again.text


def test_who_looked_is_named_inside_the_team_alone(towns: Towns, desk: Any) -> None:
    towns.publish(("legal", "men"))
    url = "/desk/gaps/vranje/legal/men/"
    assert "<dd>ana</dd>" in look(desk("milica"), url).text
    other = look(desk("vesna"), url).text
    assert "<dd>ana</dd>" not in other
    assert "Team vranje" in other
