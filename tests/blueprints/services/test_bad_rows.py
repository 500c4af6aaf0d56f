"""Rows that cannot be taken are named with place and reason, and harm no other."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.blueprints.services import actions, intake_actions
from portal.db import db
from portal.domain.errors import DomainError
from portal.domain.personal import control_figure
from portal.models import AuditEvent, Intake, Service
from portal.work import do_waiting
from tests.statements import Statements
from tests.visit import look, send

from .brought import HEADS, Bringer, a_row, csv, parts, said, table, xlsx, zipped
from .conftest import Town

Desk = Callable[[str], FlaskClient]
JMBG = "010199071000" + str(control_figure("010199071000"))


@pytest.fixture
def ana(town: Town, desk: Desk) -> Bringer:
    return Bringer(desk("ana"), town.team_uid)


def held(town: Town) -> list[tuple[str, str | None]]:
    with town.app.app_context():
        rows = db.session.scalars(select(Service).order_by(Service.id))
        return [(row.name["sr-Cyrl"], row.reference) for row in rows]


def count(town: Town, what: Any) -> int:
    with town.app.app_context():
        return db.session.scalar(select(func.count()).select_from(what)) or 0


BAD = [
    ({"name": ""}, "Name of the service: This must be filled in."),
    ({"organisation": "Нико"}, "Who offers it: No body here is called “Нико”."),
    ({"areas": "Атлантида"}, "No town is called “Атлантида”"),
    ({"place_1_town": "Атлантида"}, "Town: No town is called “Атлантида”"),
    ({"category": "магија"}, "“магија” is none of the words for this column."),
    ({"specialised": "можда"}, "Write yes or no. It says “можда”."),
    ({"age_from": "дванаест"}, "Write a whole number."),
    ({"age_from": "20", "age_to": "10"}, "The last age is below the first."),
    ({"capacity_on": "32. 1. 2026."}, "Write a day as 22. 11. 2026."),
    ({"hours_1": "ујутру"}, "“ујутру” cannot be read as hours."),
    ({"contact_1_value": "зови", "contact_1_label": "П"}, "Write a phone number"),
    ({"contact_2_value": "+381 000 1"}, "What for: This must be filled in."),
    ({"address": "Улица 1"}, "An address is for a public place only."),
    ({"coordinates": "42.5, 21.9"}, "Coordinates are for a public place only."),
    ({"summary": "а" * 401}, "At most 400 characters fit here."),
    ({"cost": "�eћер"}, "Letters were lost here"),
    ({"cost": f"ЈМБГ {JMBG}"}, "A personal number stands in this row."),
    ({"cost": "=1+1"}, "What it costs: A formula stands here."),
    ({"uid": "није"}, "This is no key of the portal."),
    ({"uid": "6f0c2d4e-8a1b-4f53-9b7d-3e5a1c9d7f21"}, "no service with this key"),
    ({"national_number": "да"}, "Only the national office keeps the national number."),
]


@pytest.mark.one_engine
def test_every_bad_row_is_named_with_its_place_and_its_reason(
    town: Town, ana: Bringer
) -> None:
    rows = [a_row(f"Ред {at}") | wrong for at, (wrong, _) in enumerate(BAD)]
    url = ana.bring(xlsx(table(a_row("Добра"), *rows)))
    assert ana.counts(url) == {"New": 1, "Not to be taken": len(BAD)}
    page = said(ana.look(url, show="bad"))
    for at, (_, reason) in enumerate(BAD):
        found = page.partition(f"row {at + 3} ")[2].partition("Not to be taken")[0]
        assert reason in found, (reason, found)
    assert JMBG not in ana.look(url)
    assert ana.take(url).status_code == 303
    assert held(town) == [("Савет", None), ("Добра", None)]


@pytest.mark.one_engine
def test_a_personal_number_is_kept_nowhere(town: Town, ana: Bringer) -> None:
    rows = table(a_row("А", cost=JMBG), {**a_row("Б"), "note": JMBG})
    rows[0].append(JMBG)
    ana.bring(xlsx([*rows, [None, int(JMBG)]]), f"{JMBG}.xlsx")
    with town.app.app_context():
        kept = db.session.scalars(select(Intake)).one()
        assert JMBG.lstrip("0") not in f"{kept.rows} {kept.name}"
        assert len(kept.rows["problems"]) == 3


def test_rows_that_mean_the_same_service_are_taken_once(
    town: Town, ana: Bringer
) -> None:
    rows = table(
        {"uid": str(town.uid), "reference": ""} | a_row("Савет", summary="Једно."),
        {"uid": str(town.uid)} | a_row("Савет", summary="Друго."),
        a_row("Нова", reference="7"),
        a_row("Друга", reference="7"),
        a_row("Трећа"),
        a_row("Трећа", cost="10"),
    )
    url = ana.bring(xlsx(rows))
    assert ana.counts(url) == {"New": 2, "Changed": 1, "Not to be taken": 3}
    assert said(ana.look(url, show="bad")).count("A row above means the same") == 3
    ana.take(url)
    assert held(town) == [("Савет", None), ("Нова", "7"), ("Трећа", None)]


@pytest.mark.one_engine
def test_merged_cells_are_refused_where_they_are(town: Town, ana: Bringer) -> None:
    rows = table(a_row("А"), a_row("Б"), a_row("В"))
    url = ana.bring(xlsx(rows, merged="C3:C4"))
    assert ana.counts(url) == {"New": 1, "Not to be taken": 2}
    assert "Cells are merged here." in said(ana.look(url))


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n", "This is a picture (PNG), whatever its name says."),
        (csv([["Шта", "Где"], ["а", "б"]]), "No row of headings was found."),
        (csv([["name", "name"], ["а", "б"]]), "“Name of the service” is there twice."),
        (csv([HEADS]), "There is nothing to take in this file."),
        (csv([HEADS, *[["а"] * 5] * 1_001]), "more than 1,000 rows"),
        (b"x" * 5_000_001, "The file is larger than 5 MB."),
        (xlsx([HEADS])[:-99], "The file is damaged"),
        (zipped({**parts(xlsx([HEADS])), "b": bytes(51_000_000)}), "larger than 50 MB"),
    ],
)
def test_file_that_is_not_read_is_refused_at_its_field(
    content: bytes, reason: str, town: Town, ana: Bringer
) -> None:
    answer = ana.send(content)
    assert answer.status_code == 422
    assert reason in said(answer.text)
    assert count(town, Intake) == 0


@pytest.mark.one_engine
def test_form_without_a_file_and_one_that_is_far_too_large_are_refused(
    ana: Bringer,
) -> None:
    assert "Fill this in." in said(ana.send(b"", "").text)
    assert ana.send(b"x" * 20_100_000).status_code == 413


@pytest.mark.one_engine
def test_what_is_not_known_or_missing_is_said_and_the_rest_goes_on(
    town: Town, ana: Bringer
) -> None:
    rows = [["uid", "cost", "Боја"], [str(town.uid), "Бесплатно", "плава"]]
    url = ana.bring(csv(rows, "cp1251"), "services.csv")
    page = said(ana.look(url))
    assert "The column “Боја” is not known, and is left out." in page
    assert "These columns are missing: Who offers it, Name of the service" in page
    assert "The file was read as Windows-1251." in page
    assert ana.counts(url) == {"Changed": 1}
    ana.take(url)
    assert town.read().cost == {"sr-Cyrl": "Бесплатно"}


def test_what_changed_since_the_look_is_shown_before_anything_is_taken(
    town: Town, ana: Bringer
) -> None:
    row = {"uid": str(town.uid)} | a_row("Савет", summary="Из табеле.")
    url = ana.bring(xlsx(table(row, {"uid": ""} | a_row("Нова"))))
    mark = {"mark": look(ana.client, url).text.partition('value="')[2][:16]}
    town.edit(town.dragan, summary={"sr-Cyrl": "Са странице."})
    seen = ana.take(url, mark="0" * 16)
    assert seen.status_code == 422, mark
    assert "Something changed in the register meanwhile." in said(seen.text)
    assert held(town) == [("Савет", None)]
    assert ana.take(url).status_code == 303
    assert town.read().summary["sr-Cyrl"] == "Из табеле."


def test_public_record_that_a_file_changes_waits_for_a_second_person(
    town: Town, ana: Bringer
) -> None:
    town.publish()
    row = {"uid": str(town.uid)} | a_row("Савет", summary="Ново.")
    ana.take(ana.bring(xlsx(table(row))))
    assert town.public()["summary"]["sr-Cyrl"] == "Слуша."
    assert town.read().publication == "proposed"


def test_failure_in_the_middle_leaves_nothing_half(
    town: Town, ana: Bringer, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = ana.bring(xlsx(table(a_row("А"), a_row("Б"), a_row("В"))))
    before, events = held(town), count(town, AuditEvent)
    real = actions.add

    def fails_at_last(actor: Any, team: Any, draft: Any, *more: Any, **how: Any) -> Any:
        if draft.name["sr-Cyrl"] == "В":
            raise DomainError("number_taken")
        return real(actor, team, draft, *more, **how)

    monkeypatch.setattr(intake_actions.actions, "add", fails_at_last)
    assert ana.take(url).status_code == 422
    assert (held(town), count(town, AuditEvent)) == (before, events)
    monkeypatch.undo()
    assert ana.take(url).status_code == 303
    assert len(held(town)) == 4


def test_file_is_erased_when_taken_or_thrown_away_or_after_a_day(
    town: Town, ana: Bringer
) -> None:
    taken, dropped, left = (
        ana.bring(xlsx(table(a_row(name)))) for name in ("А", "Б", "В")
    )
    ana.take(taken)
    assert look(ana.client, taken).status_code == 404
    with town.app.app_context():
        rows = db.session.scalars(select(Intake).order_by(Intake.id)).first().rows
        assert rows["rows"] == []
    assert send(ana.client, f"{dropped}/drop").status_code == 303
    assert count(town, Intake) == 2
    assert "Nothing is changed yet." in ana.look(left)
    town.clock.move(hours=25)
    with town.app.app_context():
        assert do_waiting(None, town.clock()) >= 3  # type: ignore[arg-type]
    assert count(town, Intake) == 0


@pytest.mark.one_engine
def test_look_at_a_long_file_asks_the_database_little_and_comes_by_pages(
    town: Town,
    ana: Bringer,
    sql: Callable[[], AbstractContextManager[Statements]],
) -> None:
    rows = table(*(a_row(f"Ред {at}", reference=f"{at}") for at in range(70)))
    url = ana.bring(xlsx(rows))
    with sql() as sent:
        page = ana.look(url)
    assert len(sent) <= 8, sent
    assert page.count('class="card"') == 30
    assert "Page 1 of 3" in page
    assert ana.take(url).status_code == 303
