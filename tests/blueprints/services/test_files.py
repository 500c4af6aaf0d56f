"""A file of services: looked at, taken, and brought again."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from sqlalchemy import select

from portal.blueprints.services import actions, places, queries
from portal.blueprints.services.columns import every
from portal.blueprints.services.drafts import PlaceDraft, ServiceDraft
from portal.blueprints.services.known_names import folded, headings
from portal.db import begin_write, db
from portal.languages import ALL
from portal.models import Service
from tests import world
from tests.visit import look

from .brought import Bringer, a_row, cells, csv, parts, said, table, xlsx
from .conftest import Town, a_contact, a_draft

Desk = Callable[[str], FlaskClient]


@pytest.fixture
def ana(town: Town, desk: Desk) -> Bringer:
    return Bringer(desk("ana"), town.team_uid)


WORDS = (
    *("hours", "languages", "cost", "exclusions", "documents", "barrier"),
    *("legal_basis", "funding"),
)
WHOLE: dict[str, Any] = {
    "tier": "public",
    "specialised": True,
    "groups": ("boys", "women"),
    "address": {"sr-Latn": "Ulica 1", "sr-Cyrl": "Улица 1"},
    "lat": 42.551311119,
    "lon": 21.9,
    "contacts": tuple(a_contact(f"+381 000 {n}") for n in range(100, 105)),
    "places": (
        PlaceDraft("subotica", "area"),
        PlaceDraft("vranje", "public", {"en": "B"}, {"en": "C 2"}, 42.5, 21.5),
    ),
    "model": "mobile",
    "phases": ("crisis",),
    "status_needed": ("potential", "none"),
    "age_from": 0,
    "age_to": 18,
    "residence": ("asylum", "any"),
    "dependants": "welcome",
    "accompaniment": "guardian",
    "entitled": "yes",
    "existing": "partly",
    "accessible": "no",
    "legal_from": date(2020, 1, 2),
    "legal_until": date(2030, 12, 31),
    "spoken": ("sr", "sgn"),
    "interpretation": "on_request",
    "accessibility": ("toilet", "step_free"),
    "schedule": {
        "week": {
            "1": [["08:00", "12:00"], ["17:30", "20:00"]],
            "7": [["22:00", "06:00"]],
        },
        "holidays": "open",
        "by_appointment": True,
    },
    "areas": ("vranje", "subotica"),
    "nationwide": True,
    "capacity": 0,
    "capacity_on": date(2026, 11, 1),
    "funded_until": date(2027, 1, 1),
    "licence": '0042-"7"; а',
    "licence_state": "licensed",
    "licensed_until": date(2028, 2, 29),
}


def whole(organisation: str, **more: Any) -> ServiceDraft:
    """A record in which every field says something."""
    words = {
        name: world.both(f"Реч {name}; и још, =1+1", f"Word {name}") for name in WORDS
    }
    return replace(a_draft(organisation), **{**WHOLE, **words, **more})


def add(town: Town, *drafts: ServiceDraft) -> None:
    with town.app.app_context():
        begin_write()
        team = queries.team(town.team_uid)
        for draft in drafts:
            actions.add(town.ana, team, draft, town.clock())
        db.session.commit()


def versions(app: Flask) -> dict[str, int]:
    with app.app_context():
        rows = db.session.execute(select(Service.uid, Service.row_version))
        return {str(row.uid): row.row_version for row in rows}


def names(app: Flask) -> list[str]:
    with app.app_context():
        rows = db.session.scalars(select(Service).order_by(Service.id))
        return [row.name.get("sr-Cyrl") or row.name.get("sr-Latn", "") for row in rows]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_was_taken_out_changes_nothing_when_it_comes_back(
    kind: str, town: Town, ana: Bringer
) -> None:
    secret = {"tier": "confidential", "areas": (), "places": (), "capacity": None}
    hidden = {"address": None, "lat": None, "lon": None, "capacity_on": None}
    latin = {"sr-Latn": "Dž", "en": "-1"}
    add(
        town,
        whole(town.organisation),
        whole(town.organisation, name=latin, **secret | hidden),
        a_draft(town.organisation, name={"sr-Cyrl": "@а\nб", "sr-Latn": "@a"}),
    )
    before = versions(town.app)
    url = ana.bring(ana.export(kind), f"services.{kind}")
    assert ana.counts(url) == {"As it is": 4}, said(ana.look(url, show="changed"))
    assert "Nothing is changed yet. No row would be taken." in said(ana.look(url))
    assert versions(town.app) == before


def test_new_and_changed_rows_are_taken_on_request_and_bad_ones_named(
    town: Town, ana: Bringer
) -> None:
    rows = table(
        {"uid": ""}
        | a_row("Нова", category="Правна помоћ", contact_1_value="+381 000 1")
        | {"contact_1_label": "Пријем"},
        {"uid": str(town.uid)} | a_row("Савет", summary="Друго."),
        a_row("Лоша", category="чаролија"),
        a_row("Без тела", organisation="Непознато"),
    )
    url = ana.bring(xlsx(rows))
    assert names(town.app) == ["Савет"]
    assert ana.counts(url) == {"New": 1, "Changed": 1, "Not to be taken": 2}
    page = said(ana.look(url))
    assert "Services, row 4" in page
    assert "Kind of help: “чаролија” is none of the words for this column." in page
    assert "Who offers it: No body here is called “Непознато”." in page
    taken = ana.take(url)
    assert taken.status_code == 303, said(taken.text)
    assert "New: 1, changed: 1, as they were: 0, not taken: 2." in said(
        ana.look(taken.headers["Location"])
    )
    assert names(town.app) == ["Савет", "Нова"]
    changed = town.read()
    assert changed.summary == {"sr-Cyrl": "Друго.", "en": "It listens."}
    assert [row.value for row in changed.contacts] == []


def test_the_same_file_twice_changes_nothing(town: Town, ana: Bringer) -> None:
    rows = table(
        a_row("Прва", reference="A-1"), a_row("Друга", reference="A-2"), a_row("Трећа")
    )
    for content in (xlsx(rows), csv(rows)):
        url = ana.bring(content)
        if ana.counts(url) != {"As it is": 3}:
            assert ana.counts(url) == {"New": 3}
            assert ana.take(url).status_code == 303
    assert names(town.app) == ["Савет", "Прва", "Друга", "Трећа"]


def test_every_column_is_found_by_each_of_its_names_in_every_language(
    app: Flask,
) -> None:
    with app.test_request_context("/desk/"):
        for language in ALL:
            with force_locale(language.locale):
                for code, column in every().items():
                    for name in (column.heading, code, column.heading.upper()):
                        assert headings()[folded(name)].code == code, name


HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://x.example")


@pytest.mark.one_engine
def test_no_cell_that_leaves_is_a_formula_or_a_link(town: Town, ana: Bringer) -> None:
    add(town, *(a_draft(town.organisation, name={"en": said}) for said in HOSTILE))
    content = ana.export("xlsx")
    rows = cells(content)
    at = rows[1].index("name_en")
    assert [row[at] for row in rows[3:]] == list(HOSTILE)
    assert all(isinstance(cell, str) for row in rows for cell in row)
    page = parts(content)["xl/worksheets/sheet1.xml"]
    assert b"<f>" not in page
    assert b"<hyperlink" not in page
    lines = ana.export("csv").decode("utf-8-sig")
    assert not re.search(r'(?:^|,)"?[=+@\-]', lines, re.MULTILINE)


@pytest.mark.one_engine
def test_template_explains_each_column_and_offers_the_words(
    town: Town, ana: Bringer
) -> None:
    content = look(ana.client, f"{ana.files}/template.xlsx").data
    codes = cells(content)[1]
    assert codes[:4] == ["uid", "reference", "organisation", "name"]
    assert "national_number" not in codes
    explained = [row[0] for row in cells(content, 1)]
    assert set(cells(content)[0]) <= set(explained)
    assert b"dataValidation " in parts(content)["xl/worksheets/sheet1.xml"]
    assert ana.send(content).status_code == 422


@pytest.mark.one_engine
def test_exact_place_of_a_confidential_service_is_in_no_file(
    town: Town, ana: Bringer
) -> None:
    with town.app.app_context():
        begin_write()
        service = queries.service(town.uid)
        places.set_place(town.ana, service, "Тајна 7", town.clock())
        service.tier, service.address = "confidential", {"en": "Secret 7"}
        service.lat, service.lon = 42.51, 21.91
        db.session.commit()
    for kind in ("xlsx", "csv"):
        content = ana.export(kind)
        found = content if kind == "csv" else b"".join(parts(content).values())
        for secret in ("Тајна", "Secret 7", "42.51"):
            assert secret.encode() not in found
