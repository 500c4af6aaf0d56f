"""The desk's box: what each reader finds, by which words, at what price."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import quote

from flask.testing import FlaskClient
from sqlalchemy import select

from portal.blueprints.search import queries
from portal.blueprints.search.indexing import index_all
from portal.db import begin_write, db
from portal.models import Team
from tests import world
from tests.statements import Statements
from tests.visit import look

from .conftest import Land

Desk = Callable[[str], FlaskClient]
Count = Callable[[], AbstractContextManager[Statements]]
MAIN = re.compile(r"<main.*</main>", re.DOTALL)


def results(client: FlaskClient, question: str) -> str:
    """What the page says of it, without the box that repeats the question."""
    page = look(client, f"/desk/search/?q={quote(question)}")
    assert page.status_code == 200
    return MAIN.findall(page.text)[0]


QUESTIONS = [
    *(("правна помоћ", "Правна помоћ"), ("pravna pomoc", "Правна помоћ")),
    *(("pravne pomoći", "Правна помоћ"), ("legal aid", "Правна помоћ")),
    *(("prvana", "Правна помоћ"), ("pomoc vranje", "Правна помоћ")),
    *(("Ђурђевдан", "Đurđevdan"), ("djurdjevdan", "Đurđevdan")),
    *(("durdevdan", "Đurđevdan"), ("sigurnoj kuci", "Сигурна кућа")),
    *(("csr", "Центар за социјални рад"), ("социјалног", "Центар за социјални рад")),
    *(("puta za decu", "Пут за децу"), ("pretpostavljena žrtva", "жртва")),
]


def test_question_finds_it_in_either_script_inflected_and_mistyped(desk: Desk) -> None:
    ana = desk("ana")
    for question, name in QUESTIONS:
        assert name in results(ana, question), question


def test_note_stands_beside_results_that_name_kosovo_and_no_others(
    land: Land, desk: Desk
) -> None:
    with land.app.app_context():
        begin_write()
        vranje = db.session.scalars(select(Team).where(Team.key == "vranje")).one()
        name = world.both("Помоћ са Косова*", "Counsel from Kosovo*")
        world.a_service(vranje, name=name, publication="public")
        index_all()
        db.session.commit()
    assert "1244/1999" in results(desk("ana"), "помоћ са косова")
    assert "1244/1999" not in results(desk("ana"), "ђурђевдан")


def test_town_and_bearer_of_a_shelter_lead_only_its_own_team_to_it(
    desk: Desk,
) -> None:
    assert "Сигурна кућа" in results(desk("vesna"), "sigurna kuća")
    assert "Ластавица" not in results(desk("vesna"), "sigurna kuća")
    for telling in ("сигурна врање", "ластавица", "swallow", "птица", "vranje kuca"):
        assert "Сигурна кућа" in results(desk("ana"), telling) or "Ластав" in telling
        for stranger in ("vesna", "olga"):
            said = results(desk(stranger), telling)
            assert "Сигурна" not in said, (stranger, telling)
            assert "Ластавица" not in said, (stranger, telling)
    assert "Ластавица" in results(desk("ana"), "птица селица")


def test_what_is_not_public_is_found_by_its_team_alone(desk: Desk) -> None:
    assert "Нацрт услуге" in results(desk("mira"), "nacrt")
    assert "Нацрт услуге" not in results(desk("vesna"), "nacrt")
    assert "Нацрт услуге" not in results(desk("olga"), "nacrt")
    found = results(desk("ana"), "пут за децу")
    assert found.count("Пут за децу") == 2
    assert results(desk("vesna"), "пут за децу").count("Пут за децу") == 1


def test_nothing_found_says_that_this_is_no_proof(desk: Desk) -> None:
    ana = desk("ana")
    said = results(ana, "xylophone")
    assert 'class="empty"' in said
    assert "/desk/services/" in said
    assert 'class="empty"' not in results(ana, "")


def test_a_question_is_text_whatever_it_says(desk: Desk) -> None:
    ana = desk("ana")
    for hostile in ('"><script>alert(1)</script>', "%", "_", "'; --", "a" * 5_000):
        page = look(ana, f"/desk/search/?q={quote(hostile)}")
        assert page.status_code == 200
        assert "<script>alert" not in page.text


def test_the_best_of_each_kind_come_first_and_no_more_than_a_page(
    land: Land, desk: Desk
) -> None:
    with land.app.app_context():
        begin_write()
        team = world.a_team("leskovac")
        for number in range(queries.SHOWN + 5):
            name = {"sr-Cyrl": f"Правна помоћ за децу {number}"}
            world.a_service(team, name=name, publication="public")
        index_all()
        db.session.commit()
    said = results(desk("ana"), "правна помоћ")
    assert said.count("/desk/services/") == queries.SHOWN
    assert said.index(">Правна помоћ<") < said.index("Правна помоћ за децу")


def test_page_costs_eight_statements_at_most(
    land: Land, desk: Desk, sql: Count, tell: Any
) -> None:
    ana = desk("ana")
    look(ana, "/desk/search/?q=a")
    with sql() as sent:
        said = results(ana, "pomoc centar put deca vranje")
    assert len(sent) <= 8, sent
    with sql() as sent:
        said = results(ana, "pravna pomoc")
    assert "Правна помоћ" in said
    assert len(sent) <= 8, sent
    tell(f"{len(sent)} statements for a question")


def test_answers_are_kept_nowhere_and_name_no_referrer(desk: Desk) -> None:
    page = look(desk("ana"), "/desk/search/?q=pomoc")
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
