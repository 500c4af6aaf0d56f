from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask

from portal.blueprints.indicators import queries
from portal.blueprints.indicators.snapshot import snapshot
from portal.blueprints.indicators.tables import figure_table, period_words
from portal.config import CONTENT
from portal.db import begin_write, db
from portal.domain.baseline import read_baseline
from portal.loading.baseline import load_baseline
from tests import world
from tests.statements import Statements
from tests.visit import look, signed_in

Count = Callable[[], AbstractContextManager[Statements]]


def a_row(period: str = "2017", **more: Any) -> dict[str, Any]:
    given = {"area": None, "breakdown": {}, "value": 1.0, "absence": None, "note": None}
    return {"period": period} | given | more


def a_figure(*rows: dict[str, Any]) -> dict[str, Any]:
    about = {"key": "k", "code": "1.1", "position": 0, "unit": "person"}
    return about | {"wording": {"en": "W"}, "source": {"en": "S"}, "rows": list(rows)}


def table(app: Flask, *rows: dict[str, Any]) -> dict[str, Any]:
    with app.test_request_context("/desk/?lang=en"):
        return figure_table(a_figure(*rows))


@pytest.mark.one_engine
def test_periods_become_columns_and_breakdowns_lines(app: Flask) -> None:
    child = {"age": "child"}
    made = table(
        app,
        a_row("2016", value=3.0),
        a_row("2015", value=2.0),
        a_row("2015", breakdown=child, value=None, absence="not_available"),
    )
    assert made["periods"] == ["2015", "2016"]
    assert [line["label"] for line in made["lines"]] == ["", "children"]
    values = [cell and cell["value"] for cell in made["lines"][0]["cells"]]
    assert values == [2.0, 3.0]
    assert made["lines"][1]["cells"][0]["absence"] == "not_available"
    assert made["lines"][1]["cells"][1] is None


@pytest.mark.one_engine
def test_contradiction_is_a_line_of_its_own_and_never_repaired(app: Flask) -> None:
    made = table(app, a_row(value=24.0), a_row(value=21.0), a_row("2016", value=5.0))
    first, second = made["lines"]
    assert [cell["value"] for cell in first["cells"]] == [5.0, 24.0]
    assert second["label"] == "Total, elsewhere in the same source"
    assert second["cells"][1]["value"] == 21.0
    assert second["cells"][0]["absence"] == "not_applicable"


@pytest.mark.one_engine
def test_zero_is_a_value(app: Flask) -> None:
    [line] = table(app, a_row(value=0.0))["lines"]
    assert line["cells"] == [{"value": 0.0, "absence": None, "note": None}]


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2017", "2017"),
        ("2015/2017", "2015–2017"),
        ("2018-02/2020-07", "2/2018–7/2020"),
    ],
)
def test_periods_are_written_as_people_write_them(period: str, said: str) -> None:
    assert period_words(period) == said


@pytest.mark.parametrize(
    ("source", "serbian"),
    [
        (
            "Baseline study 2018, 5.1.4 (table 4)",
            "Основна студија 2018, 5.1.4 (табела 4)",
        ),
        ("Baseline study 2018, 3 and 5.2.3", "Основна студија 2018, 3 и 5.2.3"),
        ("Somebody's standard", None),
    ],
)
def test_sources_are_named_in_two_languages(source: str, serbian: str | None) -> None:
    assert queries.source_words(source).get("sr-Cyrl") == serbian


@pytest.fixture
def loaded(app: Flask) -> Flask:
    """The real baseline."""
    with app.app_context():
        begin_write()
        load_baseline(read_baseline(CONTENT / "baseline-2017"), world.NOW)
        db.session.commit()
    return app


def test_only_national_figures_go_onto_the_wall(loaded: Flask) -> None:
    with loaded.app_context():
        found = {i.key: snapshot(i, at) for at, i in enumerate(queries.indicators())}
        assert found["meetings_held"] is None
        assert found["identified_victims"] is not None
        for told in filter(None, found.values()):
            assert told.area is None
            assert all(row["area"] is None for row in told.payload["rows"])


def test_desk_shows_every_figure_with_towns_absences_and_contradictions(
    loaded: Flask, sql: Count
) -> None:
    with loaded.app_context():
        begin_write()
        ana = world.somebody(world.a_team("x", municipality=None))
        db.session.commit()
    client = signed_in(loaded, ana)
    with sql() as sent:
        page = look(client, "/desk/figures/").text
    assert len(sent) <= 8, sent
    for said in ("Sremska Mitrovica", "not available", "children, elsewhere"):
        assert said in page
    assert "Stronger partnerships at local" in page
    assert "{&#39;sr-Cyrl" not in page
