"""The table on the desk: what each reader finds in a cell, and what it never tells."""

import csv
import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from portal.db import begin_write, db
from portal.models import Municipality, ServicePlace, ServiceStatusRow
from tests import world
from tests.statements import counted_statements
from tests.visit import look

from .conftest import Towns


def test_cells_say_service_confirmed_none_or_nobody_has_looked(
    towns: Towns, states: Any
) -> None:
    assert states("ana") == {"nis": "unknown", "vranje": "unknown"}
    towns.add(("legal", "men"))
    assert states("ana") == {"nis": "unknown", "vranje": "none"}
    towns.a_service("vranje", groups=["women"])
    assert states("ana")["vranje"] == "none"
    towns.a_service("vranje", groups=["men"])
    assert states("ana") == {"nis": "unknown", "vranje": "service"}


def test_service_counts_in_further_places_in_areas_and_in_the_whole_country(
    towns: Towns, states: Any
) -> None:
    towns.a_service("vranje", areas=["nis"])
    assert states("ana") == {"nis": "service", "vranje": "service"}
    towns.a_service("vranje", category="medical", nationwide=True)
    assert states("ana", "medical") == {"nis": "country", "vranje": "service"}
    towns.a_service("office", category="family")
    assert states("ana", "family") == {"nis": "country", "vranje": "country"}
    uid = towns.a_service("office", category="economic")
    with towns.app.app_context():
        begin_write()
        there = db.session.scalars(db.select(Municipality).filter_by(slug="nis")).one()
        service = db.session.execute(
            db.text("SELECT id FROM service ORDER BY id DESC LIMIT 1")
        ).scalar_one()
        place = ServicePlace(service_id=service, municipality_id=there.id, tier="area")
        db.session.add(place)
        db.session.commit()
    assert uid
    assert states("ana", "economic") == {"nis": "service", "vranje": "unknown"}


@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_service_that_does_not_run_counts_for_nothing(
    towns: Towns, states: Any, status: str
) -> None:
    towns.a_service("vranje")
    assert states("ana")["vranje"] == "service"
    with towns.app.app_context():
        begin_write()
        (service,) = db.session.scalars(db.text("SELECT id FROM service"))
        row = ServiceStatusRow(service_id=service, status=status, starts_on=world.TODAY)
        db.session.add(row)
        db.session.commit()
    assert states("ana")["vranje"] == "unknown"


@pytest.mark.parametrize("who", ["ana", "vesna", "jelena"])
def test_confidential_service_makes_no_town_differ_for_any_reader(
    towns: Towns, states: Any, desk: Any, who: str
) -> None:
    """Neither its own town nor the towns it names; and no distance leads to it."""
    towns.a_service("vranje", tier="confidential", category="housing", areas=["nis"])
    assert states(who, "housing") == {"nis": "country", "vranje": "country"}
    for town in ("vranje", "nis"):
        page = look(desk(who), f"/desk/gaps/{town}/housing/men/").text
        assert "Services that count here" in page
        assert "as the crow flies, " not in page
        assert "None is entered in another town." in page
        assert (
            "Town vranje"
            not in page.replace("Grad", "")
            .partition("Services that count here")[2]
            .partition("Nearest")[0]
        )


def test_gap_of_housing_is_read_by_its_own_team_alone(
    towns: Towns, states: Any
) -> None:
    """The town without one would be the town with a shelter."""
    (uid,) = towns.add(("housing", "men"), propose=True)
    assert towns.read(uid).publication == "internal"
    assert states("milica", "housing")["vranje"] == "none"
    assert states("vesna", "housing") == {"nis": "unknown", "vranje": "unknown"}


def test_internal_gap_and_internal_service_stay_with_the_team(
    towns: Towns, states: Any
) -> None:
    towns.add(("legal", "men"))
    towns.a_service("vranje", category="medical", publication="internal")
    assert states("milica")["vranje"] == "none"
    assert states("vesna")["vranje"] == "unknown"
    assert states("milica", "medical")["vranje"] == "service"
    assert states("vesna", "medical")["vranje"] == "unknown"


