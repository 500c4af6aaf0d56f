"""A file of 1,000 rows: how long it takes to look at, and how long it holds others."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.db import db
from portal.domain.intake import ROWS_AT_MOST
from portal.models import SearchEntry, Service
from tests.form_values import form_values
from tests.statements import Statements
from tests.visit import look, send

from .brought import Bringer, a_row, table, xlsx
from .conftest import Town

Desk = Callable[[str], FlaskClient]
FEW = 12


def long_table() -> list[list[str]]:
    return table(
        *(
            a_row(f"Служба {at}", reference=f"{at}", cost="Бесплатно")
            | {"contact_1_value": f"+381 000 {at:06}", "contact_1_label": "Пријем"}
            for at in range(ROWS_AT_MOST)
        )
    )


def test_a_thousand_rows_are_looked_at_and_taken_in_a_time_that_is_told(
    app: Flask, town: Town, desk: Desk, tell: Any, engine_name: str
) -> None:
    ana = Bringer(desk("ana"), town.team_uid)
    rows = long_table()
    times: list[str] = []

    def timed(what: str, act: Callable[[], Any]) -> Any:
        began = time.process_time()
        result = act()
        times.append(f"{what} {time.process_time() - began:.1f} s")
        return result

    content = xlsx(rows)
    url = timed("read and kept", lambda: ana.bring(content))
    page = timed("looked at", lambda: look(ana.client, url).text)
    mark = form_values(page)
    taken = timed("taken", lambda: ana.take(url, **mark))
    assert taken.status_code == 303
    with app.app_context():
        held = db.session.scalar(select(func.count()).select_from(Service))
    assert held == ROWS_AT_MOST + 1
    again = timed("the same again", lambda: ana.bring(content))
    assert ana.counts(again) == {"As it is": ROWS_AT_MOST}
    tell(f"1,000 rows on {engine_name}, of processor: {', '.join(times)}")


def test_rows_share_what_they_ask_for_and_all_are_found(
    app: Flask,
    town: Town,
    desk: Desk,
    sql: Callable[[], AbstractContextManager[Statements]],
) -> None:
    ana = Bringer(desk("ana"), town.team_uid)
    served = {"areas": "subotica; vranje", "nationwide": "yes"}
    rows = [a_row(f"Служба {at}", reference=f"{at}", **served) for at in range(30)]
    url = ana.bring(xlsx(table(*rows)))
    mark = form_values(look(ana.client, url).text)
    with sql() as sent:
        assert send(ana.client, f"{url}/take", mark).status_code == 303
    for asked in ("municipality", "term", "organisation", "search_entry", "service"):
        times = sum(str(one).startswith(f"SELECT {asked}.") for one in sent)
        assert times < FEW, (asked, times)
    with app.app_context():
        taken = list(
            db.session.scalars(select(Service.id).where(Service.reference != ""))
        )
        found = select(SearchEntry.thing_id).where(SearchEntry.kind == "service")
        assert set(db.session.scalars(found)) == set(taken)
        assert len(taken) == len(rows)