def test_town_shows_every_cell_in_words_and_what_was_found_beside_it(
    towns: Towns, desk: Any
) -> None:
    towns.a_service("nis", verified_on=None)
    towns.add(("legal", "men"), need={"en": "A lawyer once a week"})
    page = look(desk("ana"), "/desk/gaps/vranje/").text
    for said in ("Confirmed none", "Nobody has looked", "A lawyer once a week"):
        assert said in page
    assert "86 km as the crow flies" in page
    assert "3 of 10 informants" in page
    assert 'href="/desk/gaps/vranje/legal/men/"' in page
    there = look(desk("ana"), "/desk/gaps/nis/").text
    assert "Service, not verified" in there
    other = look(desk("ana"), "/desk/gaps/?group=men&missing=1").text
    assert "Confirmed none" in other


def test_gap_that_met_a_service_says_so(towns: Towns, desk: Any) -> None:
    towns.add(("legal", "men"))
    towns.a_service("vranje")
    page = look(desk("ana"), "/desk/gaps/vranje/legal/men/").text
    assert "Said to be missing before" in page
    assert "A service was entered since" in page
    assert "Said to be missing before" in look(desk("ana"), "/desk/gaps/vranje/").text


def test_overdue_service_is_shown_as_not_verified(towns: Towns, desk: Any) -> None:
    towns.a_service("vranje", verified_on=world.TODAY - timedelta(days=200))
    page = look(desk("ana"), "/desk/gaps/vranje/legal/men/").text
    assert "Service, not verified" in page
    assert "Not verified" in page


@pytest.mark.parametrize("asked", ["", "?town=vranje"])
def test_table_leaves_as_csv_and_xlsx_without_a_formula(
    towns: Towns, desk: Any, asked: str
) -> None:
    towns.add(("legal", "men"), need={"en": "=HYPERLINK(1)"})
    answer = look(desk("ana"), f"/desk/gaps/table.csv{asked}")
    text = answer.data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 1 + 18 * 4 * (1 if asked else 2)
    found = [row for row in rows if row[3] == "Confirmed none"]
    assert [(row[1], row[2], row[6]) for row in found] == [
        ("Legal help", "Men", "'=HYPERLINK(1)")
    ]
    assert found[0][5] == world.TODAY.isoformat()
    book = look(desk("ana"), f"/desk/gaps/table.xlsx{asked}").data
    with zipfile.ZipFile(io.BytesIO(book)) as files:
        assert b"<f>" not in files.read("xl/worksheets/sheet1.xml")
        assert b"=HYPERLINK(1)" in files.read("xl/sharedStrings.xml")
    name = answer.headers["Content-Disposition"]
    assert name == 'attachment; filename="gaps-2026-11-22.csv"'


@pytest.mark.parametrize(
    "url",
    [
        "/desk/gaps/",
        "/desk/gaps/vranje/",
        "/desk/gaps/vranje/legal/men/",
        "/desk/gaps/vranje/medical/men/",
        "/desk/gaps/table.csv",
    ],
)
def test_pages_of_gaps_ask_little_however_much_there_is(
    app: Flask, towns: Towns, desk: Any, url: str
) -> None:
    towns.add(("legal", "men"), ("legal", "women"), ("family", "girls"))
    for category in ("medical", "legal"):
        towns.a_service("nis", category=category, groups=["boys"])
        towns.a_service("vranje", category=category, groups=["girls"])
    towns.a_service("vranje", category="medical", tier="confidential", groups=["men"])
    ana = desk("ana")
    look(ana, url)
    with counted_statements() as sent:
        assert look(ana, url).status_code == 200
    assert len(sent) <= 8, str(sent)


def test_what_is_no_cell_is_not_there(towns: Towns, desk: Any) -> None:
    for url in ("nowhere/", "vranje/legal/cats/", "vranje/magic/men/"):
        assert look(desk("ana"), f"/desk/gaps/{url}").status_code == 404
    assert look(desk("ana"), "/desk/gaps/layer.json?category=magic").json == {
        "towns": []
    }


def test_layer_gives_each_town_its_state_and_its_middle(
    towns: Towns, desk: Any
) -> None:
    towns.add(("legal", "men"), since=date(2026, 11, 2))
    url = "/desk/gaps/layer.json?category=legal&group=men"
    found = {town["slug"]: town for town in look(desk("ana"), url).json["towns"]}
    assert found["vranje"] == {
        "slug": "vranje",
        "name": "Town vranje",
        "lat": 42.5514,
        "lon": 21.9003,
        "state": "none",
        "verified": False,
        "word": "Confirmed none",
        "since": "2026-11-02",
    }
